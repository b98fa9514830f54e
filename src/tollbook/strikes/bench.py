"""Two parties' records on one bench: pairs with grades and reasons, and on both sides what found no partner and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from tollbook.errors import StopRun
from tollbook.strikes.bench_assign import Assignment, Pairing, assign
from tollbook.strikes.bench_fields import (
    EARTH_KM,
    Entry,
    FieldGrade,
    Tolerance,
    grade_fields,
    grade_of,
    score_of,
)

Floats = NDArray[np.float64]
KM_A_DAY = 10.0
"""How many km weigh as much as a day where the nearest entry is looked for: a convention."""

DAY_UNKNOWN, PLACE_UNKNOWN = 30.0, 300.0
"""Days and km at which an entry without a day or point stands in that search: far, but not out of it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries that go together: what they are worth, the grade of each field, and why in one sentence.

    ``tied``: other pairs (ours, theirs) that an assignment of equal worth has in its place; ``tie_known`` is False
    where the cluster was too large to look.
    """

    ours: str
    theirs: str
    score: float
    grade: str
    fields: tuple[FieldGrade, ...]
    reason: str
    tied: tuple[tuple[str, str], ...] = ()
    tie_known: bool = True


@dataclass(frozen=True, slots=True)
class Orphan:
    """An entry without a partner: the nearest one of the other side, how it grades, and why it was not taken."""

    id: str
    nearest: str | None
    score: float
    fields: tuple[FieldGrade, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Bench:
    """The result, with the tolerance and the pairing it follows from."""

    pairs: tuple[Pair, ...]
    ours_alone: tuple[Orphan, ...]
    theirs_alone: tuple[Orphan, ...]
    tolerance: Tolerance
    pairing: Pairing


@dataclass(frozen=True, slots=True)
class _Columns:
    """One side as arrays: days as ordinals and degrees, ``nan`` where unknown."""

    first: Floats
    last: Floats
    lat: Floats
    lon: Floats
    radius: Floats


def _ordinal(day: date | None) -> float:
    return float("nan") if day is None else float(day.toordinal())


def _columns(entries: Sequence[Entry]) -> _Columns:
    def column(values: Sequence[float | None]) -> Floats:
        return np.array([np.nan if value is None else value for value in values], dtype=np.float64)

    return _Columns(
        np.array([_ordinal(one.first) for one in entries]),
        np.array([_ordinal(one.last) for one in entries]),
        column([one.lat for one in entries]),
        column([one.lon for one in entries]),
        column([one.radius_km for one in entries]),
    )


def _days(entry: Entry, side: _Columns) -> Floats:
    """Days from one entry to each of a side; ``nan`` where either does not say."""
    first, last = _ordinal(entry.first), _ordinal(entry.last)
    return np.asarray(np.maximum(np.maximum(side.first - last, first - side.last), 0))


def _km(entry: Entry, lats: Floats, lons: Floats) -> Floats:
    """Km from one entry to several points (haversine); ``nan`` where either is unknown."""
    if entry.lat is None or entry.lon is None:
        return np.full(len(lats), np.nan)
    phi, phis = np.radians(entry.lat), np.radians(lats)
    half = np.sin((phis - phi) / 2) ** 2
    half += np.cos(phi) * np.cos(phis) * np.sin(np.radians(lons - entry.lon) / 2) ** 2
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1))))


def _possible(entry: Entry, side: _Columns, allowed: Tolerance) -> NDArray[np.int64]:
    """Positions of a side that day and place do not rule out; an unknown rules nothing out."""
    days = _days(entry, side)
    at = np.flatnonzero(~(days > allowed.days))
    km = _km(entry, side.lat[at], side.lon[at])
    apart = km - side.radius[at] - entry.radius_km > allowed.km
    nothing = np.isnan(days[at]) & np.isnan(km) & (not entry.place)
    return np.asarray(at[~apart & ~nothing])


def _graded(ours: Sequence[Entry], theirs: Sequence[Entry], allowed: Tolerance) -> dict[tuple[int, int], float]:
    side = _columns(theirs)
    found = {}
    for at, entry in enumerate(ours):
        for other in map(int, _possible(entry, side, allowed)):
            score = score_of(grade_fields(entry, theirs[other], allowed), allowed)
            if score >= allowed.least:
                found[at, other] = score
    return found


def _sentence(fields: Sequence[FieldGrade]) -> str:
    told = [f"{one.field} {one.level} ({one.reason})" for one in fields if one.level != "unknown"]
    unknown = [one.field for one in fields if one.level == "unknown"]
    silent = f"; nothing on {', '.join(unknown)}" if unknown else ""
    return "; ".join(told) + silent


def _pair(a: Entry, b: Entry, allowed: Tolerance) -> Pair:
    fields = grade_fields(a, b, allowed)
    score = score_of(fields, allowed)
    return Pair(a.id, b.id, score, grade_of(score), fields, _sentence(fields))


class _Nearest:
    """The entry of a side that is nearest in days and km together, the first of equals; unknowns stand far off."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._side = _columns(entries)
        self._spots = _spots(self._side)
        self._known = np.flatnonzero(~np.isnan(self._spots).any(axis=1))
        self._tree = cKDTree(self._spots[self._known]) if len(self._known) else None

    def __call__(self, entry: Entry) -> int | None:
        """Its position; None on a side without entries."""
        if not len(self._side.lat):
            return None
        spot = _spots(_columns([entry]))
        if self._tree is None or np.isnan(spot).any():
            days, km = _days(entry, self._side), _km(entry, self._side.lat, self._side.lon)
            cost = np.hypot(np.nan_to_num(days, nan=DAY_UNKNOWN), np.nan_to_num(km, nan=PLACE_UNKNOWN) / KM_A_DAY)
            return int(np.argmin(cost))
        gap, _ = self._tree.query(spot[0])
        equals = self._tree.query_ball_point(spot[0], gap * (1 + 1e-12) + 1e-9)
        return int(self._known[min(equals)])


def _spots(side: _Columns) -> Floats:
    """Entries as points whose straight distance is days and km together: three coordinates of the globe and the day."""
    phi, lam = np.radians(side.lat), np.radians(side.lon)
    globe = np.column_stack((np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)))
    return np.column_stack((globe * (EARTH_KM / KM_A_DAY), (side.first + side.last) / 2))


def _why(fields: Sequence[FieldGrade], score: float, allowed: Tolerance, partners: Sequence[str]) -> str:
    off = [one for one in fields if one.level == "off" and one.field in ("date", "place")]
    if off:
        return "; ".join(f"{one.field}: {one.reason}" for one in off)
    if score < allowed.least:
        return f"worth {score:.2f}, a pair needs {allowed.least:.2f}: {_sentence(fields)}"
    return f"it goes with {', '.join(partners)}, which makes the whole assignment worth more"


def _orphans(
    alone: Sequence[Entry],
    others: Sequence[Entry],
    allowed: Tolerance,
    best: Mapping[str, Entry],
    partners: Mapping[str, Sequence[str]],
) -> Iterator[Orphan]:
    """Each with what it would have gone with, else with the nearest."""
    nearest = _Nearest(others)
    for entry in alone:
        at = nearest(entry)
        if at is None:
            yield Orphan(entry.id, None, 0.0, (), "the other side has no entries")
            continue
        near = best.get(entry.id, others[at])
        fields = grade_fields(entry, near, allowed)
        score = score_of(fields, allowed)
        yield Orphan(entry.id, near.id, score, fields, _why(fields, score, allowed, partners.get(near.id, ())))


def _unique(entries: Sequence[Entry], whose: str) -> list[Entry]:
    kept = sorted(entries, key=lambda entry: entry.id)
    twice = sorted({a.id for a, b in pairwise(kept) if a.id == b.id})
    if twice:
        raise StopRun(f"ids stand more than once: {', '.join(twice[:5])}", whose, "give each entry an id of its own")
    return kept


def _pairs(ours: Sequence[Entry], theirs: Sequence[Entry], chosen: Assignment, allowed: Tolerance) -> Iterator[Pair]:
    for a, b in chosen.pairs:
        made = _pair(ours[a], theirs[b], allowed)
        tied = tuple((ours[i].id, theirs[j].id) for i, j in chosen.tied.get((a, b), ()))
        known = (a, b) not in chosen.unchecked
        yield Pair(made.ours, made.theirs, made.score, made.grade, made.fields, made.reason, tied, known)


def _likeliest(
    worth: Mapping[tuple[int, int], float], ours: Sequence[Entry], theirs: Sequence[Entry]
) -> tuple[dict[str, Entry], dict[str, Entry]]:
    """For each entry that any pair speaks for: the other entry of the pair worth most, the first of equals."""
    best_ours: dict[str, Entry] = {}
    best_theirs: dict[str, Entry] = {}
    for a, b in sorted(worth, key=lambda pair: (-worth[pair], pair)):
        best_ours.setdefault(ours[a].id, theirs[b])
        best_theirs.setdefault(theirs[b].id, ours[a])
    return best_ours, best_theirs


def _partners(pairs: Sequence[Pair]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    ours: dict[str, list[str]] = {}
    theirs: dict[str, list[str]] = {}
    for pair in pairs:
        ours.setdefault(pair.ours, []).append(pair.theirs)
        theirs.setdefault(pair.theirs, []).append(pair.ours)
    return ours, theirs


def bench(
    ours: Sequence[Entry], theirs: Sequence[Entry], allowed: Tolerance | None = None, pairing: Pairing = "one-to-one"
) -> Bench:
    """The pairs of the greatest total worth, and the orphans of both sides; the same whatever order they come in.

    Raises StopRun where an id stands twice on one side.
    """
    allowed = allowed or Tolerance()
    mine, other = _unique(ours, "ours"), _unique(theirs, "theirs")
    worth = _graded(mine, other, allowed)
    best_ours, best_theirs = _likeliest(worth, mine, other)
    chosen = assign(worth, pairing)
    pairs = tuple(_pairs(mine, other, chosen, allowed))
    of_ours, of_theirs = _partners(pairs)
    left = [entry for entry in mine if entry.id not in of_ours]
    right = [entry for entry in other if entry.id not in of_theirs]
    return Bench(
        pairs=pairs,
        ours_alone=tuple(_orphans(left, other, allowed, best_ours, of_theirs)),
        theirs_alone=tuple(_orphans(right, mine, allowed, best_theirs, of_ours)),
        tolerance=allowed,
        pairing=pairing,
    )
