"""Where a word of harm looks for its people: one function per kind of look that `[forms]` in harm.toml can name."""

from collections.abc import Callable
from typing import NamedTuple

from tollbook.extract.behind import has_clitic
from tollbook.extract.event import Event
from tollbook.extract.look_left import is_passive, nearest_left
from tollbook.extract.look_named import counted_inside, more_behind, named_behind, titled, told_before, tolled
from tollbook.extract.look_right import directly_behind, fits_behind, listed_figure, nearest_right, number_behind
from tollbook.extract.people import Group
from tollbook.extract.reach import after, object_of, own
from tollbook.extract.reading import Match, Sentence

PASSIVE_REACH = 45  # a list of the dead may stand between them and "were killed"


class View(NamedTuple):
    """What a look sees: the sentence, its word of harm, the people in it, and the events found so far."""

    sentence: Sentence
    trigger: Match
    groups: list[Group]
    events: list[Event]


def find_people(view: View) -> tuple[Group | None, str]:
    """The people the word of harm speaks of and the look that found them; a passive looks nowhere else."""
    for look in view.sentence.lexicon.looks.get(view.trigger.entry.value, ()):
        name, _, reach = look.partition(":")
        if name == "passive":
            if is_passive(view.sentence, view.trigger):
                return _left(view, PASSIVE_REACH), "passive"
            continue
        group = LOOKS[name](view, int(reach or 0))
        if group:
            return group, name
    return None, ""


def _left(view: View, reach: int) -> Group | None:
    return nearest_left(view.sentence, view.trigger, view.groups, reach, view.events)


def _right(view: View, reach: int) -> Group | None:
    return nearest_right(view.sentence, view.trigger, view.groups, reach)


def _counted(group: Group | None) -> Group | None:
    return group if group and group.quantity else None


def _with_noun(group: Group | None) -> Group | None:
    if group is None:
        return None
    counted = group.quantity is not None and group.kind in ("counted", "family")
    return group if counted or (group.kin and group.kind == "single") else None


def _after(view: View, reach: int) -> Group | None:
    group = after(view.sentence, view.trigger, view.groups, reach)
    return group if group and fits_behind(view.sentence, group, view.trigger) else None


LOOKS: dict[str, Callable[[View, int], Group | None]] = {
    "left": _left,
    "right": _right,
    "counted_left": lambda v, reach: _counted(_left(v, reach)),
    "counted": lambda v, reach: _counted(_right(v, reach)),
    "after": _after,
    "object": lambda v, reach: object_of(v.sentence, v.trigger, v.groups, reach),
    "own": lambda v, reach: own(v.sentence, v.trigger, v.groups),
    "list": lambda v, reach: listed_figure(v.sentence, v.trigger, v.groups),
    "number": lambda v, reach: number_behind(v.sentence, v.trigger, v.groups, reach),
    "next": lambda v, reach: directly_behind(v.sentence, v.trigger, v.groups, reach),
    "kindred": lambda v, reach: _with_noun(_right(v, reach)),
    "told": lambda v, reach: told_before(v.sentence, v.trigger, v.groups),
    "added": lambda v, reach: next(iter(more_behind(v.sentence, v.trigger, v.groups)), None),
    "inside": lambda v, reach: counted_inside(v.trigger, v.groups),
    "titled": lambda v, reach: titled(v.sentence, v.trigger, v.groups, reach),
    "names": lambda v, reach: named_behind(v.sentence, v.trigger, v.groups, reach),
    "tolled": lambda v, reach: tolled(v.sentence, v.trigger, v.groups, reach),
    "owner": lambda v, reach: owner_of(v.sentence, v.trigger, v.groups),
    "self": lambda v, reach: own_number(v.sentence, v.trigger, v.groups, reach),
}


def own_number(sentence: Sentence, trigger: Match, groups: list[Group], reach: int) -> Group | None:
    """The number right before a counted noun ("20 wounded"), or the group the trigger itself heads ("15 bodies")."""
    governs = any(g.start == trigger.end and (g.quantity or g.kind == "name") for g in groups)
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


def owner_of(sentence: Sentence, trigger: Match, groups: list[Group]) -> Group | None:
    """The named person whose death it is: "Dr Name Surname's murder"."""
    if not sentence.text(trigger.start - 1).endswith(("'s", "s'")):
        return None
    return next((g for g in groups if g.end == trigger.start and g.kind == "name" and not g.taken), None)


def _quiet(sentence: Sentence, start: int, end: int) -> bool:
    """Whether nothing between two tokens parts them: no mark, no verb, no other harm."""
    return not any(
        sentence.tokens[j].kind != "w"
        or sentence.at(j, "clause", "preposition", "trigger", "passive", "relative", "conjunctions")
        for j in range(start, end)
    )
