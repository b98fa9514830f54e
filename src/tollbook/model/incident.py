"""An incident: the claims that speak of one event, and what they come to."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tollbook.model.allegation import NonCredible
from tollbook.model.figure import Figure, FigureKey
from tollbook.model.period import Period
from tollbook.model.place import Place
from tollbook.version import VERSION


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a grade was proposed: the rule's id in the standard's file and its text in English and Arabic."""

    rule: str
    text: str
    text_ar: str = ""


@dataclass(frozen=True, slots=True)
class Toll:
    """The number of people killed that a standard would publish, by its rule ``rule``.

    ``low``/``high``: the range, ``best`` the one number it puts first; ``None`` where the standard gives none of that
    kind (a floor has no ``high``).
    """

    rule: str
    low: int | None = None
    best: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """What a standard proposes; a person decides.

    ``figure`` is what it would publish, ``None`` where it publishes no figure under this grade. ``category`` is the
    published category of a finding of "non-credible".
    """

    standard: str
    value: str
    reasons: tuple[Reason, ...] = ()
    figure: Toll | None = None
    category: NonCredible | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """Claims about one event. ``grade`` is under the chosen standard, ``grades`` under every standard asked for.

    ``evidence``: claim id -> why it was drawn in. ``statements`` are ids of
    what parties said about it without a toll. ``open_questions`` are keys such as "date_unknown".
    """

    id: str
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    places: tuple[Place, ...] = ()
    lat: float | None = None
    lon: float | None = None
    when: Period | None = None
    figures: Mapping[FigureKey, Figure] = field(default_factory=dict)
    grade: Grade | None = None
    grades: tuple[Grade, ...] = ()
    evidence: Mapping[str, str] = field(default_factory=dict)
    statements: tuple[str, ...] = ()
    open_questions: tuple[str, ...] = ()
    version: str = VERSION
