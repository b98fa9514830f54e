"""Figures that take their harm from what was said before: "... 40 were killed, while the Observatory counted 43"."""

from tollbook.extract.attribution import silent_speakers
from tollbook.extract.event import Event
from tollbook.extract.people import Group
from tollbook.extract.reading import Match, Sentence
from tollbook.model import Harm

REACH = 5  # words between the verb of saying and the number


def reported_figures(sentence: Sentence, groups: list[Group], events: list[Event], earlier: Harm | None) -> list[Event]:
    """Numbers right behind a verb of saying that no word of harm governs, with the harm of the figure before them."""
    found: list[Event] = []
    for verb in sentence.by_tag.get("source", ()):
        if verb.entry.value not in ("verb", "verb_first") or verb.start == 0:
            continue
        group = _number_behind(sentence, verb, groups)
        harm = _harm_before(events, verb) or earlier
        if group is None or harm is None or _own_trigger(sentence, verb, group):
            continue
        group.taken = True
        found.append(Event(verb, harm, [group], "reported-figure"))
    return found + _unsaid(sentence, groups, events)


def _unsaid(sentence: Sentence, groups: list[Group], events: list[Event]) -> list[Event]:
    """The figures of speakers whose verb is left out, with the harm of the figure before them."""
    found: list[Event] = []
    for _, at in silent_speakers(sentence):
        group = next((g for g in groups if g.start <= at < g.end and g.kind == "number" and not g.taken), None)
        before = [e for e in events if e.trigger.end <= at]
        if group and before and not group.part and _stands_alone(sentence, group):
            group.taken = True
            own = before[-1].trigger._replace(start=group.start, end=group.end)
            found.append(Event(own, before[-1].harm, [group], "reported-figure"))
    return found


def _number_behind(sentence: Sentence, verb: Match, groups: list[Group]) -> Group | None:
    for group in groups:
        if verb.end <= group.start <= verb.end + REACH and group.quantity and not group.taken and not group.part:
            return group if _stands_alone(sentence, group) else None
    return None


def _stands_alone(sentence: Sentence, group: Group) -> bool:
    """Whether the number ends its phrase, so that it can only count the people spoken of before."""
    if group.end >= len(sentence.tokens):
        return True
    return (
        sentence.tokens[group.end].kind == "p"
        or sentence.at(group.end, "conjunctions", "clause", "including") is not None
    )


def _own_trigger(sentence: Sentence, verb: Match, group: Group) -> bool:
    return any(
        sentence.at(j, "trigger", "hypothetical", "negation")
        for j in range(verb.end, min(group.end + 4, len(sentence.tokens)))
    )


def _harm_before(events: list[Event], verb: Match) -> Harm | None:
    before = [e.harm for e in events if e.trigger.end <= verb.start]
    return before[-1] if before else None
