"""Tolls over time: what each source, and all together, stood at after every day on which something was published."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from statistics import median

from tollbook.model import Claim, Figure, FigureKey, Incident, Lineage, SourceFigure
from tollbook.model.revision import Course, Revisions, Step
from tollbook.model.track_record import Case
from tollbook.reconcile.conventions import Conventions
from tollbook.reconcile.figure import figures
from tollbook.reconcile.parts import parts
from tollbook.reconcile.said import group_of, supports
from tollbook.reconcile.testimony import SUMMARY

Stage = tuple[date | None, Mapping[FigureKey, Figure]]
LEAST_OTHERS = 2
"""So many other independent sources at least make what an incident settled at: one alone is no check on another."""


def revisions(
    incident: Incident,
    claims: Sequence[Claim],
    lineage: Lineage,
    published: Mapping[str, date],
    conventions: Conventions | None = None,
) -> Revisions:
    """The incident after each day of publication, as a whole and by source, and the parts its claims allow.

    A step is kept where it changes what stood; reports whose day is not known come last. ``claims`` are the incident's.
    """
    stages = list(_stages(incident, claims, lineage, published, conventions))
    keys = [key for key in incident.figures if any(key in found for _, found in stages)]
    return Revisions(
        incident.id,
        {key: Course("", "", _whole(key, stages)) for key in keys},
        {key: _by_source(key, stages) for key in keys},
        parts(claims, lineage, published, conventions),
    )


def _stages(
    incident: Incident,
    claims: Sequence[Claim],
    lineage: Lineage,
    published: Mapping[str, date],
    conventions: Conventions | None,
) -> Iterator[Stage]:
    """The figures of what was out after each day; the last are the incident's own."""
    days = sorted({published[c.document] for c in claims if supports(c) and c.document in published})
    undated = any(supports(c) and c.document not in published for c in claims)
    for day in days if undated else days[:-1]:
        out = [c for c in claims if c.document in published and published[c.document] <= day]
        yield day, figures(out, lineage, conventions, published=published)
    yield None if undated or not days else days[-1], incident.figures


def _whole(key: FigureKey, stages: Iterable[Stage]) -> tuple[Step, ...]:
    found = ((day, figure) for day, figures_then in stages if (figure := figures_then.get(key)))
    steps = (Step(day, f.min, f.max, f.open_ended, f.corroborated.get("2")) for day, f in found)
    return _changes(steps)


def _by_source(key: FigureKey, stages: Iterable[Stage]) -> tuple[Course, ...]:
    """A course for every source, those heard first before the others; a summary of others is none."""
    names: dict[str, str] = {}
    steps: dict[str, list[Step]] = {}
    for day, found in stages:
        for row in _speakers(found.get(key)):
            names[row.source] = row.name
            steps.setdefault(row.source, []).append(Step(day, row.min, row.max, row.max is None))
    return tuple(Course(source, names[source], _changes(said)) for source, said in steps.items())


def _speakers(figure: Figure | None) -> list[SourceFigure]:
    return [row for row in figure.by_source if SUMMARY not in row.proof] if figure else []


def _changes(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The first step, and those that differ from the one before."""
    kept: list[Step] = []
    for step in steps:
        if not kept or _numbers(step) != _numbers(kept[-1]):
            kept.append(step)
    return tuple(kept)


def _numbers(step: Step) -> tuple[object, ...]:
    return step.min, step.max, step.open_ended, step.two


def cases(
    found: Revisions, figure: Figure, lineage: Lineage, key: FigureKey = "killed", others: int = LEAST_OTHERS
) -> list[Case]:
    """For every source of the incident, what it first gave and what the other independent sources ended at.

    The source itself and those of its group never count among the others. Words without a number, which a convention
    counted, are neither a first figure nor an end.
    """
    rows = {row.source: row for row in _speakers(figure) if not row.by_convention and row.min}
    made = (_case(course, found.incident, rows, lineage, others) for course in found.by_source.get(key, ()))
    return [case for case in made if case]


def _case(
    course: Course, incident: str, rows: Mapping[str, SourceFigure], lineage: Lineage, others: int
) -> Case | None:
    own = group_of(course.source, lineage)
    ends = _ends([row for row in rows.values() if group_of(row.source, lineage) != own], lineage)
    if course.source not in rows or not course.first.min or len(ends) < others:
        return None
    tops = [row.max for group in ends.values() for row in group]
    known = [top for top in tops if top is not None]
    floors = [max(row.min for row in group) for group in ends.values()]
    high = max(known) if len(known) == len(tops) else None
    return Case(course.source, incident, course.first.min, median(floors), min(floors), high)


def _ends(rows: Iterable[SourceFigure], lineage: Lineage) -> dict[str, list[SourceFigure]]:
    grouped: dict[str, list[SourceFigure]] = {}
    for row in rows:
        grouped.setdefault(group_of(row.source, lineage), []).append(row)
    return grouped
