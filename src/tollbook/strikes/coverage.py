"""What the logs can show about a subject, by force, day and area, and whether an empty answer would be a denial."""

from collections.abc import Sequence
from datetime import date, timedelta
from math import cos, radians

import numpy as np

from tollbook.model.strike import LogCoverage
from tollbook.strikes.found import Area, CoverageLine, Shows
from tollbook.strikes.index import StrikeIndex, between
from tollbook.strikes.subject import Spot, Subject, window_utc
from tollbook.strikes.tables import say

EVERY_FORCE = frozenset({"all", "any", "*"})
"""Names of a force under which a log covers whoever struck."""
KM_PER_DEGREE = 111.2
MOST_DAYS = 3660
LANGUAGES = ("en", "ar")


def shows(subject: Subject, index: StrikeIndex, radii: Sequence[float]) -> Shows:
    """What the logs can show: one line for each coverage that bears on a force asked for."""
    days = days_of(subject)
    if not days or not subject.spots:
        return Shows((), False, *_both("nothing_asked"))
    asked: list[str | None] = [*sorted(subject.forces)] if subject.forces else [None]
    lines = [line for force in asked for line in _lines(force, days, subject, index, radii)]
    unplaced = _unplaced(subject, index)
    denies = not unplaced and all(_denied(force, days, lines) for force in asked)
    told, told_ar = _both("denies" if denies else "open")
    if unplaced:
        more, more_ar = _both("unplaced", entries=unplaced)
        told, told_ar = f"{told} {more}", f"{told_ar} {more_ar}"
    return Shows(tuple(lines), denies, told, told_ar)


def _both(key: str, **values: object) -> tuple[str, str]:
    return say("en", "shows", key, **values), say("ar", "shows", key, **values)


def _unplaced(subject: Subject, index: StrikeIndex) -> int:
    """Entries of the subject's time without a point: any of them may have been there."""
    window = window_utc(subject)
    if window is None:
        return 0
    found = between(index, window[0].timestamp(), window[1].timestamp())
    return int(np.count_nonzero(np.isnan(index.lat[found])))


def days_of(subject: Subject) -> tuple[date, ...]:
    """The days asked for; none where they are unknown or more than ten years."""
    if subject.first is None or subject.last is None:
        return ()
    many = (subject.last - subject.first).days + 1
    return tuple(subject.first + timedelta(days=n) for n in range(many)) if many <= MOST_DAYS else ()


def _lines(
    force: str | None, days: Sequence[date], subject: Subject, index: StrikeIndex, radii: Sequence[float]
) -> list[CoverageLine]:
    pairs = zip(index.coverage, index.coverage_forces, strict=True)
    bearing = [part for part, forces in pairs if _bears(force, forces)]
    found = (_line(force, part, days, subject.spots, radii, dict(index.names)) for part in bearing)
    return [line for line in found if line.days]


def _bears(force: str | None, forces: frozenset[str]) -> bool:
    """Whether a coverage of these forces says anything about the force asked for (``None``: about any)."""
    return force is None or not forces or force in forces or bool(forces & EVERY_FORCE)


def _line(  # noqa: PLR0913, PLR0917 - the question, the coverage, and where
    force: str | None,
    part: LogCoverage,
    days: Sequence[date],
    spots: Sequence[Spot],
    radii: Sequence[float],
    names: dict[str, str],
) -> CoverageLine:
    held = tuple(day for day in days if part.start <= day <= part.end)
    missing = tuple(day for day in days if not part.start <= day <= part.end)
    area = _area(part, spots, radii)
    texts = [_told(lang, part, len(held), len(days), area, names) for lang in LANGUAGES]
    return CoverageLine(part.log, force, part.force, held, missing, area, part.complete, part.lacks, *texts)


def _told(  # noqa: PLR0913, PLR0917
    language: str, part: LogCoverage, held: int, asked: int, area: Area, names: dict[str, str]
) -> str:
    force = part.force or say(language, "coverage", "no_force")
    if force.casefold() in EVERY_FORCE:
        force = say(language, "coverage", "any_force")
    told = [
        say(
            language, "coverage", "covered",
            log=names.get(part.log, part.log), complete=say(language, "coverage", part.complete),
            force=force, covered=held, days=asked,
        ),
        say(language, "coverage", {"inside": "whole_area", "partly": "part_area", "outside": "no_area"}[area]),
    ]  # fmt: skip
    if part.lacks:
        told.append(say(language, "coverage", "lacks", lacks=part.lacks))
    return ("، " if language == "ar" else ", ").join(told)


def _area(part: LogCoverage, spots: Sequence[Spot], radii: Sequence[float]) -> Area:
    if part.area is None:
        return "inside"
    box = part.area
    circles = list(zip(spots, radii, strict=True))
    if all(_holds(box, spot, km) for spot, km in circles):
        return "inside"
    return "partly" if any(_holds(box, spot, -km) for spot, km in circles) else "outside"


def _holds(box: tuple[float, float, float, float], spot: Spot, km: float) -> bool:
    """Whether the box holds the circle (``km`` positive) or meets its bounding square (negative)."""
    west, south, east, north = box
    high = km / KM_PER_DEGREE
    wide = km / (KM_PER_DEGREE * max(cos(radians(spot.lat)), 0.01))
    return west + wide <= spot.lon <= east - wide and south + high <= spot.lat <= north - high


def _denied(force: str | None, days: Sequence[date], lines: Sequence[CoverageLine]) -> bool:
    """Whether complete coverage without gaps holds each day for this force; a log of nobody's denies nothing."""
    firm = [line for line in lines if line.force == force and _is_firm(line)]
    held = {day for line in firm for day in line.days}
    return bool(days) and held.issuperset(days)


def _is_firm(line: CoverageLine) -> bool:
    of_all = (line.covers or "").casefold() in EVERY_FORCE
    named = of_all or (line.force is not None and line.covers is not None)
    return named and line.complete == "complete" and line.area == "inside" and not line.lacks
