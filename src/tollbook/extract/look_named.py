"""People told of apart from their word of harm: by a pronoun behind them, by their names alone, before a toll."""

from tollbook.extract.lists import list_members
from tollbook.extract.people import Group
from tollbook.extract.reading import Match, Sentence

JOINED_REACH = 3
PRONOUN_REACH = 25  # words between people and the pronoun that stands for them


def told_before(sentence: Sentence, trigger: Match, groups: list[Group]) -> Group | None:
    """Whom a pronoun in the word of harm stands for: the people just before, as many as it says ("killing them")."""
    before = [g for g in groups if g.end <= trigger.start and not g.part]
    group = before[-1] if before else None
    if group is None or group.taken or trigger.start - group.end > PRONOUN_REACH:
        return None
    several = trigger.entry.number > 1
    unsure = group.kind in ("name", "plural", "of_them") or (
        group.who == "combatant" and several and not group.quantity
    )
    if unsure:
        return None
    people = [group, *list_members(sentence, groups, group, -1)] if several else [group]
    return group if (sum(g.min for g in people) > 1) == several else None


def named_behind(sentence: Sentence, trigger: Match, groups: list[Group], reach: int) -> Group | None:
    """The first of those whom words such as "the martyrs are" name or list; a colon may stand further behind."""
    if any(m.start < trigger.end and trigger.start < m.end for m in sentence.tagged("among_victims")):
        return None
    group = next((g for g in groups if g.start >= trigger.end and not g.part), None)
    if group is None or group.taken or group.kind == "plural" or group.start - trigger.end > reach:
        return None
    colons = [j + 1 for j in range(trigger.end, group.start) if sentence.text(j) == ":"]
    gap = range(colons[-1] if colons else trigger.end, group.start)
    return group if all(_small(sentence, j) for j in gap) else None


def titled(sentence: Sentence, trigger: Match, groups: list[Group], reach: int) -> Group | None:
    """The first of the names that a heading opens ("martyrs of today's raid: A, B and C")."""
    window = range(trigger.end, min(trigger.end + reach, len(sentence.tokens)))
    heading = next((j for j in window if sentence.text(j) == ":"), None)
    if heading is None or any(sentence.at(j, "trigger", "clause") for j in range(trigger.end, heading)):
        return None
    group = named_behind(sentence, trigger, groups, reach)
    return group if group and group.kind == "name" else None


def _small(sentence: Sentence, j: int) -> bool:
    """Whether a token may open a list: a mark, the number of an item, a title."""
    return sentence.tokens[j].kind != "w" or sentence.at(j, "titles", "determiners", "between") is not None


def more_behind(sentence: Sentence, trigger: Match, groups: list[Group]) -> list[Group]:
    """Who is added to a pronoun ("killing him and 11 more people"); none where another verb has them."""
    if not sentence.at(trigger.end, "conjunctions"):
        return []
    first = next((g for g in groups if g.start > trigger.end), None)
    if first is None or first.taken or first.part or first.start - trigger.end > JOINED_REACH:
        return []
    return [] if _parted(sentence, trigger.end, first.start) or sentence.at(first.end, "passive") else [first]


def counted_inside(trigger: Match, groups: list[Group]) -> Group | None:
    """The number of those whose names are announced ("names of the three martyrs")."""
    return next((g for g in groups if trigger.start < g.start < trigger.end and g.quantity and not g.taken), None)


def is_listed(sentence: Sentence, group: Group) -> bool:
    """Whether a member of a list of names is one more, not what the one before it did for a living."""
    opened = sentence.at(group.start, "determiners", "number", "conjunctions")
    return group.kind == "name" or group.quantity is not None or group.kin or opened is not None


def tolled(sentence: Sentence, trigger: Match, groups: list[Group], reach: int) -> Group | None:
    """The number behind "the number of people killed", as people of that kind."""
    people = next((g for g in groups if g.end == trigger.start and g.kind == "plural" and not g.taken), None)
    if people is None or not any(m.end == people.start for m in sentence.by_tag.get("number_of", ())):
        return None
    figure = next((g for g in groups if g.start >= trigger.end and g.kind == "number" and not g.taken), None)
    if figure is None or figure.start - trigger.end > reach or _parted(sentence, trigger.end, figure.start):
        return None
    people.part = True
    figure.who, figure.demographic, figure.anaphoric = people.who, people.demographic, False
    return figure


def _parted(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a mark or another harm stands between; "since dawn" does not part a toll from its number."""
    return any(
        sentence.text(j) in (";", ":", ",") or sentence.at(j, "trigger", "relative", "hypothetical")
        for j in range(start, end)
    )
