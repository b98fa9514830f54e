"""Rejections that reopen themselves: the facts that would overturn a negative finding, and whether new ones bear."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tollbook.assess.derived import Facts
from tollbook.assess.grading import worded
from tollbook.assess.space import Change, Judge, applied, changes, judging, minimal, spoken
from tollbook.assess.standard import Rule, Standard, Words

PRECISIONS = ("unknown", "open", "year", "month", "week", "days", "day", "time")
GENERAL = (("date", "day"), ("place", "village"), ("sources", "2"), ("strikes_near", "one"), ("accepted", "yes"))
"""Watched where the rules alone would not have rejected it: a person's finding falls with a date, a place, ..."""
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Flip:
    """Facts which, together, would overturn a finding: keys of assess.space, and what each says."""

    keys: tuple[Key, ...]
    texts: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Bearing:
    """A watched fact that new material bears on: which, what it was, and what it is now."""

    axis: str
    fact: str
    text: Words
    was: Words
    now: Words


def overturner(standard: Standard) -> Callable[[Facts], list[Flip]]:
    """What gives the facts, one or two at once, that would move a negative finding under it; else the general ones.

    Only more knowledge is looked for: that a day were unknown after all overturns nothing. Findings with like facts
    are worked out once.
    """
    judge, names = judging(standard), sorted(spoken(standard))
    known: dict[str, list[Flip]] = {}

    def found(facts: Facts) -> list[Flip]:
        key = repr([facts.get(name) for name in names])
        if key not in known:
            known[key] = _overturning(facts, standard, judge)
        return known[key] or general(facts)

    return found


def _overturning(facts: Facts, standard: Standard, judge: Judge) -> list[Flip]:
    now = judge(facts)
    if standard.stands(now.grade) != "not_counted":
        return []

    def wanted(rule: Rule) -> bool:
        return standard.stands(rule.grade) != "not_counted"

    found = minimal(facts, standard, judge, wanted)
    return [_flip(made) for made in found if not any(_loses(change, facts) for change in made)]


def _loses(change: Change, facts: Facts) -> bool:
    fewer = change.axis == "sources" and int(change.value) < facts["independent_sources"]
    return change.loses or fewer


def general(facts: Facts) -> list[Flip]:
    """The facts that would bear on any rejection, as far as they are not so already."""
    known = {(change.axis, change.value): change for change in changes(())}
    offered = [known[key] for key in GENERAL]
    return [_flip((change,)) for change in offered if _moves(change, facts, applied(facts, [change]))]


def _flip(made: Sequence[Change]) -> Flip:
    return Flip(tuple((c.axis, c.value) for c in made), tuple(c.text for c in made))


def bears(watched: Iterable[Flip], before: Facts, after: Facts) -> list[Bearing]:
    """Which watched facts moved towards what would overturn the finding, with what they were and are; none if none."""
    keys = dict.fromkeys(key for flip in watched for key in flip.keys)
    found = [one for key in keys for one in _bearing(key, before, after)]
    return list({one.fact: one for one in reversed(found)}.values())[::-1]


def _bearing(key: Key, before: Facts, after: Facts) -> Iterable[Bearing]:
    change = _change(key)
    moved = [name for name, wanted in change.sets if closer(name, wanted, before[name], after[name])]
    told = [name for name in change.tells if name in before["missing"] and name not in after["missing"]]
    for name in (*moved, *told)[:1]:
        yield Bearing(change.axis, name, change.text, _both(before.get(name)), _both(after.get(name)))


def _change(key: Key) -> Change:
    """The change a key names; numbers of sources are made as they are named."""
    if key[0] == "sources":
        some = next(change for change in changes(()) if change.axis == "sources")
        count = int(key[1])
        words = Words(some.text.en.replace(some.value, key[1]), some.text.ar.replace(some.value, key[1]))
        return Change("sources", key[1], words, ((some.sets[0][0], count),))
    return next(change for change in changes(()) if (change.axis, change.value) == key)


def _both(value: Any) -> Words:
    return Words(worded(value, "en"), worded(value, "ar"))


def _moves(change: Change, before: Facts, after: Facts) -> bool:
    names = [name for name, _ in change.sets]
    known = [name for name in names if name.endswith("_known")]  # a place that is known is not watched for a nearer one
    return any(before[name] != after[name] for name in known or names)


def closer(name: str, wanted: Any, before: Any, after: Any) -> bool:
    """Whether a fact moved towards the value wanted: reached it, came nearer, or (a list) gained or lost as wanted."""
    if before == after:
        return False
    if isinstance(wanted, bool):
        return bool(after == wanted)
    if isinstance(wanted, list):
        gained, lost = set(after) - set(before), set(before) - set(after)
        return bool(gained) if wanted else bool(lost)
    if name == "date_precision":
        return _nearer(*(PRECISIONS.index(value) for value in (wanted, before, after)))
    return _nearer(wanted, before, after)


def _nearer(wanted: float, before: float, after: float) -> bool:
    """Nearer to the value, or past it from the other side."""
    return abs(after - wanted) < abs(before - wanted) or (before < wanted <= after) or (after <= wanted < before)


def facts_kept(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as they are stored with a watch: plain JSON values."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in facts.items()}
