"""Where languages that put the verb first keep its people: behind a place, behind who acts, in the word itself."""

from tollbook.extract.behind import has_clitic, opens_with_and
from tollbook.extract.people import Group
from tollbook.extract.reading import Match, Sentence

SINGULAR_FROM = 2  # numbers above it that count a singular noun count both of two that are joined
BARE_REACH = 6  # words over which a verb still reaches people without a number


def object_of(sentence: Sentence, trigger: Match, groups: list[Group], reach: int) -> Group | None:
    """The second of two groups behind a verb, where the first are fighters who act ("killed gunmen four villagers")."""
    following = [g for g in groups if g.start >= trigger.end and not g.part]
    if len(following) < 2:
        return None
    actor, victim = following[:2]
    if actor.start - trigger.end > reach or actor.who != "combatant" or actor.quantity or victim.taken:
        return None
    if not _open(sentence, trigger.end, actor.start) or not _open(sentence, actor.end, victim.start):
        return None
    parted = has_clitic(sentence, victim.start, "joining") or _governed(sentence, victim, actor.end)
    return None if parted or victim.start - actor.end > 2 else victim


def _open(sentence: Sentence, start: int, end: int) -> bool:
    """Whether nothing between two tokens starts another phrase."""
    return not any(
        sentence.tokens[j].kind != "w"
        or sentence.at(j, "preposition", "conjunctions", "clause", "relative", "trigger", "including")
        for j in range(start, end)
    )


def after(sentence: Sentence, trigger: Match, groups: list[Group], reach: int) -> Group | None:
    """The first group behind a verb that no preposition governs; places, times and an insertion may stand between."""
    starts = {g.start: g for g in groups}
    inserted = _insertion_end(sentence, trigger.end)
    for j in range(trigger.end, min(len(sentence.tokens), trigger.end + reach + 1)):
        group = starts.get(j)
        if group and not group.part:
            if group.taken:
                return None
            near = j - trigger.end <= 1 or j == inserted
            bare = group.quantity is None and j - trigger.end > BARE_REACH
            if not _governed(sentence, group, trigger.end) and not bare and (group.kind != "number" or near):
                return group
        if (
            j >= inserted
            and (_closes(sentence, j) or opens_with_and(sentence, j))
            and not any(g.start < j < g.end for g in groups)
        ):
            return None
    return None


def _closes(sentence: Sentence, j: int) -> bool:
    return sentence.text(j) in (";", ":", ",", ".", "|") or bool(
        sentence.at(j, "clause", "relative", "trigger", "source", "including")
    )


def _insertion_end(sentence: Sentence, start: int) -> int:
    """Where an insertion between two commas right behind the verb ends ("killed, on Friday, two ...")."""
    if sentence.text(start) != ",":
        return start
    closing = (j for j in range(start + 1, min(start + 8, len(sentence.tokens))) if sentence.text(j) == ",")
    return next(closing, start - 1) + 1


def _governed(sentence: Sentence, group: Group, after_token: int) -> bool:
    """Whether a preposition, written apart (from ``after_token`` on) or onto the word, stands before the group."""
    if has_clitic(sentence, group.start, "governing"):
        return True
    before = sentence.at(group.start - 1, "preposition")
    return (
        before is not None
        and after_token <= before.start
        and before.end == group.start
        and not sentence.at(before.start, "time")
    )


def own(sentence: Sentence, trigger: Match, groups: list[Group]) -> Group | None:
    """The people whose own noun the word of harm is ("martyrs and wounded"); "the dead", spoken of before, are none."""
    for group in groups:
        if group.start <= trigger.start < group.end and not group.taken and not group.part:
            dual = any(h.entry.number for h in group.heads)
            known = (group.quantity is None or dual) and has_clitic(sentence, group.start, "definite")
            return None if known else group
    return None


def second_harm(sentence: Sentence, group: Group, groups: list[Group]) -> Group | None:
    """The other harm that one number counts too ("20 dead-one and-hurt-one"), emptied, so that it adds nothing."""
    other = next((g for g in groups if g.start == group.end and not g.taken), None)
    if other is None or other.kind != "single" or group.min <= SINGULAR_FROM or not group.heads:
        return None
    if group.heads[0].entry.plural or not has_clitic(sentence, other.start, "joining"):
        return None
    if sentence.at(other.start, "trigger") is None:
        return None
    other.min, other.max, other.part = 0, 0, True
    return other


def is_kind(sentence: Sentence, group: Group) -> bool:
    """Whether a plural with the article and no number names a kind of people ("to kill the children"), not victims."""
    return group.kind == "plural" and has_clitic(sentence, group.start, "definite")
