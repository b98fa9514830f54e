"""Coordinates written in a text: decimal degrees, degrees with minutes and seconds, MGRS squares."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mgrs import MGRS
from mgrs.core import MGRSError

from tollbook.model.place import Precision

DECIMAL = re.compile(
    r"(?<![\d.,])([-+]?\d{1,2}\.\d{3,10})°?\s*([NSns])?\s*[,;،\s/]\s*([-+]?\d{1,3}\.\d{3,10})°?\s*([EWew])?(?!\d|\.\d)"
)
ANGLE = r"(\d{1,3})\s*°\s*(\d{1,2})\s*['’′]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:\"|”|″|''|’’)\s*)?"
SEXAGESIMAL = re.compile(rf"{ANGLE}([NSns])\s*[,;،]?\s*{ANGLE}([EWew])")
SQUARE = re.compile(
    r"(?<![0-9A-Za-z])(\d{1,2}\s?[C-HJ-NP-X]\s?[A-HJ-NP-Z][A-HJ-NP-V]\s?(?:\d{5}\s?\d{5}|\d{4}\s?\d{4}|\d{3}\s?\d{3}|\d{2}\s?\d{2}))"
    r"(?!\s?\d|[A-Za-z])"
)
BY_DIGITS: dict[int, Precision] = {2: "village", 3: "within_100m", 4: "exact", 5: "exact"}
"""What the digits of an MGRS square are worth: two a side are 1 km, three 100 m, four 10 m."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point written in the text with its span and how exactly it is written."""

    start: int
    end: int
    lat: float
    lon: float
    precision: Precision


def _on_globe(lat: float, lon: float) -> bool:
    return abs(lat) <= 90 and abs(lon) <= 180


def _decimal_precision(digits: str) -> Precision:
    places = len(digits.split(".")[1])
    return "exact" if places >= 4 else "within_100m"


def _decimal(match: re.Match[str]) -> Point | None:
    lat, lon = float(match[1]), float(match[3])
    lat = -lat if match[2] in ("S", "s") else lat
    lon = -lon if match[4] in ("W", "w") else lon
    return Point(match.start(), match.end(), lat, lon, _decimal_precision(match[1])) if _on_globe(lat, lon) else None


def _angle(degrees: str, minutes: str, seconds: str | None, side: str) -> float:
    value = int(degrees) + int(minutes) / 60 + float((seconds or "0").replace(",", ".")) / 3600
    return -value if side in "SWsw" else value


def _sexagesimal(match: re.Match[str]) -> Point | None:
    lat, lon = _angle(match[1], match[2], match[3], match[4]), _angle(match[5], match[6], match[7], match[8])
    precision: Precision = "within_100m" if match[3] else "village"
    return Point(match.start(), match.end(), lat, lon, precision) if _on_globe(lat, lon) else None


def _square(match: re.Match[str]) -> Point | None:
    plain = re.sub(r"\s", "", match[1])
    try:
        lat, lon = MGRS().toLatLon(plain)
    except (MGRSError, ValueError):
        return None
    digits = sum(letter.isdigit() for letter in plain.lstrip("0123456789")) // 2
    return Point(match.start(), match.end(), round(lat, 6), round(lon, 6), BY_DIGITS[digits])


def points(text: str) -> Iterator[Point]:
    """Points written in the text, in order of kind; a square gives the corner MGRS counts from (its south-west)."""
    if not any(letter.isdigit() for letter in text):
        return
    for pattern, make in ((DECIMAL, _decimal), (SEXAGESIMAL, _sexagesimal), (SQUARE, _square)):
        yield from filter(None, map(make, pattern.finditer(text)))
