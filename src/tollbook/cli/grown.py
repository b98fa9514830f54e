"""How one incident's toll grew, and its parts, as lines of the terminal."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tollbook.cli import words
from tollbook.model import Incident
from tollbook.model.revision import Course, PartToll, Revisions, Step

if TYPE_CHECKING:
    from tollbook.casebook.workspace import Workspace

UNDATED = "day unknown"


def lines(found: Revisions) -> Iterator[str]:
    """Every figure that changed, by source, then the parts; nothing where nothing changed and no part is told."""
    grown = [key for key, whole in found.whole.items() if _changed(whole, found.by_source.get(key, ()))]
    for key in grown:
        yield ""
        yield f"Over time, {key.replace('_', ' ')} (by day of publication):"
        courses = (found.whole[key], *found.by_source.get(key, ()))
        width = max(len(_name(course)) for course in courses)
        yield from (f"  {_name(course):<{width}}  {_steps(course)}" for course in courses)
    if found.parts:
        yield ""
        yield "Parts of the toll, as bounds; what no claim tells apart is unknown:"
        yield from (f"  {_part(part)}" for part in found.parts)


def _changed(whole: Course, courses: tuple[Course, ...]) -> bool:
    return any(len(course.steps) > 1 for course in (whole, *courses))


def _name(course: Course) -> str:
    return course.name or "all reports"


def _steps(course: Course) -> str:
    return " → ".join(map(_step, course.steps))


def _step(step: Step) -> str:
    two = f", {step.two} by two sources" if step.two is not None else ""
    return f"{words.span(step.min, step.max, step.open_ended)} ({step.day or UNDATED}{two})"


def _part(part: PartToll) -> str:
    two = part.corroborated.get("2")
    return f"{part.label}: {words.span(part.range.min, part.range.max)}" + (f", {two} by two sources" if two else "")


def of_incident(opened: "Workspace", incident: Incident) -> Iterator[str]:
    """The same for one incident of an open workspace."""
    from tollbook.casebook.summary import conventions_in_force
    from tollbook.reconcile import revisions

    claims = opened.claims_of(incident)
    days = {d.id: d.published for d in opened.fetch(incident.documents) if d.published}
    yield from lines(revisions(incident, claims, opened.lineage(), days, conventions_in_force(opened)))
