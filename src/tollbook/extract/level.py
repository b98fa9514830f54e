"""Whether a claim speaks of one event, of a campaign or period, or only gives context."""

from tollbook.extract.event import Event
from tollbook.extract.reading import Match, Sentence
from tollbook.model import Level

REACH = 30
AGENT_REACH = 12
MONTH_BEFORE, MONTH_BEHIND = 12, 10
LAST_DAY = 31
STATED_IN_A_MONTH = frozenset({"counted", "toll", "active"})


def level_of(sentence: Sentence, event: Event, in_month: bool) -> Level:
    """incident, campaign or background, by the words around the claim.

    ``in_month``: the paragraph opened with a whole month, which then holds for sums without a day of their own.
    """
    trigger = event.trigger
    for agent in sentence.by_tag.get("level", ()):
        if agent.entry.value.endswith("agent") and _is_agent(sentence, agent, trigger):
            return "background" if agent.entry.value == "agent" else "campaign"
    said = {m.entry.value for m in _near(sentence, trigger)}
    if "background" in said:
        return "background"
    if "campaign" in said or _over_a_period(sentence, trigger) or _region_alone(sentence, trigger):
        return "campaign"
    if _month_only(sentence, event):
        return "campaign"
    return "campaign" if in_month and _sum_without_day(sentence, event) else "incident"


def _near(sentence: Sentence, trigger: Match) -> list[Match]:
    found = sentence.by_tag.get("level", ())
    return [m for m in found if abs(m.start - trigger.start) <= REACH and not _other_clause(sentence, m, trigger)]


def _is_agent(sentence: Sentence, agent: Match, trigger: Match) -> bool:
    """Whether a war or an offensive is the subject of the word of harm, or what a toll is of."""
    if trigger.entry.value == "toll":
        return trigger.end <= agent.start <= trigger.end + 5
    if trigger.entry.value not in ("active", "participle", "counted"):
        return False
    return 0 <= trigger.start - agent.end <= AGENT_REACH and sentence.at(agent.start - 1, "preposition") is None


def _over_a_period(sentence: Sentence, trigger: Match) -> bool:
    """ "over the past 12 days", "in the last four years": a number of days or more behind its opening word."""
    for opener in sentence.by_tag.get("period_opener", ()):
        counted = sentence.text(opener.end).isdigit() or sentence.at(opener.end, "number", "vague")
        near = abs(opener.start - trigger.start) <= REACH and not _other_clause(sentence, opener, trigger)
        if counted and near and sentence.at(opener.end + 1, "period_unit"):
            return True
    return False


def _other_clause(sentence: Sentence, match: Match, trigger: Match) -> bool:
    a, b = sorted((match.start, trigger.start))
    return any(sentence.text(j) in (";", ":") for j in range(a, b))


def _region_alone(sentence: Sentence, trigger: Match) -> bool:
    """ "killed by coalition strikes in Syria alone": a running total of a country, not of a day."""
    for match in sentence.by_tag.get("alone", ()):
        named = sentence.capital(match.start - 1) and sentence.at(match.start - 2, "preposition")
        if named and match.start > trigger.start and not sentence.at(match.start - 1, "weekday"):
            return True
    return False


def _sum_without_day(sentence: Sentence, event: Event) -> bool:
    days = sentence.by_tag.get("weekday") or any(_has_day(sentence, m) for m in sentence.by_tag.get("months", ()))
    return event.trigger.entry.value in STATED_IN_A_MONTH and not days


def _month_only(sentence: Sentence, event: Event) -> bool:
    """Whether the claim is dated by a whole month ("killed last November"), not by a day."""
    cased = sentence.lexicon.settings.get("months_capitalised", False)
    months = [m for m in sentence.by_tag.get("months", ()) if not cased or sentence.capital(m.start)]
    if not months or any(_has_day(sentence, m) for m in months):
        return False
    low, high = event.trigger.start - MONTH_BEFORE, event.trigger.start + MONTH_BEHIND
    return any(low <= m.start <= high and sentence.at(m.start - 1, "preposition", "month_opener") for m in months)


def _has_day(sentence: Sentence, month: Match) -> bool:
    """Whether a day of the month stands beside its name."""
    beside = (month.start - 1, month.start - 2, month.end, month.end + 1)
    return any(sentence.text(j).isdigit() and int(sentence.text(j)) <= LAST_DAY for j in beside)
