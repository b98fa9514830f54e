"""Two entries of two parties held against each other field by field: each graded, each with its reason in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import asin, cos, radians, sin, sqrt
from typing import Literal

from tollbook.strikes.tables import kinds
from tollbook.text.plain import plain
from tollbook.text.skeleton import skeleton

Field = Literal["date", "place", "means", "toll", "force"]
FIELDS: tuple[Field, ...] = ("date", "place", "means", "toll", "force")
Level = Literal["same", "fits", "close", "off", "unknown"]
EARTH_KM = 6371.0088
Range = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """One incident or strike of one party, as far as it is known.

    ``first`` and ``last`` bound its day; ``radius_km`` how far from the point it may have been; ``killed`` and
    ``injured`` least and most, an open end ``None``, unknown ``None`` as a whole. ``strikes``: how many it counts.
    """

    id: str
    first: date | None = None
    last: date | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float = 0.0
    place: str = ""
    means: str = ""
    force: str = ""
    killed: Range | None = None
    injured: Range | None = None
    strikes: int | None = None

    @property
    def dated(self) -> bool:
        """Whether a day is known."""
        return self.first is not None and self.last is not None

    @property
    def placed(self) -> bool:
        """Whether a point is known."""
        return self.lat is not None and self.lon is not None


WEIGHTS: Mapping[Field, float] = {"date": 0.35, "place": 0.35, "means": 0.1, "toll": 0.15, "force": 0.05}


@dataclass(frozen=True, slots=True)
class Tolerance:
    """What still counts as close, and what a pair needs. Stated with every result, because the grades follow from it.

    ``days`` and ``km`` are added to what both sides leave open; a toll is close within ``toll`` times the other.
    Spans wider than ``wide_days`` or ``wide_km`` fit many entries and point at none. ``weights`` by field.
    """

    days: int = 1
    km: float = 5.0
    toll: float = 2.0
    wide_days: int = 3
    wide_km: float = 10.0
    least: float = 0.5
    weights: Mapping[Field, float] = field(default_factory=lambda: WEIGHTS)


WORTH: Mapping[Level, float] = {"same": 1.0, "fits": 0.75, "close": 0.5, "off": 0.0, "unknown": 0.0}
"""What a level is worth: a convention (docs/method/certificates.md), the same for every field."""

ALONE = 0.6
"""A pair that only its place or only its day supports is never worth more: half of what would tell it is missing."""


@dataclass(frozen=True, slots=True)
class FieldGrade:
    """How one field agrees, and why; ``unknown`` where a side does not say."""

    field: Field
    level: Level
    reason: str


def distance_km(a: Entry, b: Entry) -> float | None:
    """Great-circle distance of the two points (haversine); None where a side has none."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    half = sin(radians(b.lat - a.lat) / 2) ** 2
    half += cos(radians(a.lat)) * cos(radians(b.lat)) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def days_apart(a: Entry, b: Entry) -> int | None:
    """Days between the two spans; 0 where they share a day, None where a side has none."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return None
    return max((b.first - a.last).days, (a.first - b.last).days, 0)


def _span(entry: Entry) -> str:
    if entry.first == entry.last:
        return str(entry.first)
    return f"{entry.first} to {entry.last}"


def _plural(n: int, word: str) -> str:
    return f"{n} {word}" if n == 1 else f"{n} {word}s"


def date_grade(a: Entry, b: Entry, allowed: Tolerance) -> FieldGrade:
    """The days: the same, within a wide span, within the tolerance, or apart."""
    gap = days_apart(a, b)
    if gap is None or a.first is None or a.last is None or b.first is None or b.last is None:
        return FieldGrade("date", "unknown", "a side gives no day")
    widest = max((one.last - one.first).days + 1 for one in (a, b) if one.first and one.last)
    if gap == 0 and widest <= allowed.wide_days:
        return FieldGrade("date", "same", f"{_span(a)} and {_span(b)} share a day")
    if gap == 0:
        return FieldGrade("date", "fits", f"{_span(a)} and {_span(b)} overlap, but {widest} days are left open")
    apart = f"{_span(a)} and {_span(b)} are {_plural(gap, 'day')} apart"
    if gap <= allowed.days:
        return FieldGrade("date", "close", f"{apart}, within the tolerance of {allowed.days}")
    return FieldGrade("date", "off", f"{apart}, the tolerance is {allowed.days}")


def place_grade(a: Entry, b: Entry, allowed: Tolerance) -> FieldGrade:
    """The points with both uncertainties; where a side has none, the names."""
    gap = distance_km(a, b)
    if gap is None:
        return _names(a, b)
    open_km = a.radius_km + b.radius_km
    said = f"{gap:.1f} km apart, the two places leave {open_km:.1f} km open"
    if gap <= open_km <= allowed.wide_km:
        return FieldGrade("place", "same", said)
    if gap <= open_km:
        return FieldGrade("place", "fits", f"{said}, which fits many places")
    if gap <= open_km + allowed.km:
        return FieldGrade("place", "close", f"{said}, within the tolerance of {allowed.km:g} km more")
    return FieldGrade("place", "off", f"{said}, the tolerance is {allowed.km:g} km more")


def _names(a: Entry, b: Entry) -> FieldGrade:
    if not (a.place and b.place):
        return FieldGrade("place", "unknown", "a side gives no place")
    if plain(a.place) == plain(b.place):
        return FieldGrade("place", "fits", f"the same name, {a.place}; a side gives no point")
    if skeleton(a.place) and skeleton(a.place) == skeleton(b.place):
        return FieldGrade("place", "close", f"{a.place} and {b.place} may be one name; a side gives no point")
    return FieldGrade("place", "unknown", f"{a.place} and {b.place} are different names; a side gives no point")


def _words(found: Iterable[str]) -> str:
    return ", ".join(sorted(found))


def means_grade(a: Entry, b: Entry, allowed: Tolerance) -> FieldGrade:
    """The kinds of means that the words name (grades.toml)."""
    mine, theirs = kinds("means", a.means), kinds("means", b.means)
    if not (mine and theirs):
        return FieldGrade("means", "unknown", "a side names no means that is known")
    if mine == theirs:
        return FieldGrade("means", "same", f"both {_words(mine)}")
    if mine & theirs:
        return FieldGrade("means", "fits", f"both may be {_words(mine & theirs)}")
    return FieldGrade("means", "off", f"{_words(mine)} against {_words(theirs)}")


def _said(bounds: Range) -> str:
    low, high = bounds
    if high is None:
        return f"{low or 0} or more"
    return str(high) if low == high else f"{low or 0} to {high}"


def _toll(word: str, a: Range, b: Range, allowed: Tolerance) -> FieldGrade:
    said = f"{_said(a)} and {_said(b)} {word}"
    gap_low, gap_high = _between(a, b)
    if gap_high <= gap_low:
        tight = a[0] == a[1] and b[0] == b[1]
        return FieldGrade("toll", "same" if tight else "fits", f"{said}: the ranges share a number")
    if gap_high <= allowed.toll * max(gap_low, 1):
        return FieldGrade("toll", "close", f"{said}: within {allowed.toll:g} times")
    return FieldGrade("toll", "off", f"{said}: more than {allowed.toll:g} times apart")


def _between(a: Range, b: Range) -> tuple[float, float]:
    """The greatest of the lower range and the least of the higher one; equal or crossed where they share a number."""
    lower, higher = sorted((a, b), key=lambda r: (_top(r), r[0] or 0))
    return _top(lower), float(higher[0] or 0)


def _top(bounds: Range) -> float:
    return float("inf") if bounds[1] is None else float(bounds[1])


def toll_grade(a: Entry, b: Entry, allowed: Tolerance) -> FieldGrade:
    """The killed, else the injured, that both sides count."""
    if a.killed and b.killed:
        return _toll("killed", a.killed, b.killed, allowed)
    if a.injured and b.injured:
        return _toll("injured", a.injured, b.injured, allowed)
    return FieldGrade("toll", "unknown", "a side gives no toll")


def force_grade(a: Entry, b: Entry, allowed: Tolerance) -> FieldGrade:
    """The forces each side names, by folded words; several are divided by commas."""
    mine, theirs = _forces(a), _forces(b)
    if not (mine and theirs):
        return FieldGrade("force", "unknown", "a side names no force")
    if mine == theirs:
        return FieldGrade("force", "same", f"both {a.force}")
    level: Level = "fits" if mine & theirs or _one_in_other(a, b) else "off"
    return FieldGrade("force", level, f"{a.force} and {b.force}")


def _forces(entry: Entry) -> frozenset[str]:
    return frozenset(filter(None, (plain(name).strip() for name in entry.force.split(","))))


def _one_in_other(a: Entry, b: Entry) -> bool:
    mine, theirs = set(plain(a.force).split()), set(plain(b.force).split())
    return mine <= theirs or theirs <= mine


GRADERS = (date_grade, place_grade, means_grade, toll_grade, force_grade)


def grade_fields(a: Entry, b: Entry, allowed: Tolerance) -> tuple[FieldGrade, ...]:
    """Every field of a pair, in the order of FIELDS."""
    return tuple(grader(a, b, allowed) for grader in GRADERS)


def score_of(fields: Iterable[FieldGrade], allowed: Tolerance) -> float:
    """What a pair is worth, 0 to 1: the weighted mean of what both sides say; 0 where day or place is off."""
    level = {one.field: one.level for one in fields}
    core = (level["date"], level["place"])
    if "off" in core or core == ("unknown", "unknown"):
        return 0.0
    known = [field for field in FIELDS if level[field] != "unknown"]
    total = sum(allowed.weights[field] for field in known)
    score = sum(allowed.weights[field] * WORTH[level[field]] for field in known) / total if total else 0.0
    return round(min(score, ALONE) if "unknown" in core else score, 6)


def grade_of(score: float) -> str:
    """A score in a word: strong from 0.8, fair from 0.65, weak from what a pair needs at least, none at 0."""
    return "strong" if score >= 0.8 else "fair" if score >= 0.65 else "weak" if score > 0 else "none"
