"""A standard and an incident to a proposed grade with its reasons; a person decides."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from tollbook.assess import expressions
from tollbook.assess.facts import Facts, facts_of
from tollbook.assess.parties import name_of
from tollbook.assess.standard import Rule, Standard
from tollbook.model import Claim, Grade, Incident, Lineage, Reason, Statement

COMMA = {"en": ", ", "ar": "، "}


def assess(  # noqa: PLR0913 - the four kinds of evidence, the standard and the two outside records
    incident: Incident,
    claims: Sequence[Claim],
    lineage: Lineage,
    statements: Sequence[Statement],
    standard: Standard,
    *,
    strikes_near: int | None = None,
    already_assessed: Sequence[str] = (),
) -> Grade:
    """The grade the standard proposes: that of its first rule that holds, then the notes that hold.

    ``strikes_near`` is ``None`` where no strike records are at hand; ``already_assessed``: ids this incident repeats.
    Raises SkipItem where a rule cannot be computed for this incident.
    """
    facts = facts_of(
        incident, claims, lineage, statements, strikes_near=strikes_near, already_assessed=already_assessed
    )
    where = f"standard {standard.id}, incident {incident.id}"
    return grade(facts, standard, where)


def grade(facts: Facts, standard: Standard, where: str = "") -> Grade:
    """The grade for given facts."""
    decisive = next(rule for rule in standard.rules if expressions.holds(rule.when, facts, f"{where}, {rule.id}"))
    notes = [note for note in standard.notes if expressions.holds(note.when, facts, f"{where}, {note.id}")]
    return Grade(standard.id, decisive.grade, tuple(_reason(rule, facts) for rule in (decisive, *notes)))


def _reason(rule: Rule, facts: Facts) -> Reason:
    return Reason(rule.id, _fill(rule.text.en, facts, "en"), _fill(rule.text.ar, facts, "ar"))


def _fill(text: str, facts: Facts, language: str) -> str:
    return text.format_map({name: _worded(value, language) for name, value in facts.items()})


def _worded(value: Any, language: str) -> str:
    if isinstance(value, list | tuple):
        return COMMA[language].join(_term(item, language) for item in value) or _term("none", language)
    return (
        _term(value, language) if isinstance(value, str) else f"{value:g}" if isinstance(value, float) else str(value)
    )


def _term(key: str, language: str) -> str:
    known = _terms().get(key)
    return known[language] if known else name_of(key, language)


@cache
def _terms() -> dict[str, dict[str, str]]:
    text = files("tollbook.assess").joinpath("terms.toml").read_text(encoding="utf-8")
    terms: dict[str, dict[str, str]] = tomllib.loads(text)
    return terms
