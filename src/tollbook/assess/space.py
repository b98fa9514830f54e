"""What could be otherwise about an incident: the changes of facts that rules are tried on, and the grades they give.

The facts hang together (no strike near without records, no source of civilian harm where all are combatants), so a
change sets one thing and what follows from it is worked out anew: no impossible incident is ever graded.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations, product
from typing import Any

from tollbook.assess.derived import Facts, with_derived
from tollbook.assess.expressions import used
from tollbook.assess.grading import deciding
from tollbook.assess.standard import Rule, Standard, Words
from tollbook.errors import SkipItem

PARTY, OTHER = "a-party", "another-party"
COUNTS = range(4)
"""Numbers of sources tried for every standard; those its rules name are added."""
MOST_COUNT = 200
NUMBER = re.compile(r"(?<![\w.])\d+(?![\w.])")
FOLLOWS: Mapping[str, tuple[str, ...]] = {
    "strike_status": ("accepted_by", "blamed", "independent_sources"),
    "missing": ("date_known", "place_known", "strike_log"),
    "search_missing": ("strike_log", "log_complete", "certificate"),
    "supported": ("independent_sources", "killed_min"),
    "corroborated": ("independent_sources", "killed_min"),
    "sources": ("independent_sources", "only_combatants"),
    "independent_sources": ("only_combatants",),
    "killed_min": ("has_civilian_harm",),
    "killed_max": ("has_civilian_harm",),
    "named": ("has_civilian_harm",),
    "strikes_near": ("strike_log",),
    "log_complete": ("strike_log",),
    "evidence": ("strike_log",),
}
"""What a fact follows from, so that only changes that can matter are tried."""
Judge = Callable[[Facts], Rule]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing set otherwise: ``axis`` and ``value`` name it, ``text`` says it; ``loses``: it means knowing less."""

    axis: str
    value: str
    text: Words
    sets: tuple[tuple[str, Any], ...]
    tells: tuple[str, ...] = ()
    loses: bool = False


@cache
def _table() -> dict[str, dict[str, Any]]:
    text = files("tollbook.assess").joinpath("changes.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _plain() -> tuple[Change, ...]:
    """The changes that set values, as the data file lists them."""
    listed = ((axis, value, one) for axis, values in _table().items() for value, one in values.items())
    return tuple(_change(axis, value, one) for axis, value, one in listed if "counts" not in one)


def _change(axis: str, value: str, one: Mapping[str, Any]) -> Change:
    sets = tuple(one.get("sets", {}).items())
    return Change(axis, value, Words(one["en"], one["ar"]), sets, tuple(one.get("tells", [])), one.get("loses", False))


def changes(standards: Iterable[Standard]) -> list[Change]:
    """Every change, with the numbers of sources that the standards' rules speak of."""
    one = _table()["sources"]["number"]
    counts = sorted({n for standard in standards for n in numbers_in(standard)} | set(COUNTS))
    return [
        *_plain(),
        *(
            Change("sources", str(n), Words(one["en"].format(n=n), one["ar"].format(n=n)), ((one["counts"], n),))
            for n in counts
        ),
    ]


def numbers_in(standard: Standard) -> set[int]:
    """The whole numbers its rules and parameters name, each with its neighbours."""
    written = {int(n) for rule in standard.rules for n in NUMBER.findall(rule.when)} | set(standard.values.values())
    return {n + step for n in written for step in (-1, 0, 1) if 0 <= n + step <= MOST_COUNT}


def applied(facts: Facts, made: Sequence[Change]) -> dict[str, Any]:
    """The facts with the changes, and with all that follows from them."""
    changed = dict(facts)
    for change in made:
        changed |= {name: _named(value, facts) for name, value in change.sets}
        changed["missing"] = [name for name in changed["missing"] if name not in change.tells]
    return with_derived(_consistent(changed))


def _named(value: Any, facts: Facts) -> Any:
    if not isinstance(value, list):
        return value
    first = facts["blamed"][0] if facts["blamed"] else PARTY
    second = next((party for party in facts["blamed"] if party != first), OTHER)
    return [{"@party": first, "@other": second}.get(party, party) for party in value]


def _consistent(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts with what cannot be together taken apart."""
    if facts["only_combatants"]:
        facts |= {"sources": 0, "independent_sources": 0, "has_civilian_harm": False}
    if not facts["has_civilian_harm"]:
        facts |= {"killed_min": 0, "killed_max": 0, "named": 0}
    if not facts["strike_log"]:
        facts |= {"strikes_near": 0, "log_complete": False}
    facts["deaths_min"] = max(facts["deaths_min"], facts["killed_min"])
    facts["deaths_max"] = max(facts["deaths_max"], facts["killed_max"])
    facts["sources"] = max(facts["sources"], facts["independent_sources"])
    facts["supported"] = _supported(facts)
    facts["corroborated"] = facts["supported"][1] if len(facts["supported"]) > 1 else 0
    facts["evidence"] = _evidence(facts)
    return facts


def _supported(facts: Facts) -> list[int]:
    """What so many sources support: as it was for those there were, the least number for those that come."""
    many = facts["independent_sources"] if facts["killed_max"] else 0
    were = list(facts["supported"][:many])
    return were + [facts["killed_min"]] * (many - len(were))


def _evidence(facts: Facts) -> list[str]:
    others = [kind for kind in facts["evidence"] if kind != "strike_record"]
    return sorted([*others, *(["strike_record"] if facts["strike_log"] else [])])


def judging(standard: Standard) -> Judge:
    """A function from facts to the rule that decides, which works out the same facts once."""
    named = sorted({name for rule in standard.rules for name in used(rule.when)})
    known: dict[tuple[str, ...], Rule] = {}

    def judge(facts: Facts) -> Rule:
        given = {**facts, **standard.values}
        key = tuple(repr(given.get(name)) for name in named)
        if key not in known:
            known[key] = _decided(given, standard)
        return known[key]

    return judge


def _decided(facts: Facts, standard: Standard) -> Rule:
    """The deciding rule; where a user's rule cannot be computed for these facts, one that leads to no grade."""
    try:
        return deciding(facts, standard, f"standard {standard.id}")
    except SkipItem as fault:
        return Rule("fault", "true", Words(str(fault), str(fault)), "")


def spoken(standard: Standard) -> frozenset[str]:
    """The facts the standard's rules speak of, and those they follow from."""
    named = {name for rule in standard.rules for name in used(rule.when)}
    return frozenset(named | {basis for name in named for basis in FOLLOWS.get(name, ())})


def relevant(standard: Standard) -> list[Change]:
    """The changes that can alter what the standard's rules speak of."""
    names = spoken(standard)
    return [
        change
        for change in changes([standard])
        if not names.isdisjoint(name for name, _ in change.sets) or (change.tells and "missing" in names)
    ]


def smallest(
    facts: Facts, standard: Standard, judge: Judge, wanted: Callable[[Rule], bool], most: int = 2
) -> list[tuple[Change, ...]]:
    """The smallest sets of changes after which the deciding rule is as wanted, at most ``most`` in a set."""
    offered = relevant(standard)
    for size in range(1, most + 1):
        found = [made for made in _sets(offered, size) if _reaches(facts, made, judge, wanted)]
        if found:
            return _nearest(found, facts["independent_sources"])
    return []


def minimal(facts: Facts, standard: Standard, judge: Judge, wanted: Callable[[Rule], bool]) -> list[tuple[Change, ...]]:
    """Every one change, and every two of which neither does it alone, after which the deciding rule is as wanted."""
    offered = relevant(standard)
    ones = [made for made in _sets(offered, 1) if _reaches(facts, made, judge, wanted)]
    enough = [made[0] for made in ones]
    rest = [change for change in offered if change not in enough]
    twos = [made for made in _sets(rest, 2) if _reaches(facts, made, judge, wanted)]
    many = facts["independent_sources"]
    return [*_nearest(ones, many), *_nearest(twos, many)]


def _reaches(facts: Facts, made: Sequence[Change], judge: Judge, wanted: Callable[[Rule], bool]) -> bool:
    rule = judge(applied(facts, made))
    return bool(rule.grade) and wanted(rule)


def _nearest(found: Sequence[tuple[Change, ...]], sources: int) -> list[tuple[Change, ...]]:
    """Of sets that differ in the number of sources alone, the one closest to what there is."""
    best: dict[tuple[str, ...], tuple[Change, ...]] = {}
    for made in sorted(found, key=lambda made: _away(made, sources)):
        best.setdefault(tuple("" if c.axis == "sources" else f"{c.axis}.{c.value}" for c in made), made)
    return [made for made in found if made in best.values()]


def _away(made: Sequence[Change], sources: int) -> int:
    return sum(abs(int(change.value) - sources) for change in made if change.axis == "sources")


def _sets(offered: Sequence[Change], size: int) -> Iterator[tuple[Change, ...]]:
    """Sets of changes of that size, no two of one axis."""
    for made in combinations(offered, size):
        if len({change.axis for change in made}) == size:
            yield made


def by_axis(offered: Iterable[Change]) -> Mapping[str, list[Change]]:
    """The changes, axis by axis."""
    found: dict[str, list[Change]] = {}
    for change in offered:
        found.setdefault(change.axis, []).append(change)
    return found


def every(axes: Mapping[str, Sequence[Change]]) -> Iterator[tuple[Change, ...]]:
    """Every choice of one change from each axis."""
    return product(*axes.values())
