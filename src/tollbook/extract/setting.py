"""What surrounds a claim in its sentence: means, who is blamed, over how long, how it is said."""

from tollbook.extract.attach import Event
from tollbook.extract.attribution import Attribution
from tollbook.extract.reading import Match, Sentence
from tollbook.model import Level, Stance

REACH = 30
AGENT_REACH = 12


def means_of(sentence: Sentence, event: Event) -> str | None:
    """The means named nearest to the word of harm."""
    found = sentence.by_tag.get("means", ())
    if not found:
        return None
    return min(found, key=lambda m: (abs(m.start - event.trigger.start), -(m.end - m.start), m.start)).entry.value


def blamed_in(sentence: Sentence, speakers: list[Attribution]) -> tuple[str, ...]:
    """The parties named as having done it: next to a means, or behind "by"; a speaker is not blamed for speaking."""
    blamed: list[str] = []
    for match in _longest(sentence.by_tag.get("party", [])):
        if any(a.start <= match.start < a.end for a in speakers):
            continue
        if _acts(sentence, match) and match.entry.value not in blamed:
            blamed.append(match.entry.value)
    return tuple(blamed)


def _longest(matches: list[Match]) -> list[Match]:
    return [
        m
        for m in matches
        if not any(
            o.start <= m.start and m.end <= o.end and o != m and o.end - o.start > m.end - m.start for o in matches
        )
    ]


def _acts(sentence: Sentence, match: Match) -> bool:
    if sentence.at(match.start - 1, "target_of") or sentence.at(match.end, "target_word"):
        return False
    before = sentence.at(match.start - 1, "agent_of") or sentence.at(match.start - 2, "agent_of")
    return before is not None or sentence.has("means", match.start - 2, match.end + 4)


def level_of(sentence: Sentence, event: Event) -> Level:
    """incident, campaign or background, by the words around the claim."""
    trigger = event.trigger
    for agent in sentence.by_tag.get("level", ()):
        if agent.entry.value.endswith("agent") and _is_agent(sentence, agent, trigger):
            return "background" if agent.entry.value == "agent" else "campaign"
    near = [
        m
        for m in sentence.by_tag.get("level", ())
        if abs(m.start - trigger.start) <= REACH and not _other_clause(sentence, m, trigger)
    ]
    if any(m.entry.value == "background" for m in near):
        return "background"
    if any(m.entry.value == "campaign" for m in near) or _month_only(sentence, event):
        return "campaign"
    return "incident"


def _is_agent(sentence: Sentence, agent: Match, trigger: Match) -> bool:
    """Whether a war or an offensive is the subject of the word of harm, or what a toll is of."""
    if trigger.entry.value == "toll":
        return trigger.end <= agent.start <= trigger.end + 5
    if trigger.entry.value not in ("active", "participle", "counted"):
        return False
    return 0 <= trigger.start - agent.end <= AGENT_REACH and sentence.at(agent.start - 1, "preposition") is None


def _other_clause(sentence: Sentence, match: Match, trigger: Match) -> bool:
    a, b = sorted((match.start, trigger.start))
    return any(sentence.text(j) in (";", ":") for j in range(a, b))


def _month_only(sentence: Sentence, event: Event) -> bool:
    """Whether the claim is dated by a whole month ("killed last November"), not by a day."""
    cased = sentence.lexicon.settings.get("months_capitalised", False)
    months = [m for m in sentence.by_tag.get("months", ()) if not cased or sentence.capital(m.start)]
    if not months or any(_has_day(sentence, m) for m in months):
        return False
    return any(
        event.trigger.start - 12 <= m.start <= event.trigger.start + 10 and _dated_by(sentence, m) for m in months
    )


def _dated_by(sentence: Sentence, month: Match) -> bool:
    return sentence.at(month.start - 1, "preposition", "month_opener") is not None or sentence.text(
        month.start - 1
    ) in ("last", "early", "late")


def _has_day(sentence: Sentence, month: Match) -> bool:
    for j in (month.start - 1, month.start - 2, month.end, month.end + 1):
        if (
            0 <= j < len(sentence.tokens)
            and sentence.tokens[j].kind == "n"
            and sentence.text(j).isdigit()
            and int(sentence.text(j)) <= 31
        ):
            return True
    return False


def stance_of(sentence: Sentence) -> Stance:
    """How the words put it; "reported" unless they say more."""
    said = {m.entry.value for m in sentence.by_tag.get("stance", ())}
    if "doubted" in said:
        return "doubted"
    return "confirmed" if "confirmed" in said else "reported"
