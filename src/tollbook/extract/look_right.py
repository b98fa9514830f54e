"""The people behind a word of harm: the nearest in the phrase, a number behind a toll, a figure in a list."""

from tollbook.extract.behind import has_clitic, opens_with_and
from tollbook.extract.names import names_harm
from tollbook.extract.people import Group
from tollbook.extract.reading import Match, Sentence


def nearest_right(sentence: Sentence, trigger: Match, groups: list[Group], reach: int) -> Group | None:
    """The nearest group to the right that starts within ``reach`` tokens, before anything that closes the phrase."""
    starts = {g.start: g for g in groups}
    for j in range(trigger.end, min(len(sentence.tokens), trigger.end + reach + 1)):
        group = starts.get(j)
        if group and not group.taken and not group.part:
            return group if fits_behind(sentence, group, trigger) else None
        if sentence.text(j) in (";", ":", ".") or sentence.at(
            j, "clause", "preposition", "trigger", "relative", "passive_finite"
        ):
            return None
        if sentence.text(j) == "," and trigger.entry.value == "participle":
            return None
    return None


def directly_behind(sentence: Sentence, trigger: Match, groups: list[Group], reach: int) -> Group | None:
    """The group to the right, where no comma and no "and" parts it from a verb that may also follow its subject."""
    group = nearest_right(sentence, trigger, groups, reach)
    if group is None:
        return None
    parted = any(
        sentence.text(j) == "," or sentence.at(j, "conjunctions", "unit") for j in range(trigger.end, group.start)
    )
    return None if parted or has_clitic(sentence, group.start, "joining") else group


def _describes(sentence: Sentence, trigger: Match) -> bool:
    """Whether a participle only describes the people behind it ("the injured sailors")."""
    if trigger.entry.value != "participle":
        return False
    before = sentence.at(trigger.start - 1, "determiners", "definite")
    return trigger.start == 0 or before is not None


def fits_behind(sentence: Sentence, group: Group, trigger: Match) -> bool:
    """Whether a group behind a word of harm can be its people: a name close by, a number that ends its phrase."""
    if group.kind == "name":
        return names_harm(sentence, group, trigger.start, trigger.end, False)
    if group.kind == "plural" and group.start == trigger.end and _describes(sentence, trigger):
        return False
    return group.kind != "number" or number_stands_alone(sentence, group)


def number_behind(sentence: Sentence, trigger: Match, groups: list[Group], reach: int) -> Group | None:
    """The first number to the right within the clause, over prepositions ("the toll in all three at over 60")."""
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
    """Whether a noun with the article heads a number ("the wounded 12") and is not a whole that is divided."""
    follows = at < len(sentence.tokens) and sentence.tokens[at].kind == "n"
    among = any(m.start <= trigger.start < m.end for m in sentence.by_tag.get("including", ()))
    return follows and not among and has_clitic(sentence, trigger.start, "definite")


def listed_figure(sentence: Sentence, trigger: Match, groups: list[Group]) -> Group | None:
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
        sentence.at(group.end, "unit") is not None or not number_stands_alone(sentence, group)
    )


def _unknown_noun(sentence: Sentence, j: int) -> bool:
    """A plural the data does not know ("6 clergymen"): people, where the language says so, as no unit is meant."""
    ending = tuple(sentence.lexicon.settings.get("unknown_plurals", ()))
    return bool(ending) and j not in sentence.by_start and sentence.text(j).endswith(ending)


def number_stands_alone(sentence: Sentence, group: Group) -> bool:
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
            "ends_number",
        )
        is not None
    )


def _opens_phrase(sentence: Sentence, i: int) -> bool:
    """Whether "and", or a preposition with the article, is written onto the word at token ``i``."""
    openings = sentence.lexicon.clitics.get("opening")
    if opens_with_and(sentence, i):
        return True
    return bool(openings) and sentence.text(i).startswith(tuple(openings or ()))
