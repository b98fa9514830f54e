"""Which people a word of harm speaks of: each trigger looks where its form tells it to, nearest first."""

from tollbook.extract.ellipsis import before_the_verb, behind_an_event
from tollbook.extract.event import Event
from tollbook.extract.lists import accompanied, goes_on, list_members
from tollbook.extract.look import View, find_people
from tollbook.extract.look_named import is_listed, more_behind
from tollbook.extract.parts import mark_parts
from tollbook.extract.people import Group
from tollbook.extract.reach import is_kind, second_harm
from tollbook.extract.reading import Match, Sentence

RIGHTWARD = frozenset({"right", "next", "after", "object", "counted", "kindred"})
NAMES = frozenset({"names", "titled"})
SEVERAL = 2  # a list of victims that was read to one name only was not read
LEFTWARD = frozenset({"left", "passive"})
FORM_ORDER = (
    "closing",
    "none",
    "pronoun",
    "naming",
    "losing",
    "toll",
    "body",
    "numbered",
    "counted",
    "noun",
    "possessed",
    "active",
    "transitive",
    "participle",
    "subject",
    "adjective",
)


def _among(sentence: Sentence, trigger: Match) -> bool:
    """Whether the word of harm only names those spoken of before ("among the dead: three children")."""
    if not sentence.lexicon.settings.get("among_tells_back", False):
        return False
    told = sentence.tagged("among_victims", "among_injured")
    return any(m.start <= trigger.start < m.end for m in told)


def attach(sentence: Sentence, groups: list[Group]) -> list[Event]:
    """The events of the sentence: each trigger with its groups, trigger by trigger, then what ellipsis adds."""
    mark_parts(sentence, groups)
    events: list[Event] = []
    done: list[Match] = []
    for trigger in _triggers(sentence):
        known = any(t.start < trigger.end and trigger.start < t.end for t in done) or _told_by_toll(trigger, events)
        if known or _among(sentence, trigger):
            continue
        event = _event(View(sentence, trigger, groups, events))
        if event:
            done.append(trigger)
            events.append(event)
    return [*events, *behind_an_event(sentence, groups, events), *before_the_verb(sentence, groups, events)]


def _told_by_toll(trigger: Match, events: list[Event]) -> bool:
    """Whether a toll has taken the people right before the word ("the toll is 24 soldiers killed")."""
    return any(e.trigger.entry.value == "toll" and e.groups[-1].end == trigger.start for e in events)


def _of_other_harm(sentence: Sentence, trigger: Match, group: Group) -> bool:
    """Whether the people of a toll are said to be harmed otherwise ("a toll of one person wounded")."""
    own = sentence.at(group.end, "trigger") if trigger.entry.value == "toll" else None
    return own is not None and own.entry.harm not in (None, trigger.entry.harm)


def _event(view: View) -> Event | None:
    """What one trigger speaks of; its people are then taken, so that no other trigger counts them."""
    sentence, trigger, groups, _ = view
    group, rule = find_people(view)
    harm = trigger.entry.harm
    if group is None or harm is None or is_kind(sentence, group) or _of_other_harm(sentence, trigger, group):
        return None
    found = _with_list(view, group, rule)
    if rule in NAMES and (sum(g.min for g in found) < SEVERAL or sentence.at(found[-1].end, "passive", "trigger")):
        return None
    second = second_harm(sentence, group, groups) if rule == "self" else None
    if second is not None:
        found, harm = [*found, second], "killed_or_injured"
    for member in [*found, *(g for g in groups if g.start <= trigger.start < g.end)]:
        member.taken = True
    return Event(trigger, harm, found, f"{trigger.entry.value}-{rule}")


def _with_list(view: View, group: Group, rule: str) -> list[Group]:
    """The group with the further members of its list."""
    sentence, trigger, groups, _ = view
    if rule == "told":
        before = list_members(sentence, groups, group, -1) if trigger.entry.number > 1 else []
        return [*reversed(before), group, *more_behind(sentence, trigger, groups)]
    if rule in NAMES:
        return [group, *(g for g in list_members(sentence, groups, group, +1) if is_listed(sentence, g))]
    if rule in LEFTWARD:
        before = list_members(sentence, groups, group, -1)
        return [*reversed(before), group, *accompanied(sentence, groups, trigger)]
    if goes_on(sentence, rule, group):
        return _without_itself(trigger, [group, *list_members(sentence, groups, group, +1)])
    if rule in RIGHTWARD:
        return [group, *list_members(sentence, groups, group, +1)]
    return [group]


def _without_itself(trigger: Match, found: list[Group]) -> list[Group]:
    """The group and its list without the second noun of the word of harm, which may say who they are."""
    first, *others = found
    for other in [g for g in others if g.start < trigger.end]:
        first.who = other.who if first.who == "unspecified" else first.who
    return [first, *(g for g in others if g.start >= trigger.end)]


def _triggers(sentence: Sentence) -> list[Match]:
    """Triggers in order; at one place the longer first, then the form that asks most of its neighbourhood."""
    return sorted(
        sentence.by_tag.get("trigger", ()),
        key=lambda m: (m.entry.value != "closing", m.start, -(m.end - m.start), FORM_ORDER.index(m.entry.value)),
    )
