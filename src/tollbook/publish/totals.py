"""The sentence on the front page: one total per rule, each with the incidents it counts."""

from collections.abc import Iterable
from dataclasses import dataclass

from tollbook.model import Figure, Incident
from tollbook.publish.words import supported

RULES = ("two", "one", "three", "lowest", "highest")
SOURCES = {"one": 1, "two": 2, "three": 3}


@dataclass(frozen=True, slots=True)
class Total:
    """People and incidents under one rule; ``open_ended`` where a summand is only a floor."""

    rule: str
    people: int
    incidents: int
    open_ended: bool


@dataclass(frozen=True, slots=True)
class Totals:
    """All rules, and the range by all reports."""

    by_rule: tuple[Total, ...]
    low: int
    high: int
    open_ended: bool


def _value(figure: Figure, rule: str) -> int | None:
    if rule == "lowest":
        return figure.min
    if rule == "highest":
        return figure.max if figure.max is not None else figure.min
    return supported(figure, SOURCES[rule])


def _total(figures: list[Figure], rule: str) -> Total:
    values = [value for value in (_value(figure, rule) for figure in figures) if value]
    return Total(rule, sum(values), len(values), rule == "highest" and any(_open(f) for f in figures))


def _open(figure: Figure) -> bool:
    return figure.open_ended or (figure.max is None and figure.min is not None)


def totals(incidents: Iterable[Incident]) -> Totals:
    """Civilians reported killed over all incidents, by rule: sums of what stands in each, nothing estimated."""
    figures = [i.figures["killed"] for i in incidents if "killed" in i.figures]
    by_rule = {rule: _total(figures, rule) for rule in RULES}
    return Totals(
        tuple(by_rule.values()), by_rule["lowest"].people, by_rule["highest"].people, by_rule["highest"].open_ended
    )
