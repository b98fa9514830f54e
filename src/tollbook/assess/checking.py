"""What a standard's rules do over the whole space of facts: rules that both apply, that never decide, that fail.

The space is that of assess.space, with the numbers the rules name; where it is too large, a fixed random part of it.
"""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any, Literal

from tollbook.assess import expressions
from tollbook.assess.derived import with_derived
from tollbook.assess.grading import worded
from tollbook.assess.space import Change, applied, by_axis, every, relevant
from tollbook.assess.standard import Rule, Standard
from tollbook.assess.vocabulary import VARIABLES
from tollbook.errors import SkipItem, StopRun

TRIED = 6_000
"""How many incidents a standard is tried on at most."""
SHOWN = 6
EMPTY: Mapping[str, Any] = {"int": 0, "double": 0.0, "bool": False, "string": "unknown", "list": [], "ints": []}
Kind = Literal["overlap", "never_holds", "never_decides", "never_given", "fails"]
FAULTS: tuple[Kind, ...] = ("overlap", "fails")
"""What a standard must not have; the other kinds are remarks."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, in a sentence, and the rules it is about."""

    kind: Kind
    text: str
    rules: tuple[str, ...]

    @property
    def fault(self) -> bool:
        """Whether the standard has to be mended."""
        return self.kind in FAULTS


@dataclass(frozen=True, slots=True)
class Trial:
    """One made incident: its facts, and the rules (the last, that always holds, left out) that hold of it."""

    facts: Mapping[str, Any]
    hold: tuple[Rule, ...]


def check_standard(standard: Standard) -> list[Finding]:
    """What is wrong with a standard, faults first; every made incident that shows it is an incident that can be."""
    found, trials = _tried(standard)
    found += _overlaps(standard, trials) if standard.exclusive else []
    found += _idle(standard, trials)
    return sorted(found, key=lambda one: not one.fault)


def refuse_overlaps(standard: Standard, where: str) -> None:
    """Raises StopRun where an exclusive standard has two rules of different grade that both apply."""
    for found in check_standard(standard) if standard.exclusive else ():
        if found.kind == "overlap":
            raise StopRun(found.text, where, "make their conditions differ, or take exclusive = true away")


def _tried(standard: Standard) -> tuple[list[Finding], list[Trial]]:
    faults: dict[str, Finding] = {}
    trials = []
    for facts in made_incidents(standard):
        try:
            trials.append(Trial(facts, tuple(_holding(standard, facts))))
        except SkipItem as fault:
            rule = fault.where
            faults.setdefault(rule, Finding("fails", f"{rule} {fault.what}: {_example(standard, facts)}", (rule,)))
    return list(faults.values()), trials


def _holding(standard: Standard, facts: Mapping[str, Any]) -> Iterator[Rule]:
    given = {**facts, **standard.values}
    for rule in standard.rules[:-1]:
        if expressions.holds(rule.when, given, rule.id):
            yield rule


def made_incidents(standard: Standard) -> list[dict[str, Any]]:
    """Incidents that differ in all the standard's rules can see, each once; a fixed part where they are too many."""
    axes = by_axis(relevant(standard))
    base = with_derived({name: EMPTY[variable.type] for name, variable in VARIABLES.items()})
    seen = sorted({name for rule in standard.rules for name in expressions.used(rule.when)} & set(VARIABLES))
    made = {repr([facts[name] for name in seen]): facts for facts in (applied(base, one) for one in _chosen(axes))}
    return list(made.values())


def _chosen(axes: Mapping[str, Sequence[Change]]) -> Iterable[tuple[Change, ...]]:
    if prod(map(len, axes.values())) <= TRIED:
        return every(axes)
    rng = random.Random(3000)  # noqa: S311 - the same incidents each time
    return [tuple(rng.choice(list(values)) for values in axes.values()) for _ in range(TRIED)]


def _overlaps(standard: Standard, trials: Iterable[Trial]) -> list[Finding]:
    found: dict[tuple[str, str], Finding] = {}
    for trial in trials:
        for other in trial.hold[1:]:
            first = trial.hold[0]
            if other.grade != first.grade:
                text = f"two rules both apply: {first.id} ({first.grade}) and {other.id} ({other.grade})"
                shown = f"{text}, for example where {_example(standard, trial.facts)}"
                found.setdefault((first.id, other.id), Finding("overlap", shown, (first.id, other.id)))
    return list(found.values())


def _idle(standard: Standard, trials: Sequence[Trial]) -> list[Finding]:
    """Rules and grades that never come to anything."""
    found = [one for rule in standard.rules[:-1] for one in _never(rule, trials)]
    given = {trial.hold[0].grade if trial.hold else standard.rules[-1].grade for trial in trials}
    idle = [grade for grade in standard.grades if grade not in given]
    tried = f"in {len(trials)} made incidents"
    return found + [Finding("never_given", f"the grade {grade} is never given {tried}", ()) for grade in idle]


def _never(rule: Rule, trials: Sequence[Trial]) -> Iterator[Finding]:
    held = [trial for trial in trials if rule in trial.hold]
    if not held:
        yield Finding("never_holds", f"{rule.id} never holds in {len(trials)} made incidents", (rule.id,))
    elif all(trial.hold[0] is not rule for trial in held):
        before = sorted({trial.hold[0].id for trial in held})
        listed = ", ".join(before)
        text = f"{rule.id} never decides: whenever it holds, a rule before it holds too ({listed})"
        yield Finding("never_decides", text, (rule.id, *before))


def _example(standard: Standard, facts: Mapping[str, Any]) -> str:
    """The facts the rules speak of, those that are not nothing first, in short."""
    named = sorted({name for rule in standard.rules for name in expressions.used(rule.when)} & set(facts))
    told = sorted(named, key=lambda name: (not facts[name], name))[:SHOWN]
    return ", ".join(f"{name} = {worded(facts[name], 'en')}" for name in told)
