"""Points as strike logs write them: MGRS grids of any precision, UTM, decimal degrees, degrees with minutes."""

import re
import warnings
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from mgrs import MGRS
from mgrs.core import MGRSError
from numpy.typing import NDArray
from pyproj import Transformer
from pyproj.exceptions import ProjError

from tollbook.model.place import RADIUS_KM, Precision
from tollbook.strikes.days import Unread
from tollbook.text.plain import plain

GRID = re.compile(r"(\d{1,2})([C-HJ-NP-X])([A-HJ-NP-Z])([A-HJ-NP-V])(\d*)$")
UTM = re.compile(
    r"(?:zone\s*)?(?P<zone>\d{1,2})\s*(?P<band>north|south|[c-hj-np-x])"
    r"[\s,]+(?P<east>\d{6}(?:\.\d+)?)\s*(?:m?e)?[\s,]+(?P<north>\d{1,8}(?:\.\d+)?)\s*(?:m?n)?$"
)
DECIMAL = re.compile(r"([+-]?)(\d{1,3})(?:[.,](\d+))?\s*°?\s*([nsew])?$")
SEXAGESIMAL = re.compile(
    r"(\d{1,3})\s*[°d:\s]\s*(\d{1,2})(?:[.,](\d+))?\s*['m:\s]?"
    r"\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*[\"s']*)?\s*([nsew])$"
)
SPLITS = (r"\s*[;/]\s*", r"(?<=[ns])[\s,]+(?=[\d+-])", r"\s*,\s+", r"\s*,\s*", r"\s+")
"""Between latitude and longitude, the surest first: a comma may also stand for the decimal point."""
Floats = NDArray[np.float64]
BY_DECIMALS: dict[int, Precision] = {0: "province", 1: "city", 2: "neighbourhood", 3: "within_100m"}
HALF_DIAGONAL = 0.7072
BANDS = "CDEFGHJKLMNPQRSTUVWX"
"""MGRS bands of eight degrees from 80 south; X has twelve."""
MGRS_REMEDY = "a grid is zone, band, two letters and an even number of digits, as 37SFU676401"


@dataclass(frozen=True, slots=True)
class Located:
    """A point, how exactly it is written, and the grid as written without its spaces."""

    lat: float
    lon: float
    precision: Precision
    grid: str | None = None


def precision_of(km: float) -> Precision:
    """The finest level whose radius covers ``km``."""
    return next((level for level, radius in RADIUS_KM.items() if km <= radius), "unknown")


@lru_cache(maxsize=200_000)
def grid_point(written: str) -> Located:
    """The middle of an MGRS square; its digits say how large it is. Unread where there is no such square."""
    bare = re.sub(r"[\s\-.]", "", written).upper()
    match = GRID.match(bare)
    if not match or not 1 <= int(match[1]) <= 60:
        raise Unread(f"{written!r} is no MGRS grid", MGRS_REMEDY)
    if len(match[5]) % 2 or len(match[5]) > 10:
        raise Unread(f"{written!r} has {len(match[5])} digits, which cannot be halved", MGRS_REMEDY)
    return _middle(bare, len(match[5]) // 2, written)


def _middle(bare: str, digits: int, written: str) -> Located:
    size = 10 ** (5 - digits)
    square, rest = bare[: len(bare) - 2 * digits], bare[len(bare) - 2 * digits :]
    east, north = (min(int(half or 0) * size + size // 2, 99_999) for half in (rest[:digits], rest[digits:]))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a band that does not fit is found out below
            lat, lon = _mgrs().toLatLon(f"{square}{east:05d}{north:05d}")
    except (MGRSError, ValueError, OverflowError):
        raise Unread(f"there is no square {written!r} on the globe", "check its zone, band and letters") from None
    if not _in_zone(square, lat, lon, size):
        raise Unread(f"there is no square {written!r}: its letters do not occur in its zone", "check its letters")
    return Located(round(lat, 6), round(lon, 6), precision_of(size / 1000 * HALF_DIAGONAL), bare)


@cache
def _mgrs() -> MGRS:
    return MGRS()


def _in_zone(square: str, lat: float, lon: float, size: int) -> bool:
    """Whether a point lies in the zone and band its grid claims; letters of another zone lead far out of it."""
    zone, band = int(square[:-3]), square[-3]
    slack = 1.0 + size / 111_000
    south = (BANDS.index(band) - 10) * 8
    wide = 12.0 if abs(lat) > 56 else 3.0
    off = abs((lon - (zone * 6 - 183) + 180) % 360 - 180)
    return off <= wide + slack and south - slack <= lat <= south + (12 if band == "X" else 8) + slack


def utm_point(written: str) -> Located | None:
    """A UTM pair such as "37 north 676401 3812345"; ``None`` where it is none. Unread where N or S is unclear."""
    match = UTM.match(plain(written).strip())
    if not match:
        return None
    if match["band"] == "s":
        raise Unread(f"in {written!r} S may be a band or the south", "write north or south, or the MGRS grid")
    south = match["band"] == "south" or match["band"] in "cdefghjklm"
    try:
        projection = _projection(int(match["zone"]), south)
        lon, lat = projection.transform(float(match["east"]), float(match["north"]), errcheck=True)
    except ProjError:
        raise Unread(f"{written!r} lies outside its UTM zone", "check zone, easting and northing") from None
    return Located(round(lat, 6), round(lon, 6), "exact")


@lru_cache(maxsize=120)
def _projection(zone: int, south: bool) -> Transformer:
    if not 1 <= zone <= 60:
        raise Unread(f"there is no UTM zone {zone}", "zones run from 1 to 60")
    return Transformer.from_crs(32700 + zone if south else 32600 + zone, 4326, always_xy=True)


def moved(lat: float, lon: float, zone: int, south: bool, metres: Floats) -> tuple[Floats, Floats]:
    """Latitudes and longitudes of the points so many metres east and north of one, on the plane of a UTM zone."""
    plane = _projection(zone, south)
    east, north = plane.transform(lon, lat, direction="INVERSE")
    lons, lats = plane.transform(east + metres[:, 0], north + metres[:, 1])
    return np.asarray(lats), np.asarray(lons)


def angle_of(written: str) -> tuple[float, int, str | None]:
    """Degrees, how many decimal places they are worth, and the side they name (n, s, e, w) if any."""
    text = plain(written).strip().replace("''", '"').replace("’", "'")
    if match := DECIMAL.match(text):
        value = float(f"{match[2]}.{match[3] or 0}")
        side = match[4]
        return (-value if match[1] == "-" or side in ("s", "w") else value), len(match[3] or ""), side
    if match := SEXAGESIMAL.match(text):
        return _sexagesimal(match)
    raise Unread(f"{written!r} is no latitude or longitude", "write decimal degrees as 35.1234, or degrees with N or E")


def _sexagesimal(match: re.Match[str]) -> tuple[float, int, str]:
    minutes = float(f"{match[2]}.{match[3] or 0}")
    seconds = float((match[4] or "0").replace(",", "."))
    if minutes >= 60 or seconds >= 60:
        raise Unread(f"{match[0]!r} has 60 or more minutes or seconds", "mend the coordinate")
    value = int(match[1]) + minutes / 60 + seconds / 3600
    places = 4 if match[4] else 2 + len(match[3] or "")
    return (-value if match[5] in "sw" else value), places, match[5]


def degrees_point(lat: str, lon: str) -> Located:
    """A latitude and a longitude; Unread where they are none, stand the wrong way round or lie off the globe."""
    (north, places, first), (east, more, second) = angle_of(lat), angle_of(lon)
    if first in ("e", "w") or second in ("n", "s"):
        raise Unread(f"latitude {lat!r} and longitude {lon!r} stand the wrong way round", "swap the two columns")
    if abs(north) > 90 or abs(east) > 180:
        raise Unread(f"{lat}, {lon} lies off the globe", "check which column is the latitude")
    return Located(north, east, BY_DECIMALS.get(max(places, more), "exact"))


def point_of(written: str) -> Located:
    """A point in one cell: a grid, UTM, or latitude and longitude in this order."""
    bare = re.sub(r"\s", "", written).upper()
    if GRID.match(bare):
        return grid_point(written)
    if found := utm_point(written):
        return found
    text = plain(written).strip()
    parts = next((parts for split in SPLITS if len(parts := re.split(split, text)) == 2), None)
    if parts is None:
        raise Unread(f"{written!r} is no point", "write a grid as 37SFU676401 or degrees as 34.6890, 40.8303")
    return degrees_point(*parts)
