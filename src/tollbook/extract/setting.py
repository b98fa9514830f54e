"""What surrounds a claim in its sentence: means, who is blamed, how it is said."""

from tollbook.extract.attribution import Attribution
from tollbook.extract.event import Event
from tollbook.extract.reading import Match, Sentence
from tollbook.model import Stance


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


def stance_of(sentence: Sentence) -> Stance:
    """How the words put it; "reported" unless they say more."""
    said = {m.entry.value for m in sentence.by_tag.get("stance", ())}
    if "doubted" in said:
        return "doubted"
    return "confirmed" if "confirmed" in said else "reported"
