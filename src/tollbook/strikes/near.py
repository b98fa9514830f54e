"""Near misses: entries that one slip in the report or in the log would turn into the incident's strike.

Every hypothesis says what would have to be true. The order is that of weight: how often such a slip is to be reckoned
with (near.toml), shared over the ways of making it, times how close the entry then lies, times how the other fields
agree. A weight is no probability that the incident happened.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain
from typing import Any, Literal

import numpy as np

from tollbook.model.strike import Strike
from tollbook.strikes.found import Margins
from tollbook.strikes.index import WHOLE_DAY, Floats, Ints, StrikeIndex, between, distances_km, within_km
from tollbook.strikes.levels import DAY, HOUR, level_name, profile_codes, radius_of, window_of
from tollbook.strikes.slips import Points, days, of_degrees, of_grid, told
from tollbook.strikes.subject import Spot, Subject, clock
from tollbook.strikes.tables import filled, load

Side = Literal["report", "log"]
Plausibility = Literal["strong", "fair", "weak"]
KM_PER_DEGREE = 111.2
GRID_LEAN = 0.055
SLACK_KM = 1.0
EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class NearMiss:
    """One entry and the slip that would make it the incident's strike: in the report or in the ``log``.

    ``reported`` and ``would`` are the value as it stands and as it would have to be; ``alike``: how many entries this
    kind of slip reaches; ``distance_km`` between the points once the slip is undone.
    """

    strike: Strike
    kind: str
    side: Side
    reported: str
    would: str
    weight: float
    plausibility: Plausibility
    alike: int
    distance_km: float | None
    text: str
    text_ar: str


@dataclass(frozen=True, slots=True)
class _Hit:
    entry: int
    kind: str
    side: Side
    reported: str
    would: str
    share: float
    km: float
    closeness: float


def near_misses(
    subject: Subject, index: StrikeIndex, margins: Margins | None = None, limit: int = 10
) -> tuple[NearMiss, ...]:
    """Entries that one slip would turn into the subject's strike, the most plausible first.

    None where the subject has no place or no day, or its days are too many for a slip to be told from the rest.
    Entries that place and time allow as they stand are left to ``compare``.
    """
    given = margins or Margins()
    if not subject.spots or subject.first is None or subject.last is None:
        return ()
    if (subject.last - subject.first).days >= _limits()["days"]:
        return ()
    literal = _literal(subject, index, given)
    found = chain(_other_days(subject, index, given), _clocks(subject, index, given), _elsewhere(subject, index, given))
    hits = [hit for hit in found if hit.entry not in literal]
    return _ranked(subject, index, hits, limit)


@cache
def _table() -> dict[str, Any]:
    return load("near")


def _limits() -> dict[str, float]:
    return dict(_table()["limits"])


def _closeness(km: Floats, own: float, theirs: Floats) -> Floats:
    """1 at the same point, falling as a normal error would whose two deviations make up both circles."""
    return np.asarray(np.exp(-0.5 * (2 * km / (own + theirs)) ** 2))


def _reachable(spot: Spot, index: StrikeIndex, radius_km: float | None) -> tuple[Ints, Floats, Floats]:
    """Entries whose circle meets the spot's, with their distance and closeness."""
    own = radius_of(spot, radius_km)
    found = within_km(index, spot.lat, spot.lon, own + index.widest)
    km = distances_km(spot.lat, spot.lon, index.lat[found], index.lon[found])
    meet = km <= own + index.radius[found]
    found, km = found[meet], km[meet]
    return found, km, _closeness(km, own, index.radius[found])


def _in_window(subject: Subject, index: StrikeIndex, margins: Margins) -> Ints:
    """Entries at the subject's time."""
    window = window_of(subject, margins.hours)
    if window is None:
        return np.zeros(0, dtype=np.int64)
    found = between(index, *window)
    return found[(index.core_start[found] <= window[1]) & (index.core_end[found] >= window[0])]


def _literal(subject: Subject, index: StrikeIndex, margins: Margins) -> set[int]:
    """Entries that place and time allow as they stand."""
    at_time = _in_window(subject, index, margins)
    held: set[int] = set()
    for spot in subject.spots:
        km = distances_km(spot.lat, spot.lon, index.lat[at_time], index.lon[at_time])
        held.update(at_time[km <= radius_of(spot, margins.radius_km) + index.radius[at_time]].tolist())
    return held


def local_days(index: StrikeIndex, entries: Ints, ahead: float) -> tuple[Ints, Ints]:
    """First and last day (days since 1970) of entries on a clock so many hours ahead of UTC."""
    shift = ahead * HOUR
    first = np.floor((index.middle_start[entries] + shift) / DAY).astype(np.int64)
    last = np.floor((index.middle_end[entries] + shift) / DAY).astype(np.int64)
    return first, last


def _other_days(subject: Subject, index: StrikeIndex, margins: Margins) -> Iterator[_Hit]:
    """Entries at the place on a day that one slip turns into the reported one."""
    first, last = subject.first, subject.last
    if first is None or last is None:
        return
    length = (last - first).days
    for spot in subject.spots:
        found, km, close = _reachable(spot, index, margins.radius_km)
        begin, end = local_days(index, found, clock(subject)[0])
        for slip in days(first):
            start = slip.day.toordinal() - EPOCH
            for at in np.flatnonzero((begin <= start + length) & (end >= start)):
                values = first.isoformat(), slip.day.isoformat(), slip.share, float(km[at]), float(close[at])
                yield _Hit(int(found[at]), slip.kind, "report", *values)


def _clocks(subject: Subject, index: StrikeIndex, margins: Margins) -> Iterator[_Hit]:
    """Entries at the place, with an hour, that fall on the reported day once local time and UTC are exchanged."""
    window, ahead = window_of(subject, margins.hours), clock(subject)[0]
    if window is None or subject.first is None:
        return
    for spot in subject.spots:
        found, km, close = _reachable(spot, index, margins.radius_km)
        start, end = index.start[found], index.end[found]
        timed = end - start < WHOLE_DAY
        for hours in (ahead, -ahead):
            moved = timed & (start + hours * HOUR <= window[1]) & (end + hours * HOUR >= window[0])
            for at in np.flatnonzero(moved):
                values = subject.first.isoformat(), f"{hours:+.1f}", 0.5, float(km[at]), float(close[at])
                yield _Hit(int(found[at]), "zone", "log", *values)


def _elsewhere(subject: Subject, index: StrikeIndex, margins: Margins) -> Iterator[_Hit]:
    """Entries at the time whose point, or the incident's, one slip moves to the other."""
    at_time = _in_window(subject, index, margins)
    at_time = at_time[~np.isnan(index.lat[at_time])]
    if not len(at_time):
        return
    own = max(radius_of(spot, margins.radius_km) for spot in subject.spots)
    yield from _homonyms(subject, index, at_time)
    for spot in subject.spots:
        if spot.grid or spot.radius_km <= _limits()["written_km"]:
            points = of_grid(spot.grid) if spot.grid else of_degrees(round(spot.lat, 4), round(spot.lon, 4))
            yield from _mistyped(spot, points, index, at_time, own)
    for spot in subject.spots:
        for entry in _one_slip_off(spot, index, at_time, radius_of(spot, margins.radius_km)):
            yield from _log_mistyped(spot, index, int(entry), margins)


def _one_slip_off(spot: Spot, index: StrikeIndex, entries: Ints, own: float) -> Ints:
    """Entries that a slip in their own coordinates could bring here.

    A slip moves a point north, or east, or exchanges its two halves: a quick sieve, since most entries lie elsewhere in
    both directions. A grid's north leans against the map's by up to three degrees.
    """
    written = index.written[entries]
    entries = entries[written]
    lat, lon = index.lat[entries], index.lon[entries]
    north, east = KM_PER_DEGREE * (lat - spot.lat), KM_PER_DEGREE * np.cos(np.radians(spot.lat)) * (lon - spot.lon)
    off = np.minimum(np.minimum(np.abs(north), np.abs(east)), np.abs(north + east))
    lean = np.where(index.gridded[entries], GRID_LEAN * np.hypot(north, east), 0.0)
    turned = np.hypot(lat - spot.lon, lon - spot.lat) * KM_PER_DEGREE
    near = np.minimum(off - lean, turned) <= own + index.radius[entries] + SLACK_KM
    return np.asarray(entries[near], dtype=np.int64)


def _homonyms(subject: Subject, index: StrikeIndex, at_time: Ints) -> Iterator[_Hit]:
    for spot in subject.homonyms:
        km = distances_km(spot.lat, spot.lon, index.lat[at_time], index.lon[at_time])
        theirs = index.radius[at_time]
        for at in np.flatnonzero(km <= spot.radius_km + theirs):
            where = ", ".join(filter(None, (spot.name, spot.admin))) or told(spot.lat, spot.lon)
            close = _closeness(km[at : at + 1], spot.radius_km, theirs[at : at + 1])[0]
            share = 1 / len(subject.homonyms)
            yield _Hit(int(at_time[at]), "homonym", "report", spot.name, where, share, float(km[at]), float(close))


def _mistyped(spot: Spot, points: Points, index: StrikeIndex, at_time: Ints, own: float) -> Iterator[_Hit]:
    """Entries that lie where the report's coordinates would be without a slip."""
    reported = spot.grid or told(spot.lat, spot.lon)
    for entry in at_time:
        theirs = float(index.radius[entry])
        km = distances_km(float(index.lat[entry]), float(index.lon[entry]), points.lat, points.lon)
        yield from _slipped(int(entry), "report", reported, points, km, own, theirs)


def _log_mistyped(spot: Spot, index: StrikeIndex, entry: int, margins: Margins) -> Iterator[_Hit]:
    """An entry whose own coordinates would lie at the incident without a slip."""
    strike, theirs = index.strikes[entry], float(index.radius[entry])
    lat, lon = float(index.lat[entry]), float(index.lon[entry])
    points = of_grid(strike.grid) if strike.grid else of_degrees(round(lat, 4), round(lon, 4))
    km = distances_km(spot.lat, spot.lon, points.lat, points.lon)
    reported = strike.grid or told(lat, lon)
    yield from _slipped(entry, "log", reported, points, km, radius_of(spot, margins.radius_km), theirs)


def _slipped(  # noqa: PLR0913, PLR0917 - one question with both its circles
    entry: int, side: Side, reported: str, points: Points, km: Floats, own: float, theirs: float
) -> Iterator[_Hit]:
    if km.min(initial=np.inf) > own + theirs:
        return
    close = _closeness(km, own, np.full(len(km), theirs))
    for at in np.flatnonzero(km <= own + theirs):
        share = float(points.shares[at]) / 2
        values = reported, points.written[at], share, float(km[at]), float(close[at])
        yield _Hit(entry, points.kinds[at], side, *values)


def _ranked(subject: Subject, index: StrikeIndex, hits: Sequence[_Hit], limit: int) -> tuple[NearMiss, ...]:
    """The best hypothesis of each entry, by weight, then the log's order."""
    weighed: dict[int, tuple[float, _Hit]] = {}
    for hit in hits:
        weight = _weight(hit) * _factor(subject, index, hit.entry)
        if hit.entry not in weighed or weight > weighed[hit.entry][0]:
            weighed[hit.entry] = (weight, hit)
    alike = Counter((hit.kind, hit.side) for _, hit in weighed.values())
    order = sorted(weighed.values(), key=lambda one: (-one[0], one[1].entry))
    return tuple(_miss(index, hit, weight, alike[hit.kind, hit.side]) for weight, hit in order[:limit])


def _weight(hit: _Hit) -> float:
    whose = float(_table()["factors"]["side"][hit.side])
    return float(_table()["kind"][hit.kind]["prior"]) * whose * hit.share * hit.closeness


def _factor(subject: Subject, index: StrikeIndex, entry: int) -> float:
    """How force, means and target raise or lower an entry."""
    codes = profile_codes(subject, index.profiles[int(index.profile[entry])])
    factor = 1.0
    for field, code in zip(("force", "means", "target"), codes, strict=True):
        factor *= float(_table()["factors"][field].get(level_name(code), 1.0))
    return factor


def _miss(index: StrikeIndex, hit: _Hit, weight: float, alike: int) -> NearMiss:
    en, ar = (_words(hit, language) for language in ("en", "ar"))
    plausible = _plausibility(weight, alike)
    strike = index.strikes[hit.entry]
    return NearMiss(
        strike, hit.kind, hit.side, hit.reported, hit.would, weight, plausible, alike, hit.km, en, ar
    )  # fmt: skip


def _words(hit: _Hit, language: str) -> str:
    text = str(_table()["kind"][hit.kind][language])
    whose = _table()["whose"][hit.side][language]
    values = {"reported": hit.reported, "would": hit.would, "hours": hit.would, "whose": whose}
    return filled(language, text, values)


def _plausibility(weight: float, alike: int) -> Plausibility:
    """Strong only where the slip is a common one and singles the entry out."""
    bounds = _limits()
    if weight / alike >= bounds["strong"]:
        return "strong"
    return "fair" if weight / alike >= bounds["fair"] else "weak"
