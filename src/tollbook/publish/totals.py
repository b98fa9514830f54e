"""The sentence on the front page: one total per rule, no death counted twice, each with the incidents it counts."""

from dataclasses import dataclass

from tollbook.model.campaign import Campaign, Rule
from tollbook.model.campaign import Total as Held

RULES: dict[str, Rule] = {"two": "2", "one": "1", "three": "3", "lowest": "range", "highest": "range"}


@dataclass(frozen=True, slots=True)
class Total:
    """People and incidents under one rule; ``open_ended`` where a summand is only a floor.

    ``apart``: what it would come to if no two incidents overlapped.
    """

    rule: str
    people: int
    incidents: int
    open_ended: bool
    apart: int


@dataclass(frozen=True, slots=True)
class Totals:
    """All rules, and the range by all reports."""

    by_rule: tuple[Total, ...]
    low: int
    high: int
    open_ended: bool


def totals(campaign: Campaign) -> Totals:
    """Civilians reported killed over all incidents, by rule; nothing is estimated."""
    held = campaign.totals.get("range", Held())
    found = tuple(_total(name, campaign.totals.get(rule, Held())) for name, rule in RULES.items())
    return Totals(found, held.least, held.greatest, held.open_ended)


def _total(name: str, held: Held) -> Total:
    if name == "highest":
        return Total(name, held.greatest, held.incidents + held.maybe, held.open_ended, held.greatest)
    return Total(name, held.least, held.incidents, False, held.apart)
