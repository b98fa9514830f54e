"""What is no claim although it looks like one: denied, feared or planned harm, replaced figures, old wounds."""

from collections.abc import Callable, Iterable

from tollbook.extract.event import Event
from tollbook.extract.people import Group
from tollbook.extract.reading import Match, Sentence
from tollbook.model import Claim, Harm

UNPROVEN = ("denied", "under_investigation")  # what a party says of harm that it only names
NEAR = 4  # words between a negation or a "may" and what it governs


def reason_against(sentence: Sentence, event: Event) -> str | None:
    """Why the event is no claim (a key of reasons.toml), or ``None`` where it is one."""
    return next((reason for reason, holds in REASONS if holds(sentence, event)), None)


def _negated(sentence: Sentence, event: Event) -> bool:
    """A negation right before the people or the word of harm, within the same clause."""
    first = min(g.start for g in event.groups)
    reach = sentence.lexicon.settings.get("negation_reach", NEAR)
    for anchor in {first, event.trigger.start}:
        for j in range(anchor - 1, max(-1, anchor - reach), -1):
            match = sentence.at(j, "negation")
            inside = event.trigger.start <= j < event.trigger.end
            if match and not inside and match.end <= anchor and not _number_between(sentence, match.end, anchor):
                return True
            if sentence.tokens[j].kind == "p" and sentence.text(j) in (",", ";", ":", "."):
                break
    return any(
        m.end >= event.trigger.end and m.start <= event.trigger.start for m in sentence.by_tag.get("negation", ())
    )


def _part_of_the_same(sentence: Sentence, event: Event) -> bool:
    """Whether "two of the injured" are only told of again as injured."""
    group = event.groups[0]
    if group.kind != "of_them":
        return False
    inside = (m for m in sentence.by_tag.get("trigger", ()) if group.start < m.start < group.end)
    return any(m.entry.harm == event.harm for m in inside)


def _superseded(sentence: Sentence, event: Event) -> bool:
    """Whether an earlier report's figure stands between the words for "earlier" and for what is said now."""
    marks = sentence.by_tag.get("replaced", ())
    old = [m for m in marks if m.entry.value == "superseded" and m.end <= event.trigger.start]
    return bool(old) and any(m.entry.value == "superseding" and m.start >= event.trigger.end for m in marks)


def _denied_outright(sentence: Sentence, event: Event) -> bool:
    """Whether harm without a number is only named to be denied or looked into ("denies killing civilians")."""
    if any(g.quantity or g.kind != "plural" for g in event.groups):
        return False
    said = sentence.by_tag.get("statement", ())
    return any(m.entry.value in UNPROVEN and m.end <= event.trigger.start for m in said)


def _number_between(sentence: Sentence, start: int, end: int) -> bool:
    return any(sentence.tokens[j].kind == "n" or sentence.at(j, "qualifier", "number") for j in range(start, end))


def _hypothetical(sentence: Sentence, event: Event) -> bool:
    trigger = event.trigger
    if _certain(sentence, trigger):
        return False
    near = range(max(0, trigger.start - NEAR), trigger.start)
    for j in near:
        match = sentence.at(j, "hypothetical")
        if match and match.end <= trigger.start and not _broken(sentence, match.end, trigger.start):
            over = sentence.lexicon.settings.get("hypothetical_over_people", False)
            return over or not (match.end < trigger.start and _is_participle_of_past(sentence, trigger, match))
    return False


def _is_participle_of_past(sentence: Sentence, trigger: Match, match: Match) -> bool:
    """Whether a group stands between, so that the word governs something else ("to Hajin killed 5")."""
    return any(sentence.at(j, "person") or sentence.tokens[j].kind == "n" for j in range(match.end, trigger.start))


def _broken(sentence: Sentence, start: int, end: int) -> bool:
    return any(sentence.tokens[j].kind == "p" or sentence.at(j, "clause") for j in range(start, end))


def _certain(sentence: Sentence, trigger: Match) -> bool:
    return any(m.end <= trigger.start and trigger.start - m.end <= 1 for m in sentence.by_tag.get("certain", ()))


def _bare_infinitive(sentence: Sentence, trigger: Match) -> bool:
    """ "to kill", "to murder": meant, not done."""
    return trigger.entry.value == "active" and sentence.at(trigger.start - 1, "infinitive") is not None


def repeats(sentence: Sentence, members: Iterable[Group], harm: Harm, earlier: Iterable[Claim]) -> bool:
    """Whether definite words point back at a claim already taken ("the two men", "these victims", "the wounded")."""
    people = list(members)
    first = people[0]
    definite = sentence.at(first.start, "definite") or sentence.at(first.start - 1, "definite")
    if definite is None or len(people) > 1:
        return False
    bare = first.quantity is None and first.kind == "plural"
    return any(c.harm == harm and (bare or (c.count.min, c.count.max) == (first.min, first.max)) for c in earlier)


def toll_of_update(sentence: Sentence, events: Iterable[Event]) -> set[int]:
    """Indices of events that only explain how a toll came to be ("rose to 53 after six more bodies were found")."""
    listed = list(events)
    explained: set[int] = set()
    for event in listed:
        if event.trigger.entry.value != "toll":
            continue
        for cause in sentence.by_tag.get("update", ()):
            if cause.entry.value == "toll_cause" and cause.start > event.groups[-1].start:
                explained.update(i for i, e in enumerate(listed) if e is not event and e.trigger.start > cause.start)
    return explained


def replaced(sentence: Sentence, group: Group) -> bool:
    """Whether a newer figure replaces this one ("up from 40", "not 9 but 7")."""
    quantity = group.quantity
    if quantity is None:
        return False
    marks = sentence.by_tag.get("replaced", ())
    if any(m.end == quantity.start and m.entry.value == "before" for m in marks):
        return True
    if any(m.start == quantity.end and m.entry.value == "after" for m in marks):
        return True
    negated = sentence.at(quantity.start - 1, "replaced")
    return bool(
        negated and negated.entry.value == "not" and sentence.has("replaced", quantity.end, quantity.end + NEAR)
    )


REASONS: tuple[tuple[str, Callable[[Sentence, Event], bool]], ...] = (
    ("negated", _negated),
    ("replaced", _superseded),
    ("repeats", _part_of_the_same),
    ("denied", _denied_outright),
    ("hypothetical", _hypothetical),
    ("not_happened", lambda s, e: _bare_infinitive(s, e.trigger)),
    ("old_harm", lambda s, e: bool(s.by_tag.get("old_harm"))),
)
