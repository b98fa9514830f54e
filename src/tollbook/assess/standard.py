"""A standard as data: grades, rules in order, the figure it would publish, and how sure it asks to be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from tollbook.model import NonCredible

Stands = Literal["counted", "open", "not_counted"]
"""What a grade does to a toll: its dead are counted, shown apart, or not counted."""
PARTED = ":"


@dataclass(frozen=True, slots=True)
class Words:
    """One text in English and in Arabic; ``further`` are pairs of a language's code and the text in it."""

    en: str
    ar: str
    further: tuple[tuple[str, str], ...] = ()

    def told(self, language: str) -> tuple[str, str]:
        """The text in a language with that language's code; the English text with "en" where there is none."""
        found = {"en": self.en, "ar": self.ar, **dict(self.further)}.get(language)
        return (found, language) if found else (self.en, "en")


@dataclass(frozen=True, slots=True)
class Rule:
    """``when`` it holds of the facts, ``grade`` is proposed (empty in a note) with ``text`` as the reason.

    ``source`` names the address or document the rule is taken from; ``category`` the published kind of a rejection.
    """

    id: str
    when: str
    text: Words
    source: str
    grade: str = ""
    category: NonCredible | None = None


@dataclass(frozen=True, slots=True)
class GradeWords:
    """A grade's name, and what it does to a toll."""

    en: str
    ar: str
    stands: Stands = "open"
    further: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> Words:
        """The name in every language it is given in."""
        return Words(self.en, self.ar, self.further)


@dataclass(frozen=True, slots=True)
class FigureRule:
    """How many killed the standard publishes under ``grades``: expressions that give whole numbers, empty for none."""

    id: str
    grades: tuple[str, ...]
    low: str
    best: str
    high: str
    text: Words
    source: str


@dataclass(frozen=True, slots=True)
class Test:
    """How likely harm must be for a finding: more than ``more_than``, 0 to 1; ``None`` where no number is published."""

    more_than: float | None
    text: Words
    source: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A whole number a user may set: its bounds, its value, and what it says."""

    value: int
    min: int
    max: int
    text: Words


@dataclass(frozen=True, slots=True)
class Standard:
    """Rules in order (the first that holds gives the grade, the last always holds), notes, grades and conventions.

    ``basis`` says what of the standard's own documents was read. ``exclusive``: no two rules of different grade may
    hold of the same facts.
    """

    id: str
    name: Words
    url: str
    document: str
    grades: Mapping[str, GradeWords]
    rules: tuple[Rule, ...]
    notes: tuple[Rule, ...] = ()
    conventions: Mapping[str, Any] = field(default_factory=dict)
    figure: FigureRule | None = None
    test: Test | None = None
    basis: Words | None = None
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    exclusive: bool = False

    @property
    def file(self) -> str:
        """The id without the value of its parameter."""
        return self.id.partition(PARTED)[0]

    @property
    def values(self) -> dict[str, int]:
        """The parameters by name."""
        return {name: parameter.value for name, parameter in self.parameters.items()}

    def stands(self, grade: str) -> Stands:
        """What a grade does to a toll; a grade the standard does not have leaves it open."""
        return self.grades[grade].stands if grade in self.grades else "open"
