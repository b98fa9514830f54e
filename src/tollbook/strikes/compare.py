"""An incident against the log: a graded list of entries with reasons, and what the log can and cannot show."""

import numpy as np

from tollbook.strikes.coverage import shows
from tollbook.strikes.found import (
    Candidate,
    Comparison,
    CoverageLine,
    Field,
    FieldMatch,
    Level,
    Margins,
    MatchGrade,
    Shows,
)
from tollbook.strikes.index import Ints, StrikeIndex
from tollbook.strikes.levels import Levels, grades, moments, radius_of, sums, take, window_of, within_reach
from tollbook.strikes.subject import Subject
from tollbook.strikes.tables import grade_rows
from tollbook.strikes.told import reasons

__all__ = [
    "Candidate", "Comparison", "CoverageLine", "Field", "FieldMatch", "Level", "Margins", "MatchGrade", "Shows",
    "compare", "counted", "strikes_near",
]  # fmt: skip

GRADES: tuple[MatchGrade, ...] = ("matches", "possible", "near_miss", "excluded")
FOUND = ("matches", "possible")


def compare(subject: Subject, index: StrikeIndex, margins: Margins | None = None) -> Comparison:
    """The entries that could be the subject's strike, the best first. Nothing is decided: a person does.

    Place and time set the grade; the other fields can lower it and order what stands beside each other.
    """
    given = margins or Margins()
    found = within_reach(subject, index, given.radius_km, given.hours)
    graded = _grades(found)
    best = _best(found, graded, given.limit)
    radii = tuple(radius_of(spot, given.radius_km) for spot in subject.spots)
    return Comparison(
        subject=subject,
        margins=given,
        window=moments(window_of(subject, given.hours)),
        radius_km=radii,
        candidates=candidates(subject, index, take(found, best), given),
        counts=counted(graded),
        near=_near(found, graded, index) if subject.spots and subject.first else None,
        shows=shows(subject, index, radii),
    )


def candidates(subject: Subject, index: StrikeIndex, found: Levels, margins: Margins) -> tuple[Candidate, ...]:
    """These entries with grade and reasons, in the order given."""
    graded, total = _grades(found), sums(found)
    return tuple(
        Candidate(
            strike=index.strikes[int(entry)],
            grade=GRADES[int(graded[at])],
            points=float(total[at]),
            fields=reasons(subject, index, found, at, margins.radius_km),
            distance_km=_number(float(found.km[at])),
            gap_hours=_number(float(found.gap[at])),
            spot=subject.spots[int(found.spot[at])] if subject.spots else None,
        )
        for at, entry in enumerate(found.entries)
    )


def _number(value: float) -> float | None:
    return None if np.isnan(value) else value


def _grades(found: Levels) -> Ints:
    """Numbers in GRADES."""
    order = np.array([GRADES.index(_known(row.value)) for row in grade_rows()] + [GRADES.index("excluded")])
    return np.asarray(order[grades(found)], dtype=np.int64)


def _known(value: str) -> MatchGrade:
    return next(grade for grade in GRADES if grade == value)


def counted(graded: Ints) -> dict[MatchGrade, int]:
    """How many entries have each grade."""
    return {grade: int(np.count_nonzero(graded == number)) for number, grade in enumerate(GRADES)}


def _best(found: Levels, graded: Ints, limit: int) -> Ints:
    """The best entries first: by grade, points, distance, gap, then the log's own order."""
    km, gap = np.nan_to_num(found.km, nan=np.inf), np.nan_to_num(found.gap, nan=np.inf)
    order = np.lexsort((found.entries, gap, km, -sums(found), graded))
    return np.asarray(order[:limit], dtype=np.int64)


def _near(found: Levels, graded: Ints, index: StrikeIndex) -> int:
    near = np.isin(graded, [GRADES.index(grade) for grade in FOUND]) & ~np.isnan(found.km)
    return int(index.count[found.entries[near]].sum())


def strikes_near(comparison: Comparison) -> int | None:
    """How many strikes stand near: none is 0 only where the logs can deny, else it is unknown (``None``).

    Counts entries that match or are possible, each for the strikes it stands for.
    """
    if comparison.near:
        return comparison.near
    return 0 if comparison.near == 0 and comparison.shows.denies else None
