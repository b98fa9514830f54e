"""The people before a word of harm: the nearest that are no part of others and hang on no preposition."""

from tollbook.extract.behind import has_clitic, opens_with_and
from tollbook.extract.event import Event
from tollbook.extract.names import names_harm
from tollbook.extract.people import Group
from tollbook.extract.reading import Match, Sentence

NUMBER_REACH = 3  # words between a bare number and the word of harm


def is_passive(sentence: Sentence, trigger: Match) -> bool:
    """Whether an auxiliary before the trigger makes it passive; adverbs and a joined trigger may stand between."""
    for j in range(trigger.start - 1, max(-1, trigger.start - 6), -1):
        if sentence.at(j, "passive"):
            return True
        if sentence.tokens[j].kind == "n" or sentence.at(j, "person", "clause", "preposition"):
            return False
    return False


def _blocks_left(sentence: Sentence, j: int, trigger: Match, events: list[Event]) -> bool:
    """Whether looking left from a trigger must stop at token ``j``."""
    if sentence.text(j) in (";", ":") or sentence.at(j, "clause"):
        return True
    if opens_with_and(sentence, j) and sentence.at(j, "relative"):
        return True
    return any(e.trigger.start <= j < e.trigger.end and e.groups for e in events)


def nearest_left(
    sentence: Sentence, trigger: Match, groups: list[Group], reach: int, events: list[Event]
) -> Group | None:
    """The nearest group to the left that is no part of another and belongs to no other trigger."""
    ends = {g.end - 1: g for g in groups if g.end <= trigger.start}
    for j in range(trigger.start - 1, max(-1, trigger.start - 1 - reach), -1):
        group = ends.get(j)
        if group and not (group.part or group.taken or _hidden(sentence, group, groups, trigger)):
            return group
        if _blocks_left(sentence, j, trigger, events) and not any(g.start <= j < g.end for g in groups):
            return None
    return None


def _hidden(sentence: Sentence, group: Group, groups: list[Group], trigger: Match) -> bool:
    """Whether a group hangs on a preposition, so that it is not what the verb speaks of ("a raid by gunmen")."""
    if group.kind == "name":
        passive = trigger.entry.value == "subject" or is_passive(sentence, trigger)
        return not names_harm(sentence, group, trigger.start, trigger.end, passive)
    if group.kind == "number" and not _number_fits(sentence, group, trigger):
        return True
    return _governed(sentence, group, groups)


def _governed(sentence: Sentence, group: Group, groups: list[Group]) -> bool:
    """Whether a preposition, written apart or onto the word, or a describing word stands before the group."""
    before = sentence.at(group.start - 1, "preposition") or sentence.at(group.start - 2, "preposition")
    if group.quantity is None and any(sentence.at(group.start - k, "describing") for k in (1, 2)):
        return any(g.quantity and g.end < group.start for g in groups)
    if has_clitic(sentence, group.start, "governing"):
        return group.quantity is None
    if group.kind == "plural" and has_clitic(sentence, group.start, "definite") and sentence.at(group.end, "relative"):
        return True  # "the wounded who ..." points back
    if before is None or (before.end != group.start and not sentence.at(group.start - 1, "determiners")):
        return False
    return group.quantity is None or sentence.at(before.start, "agent_of") is not None


def _number_fits(sentence: Sentence, group: Group, trigger: Match) -> bool:
    """A bare number counts people only close to the word of harm, or where only its own verb stands between."""
    gap = range(group.end, trigger.start)
    if all(sentence.at(j, "passive", "between", "describing", "source_noise", "infinitive") for j in gap):
        return True
    return len(gap) <= NUMBER_REACH or (group.anaphoric and sentence.at(group.end - 1, "others") is not None)
