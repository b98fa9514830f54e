"""All entries of the logs as sorted columns, so that one incident is compared in a millisecond."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from tollbook.model.strike import LogCoverage, Strike, StrikeLog
from tollbook.strikes.tables import kinds

EARTH_KM = 6371.0088
"""Mean radius (IUGG); a sphere is within half a percent of the ellipsoid, far below any radius used here."""
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
PartiesOf = Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class StrikeIndex:
    """Entries by their start. Times in seconds of UTC since 1970; entries without a point have ``nan`` and no vector.

    Of entries that name days, ``core`` leaves six hours out on both sides and ``middle`` twelve, so that another zone's
    midnight does not make them touch the next day. ``placed``: entries that ``tree`` holds. ``profile``: the entry's
    number among ``profiles``. ``written``: entries whose point was written as coordinates, ``gridded`` as a grid.
    """

    strikes: tuple[Strike, ...]
    coverage: tuple[LogCoverage, ...]
    coverage_forces: tuple[frozenset[str], ...]
    start: Floats
    end: Floats
    core_start: Floats
    core_end: Floats
    middle_start: Floats
    middle_end: Floats
    lat: Floats
    lon: Floats
    radius: Floats
    count: Ints
    written: NDArray[np.bool_]
    gridded: NDArray[np.bool_]
    longest: float
    widest: float
    placed: Ints
    tree: Any
    profiles: tuple["Profile", ...]
    profile: Ints
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """What many entries share and only needs looking at once: force, kinds of means and of what was hit."""

    forces: frozenset[str]
    means: frozenset[str]
    objects: frozenset[str]


def _folded(name: str) -> Iterable[str]:
    return (name.casefold().strip(),)


def build_index(logs: Iterable[StrikeLog], parties_of: PartiesOf = _folded) -> StrikeIndex:
    """The index of several logs. ``parties_of`` gives the ids that the name of a force stands for."""
    kept = list(logs)
    strikes = sorted((strike for log in kept for strike in log.strikes), key=lambda s: (s.start, s.end, s.id))
    coverage = tuple(part for log in kept for part in log.coverage)
    known: dict[str | None, frozenset[str]] = {None: frozenset()}
    for name in {*(s.force for s in strikes), *(c.force for c in coverage)} - {None}:
        known[name] = frozenset(parties_of(name)) if name else frozenset()
    start, end = _seconds([s.start for s in strikes]), _seconds([s.end for s in strikes])
    lat = np.array([_or_nan(s.place.lat) for s in strikes], dtype=np.float64)
    lon = np.array([_or_nan(s.place.lon) for s in strikes], dtype=np.float64)
    radius = np.array([s.place.radius_km for s in strikes], dtype=np.float64)
    placed = np.flatnonzero(~np.isnan(lat) & ~np.isnan(lon))
    each = [_profile(strike, known[strike.force]) for strike in strikes]
    codes = {profile: number for number, profile in enumerate(dict.fromkeys(each))}
    return StrikeIndex(
        strikes=tuple(strikes),
        coverage=coverage,
        coverage_forces=tuple(known[part.force] for part in coverage),
        start=start,
        end=end,
        **_cores(start, end),
        lat=lat,
        lon=lon,
        radius=radius,
        written=np.array([_is_written(s) for s in strikes], dtype=np.bool_),
        gridded=np.array([s.grid is not None for s in strikes], dtype=np.bool_),
        count=np.array([s.strikes for s in strikes], dtype=np.int64),
        widest=float(radius[placed].max()) if len(placed) else 0.0,
        longest=float((end - start).max()) if strikes else 0.0,
        placed=placed,
        tree=cKDTree(unit_vectors(lat[placed], lon[placed])),
        profiles=tuple(codes),
        profile=np.array([codes[profile] for profile in each], dtype=np.int64),
        names=tuple((log.id, log.name) for log in kept),
    )


WHOLE_DAY = 20 * 3600.0
"""Entries at least as long, in seconds, name days, not hours."""


WRITTEN_KM = 0.1
"""Points at least as exact were written as coordinates."""


def _is_written(strike: Strike) -> bool:
    return strike.place.lat is not None and (strike.grid is not None or strike.place.radius_km <= WRITTEN_KM)


def _cores(start: Floats, end: Floats) -> dict[str, Floats]:
    named = end - start >= WHOLE_DAY
    parts = {"core": 6 * 3600.0, "middle": 43_199.0}
    sides = {"start": (start, 1), "end": (end, -1)}
    return {
        f"{part}_{side}": np.where(named, value + sign * hours, value)
        for part, hours in parts.items()
        for side, (value, sign) in sides.items()
    }


def _profile(strike: Strike, forces: frozenset[str]) -> Profile:
    hit = " ; ".join(filter(None, (strike.target, *strike.destroyed)))
    return Profile(forces, kinds("means", strike.means or ""), kinds("objects", hit))


def _or_nan(value: float | None) -> float:
    return float("nan") if value is None else value


def _seconds(times: Sequence[datetime]) -> Floats:
    return np.array([time.timestamp() for time in times], dtype=np.float64)


def unit_vectors(lat: Floats, lon: Floats) -> Floats:
    """Points of the globe as vectors of length one, so that straight distance orders as distance on the ground."""
    phi, lam = np.radians(lat), np.radians(lon)
    return np.column_stack((np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)))


def distances_km(lat: float, lon: float, lats: Floats, lons: Floats) -> Floats:
    """Great-circle distances in km from one point to several (haversine)."""
    phi, phis = np.radians(lat), np.radians(lats)
    half = np.sin((phis - phi) / 2) ** 2 + np.cos(phi) * np.cos(phis) * np.sin(np.radians(lons - lon) / 2) ** 2
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1))))


def within_km(index: StrikeIndex, lat: float, lon: float, km: float) -> Ints:
    """Entries whose point lies within ``km``, in the order of the index."""
    point = unit_vectors(np.array([lat]), np.array([lon]))[0]
    chord = 2 * np.sin(min(km / EARTH_KM, np.pi) / 2)
    found = np.asarray(index.tree.query_ball_point(point, chord * (1 + 1e-12) + 1e-15), dtype=np.int64)
    return np.sort(index.placed[found])


def between(index: StrikeIndex, begin: float, end: float) -> Ints:
    """Entries whose time touches ``begin`` to ``end`` (seconds), in the order of the index."""
    low = int(np.searchsorted(index.start, begin - index.longest, "left"))
    high = int(np.searchsorted(index.start, end, "right"))
    return low + np.flatnonzero(index.end[low:high] >= begin)
