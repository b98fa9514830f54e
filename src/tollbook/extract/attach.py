"""Which people a word of harm speaks of: each trigger looks where its form tells it to, nearest first."""

from dataclasses import dataclass, field

from tollbook.extract.people import Group
from tollbook.extract.reading import Match, Sentence
from tollbook.model import Harm

SAME_PHRASE = 3  # words between two members of one list


@dataclass(slots=True)
class Event:
    """One trigger with the groups it speaks of; ``rule`` tells how they were found."""

    trigger: Match
    harm: Harm
    groups: list[Group] = field(default_factory=list)
    rule: str = ""


def _passive(sentence: Sentence, trigger: Match) -> bool:
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
    return any(e.trigger.start <= j < e.trigger.end and e.groups for e in events)


def _left(sentence: Sentence, trigger: Match, groups: list[Group], reach: int, events: list[Event]) -> Group | None:
    """The nearest group to the left that is no part of another and belongs to no other trigger."""
    weak: Group | None = None
    ends = {g.end - 1: g for g in groups if g.end <= trigger.start}
    for j in range(trigger.start - 1, max(-1, trigger.start - 1 - reach), -1):
        group = ends.get(j)
        if group and not group.part and not group.taken:
            if not _hidden(sentence, group, trigger):
                return group
            weak = weak or None
        if _blocks_left(sentence, j, trigger, events) and not any(g.start <= j < g.end for g in groups):
            return weak
    return weak


def _hidden(sentence: Sentence, group: Group, trigger: Match) -> bool:
    """Whether a group hangs on a preposition, so that it is not what the verb speaks of ("a raid by gunmen")."""
    before = sentence.at(group.start - 1, "preposition") or sentence.at(group.start - 2, "preposition")
    if group.kind == "number" and not _number_fits(sentence, group, trigger):
        return True
    if before is None or (before.end != group.start and not sentence.at(group.start - 1, "determiners")):
        return False
    return group.quantity is None or sentence.text(before.start) == "by"


def _number_fits(sentence: Sentence, group: Group, trigger: Match) -> bool:
    """A bare number counts people only close to the word of harm."""
    return (
        trigger.start - group.end <= SAME_PHRASE or (group.anaphoric and sentence.at(group.end - 1, "others") is not None)
    )


def _right(sentence: Sentence, trigger: Match, groups: list[Group], reach: int) -> Group | None:
    """The nearest group to the right that starts within ``reach`` tokens, before anything that closes the phrase."""
    starts = {g.start: g for g in groups}
    for j in range(trigger.end, min(len(sentence.tokens), trigger.end + reach + 1)):
        group = starts.get(j)
        if group and not group.taken and not group.part:
            return group if group.kind != "number" or _number_follows(sentence, group) else None
        if sentence.text(j) in (";", ":", ".") or sentence.at(j, "clause", "preposition", "trigger", "relative"):
            return None
    return None


def _number_follows(sentence: Sentence, group: Group) -> bool:
    """A bare number after a verb counts people unless an unknown noun follows it ("killed 12 sheep" is a unit)."""
    following = group.end
    if following >= len(sentence.tokens) or sentence.tokens[following].kind == "p":
        return True
    if sentence.capital(following):
        return True
    return (
        sentence.at(
            following,
            "preposition",
            "conjunctions",
            "clause",
            "relative",
            "including",
            "of_them",
            "others",
            "trigger",
            "passive",
        )
        is not None
    )


def _self(sentence: Sentence, trigger: Match, groups: list[Group], reach: int) -> Group | None:
    """The number right before a counted noun ("20 wounded"), or the group whose own noun the trigger is ("15 bodies")."""
    for group in groups:
        if group.taken or group.part:
            continue
        inside = (
            group.start < trigger.start
            and group.end >= trigger.end
            and any(h.start >= trigger.start for h in group.heads)
        )
        if inside and group.quantity:
            return group
        gap = trigger.start - group.end
        if group.quantity and 0 <= gap <= reach and _quiet(sentence, group.end, trigger.start):
            return group
    return None


def _quiet(sentence: Sentence, start: int, end: int) -> bool:
    """Whether nothing between two tokens parts them: no mark, no verb, no other harm."""
    return not any(
        sentence.tokens[j].kind != "w"
        or sentence.at(j, "clause", "preposition", "trigger", "passive", "relative", "conjunctions")
        for j in range(start, end)
    )


def _look(sentence: Sentence, trigger: Match, groups: list[Group], events: list[Event]) -> tuple[Group | None, str]:
    for look in sentence.lexicon.looks.get(trigger.entry.value, ()):
        side, _, reach = look.partition(":")
        group: Group | None = None
        if side == "passive":
            if _passive(sentence, trigger):
                return _left(sentence, trigger, groups, 30, events), "passive"
        elif side == "left":
            group = _left(sentence, trigger, groups, int(reach), events)
        elif side == "right":
            group = _right(sentence, trigger, groups, int(reach))
        else:
            group = _self(sentence, trigger, groups, int(reach))
        if group:
            return group, side
    return None, ""


def _listed(sentence: Sentence, groups: list[Group], first: Group, step: int) -> list[Group]:
    """Further members of the list that ``first`` stands in, to the right (+1) or left (-1)."""
    found = []
    position = groups.index(first)
    current = first
    while 0 <= position + step < len(groups):
        position += step
        other = groups[position]
        if other.part or other.taken:
            break
        left, right = (current, other) if step > 0 else (other, current)
        if not _joined(sentence, left.end, right.start) or _has_own_harm(sentence, other, step):
            break
        found.append(other)
        current = other
    return found


def _joined(sentence: Sentence, start: int, end: int) -> bool:
    """Whether only a comma or "and" (and small words) stand between two groups."""
    if end - start > SAME_PHRASE:
        return False
    linked = False
    for j in range(start, end):
        if sentence.text(j) == "," or sentence.at(j, "conjunctions"):
            linked = True
        elif not sentence.at(j, "between", "determiners"):
            return False
    return linked or (end == start and bool(_clitic_conjunction(sentence, end)))


def _clitic_conjunction(sentence: Sentence, i: int) -> bool:
    return any(m.clitic for m in sentence.by_start.get(i, ()))


def _has_own_harm(sentence: Sentence, group: Group, step: int) -> bool:
    """Whether a word of harm directly follows a group, so that it is not part of the list before ("3 killed and 5 hurt")."""
    if step < 0:
        return False
    return any(sentence.at(j, "trigger") for j in (group.end, group.end + 1) if j < len(sentence.tokens)) or (
        sentence.at(group.end, "passive") is not None
    )


def mark_parts(sentence: Sentence, groups: list[Group]) -> None:
    """Mark the groups that only break another one down ("including three women", "two children among them")."""
    for match in sentence.by_tag.get("including", ()):
        following = [g for g in groups if g.start >= match.end]
        before = [g for g in groups if g.end <= match.start]
        if not following or (not before and match.start == 0):
            continue
        end = match.end
        for group in following:
            gap = range(end, group.start)
            if len(gap) > SAME_PHRASE or any(sentence.at(j, "trigger", "clause", "preposition") for j in gap):
                break
            if _starts_new_claim(sentence, group):
                break
            group.part = True
            end = group.end
    for match in sentence.by_tag.get("including_before", ()):
        _mark_before(sentence, groups, match)


def _starts_new_claim(sentence: Sentence, group: Group) -> bool:
    """Whether the group after "including" has its own harm of another kind ("..., including 3 children, and 5 were hurt")."""
    trigger = sentence.at(group.end, "trigger") or (
        sentence.at(group.end, "passive") and sentence.at(group.end + 1, "trigger")
    )
    return bool(trigger and trigger.entry.tag == "trigger" and sentence.at(group.start - 1, "conjunctions"))


def _mark_before(sentence: Sentence, groups: list[Group], match: Match) -> None:
    before = [g for g in groups if g.end <= match.start and match.start - g.end <= 12]
    chain: list[Group] = []
    edge = match.start
    for group in reversed(before):
        if chain and not _joined(sentence, group.end, edge):
            break
        if not chain and edge - group.end > 2:
            break
        chain.append(group)
        edge = group.start
    whole = before.index(chain[-1]) > 0 if chain else False
    for group in chain if whole else chain[:-1]:
        if group.demographic or group.kin:
            group.part = True


def attach(sentence: Sentence, groups: list[Group]) -> list[Event]:
    """The events of the sentence: each trigger with its groups, in the order of the triggers."""
    mark_parts(sentence, groups)
    events: list[Event] = []
    done: set[tuple[int, int]] = set()
    for trigger in _triggers(sentence):
        if any(a < trigger.end and trigger.start < b for a, b in done):
            continue
        group, rule = _look(sentence, trigger, groups, events)
        if group is None or trigger.entry.harm is None:
            continue
        found = [group]
        if rule in ("right", "self") and rule == "right":
            found += _listed(sentence, groups, group, +1)
        elif rule in ("left", "passive"):
            found = [*reversed(_listed(sentence, groups, group, -1)), group]
        for member in found:
            member.taken = True
        done.add((trigger.start, trigger.end))
        events.append(Event(trigger, trigger.entry.harm, found, f"{trigger.entry.value}-{rule}"))
    return events


FORM_ORDER = ("toll", "counted", "noun", "active", "participle", "subject", "adjective")


def _triggers(sentence: Sentence) -> list[Match]:
    """Triggers in order; at one place the longer first, then the form that asks most of its neighbourhood."""
    return sorted(
        sentence.by_tag.get("trigger", ()),
        key=lambda m: (m.start, -(m.end - m.start), FORM_ORDER.index(m.entry.value)),
    )
