"""The totals as sentences of the front page."""

from dataclasses import dataclass

from markupsafe import Markup

from tollbook.publish.texts import Texts
from tollbook.publish.totals import Total, Totals
from tollbook.publish.words import counted


@dataclass(frozen=True, slots=True)
class Variant:
    """One rule's sentence on the front page."""

    rule: str
    html: Markup


def rule_sentence(total: Total, t: Texts) -> str:
    """The front page's sentence under one rule, without the range."""
    if not total.incidents:
        return t(f"front.{total.rule}_none")
    people = counted(t, "civilian", total.people)
    if total.open_ended:
        people = t("count.or_more", people=people)
    return t(f"front.{total.rule}", total.people, people=people, incidents=counted(t, "incidents", total.incidents))


def range_sentence(found: Totals, t: Texts) -> str:
    """The range by all reports."""
    high = t.number(found.high)
    return t("front.range", low=t.number(found.low), high=t("count.or_more", people=high) if found.open_ended else high)


def front_sentence(total: Total, found: Totals, t: Texts) -> str:
    """One rule's sentence, with the range where the rule is not itself an end of it."""
    rule = rule_sentence(total, t)
    if total.rule in ("lowest", "highest") or not found.high:
        return t("front.alone", rule=rule)
    return t("front.sentence", rule=rule, range=range_sentence(found, t))


def variant(total: Total, found: Totals, t: Texts) -> Variant:
    """One rule's sentence as the front page shows it."""
    return Variant(total.rule, Markup("{}").format(front_sentence(total, found, t)))
