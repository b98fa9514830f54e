"""How a toll grew: what stood after each day on which something was published."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tollbook.model.count import Bounds
from tollbook.model.figure import FigureKey


@dataclass(frozen=True, slots=True)
class Step:
    """What stood once the reports of ``day`` were out; ``day`` is ``None`` for reports whose day is not known."""

    day: date | None
    min: int | None
    max: int | None
    open_ended: bool = False
    two: int | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """The steps of one source, or of all together (``source`` empty): the first, those that changed it, the last."""

    source: str
    name: str
    steps: tuple[Step, ...]

    @property
    def first(self) -> Step:
        """What was first said."""
        return self.steps[0]

    @property
    def final(self) -> Step:
        """What stands."""
        return self.steps[-1]


@dataclass(frozen=True, slots=True)
class PartToll:
    """Bounds of a part of the killed: children, women, men (``kind`` "people"), or the dead of places ("place")."""

    kind: str
    label: str
    range: Bounds
    corroborated: Mapping[str, int] = field(default_factory=dict)
    sources: int = 0
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Revisions:
    """One incident over time, by figure, and the parts its claims allow; what no claim tells is not in it."""

    incident: str
    whole: Mapping[FigureKey, Course]
    by_source: Mapping[FigureKey, tuple[Course, ...]]
    parts: tuple[PartToll, ...] = ()
