"""How an incident's toll grew, and its parts, as tables of its page."""

from dataclasses import dataclass

from tollbook.model import Incident
from tollbook.model.revision import Course, PartToll, Revisions, Step
from tollbook.publish.data import SiteData
from tollbook.publish.index import Index, source_name
from tollbook.publish.texts import Texts
from tollbook.publish.words import FIGURES, short


@dataclass(frozen=True, slots=True)
class StepRow:
    """What stood once the reports of a day were out."""

    stage: str
    day: str
    range: str
    two: str


@dataclass(frozen=True, slots=True)
class SourceSteps:
    """One source: its first figure, those in between, and its last (empty where the first stands)."""

    name: str
    first: str
    revised: tuple[str, ...]
    final: str


@dataclass(frozen=True, slots=True)
class Growth:
    """One figure of an incident over time."""

    key: str
    steps: tuple[StepRow, ...]
    sources: tuple[SourceSteps, ...]


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part of the killed; ``words`` are a place's names or the group's."""

    words: str
    range: str
    two: str
    sources: int


def stage(number: int, of: int) -> str:
    """first, revised or final: the key of a step's name; a figure that never changed is its first and its last."""
    return "only" if of == 1 else "first" if number == 0 else "final" if number == of - 1 else "revised"


def growths(incident: Incident, data: SiteData, t: Texts, index: Index) -> tuple[Growth, ...]:
    """Every figure that changed, or that several sources give, in the fixed order."""
    found = data.revisions.get(incident.id)
    if found is None:
        return ()
    return tuple(_growth(key, found, t, index) for key in FIGURES if key in found.whole and found.whole[key].steps)


def _growth(key: str, found: Revisions, t: Texts, index: Index) -> Growth:
    whole, courses = found.whole[key], found.by_source.get(key, ())  # type: ignore[index, call-overload] # of FIGURES
    return Growth(
        key,
        tuple(_step(n, whole, t) for n in range(len(whole.steps))),
        tuple(_source(course, t, index) for course in courses),
    )


def _step(number: int, course: Course, t: Texts) -> StepRow:
    step = course.steps[number]
    two = t.number(step.two) if step.two is not None else "–"
    return StepRow(
        t(f"course.{stage(number, len(course.steps))}"),
        _day(step, t),
        short(t, step.min, step.max, step.open_ended),
        two,
    )


def _day(step: Step, t: Texts) -> str:
    return t.table_day(step.day) if step.day else t("date.unknown")


def _source(course: Course, t: Texts, index: Index) -> SourceSteps:
    known = index.lineage.sources.get(course.source)
    said = [f"{short(t, s.min, s.max)} ({_day(s, t)})" for s in course.steps]
    return SourceSteps(
        source_name(known, t.code) if known else course.name, said[0], tuple(said[1:-1]), said[-1] if said[1:] else ""
    )


def part_rows(incident: Incident, data: SiteData, t: Texts, index: Index) -> tuple[PartRow, ...]:
    """Children, women and men, then places, as the claims allow; what no claim tells is not listed."""
    found = data.revisions.get(incident.id)
    return tuple(_part(part, t, index) for part in found.parts) if found else ()


def _part(part: PartToll, t: Texts, index: Index) -> PartRow:
    two = part.corroborated.get("2")
    return PartRow(
        t(f"course.{part.label}") if part.kind == "people" else _places(part, t, index),
        short(t, part.range.min, part.range.max),
        t.number(two) if two else "–",
        part.sources,
    )


def _places(part: PartToll, t: Texts, index: Index) -> str:
    """The places of the claim that names fewest, in the page's script."""
    named = [index.claims[c].places for c in part.claims if c in index.claims]
    fewest = min(named, key=len, default=())
    return t.names(index.place_names(fewest, t.code)) or part.label
