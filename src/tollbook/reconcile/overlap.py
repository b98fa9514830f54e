"""Which incidents may be about the same deaths: same area and time within what is known, or a total over others."""

import tomllib
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from math import asin, cos, inf, radians, sin, sqrt

import numpy as np
from numpy.typing import NDArray

from tollbook.model import Incident, Place
from tollbook.model.campaign import Doubt
from tollbook.text.fold import fold_word
from tollbook.text.skeleton import skeleton

EARTH_KM = 6371.0
NOT_STATED = frozenset({"date_from_publication", "date_disputed"})
LONG_AGO, FAR_AHEAD = date.min.toordinal(), date.max.toordinal()
NOWHERE = (float("nan"),) * 3
Vector = NDArray[np.float64]
Pair = tuple[str, str, Doubt]


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of campaign.toml."""

    inferred_days: int
    wide_km: float
    area_km: float
    months: int


@cache
def limits() -> Limits:
    """The limits in force."""
    return Limits(**tomllib.loads((files("tollbook.reconcile") / "campaign.toml").read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Extent:
    """Where and when an incident may have been: days as ordinals, places with a point, and names without one.

    ``length``: the days reports give it beyond the first; ``None`` where they give no day.
    """

    id: str
    first: int
    last: int
    length: int | None
    spots: tuple[Place, ...]
    names: frozenset[str]
    documents: frozenset[str]

    @property
    def dated(self) -> bool:
        """Whether anything tells when it was."""
        return self.length is not None

    @property
    def placed(self) -> bool:
        """Whether anything tells where it was."""
        return bool(self.spots or self.names)

    @property
    def nowhere(self) -> bool:
        """Whether it may be any other incident: no day, and no place better than a district."""
        radius = max((spot.radius_km for spot in self.spots), default=0.0 if self.names else inf)
        return not self.dated and radius > limits().wide_km


def extent(incident: Incident, published: Mapping[str, date]) -> Extent:
    """The extent of one incident; one of unknown day was at the latest when the last of its reports came out."""
    when = incident.when
    slack = limits().inferred_days if NOT_STATED.intersection(incident.open_questions) else 0
    first = when.start.toordinal() - slack if when and when.start else LONG_AGO
    out = [published[key].toordinal() for key in incident.documents if key in published]
    last = when.end.toordinal() + slack if when and when.end else max(out, default=FAR_AHEAD)
    spots = tuple(p for p in incident.places if p.lat is not None and p.lon is not None)
    names = frozenset(
        skeleton(name) or fold_word(name) for p in incident.places if p.lat is None if (name := p.name or p.text)
    )
    length = (when.end or when.start).toordinal() - when.start.toordinal() if when and when.start else None
    return Extent(incident.id, first, max(first, last), length, spots, names, frozenset(incident.documents))


def pairs(extents: Sequence[Extent], apart: Collection[frozenset[str]] = ()) -> Iterator[Pair]:
    """Every two incidents that may overlap, and why; those that may be any other are left out.

    ``apart``: pairs that a person holds to be two.
    """
    known = sorted((e for e in extents if not e.nowhere), key=lambda e: (e.first, e.id))
    firsts = [e.first for e in known]
    centres = _centres(known)
    for at, one in enumerate(known):
        end = bisect_right(firsts, one.last)
        for other in (known[at + 1 + n] for n in _near(at, end, centres)):
            why = doubt(one, other)
            if why and frozenset((one.id, other.id)) not in apart:
                yield (*sorted((one.id, other.id)), why)  # type: ignore[misc] # two ids and the reason


def _centres(extents: Sequence[Extent]) -> Vector:
    """Rows of latitude, longitude and reach in km around the first place; not numbers where names must decide."""
    rows = [
        (s[0].lat, s[0].lon, max(_km(s[0], p) + p.radius_km for p in s)) if (s := e.spots) and not e.names else NOWHERE
        for e in extents
    ]
    return np.array(rows, dtype=float).reshape(-1, 3)


def _near(at: int, end: int, centres: Vector) -> list[int]:
    """Which of the incidents behind ``at`` and before ``end`` come near enough to be looked at, by their centres."""
    if end <= at + 1:
        return []
    here, there = centres[at], centres[at + 1 : end]
    phi, theta = np.radians(here[0]), np.radians(there[:, 0])
    half = np.sin((theta - phi) / 2) ** 2
    half = half + np.cos(phi) * np.cos(theta) * np.sin(np.radians(there[:, 1] - here[1]) / 2) ** 2
    away = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1))) > here[2] + there[:, 2]
    return [int(n) for n in np.flatnonzero(~away)]


def _km(a: Place, b: Place) -> float:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return inf
    phi, theta = radians(a.lat), radians(b.lat)
    half = sin((theta - phi) / 2) ** 2 + cos(phi) * cos(theta) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def doubt(one: Extent, other: Extent) -> Doubt | None:
    """Why two incidents may overlap; ``None`` where time, place or a report that tells both keeps them apart."""
    if one.first > other.last or other.first > one.last or not _meet(one, other):
        return None
    if covers(one, other) or covers(other, one):
        return "covers"
    if one.documents & other.documents:
        return None
    if not one.dated or not other.dated:
        return "day_unknown"
    return "same_time_and_place" if one.placed and other.placed else "place_unknown"


def _meet(one: Extent, other: Extent) -> bool:
    """Whether their areas meet; a place without a point meets only its own name, no place at all meets any."""
    if not one.placed or not other.placed or one.names & other.names:
        return True
    return any(_km(a, b) <= a.radius_km + b.radius_km for a in one.spots for b in other.spots)


def covers(one: Extent, other: Extent) -> bool:
    """Whether one is a total that may hold the other: over more days, an area around its places, or more places."""
    if one.length is not None and other.length is not None and one.length > other.length:
        return one.first <= other.first and other.last <= one.last
    around = [a for a in one.spots if a.radius_km >= limits().area_km]
    inside = bool(other.spots) and all(
        any(a.radius_km > b.radius_km and _km(a, b) <= a.radius_km for a in around) for b in other.spots
    )
    held = {(p.lat, p.lon) for p in other.spots}
    return inside or (bool(held) and held < {(p.lat, p.lon) for p in one.spots})
