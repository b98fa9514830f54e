"""The days and points that one slip of the pen turns into one another, with how many ways each kind of slip has."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np

from tollbook.strikes.index import Floats
from tollbook.strikes.points import grid_point, moved

COLUMN_SETS = "ABCDEFGH", "JKLMNPQR", "STUVWXYZ"
"""Letters of the eight columns of a zone, by the zone's number less one, modulo three (MGRS)."""
ROWS = "ABCDEFGHJKLMNPQRSTUV"
DECIMALS = 4
BAND = 8.0


@dataclass(frozen=True, slots=True)
class Day:
    """Another day the reported one may stand for; ``share``: one over the ways of its kind."""

    kind: str
    day: date
    share: float


@dataclass(frozen=True, slots=True)
class Points:
    """Other points that a written one may stand for, in columns."""

    kinds: tuple[str, ...]
    written: tuple[str, ...]
    shares: Floats
    lat: Floats
    lon: Floats


@lru_cache(maxsize=8192)
def days(day: date) -> tuple[Day, ...]:
    """Days one slip away, each once, under the kind with the fewest ways."""
    found = list(_slid(day)) + [("day_digit", other) for other in _digits(day)]
    ways = Counter(kind for kind, _ in found)
    best: dict[date, Day] = {}
    for kind, other in sorted(found, key=lambda one: (ways[one[0]], one[0])):
        best.setdefault(other, Day(kind, other, 1 / ways[kind]))
    best.pop(day, None)
    return tuple(best.values())


def _slid(day: date) -> Iterator[tuple[str, date]]:
    for kind, steps in (("off_by_one", (1,)), ("week", (7,)), ("fortnight", (13, 14, 15))):
        yield from ((kind, day + timedelta(days=sign * step)) for step in steps for sign in (1, -1))
    months = day.year * 12 + day.month - 1
    for step in (1, -1):
        yield from _valid("month", (months + step) // 12, (months + step) % 12 + 1, day.day)
        yield from _valid("year", day.year + step, day.month, day.day)
    yield from _valid("day_month", day.year, day.day, day.month)


def _valid(kind: str, year: int, month: int, day: int) -> Iterator[tuple[str, date]]:
    try:
        yield kind, date(year, month, day)
    except ValueError:
        return


def _digits(day: date) -> Iterator[date]:
    """Days of the month whose number is one digit away: wrong, missing, one too many, or two exchanged."""
    written = str(day.day)
    for number in range(1, 32):
        if number != day.day and _one_digit(written, str(number)):
            yield from (other for _, other in _valid("", day.year, day.month, number))


def _one_digit(a: str, b: str) -> bool:
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1 or a == b[::-1]
    short, long = sorted((a, b), key=len)
    return short in (long[0], long[1])


@lru_cache(maxsize=100_000)
def of_grid(grid: str) -> Points:
    """Squares one slip away from an MGRS grid that exists, by their distance from it on its zone's plane."""
    head = grid[: 4 if grid[1].isalpha() else 5]
    digits = grid[len(head) :]
    found = [*_by_digits(head, digits), *_by_letters(head, digits)]
    at = grid_point(grid)
    zone, south = int(head[:-3]), at.lat < 0
    lat, lon = moved(at.lat, at.lon, zone, south, np.array([(east, north) for *_, east, north in found]))
    kept = zip((f[0] for f in found), (f[1] for f in found), lat.tolist(), lon.tolist(), strict=True)
    return _columns([one for one in kept if abs(one[2] - at.lat) < BAND])


def _by_digits(head: str, digits: str) -> Iterator[tuple[str, str, float, float]]:
    half = len(digits) // 2
    turned = [digits[half:] + digits[:half]] if digits[:half] != digits[half:] else []
    for kind, others in (("transposed", exchanged(digits)), ("swapped", turned), ("digit", changed(digits))):
        yield from ((kind, head + other, *_apart(digits, other)) for other in others)


def _apart(digits: str, other: str) -> tuple[float, float]:
    """Metres east and north from one square to another of the same letters."""
    half = len(digits) // 2
    size = 10.0 ** (5 - half)
    return size * (int(other[:half]) - int(digits[:half])), size * (int(other[half:]) - int(digits[half:]))


def _by_letters(head: str, digits: str) -> Iterator[tuple[str, str, float, float]]:
    """One letter of the 100 km square changed: a column of the zone's own set, or a row that stays near its band."""
    columns = COLUMN_SETS[(int(head[:-3]) - 1) % 3]
    column, row = head[-2], head[-1]
    for other in columns.replace(column, ""):
        yield "square", f"{head[:-2]}{other}{row}{digits}", 1e5 * (columns.index(other) - columns.index(column)), 0.0
    for step in (step for step in range(-8, 9) if step):
        yield "square", f"{head[:-1]}{ROWS[(ROWS.index(row) + step) % len(ROWS)]}{digits}", 0.0, 1e5 * step


def exchanged(digits: str) -> Iterator[str]:
    """The digits with two neighbours exchanged."""
    for at in range(len(digits) - 1):
        if digits[at] != digits[at + 1]:
            yield digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]


def changed(digits: str) -> Iterator[str]:
    """The digits with one of them changed."""
    for at, old in enumerate(digits):
        yield from (digits[:at] + new + digits[at + 1 :] for new in "0123456789" if new != old)


@lru_cache(maxsize=100_000)
def of_degrees(lat: float, lon: float) -> Points:
    """Points one slip away from a latitude and longitude in decimal degrees."""
    return _columns(list(_degrees(lat, lon)))


def _degrees(lat: float, lon: float) -> Iterator[tuple[str, str, float, float]]:
    for other in _exchanged_degrees(lat, 90):
        yield "transposed", told(other, lon), other, lon
    for other in _exchanged_degrees(lon, 180):
        yield "transposed", told(lat, other), lat, other
    if abs(lon) <= 90:
        yield "swapped", told(lon, lat), lon, lat
    for other in _changed_degrees(lat, 90):
        yield "digit", told(other, lon), other, lon
    for other in _changed_degrees(lon, 180):
        yield "digit", told(lat, other), lat, other


def told(lat: float, lon: float) -> str:
    """Latitude and longitude as written."""
    return f"{lat:.{DECIMALS}f}, {lon:.{DECIMALS}f}"


def _exchanged_degrees(value: float, most: int) -> Iterator[float]:
    yield from _within(exchanged(_plain(value)), value, most)


def _changed_degrees(value: float, most: int) -> Iterator[float]:
    """With one digit changed, down to the second decimal: smaller changes stay within any circle."""
    plain = _plain(value)
    tail = plain[-2:]
    yield from _within((other + tail for other in changed(plain[:-2])), value, most)


def _plain(value: float) -> str:
    return f"{abs(value):.{DECIMALS}f}".replace(".", "")


def _within(written: Iterable[str], value: float, most: int) -> Iterator[float]:
    sign = -1 if value < 0 else 1
    found = (sign * int(digits) / 10**DECIMALS for digits in written)
    yield from (other for other in found if abs(other) <= most)


def _columns(kept: list[tuple[str, str, float, float]]) -> Points:
    ways = Counter(kind for kind, *_ in kept)
    return Points(
        tuple(kind for kind, *_ in kept),
        tuple(written for _, written, *_ in kept),
        np.array([1 / ways[kind] for kind, *_ in kept]),
        np.array([lat for *_, lat, _ in kept], dtype=np.float64),
        np.array([lon for *_, lon in kept], dtype=np.float64),
    )
