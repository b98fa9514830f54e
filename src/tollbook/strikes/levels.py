"""Levels of place, time and the other fields for many entries at once, and the grade the table reads off them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import product

import numpy as np

from tollbook.strikes.found import Field, Level
from tollbook.strikes.index import Floats, Ints, Profile, StrikeIndex, between, distances_km, within_km
from tollbook.strikes.subject import Spot, Subject, window_utc
from tollbook.strikes.tables import CODE, CONDITIONS, LEVELS, grade_rows, limits, points
from tollbook.text.plain import plain

HOUR, DAY = 3600.0, 86400.0
FIELDS: tuple[Field, ...] = ("distance", "time", "force", "means", "target", "number")


@dataclass(frozen=True, slots=True)
class Levels:
    """Of each entry within reach: the level code of each field, the nearest spot, distance (km) and gap (hours)."""

    entries: Ints
    codes: dict[str, Ints]
    spot: Ints
    km: Floats
    gap: Floats


def radius_of(spot: Spot, radius_km: float | None) -> float:
    """The radius used around a spot."""
    return spot.radius_km if radius_km is None else radius_km


def window_of(subject: Subject, hours: float) -> tuple[float, float] | None:
    """The subject's window with its margin, in seconds of UTC."""
    window = window_utc(subject)
    return window and (window[0].timestamp() - hours * HOUR, window[1].timestamp() + hours * HOUR)


def moments(window: tuple[float, float] | None) -> tuple[datetime, datetime] | None:
    """The window as times in UTC."""
    return window and (datetime.fromtimestamp(window[0], UTC), datetime.fromtimestamp(window[1], UTC))


def within_reach(subject: Subject, index: StrikeIndex, radius_km: float | None, hours: float) -> Levels:
    """Levels of every entry that neither place nor time contradicts; none where the subject has neither."""
    window = window_of(subject, hours)
    if window is None and not subject.spots:
        return levels(subject, index, np.zeros(0, dtype=np.int64), radius_km, hours)
    if window is None:
        entries = _around(subject, index, radius_km)
    else:
        margin = limits()["close_hours"] * HOUR
        entries = between(index, window[0] - margin, window[1] + margin)
    found = levels(subject, index, entries, radius_km, hours)
    keep = (found.codes["distance"] < CODE["contradicts"]) & (found.codes["time"] < CODE["contradicts"])
    return take(found, np.flatnonzero(keep))


def take(found: Levels, chosen: Ints) -> Levels:
    """The levels of some of the entries, in the order asked for."""
    codes = {field: values[chosen] for field, values in found.codes.items()}
    return Levels(found.entries[chosen], codes, found.spot[chosen], found.km[chosen], found.gap[chosen])


def _around(subject: Subject, index: StrikeIndex, radius_km: float | None) -> Ints:
    widest = float(index.radius.max()) if len(index.radius) else 0.0
    reach = [2 * (radius_of(spot, radius_km) + widest) + limits()["close_km"] for spot in subject.spots]
    found = [within_km(index, spot.lat, spot.lon, km) for spot, km in zip(subject.spots, reach, strict=True)]
    return np.unique(np.concatenate(found))


def levels(subject: Subject, index: StrikeIndex, entries: Ints, radius_km: float | None, hours: float) -> Levels:
    """Levels of these entries, whatever they are."""
    distance, spot, km = _distance(subject, index, entries, radius_km)
    time, gap = _time(subject, index, entries, hours)
    codes = {"distance": distance, "time": time, **_by_profile(subject, index, entries)}
    codes["number"] = _number(subject, index, entries)
    return Levels(entries, codes, spot, km, gap)


def _distance(
    subject: Subject, index: StrikeIndex, entries: Ints, radius_km: float | None
) -> tuple[Ints, Ints, Floats]:
    """Level, nearest spot (by level, then km) and distance."""
    best = np.full(len(entries), CODE["silent"], dtype=np.int64)
    spots, kms = np.zeros(len(entries), dtype=np.int64), np.full(len(entries), np.nan)
    lat, lon, theirs = index.lat[entries], index.lon[entries], index.radius[entries]
    for number, spot in enumerate(subject.spots):
        km = distances_km(spot.lat, spot.lon, lat, lon)
        code = _distance_codes(km, radius_of(spot, radius_km), theirs)
        better = np.isnan(kms) | (code < best) | ((code == best) & (km < kms))
        best, spots, kms = np.where(better, code, best), np.where(better, number, spots), np.where(better, km, kms)
    _by_name(subject, index, entries, best)
    return best, spots, kms


def _distance_codes(km: Floats, own: float, theirs: Floats) -> Ints:
    bound = limits()
    circle, both = np.maximum(own, theirs), own + theirs
    conditions = [
        np.isnan(km),
        (km <= circle) & (circle <= bound["agrees_km"]),
        km <= both,
        km <= 2 * both + bound["close_km"],
    ]
    return np.select(conditions, [CODE["silent"], CODE["agrees"], CODE["allows"], CODE["close"]], CODE["contradicts"])


def _by_name(subject: Subject, index: StrikeIndex, entries: Ints, codes: Ints) -> None:
    """An entry without a point that names a place as the subject does is allowed."""
    names = {plain(spot.name) for spot in subject.spots if spot.name}
    if names:
        for at in np.flatnonzero(np.isnan(index.lat[entries])):
            if is_named(names, index, int(entries[at])):
                codes[at] = CODE["allows"]


def is_named(names: set[str], index: StrikeIndex, entry: int) -> bool:
    """Whether the entry's place bears one of the folded names."""
    place = index.strikes[entry].place
    return plain(place.text) in names or plain(place.name or "") in names


def _time(subject: Subject, index: StrikeIndex, entries: Ints, hours: float) -> tuple[Ints, Floats]:
    """Level and gap in hours between the two windows (0 where they meet, nan where the subject has none)."""
    window = window_of(subject, hours)
    if window is None:
        return np.full(len(entries), CODE["silent"], dtype=np.int64), np.full(len(entries), np.nan)
    start, end = index.start[entries], index.end[entries]
    gap = np.maximum(0.0, np.maximum(index.core_start[entries] - window[1], window[0] - index.core_end[entries])) / HOUR
    long = limits()["agrees_days"] * DAY
    short = (end - start <= long) & (window[1] - window[0] - 2 * hours * HOUR <= long)
    conditions = [(gap == 0) & short, gap == 0, gap <= limits()["close_hours"]]
    return np.select(conditions, [CODE["agrees"], CODE["allows"], CODE["close"]], CODE["contradicts"]), gap


def _by_profile(subject: Subject, index: StrikeIndex, entries: Ints) -> dict[str, Ints]:
    met, place = np.unique(index.profile[entries], return_inverse=True)
    told = [profile_codes(subject, index.profiles[number]) for number in met]
    table = np.array(told, dtype=np.int64).reshape(len(told), 3)
    return {field: table[place, column] for column, field in enumerate(("force", "means", "target"))}


def profile_codes(subject: Subject, profile: Profile) -> tuple[int, int, int]:
    """Levels of force, means and target."""
    return (
        _sets(subject.forces, profile.forces, "contradicts"),
        _sets(subject.means, profile.means, "contradicts"),
        _sets(subject.objects, profile.objects, "allows"),
    )


def _sets(own: frozenset[str], theirs: frozenset[str], apart: str) -> int:
    if not own or not theirs:
        return CODE["silent"]
    return CODE["agrees"] if own & theirs else CODE[apart]


def _number(subject: Subject, index: StrikeIndex, entries: Ints) -> Ints:
    least = subject.strikes[0]
    if least is None:
        return np.full(len(entries), CODE["silent"], dtype=np.int64)
    enough = index.count[entries] >= least
    return np.where(enough, CODE["agrees"], CODE["contradicts"])


@cache
def _grade_table() -> Ints:
    """The number of the table's row for every combination of levels, one axis for each of CONDITIONS."""
    table = np.full((len(LEVELS),) * len(CONDITIONS), len(grade_rows()), dtype=np.int64)
    for codes in product(range(len(LEVELS)), repeat=len(CONDITIONS)):
        close = sum(code == CODE["close"] for code in codes[:2])
        for number, row in reversed(list(enumerate(grade_rows()))):
            fits = (code in row.allowed[field] for field, code in zip(CONDITIONS, codes, strict=True))
            if close <= row.most_close and all(fits):
                table[codes] = number
    return table


def grades(found: Levels) -> Ints:
    """The grade of each entry, as the number of the table's row; one more than the last row is "excluded"."""
    return np.asarray(_grade_table()[tuple(found.codes[field] for field in CONDITIONS)], dtype=np.int64)


def sums(found: Levels) -> Floats:
    """The sum of points of each entry."""
    total = np.zeros(len(found.entries))
    for field in FIELDS:
        total += np.array(points(field))[found.codes[field]]
    return total


def level_name(code: int) -> Level:
    """The level of a code."""
    return LEVELS[code]
