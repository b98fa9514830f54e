"""Lists of people under one word of harm: "two women, a girl and three boys", "he was killed, along with two sons"."""

from tollbook.extract.behind import has_clitic
from tollbook.extract.look_right import number_stands_alone
from tollbook.extract.parts import joined
from tollbook.extract.people import Group
from tollbook.extract.reading import Match, Sentence

COMPANY_REACH = 20  # words over which a phrase still adds people to those before it
SPEAKER_REACH = 3  # words between "according to" and the noun of the speaker


def list_members(sentence: Sentence, groups: list[Group], first: Group, step: int) -> list[Group]:
    """Further members of the list that ``first`` stands in, to the right (+1) or left (-1)."""
    found: list[Group] = []
    position = groups.index(first)
    current = first
    while 0 <= position + step < len(groups):
        position += step
        other = groups[position]
        if other.part or other.taken or (step > 0 and other.kind == "of_them"):
            break
        left, right = (current, other) if step > 0 else (other, current)
        if (
            not (joined(sentence, left.end, right.start) or _added(sentence, left.end, right.start))
            or _counts_things(sentence, other)
            or has_own_harm(sentence, other, step)
            or (_is_harm(sentence, other) and not _same_harm(sentence, first, other))
            or _says_again(sentence, left, right)
            or _speaks(sentence, other)
        ):
            break
        if _named(sentence, left, right):
            if step > 0:
                break
            if _all_named(other, [first, *found]):
                _replaced(other, first)
                current = other
                continue
        found.append(other)
        current = other
    return found


def _named(sentence: Sentence, people: Group, name: Group) -> bool:
    """Whether a mere comma leads from people to their names: "her children, Name and Name" tells of them once."""
    several = people.kind in ("plural", "counted", "family") and people.min > 1
    return several and name.kind == "name" and name.start == people.end + 1 and sentence.text(people.end) == ","


def _all_named(people: Group, names: list[Group]) -> bool:
    """Whether the names behind people are as many as they, or nobody says how many they are."""
    return not people.quantity or people.min <= sum(one.min for one in names)


def _replaced(people: Group, first: Group) -> None:
    """The names count in the place of the people they are of, whose word still tells who the first of them is."""
    people.part = True
    if first.who == "unspecified":
        first.who = people.who


def _says_again(sentence: Sentence, left: Group, right: Group) -> bool:
    """Whether a bare plural behind a mere comma describes the people before it, where lists say "and" each time."""
    if not sentence.lexicon.clitics or right.kind != "plural":
        return False
    gap = range(left.end, right.start)
    if not any(sentence.text(j) == "," for j in gap):
        return False
    linked = any(sentence.at(j, "conjunctions") for j in gap)
    return not linked and not has_clitic(sentence, right.start, "joining")


def _speaks(sentence: Sentence, group: Group) -> bool:
    """Whether an unnumbered group is the speaker ("12 people, medics said", "according to officials, 12 people")."""
    if group.quantity:
        return False
    verb = sentence.at(group.end, "source")
    if verb and verb.entry.value == "verb":
        return True
    said = (m.end for m in sentence.by_tag.get("source", ()) if m.entry.value == "before")
    return any(
        0 <= group.start - end <= SPEAKER_REACH and all(t.kind == "w" for t in sentence.tokens[end : group.start])
        for end in said
    )


def accompanied(sentence: Sentence, groups: list[Group], trigger: Match) -> list[Group]:
    """Who died with them, behind the verb: "he was killed, along with two of his sons"."""
    at = trigger.end + (sentence.text(trigger.end) == ",")
    link = sentence.at(at, "accompanying") or _later_company(sentence, trigger.end)
    if link is None:
        return []
    first = next((g for g in groups if 0 <= g.start - link.end <= 2 and not g.taken and not g.part), None)
    if first is None or (first.quantity and has_own_harm(sentence, first, +1)):
        return []
    return [first, *list_members(sentence, groups, first, +1)]


def _counts_things(sentence: Sentence, group: Group) -> bool:
    """Whether a bare number at the end of a list counts the unknown noun behind it ("50 men and three trucks")."""
    return group.kind == "number" and group.quantity is not None and not number_stands_alone(sentence, group)


def _later_company(sentence: Sentence, start: int) -> Match | None:
    """ ", along with" behind the place and time of a verb, no other verb between."""
    for j in range(start, min(start + COMPANY_REACH, len(sentence.tokens))):
        link = sentence.at(j, "accompanying")
        if link and link.end - link.start > 1 and sentence.text(j - 1) == ",":
            return link
        if _closes_phrase(sentence, j):
            return None
    return None


def _closes_phrase(sentence: Sentence, j: int) -> bool:
    parted = sentence.at(j, "trigger", "passive", "relative", "source") or sentence.text(j) in (";", ":", ".")
    return bool(parted) or (sentence.at(j, "clause") is not None and sentence.at(j, "accompanying") is None)


def _added(sentence: Sentence, start: int, end: int) -> bool:
    """Whether ", as well as" stands right before the second group, and a description of the first before it."""
    gap = range(start, min(end, start + COMPANY_REACH))
    link = next((m for j in gap if (m := sentence.at(j, "accompanying")) and m.end in (end, end - 1)), None)
    if link is None or link.end - link.start < 2:
        return False
    return not any(_closes_phrase(sentence, j) for j in range(start, link.start))


def _is_harm(sentence: Sentence, group: Group) -> bool:
    """Whether the noun of a group is itself a word of harm joined on ("two martyrs and three wounded" in Arabic)."""
    return any(h.clitic or group.quantity for h in group.heads if sentence.at(h.start, "trigger")) and bool(
        sentence.lexicon.clitics
    )


def _same_harm(sentence: Sentence, first: Group, other: Group) -> bool:
    """Whether one person more is called by the same word of harm ("the martyr A and-the-martyr B" in Arabic)."""
    if first.kind != "single" or other.kind != "single":
        return False
    words = [sentence.at(h.start, "trigger") for g in (first, other) for h in g.heads]
    return len(words) == 2 and len({word.entry.harm for word in words if word}) == 1 and None not in words


def goes_on(sentence: Sentence, rule: str, group: Group) -> bool:
    """Whether "and" is written onto a number behind a counted noun of harm ("five killed civilians and-three")."""
    if rule not in ("self", "own") or not sentence.lexicon.clitics:
        return False
    return has_clitic(sentence, group.end, "joining") or sentence.at(group.end, "conjunctions") is not None


def _next_verb(sentence: Sentence, i: int) -> bool:
    """Whether "and" leads to a verb with its own people ("killed a priest and his sister and hurt a nun")."""
    verb = sentence.at(i + 1, "trigger") if sentence.at(i, "conjunctions") else None
    if verb is None or verb.entry.value != "participle" or verb.end >= len(sentence.tokens):
        return False
    return sentence.at(verb.end, "indefinite", "number", "person", "qualifier") is not None or (
        sentence.tokens[verb.end].kind == "n"
    )


def has_own_harm(sentence: Sentence, group: Group, step: int) -> bool:
    """Whether a word of harm follows a group, so that it is not part of the list before ("3 killed and 5 hurt")."""
    if step < 0:
        return False
    alone = sentence.at(group.end, "preposition") or _next_verb(sentence, group.end)
    near = (group.end,) if alone else (group.end, group.end + 1)
    joining = sentence.lexicon.clitics.get("joining", ())
    return any((m := sentence.at(j, "trigger")) and m.clitic not in joining for j in near) or (
        sentence.at(group.end, "passive") is not None
    )
