"""A standard and an incident to a proposed grade with its reasons and the figure it would publish; a person decides."""

import re
import string
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Unpack

from tollbook.assess import expressions
from tollbook.assess.derived import Facts
from tollbook.assess.facts import Outside, facts_of
from tollbook.assess.parties import name_of
from tollbook.assess.standard import Rule, Standard
from tollbook.errors import SkipItem
from tollbook.model import Claim, Grade, Incident, Lineage, Reason, Statement, Toll

ARABIC, LETTER = re.compile("[\u0621-\u064a]"), re.compile(r"[^\W\d_]")
COMMA = {"en": ", ", "ar": "، "}


def assess(
    incident: Incident,
    claims: Sequence[Claim],
    lineage: Lineage,
    statements: Sequence[Statement],
    standard: Standard,
    **outside: Unpack[Outside],
) -> Grade:
    """The grade the standard proposes: that of its first rule that holds, then the notes that hold.

    Raises SkipItem where a rule cannot be computed for this incident.
    """
    facts = facts_of(incident, claims, lineage, statements, **outside)
    return grade(facts, standard, f"standard {standard.id}, incident {incident.id}")


def grade(facts: Facts, standard: Standard, where: str = "") -> Grade:
    """The grade for given facts; raises SkipItem where a rule cannot be computed, or two apply that must not."""
    given = {**facts, **standard.values}
    decisive = deciding(given, standard, where)
    notes = [note for note in standard.notes if expressions.holds(note.when, given, f"{where}, {note.id}")]
    return Grade(
        standard.id,
        decisive.grade,
        tuple(_reason(rule, given) for rule in (decisive, *notes)),
        toll(given, standard, decisive.grade, where),
        decisive.category,
    )


def deciding(facts: Facts, standard: Standard, where: str = "") -> Rule:
    """The rule that gives the grade; ``facts`` hold the standard's parameters too.

    Raises SkipItem where two rules of an exclusive standard give different grades.
    """
    first = next(rule for rule in standard.rules if expressions.holds(rule.when, facts, f"{where}, {rule.id}"))
    if standard.exclusive:
        for other in standard.rules[standard.rules.index(first) + 1 : -1]:
            if other.grade != first.grade and expressions.holds(other.when, facts, f"{where}, {other.id}"):
                both = f"two rules both apply: {first.id} ({first.grade}) and {other.id} ({other.grade})"
                raise SkipItem(both, where, "the standard is exclusive: make their conditions differ")
    return first


def toll(facts: Facts, standard: Standard, value: str, where: str = "") -> Toll | None:
    """The figure the standard publishes under a grade; None where it publishes none."""
    rule = standard.figure
    if rule is None or value not in rule.grades:
        return None
    at = f"{where}, figure"
    low, best, high = (
        expressions.number(given, facts, at) if given else None for given in (rule.low, rule.best, rule.high)
    )
    return Toll(rule.id, low, best, high)


def _reason(rule: Rule, facts: Facts) -> Reason:
    return Reason(rule.id, _fill(rule.text.en, facts, "en"), _fill(rule.text.ar, facts, "ar"))


def _fill(text: str, facts: Facts, language: str) -> str:
    return text.format_map({name: worded(facts[name], language) for name in _named_in(text)})


@cache
def _named_in(text: str) -> tuple[str, ...]:
    return tuple(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def worded(value: Any, language: str) -> str:
    """A fact's value as a reader reads it; lists joined, keys by their names."""
    if isinstance(value, list | tuple):
        return COMMA[language].join(_apart(worded(item, language), language) for item in value) or _term(
            "none", language
        )
    if isinstance(value, bool):
        return _term("yes" if value else "no", language)
    return (
        _term(value, language) if isinstance(value, str) else f"{value:g}" if isinstance(value, float) else str(value)
    )


def _apart(word: str, language: str) -> str:
    """A name in another script set apart, so that it does not pull an Arabic line's commas out of order."""
    return f"\u2068{word}\u2069" if language == "ar" and not ARABIC.search(word) and LETTER.search(word) else word


def _term(key: str, language: str) -> str:
    known = _terms().get(key)
    return known[language] if known else name_of(key, language)


@cache
def _terms() -> dict[str, dict[str, str]]:
    text = files("tollbook.assess").joinpath("terms.toml").read_text(encoding="utf-8")
    terms: dict[str, dict[str, str]] = tomllib.loads(text)
    return terms
