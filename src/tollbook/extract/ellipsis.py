"""People who take the harm of others over: "9 were killed in Hajin, and 3 children in al-Sha'afa"."""

from tollbook.extract.behind import has_clitic
from tollbook.extract.event import Event
from tollbook.extract.lists import has_own_harm, list_members
from tollbook.extract.people import Group
from tollbook.extract.reading import Sentence


def behind_an_event(sentence: Sentence, groups: list[Group], events: list[Event]) -> list[Event]:
    """Groups behind an event that take its harm over: "9 were killed in Hajin, and 3 children in al-Sha'afa"."""
    added: list[Event] = []
    for group in groups:
        before = [e for e in events if e.trigger.end <= group.start]
        if (
            not before
            or group.taken
            or group.part
            or group.kind == "of_them"
            or not group.quantity
            or any(sentence.at(h.start, "held") for h in group.heads)
            or not _opens_list_item(sentence, group)
        ):
            continue
        event = before[-1]
        if any(sentence.at(j, "trigger") for j in range(event.trigger.end, group.start)) or _governed(sentence, group):
            continue
        members = [group, *list_members(sentence, groups, group, +1)]
        if has_own_harm(sentence, members[-1], +1) or not _placed_or_dated(sentence, members[-1]):
            continue
        for member in members:
            member.taken = True
        added.append(Event(event.trigger, event.harm, members, "ellipsis"))
    return added


def before_the_verb(sentence: Sentence, groups: list[Group], events: list[Event]) -> list[Event]:
    """Groups that wait for the verb of a later one, where the verb comes last: "9 in Hajin, 3 in Shafa were killed"."""
    if not sentence.lexicon.settings.get("verb_final", False):
        return []
    added: list[Event] = []
    for event in events:
        later = event.groups[0]
        for group in reversed([g for g in groups if g.end <= later.start and g.end <= event.trigger.start]):
            if group.part or not group.quantity:
                continue
            if group.taken or not _waits(sentence, group.end, later.start):
                break
            members = [*reversed(list_members(sentence, groups, group, -1)), group]
            for member in members:
                member.taken = True
            added.append(Event(event.trigger, event.harm, members, "ellipsis-before"))
            later = members[0]
    return added


def _waits(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a comma or "and" and something else, but no other statement, stand between two groups."""
    gap = range(start, end)
    parted = any(sentence.text(j) == "," or sentence.at(j, "conjunctions") for j in gap)
    closed = any(
        sentence.text(j) in (";", ":") or sentence.at(j, "trigger", "clause", "relative", "source") for j in gap
    )
    return parted and not closed and len(gap) > 1


def _opens_list_item(sentence: Sentence, group: Group) -> bool:
    if sentence.at(group.start - 1, "object") and group.start > 1:
        return sentence.text(group.start - 2) == "," or sentence.at(group.start - 2, "conjunctions") is not None
    if has_clitic(sentence, group.start, "joining"):
        return True
    return sentence.text(group.start - 1) == "," or sentence.at(group.start - 1, "conjunctions") is not None


def _governed(sentence: Sentence, group: Group) -> bool:
    """Whether a verb of its own follows the group."""
    return any(
        sentence.at(j, "passive", "relative") for j in range(group.end, min(group.end + 2, len(sentence.tokens)))
    )


def _placed_or_dated(sentence: Sentence, group: Group) -> bool:
    """Whether a place or date follows, as an elliptical list item has one ("20 in al-Shafa", "three of Huliaipole")."""
    for j in range(group.end, group.end + 3):
        if sentence.at(j, "preposition"):
            return True
        if j not in sentence.by_start:
            break
    if any(sentence.text(group.end).startswith(letter) for letter in sentence.lexicon.clitics.get("place", ())):
        return True
    return sentence.at(group.end, "describing") is not None and sentence.capital(group.end + 1)
