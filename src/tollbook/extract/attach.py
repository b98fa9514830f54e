"""Which people a word of harm speaks of: each trigger looks where its form tells it to, nearest first."""

from dataclasses import dataclass, field

from tollbook.extract.behind import has_clitic, opens_with_and
from tollbook.extract.names import names_harm
from tollbook.extract.parts import joined, mark_parts
from tollbook.extract.people import Group
from tollbook.extract.reach import after, is_kind, object_of, own, second_harm
from tollbook.extract.reading import Match, Sentence
from tollbook.model import Harm

NUMBER_REACH = 3  # words between a bare number and the word of harm
PASSIVE_REACH = 45  # a list of the dead may stand between them and "were killed"


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
    if opens_with_and(sentence, j) and sentence.at(j, "relative"):
        return True
    return any(e.trigger.start <= j < e.trigger.end and e.groups for e in events)


def _left(sentence: Sentence, trigger: Match, groups: list[Group], reach: int, events: list[Event]) -> Group | None:
    """The nearest group to the left that is no part of another and belongs to no other trigger."""
    ends = {g.end - 1: g for g in groups if g.end <= trigger.start}
    for j in range(trigger.start - 1, max(-1, trigger.start - 1 - reach), -1):
        group = ends.get(j)
        if group and not group.part and not group.taken:
            if not _hidden(sentence, group, groups, trigger):
                return group
        if _blocks_left(sentence, j, trigger, events) and not any(g.start <= j < g.end for g in groups):
            return None
    return None


def _hidden(sentence: Sentence, group: Group, groups: list[Group], trigger: Match) -> bool:
    """Whether a group hangs on a preposition, so that it is not what the verb speaks of ("a raid by gunmen")."""
    before = sentence.at(group.start - 1, "preposition") or sentence.at(group.start - 2, "preposition")
    if group.kind == "number" and not _number_fits(sentence, group, trigger):
        return True
    if group.kind == "name":
        passive = trigger.entry.value == "subject" or _passive(sentence, trigger)
        return not names_harm(sentence, group, trigger.start, trigger.end, passive)
    if group.quantity is None and any(sentence.at(group.start - k, "describing") for k in (1, 2)):
        return any(g.quantity and g.end < group.start for g in groups)
    if has_clitic(sentence, group.start, "governing"):
        return group.quantity is None
    if group.kind == "plural" and has_clitic(sentence, group.start, "definite") and sentence.at(group.end, "relative"):
        return True  # "the wounded who ..." points back
    if before is None or (before.end != group.start and not sentence.at(group.start - 1, "determiners")):
        return False
    return group.quantity is None or sentence.text(before.start) == "by"


def _number_fits(sentence: Sentence, group: Group, trigger: Match) -> bool:
    """A bare number counts people only close to the word of harm, or where only its own verb stands between."""
    gap = range(group.end, trigger.start)
    if all(sentence.at(j, "passive", "between", "describing", "source_noise", "infinitive") for j in gap):
        return True
    return len(gap) <= NUMBER_REACH or (group.anaphoric and sentence.at(group.end - 1, "others") is not None)


def _right(sentence: Sentence, trigger: Match, groups: list[Group], reach: int) -> Group | None:
    """The nearest group to the right that starts within ``reach`` tokens, before anything that closes the phrase."""
    starts = {g.start: g for g in groups}
    for j in range(trigger.end, min(len(sentence.tokens), trigger.end + reach + 1)):
        group = starts.get(j)
        if group and not group.taken and not group.part:
            return group if _fits_right(sentence, group, trigger) else None
        if sentence.text(j) in (";", ":", ".") or sentence.at(
            j, "clause", "preposition", "trigger", "relative", "passive_finite"
        ):
            return None
        if sentence.text(j) == "," and trigger.entry.value == "participle":
            return None
    return None


def _among(sentence: Sentence, trigger: Match) -> bool:
    """Whether the word of harm only names those spoken of before ("among the dead: three children")."""
    if not sentence.lexicon.settings.get("among_tells_back", False):
        return False
    told = sentence.tagged("among_victims", "among_injured")
    return any(m.start <= trigger.start < m.end for m in told)


def _next(sentence: Sentence, trigger: Match, groups: list[Group], reach: int) -> Group | None:
    """The group to the right, where no comma and no "and" parts it from a verb that may also follow its subject."""
    group = _right(sentence, trigger, groups, reach)
    if group is None:
        return None
    parted = any(
        sentence.text(j) == "," or sentence.at(j, "conjunctions", "unit") for j in range(trigger.end, group.start)
    )
    return None if parted or has_clitic(sentence, group.start, "joining") else group


def _fits_right(sentence: Sentence, group: Group, trigger: Match) -> bool:
    if group.kind == "name":
        return names_harm(sentence, group, trigger.start, trigger.end, False)
    return group.kind != "number" or _number_follows(sentence, group)


def _number_right(sentence: Sentence, trigger: Match, groups: list[Group], reach: int) -> Group | None:
    """The first number to the right, over prepositions, within the clause ("the toll in all three places at over 60")."""
    starts = {g.start: g for g in groups}
    for j in range(trigger.end, min(len(sentence.tokens), trigger.end + reach + 1)):
        group = starts.get(j)
        if (
            group
            and group.quantity
            and not group.taken
            and group.kind != "of_them"
            and not group.part
            and not _counts_places(sentence, group)
        ):
            return group
        if (
            sentence.text(j) in (";", ":", ",")
            or sentence.at(j, "trigger")
            or (sentence.at(j, "clause") and not sentence.at(j, "toll_link"))
        ):
            return None
    return None


def _headed(sentence: Sentence, trigger: Match, at: int) -> bool:
    """Whether a noun with the article heads a number ("the wounded 12"), and is not the whole that parts are taken of."""
    follows = at < len(sentence.tokens) and sentence.tokens[at].kind == "n"
    among = any(m.start <= trigger.start < m.end for m in sentence.by_tag.get("including", ()))
    return follows and not among and has_clitic(sentence, trigger.start, "definite")


def _list_style(sentence: Sentence, trigger: Match, groups: list[Group]) -> Group | None:
    """ "Killed: 4"."""
    bracket = sentence.text(trigger.end) in ("(", "[")
    if _headed(sentence, trigger, trigger.end + bracket):
        return next((g for g in groups if g.start == trigger.end + bracket and not g.taken), None)
    if sentence.text(trigger.end) not in (":", "-", "="):
        return None
    first = trigger.end + (2 if sentence.text(trigger.end + 1) in ("(", "[") else 1)
    return next((g for g in groups if g.start == first and g.quantity and not g.taken), None)


def _counts_places(sentence: Sentence, group: Group) -> bool:
    return group.kind == "number" and (
        sentence.at(group.end, "unit") is not None or not _number_follows(sentence, group)
    )


def _unknown_noun(sentence: Sentence, j: int) -> bool:
    """A plural the language data does not know ("6 clergymen"): people, where the language allows it, as no unit is meant."""
    ending = tuple(sentence.lexicon.settings.get("unknown_plurals", ()))
    return bool(ending) and j not in sentence.by_start and sentence.text(j).endswith(ending)


def _number_follows(sentence: Sentence, group: Group) -> bool:
    """A bare number after a verb counts people unless an unknown noun follows it ("killed 12 sheep" is a unit)."""
    following = group.end
    if following >= len(sentence.tokens) or sentence.tokens[following].kind == "p":
        return True
    if sentence.capital(following) or _opens_phrase(sentence, following) or _unknown_noun(sentence, following):
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


def _opens_phrase(sentence: Sentence, i: int) -> bool:
    """Whether "and", or a preposition with the article, is written onto the word at token ``i``."""
    openings = sentence.lexicon.clitics.get("opening")
    if opens_with_and(sentence, i):
        return True
    return bool(openings) and sentence.text(i).startswith(tuple(openings or ()))


def _self(sentence: Sentence, trigger: Match, groups: list[Group], reach: int) -> Group | None:
    """The number right before a counted noun ("20 wounded"), or the group whose own noun the trigger is ("15 bodies")."""
    governs = any(
        g.start == trigger.end and g.quantity is not None or g.start == trigger.end and g.kind == "name" for g in groups
    )
    for group in groups:
        if group.taken or group.part or group.kind == "of_them":
            continue
        inside = group.start < trigger.start < group.end and any(h.start >= trigger.start for h in group.heads)
        if inside and group.quantity:
            return group
        gap = trigger.start - group.end
        if (
            group.quantity
            and not governs
            and not has_clitic(sentence, trigger.start, "joining")
            and 0 <= gap <= reach
            and _quiet(sentence, group.end, trigger.start)
        ):
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
                return _left(sentence, trigger, groups, PASSIVE_REACH, events), "passive"
        elif side == "left":
            group = _left(sentence, trigger, groups, int(reach), events)
        elif side == "after":
            group = after(sentence, trigger, groups, int(reach))
            group = group if group and _fits_right(sentence, group, trigger) else None
        elif side == "counted_left":
            group = _left(sentence, trigger, groups, int(reach), events)
            group = group if group and group.quantity else None
        elif side == "object":
            group = object_of(sentence, trigger, groups, int(reach))
        elif side == "own":
            group = own(sentence, trigger, groups)
        elif side == "counted":
            group = _right(sentence, trigger, groups, int(reach))
            group = group if group and group.quantity else None
        elif side == "list":
            group = _list_style(sentence, trigger, groups)
        elif side == "number":
            group = _number_right(sentence, trigger, groups, int(reach))
        elif side == "next":
            group = _next(sentence, trigger, groups, int(reach))
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
        if (
            not joined(sentence, left.end, right.start)
            or _has_own_harm(sentence, other, step)
            or _is_harm(sentence, other)
            or _says_again(sentence, left, right)
        ):
            break
        found.append(other)
        current = other
    return found


def _says_again(sentence: Sentence, left: Group, right: Group) -> bool:
    """Whether a bare plural behind a mere comma describes the people before it, where lists need an "and" for each member."""
    if not sentence.lexicon.clitics or right.kind != "plural" or sentence.text(left.end) != ",":
        return False
    linked = any(sentence.at(j, "conjunctions") for j in range(left.end, right.start))
    return not linked and not has_clitic(sentence, right.start, "joining")


def _accompanied(sentence: Sentence, groups: list[Group], trigger: Match) -> list[Group]:
    """Who died with them, behind the verb: "he was killed, along with two of his sons"."""
    at = trigger.end + (sentence.text(trigger.end) == ",")
    link = sentence.at(at, "accompanying")
    if link is None:
        return []
    first = next((g for g in groups if 0 <= g.start - link.end <= 2 and not g.taken and not g.part), None)
    return [first, *_listed(sentence, groups, first, +1)] if first else []


def _is_harm(sentence: Sentence, group: Group) -> bool:
    """Whether the noun of a group is itself a word of harm joined on ("two martyrs and three wounded" in Arabic)."""
    return any(h.clitic or group.quantity for h in group.heads if sentence.at(h.start, "trigger")) and bool(
        sentence.lexicon.clitics
    )


def _goes_on(sentence: Sentence, rule: str, group: Group) -> bool:
    """Whether "and" is written onto a number behind a counted noun of harm ("five killed of the civilians and-three ...")."""
    if rule not in ("self", "own") or not sentence.lexicon.clitics:
        return False
    return has_clitic(sentence, group.end, "joining") or sentence.at(group.end, "conjunctions") is not None


def _has_own_harm(sentence: Sentence, group: Group, step: int) -> bool:
    """Whether a word of harm directly follows a group, so that it is not part of the list before ("3 killed and 5 hurt")."""
    if step < 0:
        return False
    near = (group.end,) if sentence.at(group.end, "preposition") else (group.end, group.end + 1)
    joining = sentence.lexicon.clitics.get("joining", ())
    return any((m := sentence.at(j, "trigger")) and m.clitic not in joining for j in near) or (
        sentence.at(group.end, "passive") is not None
    )


def attach(sentence: Sentence, groups: list[Group]) -> list[Event]:
    """The events of the sentence: each trigger with its groups, in the order of the triggers."""
    mark_parts(sentence, groups)
    events: list[Event] = []
    done: set[tuple[int, int]] = set()
    for trigger in _triggers(sentence):
        if any(a < trigger.end and trigger.start < b for a, b in done) or _among(sentence, trigger):
            continue
        group, rule = _look(sentence, trigger, groups, events)
        if group is None or trigger.entry.harm is None or is_kind(sentence, group):
            continue
        found = [group]
        if rule in ("right", "next", "after", "object", "counted") or _goes_on(sentence, rule, group):
            found += _listed(sentence, groups, group, +1)
        elif rule in ("left", "passive"):
            found = [*reversed(_listed(sentence, groups, group, -1)), group, *_accompanied(sentence, groups, trigger)]
        harm = trigger.entry.harm
        second = second_harm(sentence, group, groups) if rule == "self" else None
        if second is not None:
            found, harm = [*found, second], "killed_or_injured"
        for member in [*found, *(g for g in groups if g.start <= trigger.start < g.end)]:
            member.taken = True
        done.add((trigger.start, trigger.end))
        events.append(Event(trigger, harm, found, f"{trigger.entry.value}-{rule}"))
    return [*events, *_ellipses(sentence, groups, events), *_ellipses_before(sentence, groups, events)]


def _ellipses(sentence: Sentence, groups: list[Group], events: list[Event]) -> list[Event]:
    """Groups behind an event that take its harm over: "9 were killed in Hajin, and 3 children in al-Sha'afa"."""
    added: list[Event] = []
    for position, group in enumerate(groups):
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
        members = [group, *_listed(sentence, groups, group, +1)]
        if _has_own_harm(sentence, members[-1], +1) or not _placed_or_dated(sentence, members[-1]):
            continue
        for member in members:
            member.taken = True
        added.append(Event(event.trigger, event.harm, members, "ellipsis"))
    return added


def _ellipses_before(sentence: Sentence, groups: list[Group], events: list[Event]) -> list[Event]:
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
            members = [*reversed(_listed(sentence, groups, group, -1)), group]
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


FORM_ORDER = (
    "closing",
    "none",
    "toll",
    "body",
    "numbered",
    "counted",
    "noun",
    "active",
    "transitive",
    "participle",
    "subject",
    "adjective",
)


def _triggers(sentence: Sentence) -> list[Match]:
    """Triggers in order; at one place the longer first, then the form that asks most of its neighbourhood."""
    return sorted(
        sentence.by_tag.get("trigger", ()),
        key=lambda m: (m.entry.value != "closing", m.start, -(m.end - m.start), FORM_ORDER.index(m.entry.value)),
    )
