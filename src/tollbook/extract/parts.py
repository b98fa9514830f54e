"""Which groups of people only break another one down, and which only belong to its description."""

from itertools import pairwise

from tollbook.extract.behind import has_clitic, opens_with_and
from tollbook.extract.names import is_age_word
from tollbook.extract.people import Group
from tollbook.extract.reading import Match, Sentence

SAME_PHRASE = 3  # words between two members of one list
AGE_DIGITS = 2
DESCRIBED = 16  # words of a name, an age and other marks between a description and its verb
FRAME = 2  # words between a list and the "among them" behind it


def joined(sentence: Sentence, start: int, end: int) -> bool:
    """Whether only a comma or "and" (and small words) stand between two groups."""
    aside = _age_aside(sentence, start + _named_by_one_word(sentence, start), end)
    first = start + _named_by_one_word(sentence, start)
    gap = [j for j in range(first, end) if j not in aside and not is_age_word(sentence, j)]
    if len(gap) > SAME_PHRASE:
        return False
    linked = False
    for j in gap:
        if sentence.text(j) == "," or sentence.at(j, "conjunctions") or _next_item(sentence, j, end):
            linked = True
        elif not sentence.at(j, "between", "determiners", "object_marker"):
            return False
    return linked or has_clitic(sentence, end, "joining")


def _named_by_one_word(sentence: Sentence, i: int) -> bool:
    """Whether token ``i`` is the given name of the person before it ("his wife Name and their daughter")."""
    if sentence.lexicon.settings.get("names") != "capitalised" or not sentence.capital(i) or sentence.capital(i - 1):
        return False
    single = (m for m in sentence.by_tag.get("person", ()) if m.end == i and not m.entry.plural)
    known = sentence.at(i, "months", "weekday", "place_opener", "conjunctions", "trigger", "person")
    return known is None and any(single)


def _age_aside(sentence: Sentence, start: int, end: int) -> range:
    """The tokens of a bare age behind a person: ", 12" before a comma or "and", "(12)", ", aged 12"."""
    opened = sentence.text(start)
    at = start + 1 + (sentence.at(start + 1, "age_word") is not None)
    if opened not in (",", "(") or at >= end or sentence.tokens[at].kind != "n" or len(sentence.text(at)) > AGE_DIGITS:
        return range(0)
    if opened == "(":
        closing = at + 1 + (sentence.at(at + 1, "age_word") is not None)
        return range(start, closing + 1) if sentence.text(closing) == ")" else range(0)
    closed = sentence.text(at + 1) == "," or sentence.at(at + 1, "conjunctions")
    return range(start, at + 1) if closed else range(0)


def _next_item(sentence: Sentence, j: int, end: int) -> bool:
    """Whether a semicolon only parts the items of one list: a name, a number or "a minor" follows."""
    if sentence.text(j) != ";":
        return False
    counted = sentence.tokens[end].kind == "n" or sentence.at(end, "number", "indefinite") is not None
    return counted or sentence.capital(end)


def mark_parts(sentence: Sentence, groups: list[Group]) -> None:
    """Mark the groups that only break another one down ("including three women", "two children among them")."""
    _described(sentence, groups)
    _spelled_out(sentence, groups)
    _apposition(sentence, [g for g in groups if g.kind != "name"])
    for match in sentence.by_tag.get("including", ()):
        following = [g for g in groups if g.start >= match.end]
        before = [g for g in groups if g.end <= match.start]
        if not following or (not before and match.start == 0) or _names_follow(sentence, match):
            continue
        _mark_behind(sentence, match.end, before, following)
    for match in sentence.by_tag.get("including_before", ()):
        _mark_before(sentence, [g for g in groups if g.kind != "name"], match)


def _mark_behind(sentence: Sentence, end: int, before: list[Group], following: list[Group]) -> None:
    """Mark the list that opens at token ``end``, as long as it can be part of the people before it."""
    counted = [g for g in before if g.quantity and g.kind != "number"]
    room = counted[-1].max if counted else None
    for group in following:
        gap = [j for j in range(end, group.start) if not is_age_word(sentence, j)]
        if len(gap) > SAME_PHRASE or any(_ends_list(sentence, j) for j in gap):
            break
        if _starts_new_claim(sentence, group) or (room is not None and group.min > room):
            break
        group.part = True
        end = group.end


def _names_follow(sentence: Sentence, including: Match) -> bool:
    """Whether the word only leads to the names of all ("the martyrs are they: A, B" in Arabic)."""
    naming = [m for m in sentence.by_tag.get("trigger", ()) if m.entry.value == "naming"]
    return any(m.start <= including.start < m.end for m in naming)


def _ends_list(sentence: Sentence, j: int) -> bool:
    """Whether a list of parts cannot go on over token ``j``; "a mother with her five children" goes on."""
    if sentence.at(j, "accompanying"):
        return False
    return sentence.at(j, "trigger", "clause", "preposition") is not None


def _starts_new_claim(sentence: Sentence, group: Group) -> bool:
    """Whether the group after "including" has a harm of its own ("..., including 3 children, and 5 were hurt")."""
    if sentence.lexicon.settings.get("verb_final", False):
        return False
    trigger = sentence.at(group.end, "trigger") or (
        sentence.at(group.end, "passive") and sentence.at(group.end + 1, "trigger")
    )
    if trigger and opens_with_and(sentence, trigger.start):
        return False
    return bool(trigger and trigger.entry.tag == "trigger" and sentence.at(group.start - 1, "conjunctions"))


def _mark_before(sentence: Sentence, groups: list[Group], match: Match) -> None:
    """Mark "three women and five children" before "among them", back to the people they are part of."""
    chain: list[Group] = []
    edge = match.start
    for group in reversed([g for g in groups if g.end <= match.start]):
        near = joined(sentence, group.end, edge) if chain else edge - group.end <= FRAME
        if not near or not group.demographic:
            whole_precedes = near or any(g.end <= group.end for g in groups)
            break
        chain.append(group)
        edge = group.start
    else:
        whole_precedes = bool(sentence.lexicon.settings.get("parts_before", False))
    for group in chain if whole_precedes else chain[:-1]:
        group.part = True


def _apposition(sentence: Sentence, groups: list[Group]) -> None:
    """Mark the list that spells a number out: "another 7, three children and four women, were killed"."""
    for position, whole in enumerate(groups):
        opener = _list_opener(sentence, whole)
        if opener is None:
            continue
        if _renamed(sentence, whole, groups[position + 1 : position + 2]):
            groups[position + 1].part = True
            continue
        chain: list[Group] = []
        edge = opener
        for group in groups[position + 1 :]:
            fits = joined(sentence, edge, group.start) or group.start == opener + 1
            if not group.demographic or not fits or not (group.quantity or group.kind == "single"):
                break
            chain.append(group)
            edge = group.end
        total = sum(g.min for g in chain)
        if chain and (total == whole.min or (total < whole.min and all(g.quantity for g in chain))):
            _name_the_whole(whole, chain, total)
            for group in chain:
                group.part = True


def _renamed(sentence: Sentence, whole: Group, following: list[Group]) -> bool:
    """Whether the next group says the same people again: "12 civilians, all members of one family"."""
    if not following or sentence.text(whole.end) != ",":
        return False
    other = following[0]
    if other.quantity is None and other.kind == "plural":
        behind = other.start - whole.end <= SAME_PHRASE and sentence.at(whole.end + 1, "all_of_them") is not None
        return behind or (other.start == whole.end + 1 and sentence.text(other.end) == ",")
    told = whole.min == 1 and other.kind == "single" and sentence.at(whole.end + 1, "indefinite") is not None
    return told and (sentence.text(other.end) == "," or _ends_the_list(sentence, other.end))


def _ends_the_list(sentence: Sentence, end: int) -> bool:
    """Whether the verb comes before any "and": "one civilian, a young man Name (31 years old), was killed"."""
    for j in range(end, min(end + DESCRIBED, len(sentence.tokens))):
        if sentence.at(j, "passive", "trigger"):
            return sentence.text(j - 1) == ","
        if sentence.at(j, "conjunctions", "clause"):
            return False
    return False


def _spelled_out(sentence: Sentence, groups: list[Group]) -> None:
    """Mark the persons a dash or colon behind a number lists: "three people - a journalist, his aunt and a child"."""
    for position, whole in enumerate(groups):
        opener = _dash_behind(sentence, whole) if whole.quantity and not whole.part else None
        if opener is None:
            continue
        edge, closing = opener, _bracket_end(sentence, opener)
        for group in groups[position + 1 :]:
            if (
                group.start > closing
                or group.start - edge > SAME_PHRASE + 3
                or any(sentence.at(j, "trigger", "clause") for j in range(edge, group.start))
            ):
                break
            group.part = True
            edge = group.end


def _bracket_end(sentence: Sentence, opener: int) -> int:
    """Where a list opened by a bracket closes; the end of the sentence for other openers."""
    last = len(sentence.tokens)
    if sentence.text(opener) != "(":
        return last
    return next((j for j in range(opener, last) if sentence.text(j) == ")"), last)


def _dash_behind(sentence: Sentence, whole: Group) -> int | None:
    """The dash, colon or bracket that opens a list behind a number, or behind the verb that directly follows it."""
    j = whole.end
    while j < min(whole.end + 4, len(sentence.tokens)) and sentence.at(j, "passive", "trigger"):
        if opens_with_and(sentence, j):
            return None
        j += 1
    if sentence.text(j) not in ("-", ":", "("):
        return None
    hyphen = (
        sentence.text(j) == "-"
        and sentence.tokens[j].start == sentence.tokens[j - 1].end
        and sentence.text(j + 1) != "-"
    )
    return None if hyphen else j


def _list_opener(sentence: Sentence, whole: Group) -> int | None:
    """The comma right behind a number, or the colon later in its sentence, that opens the list of who they were."""
    if not whole.quantity or whole.part or whole.demographic:
        return None
    if sentence.text(whole.end) == ",":
        return whole.end
    colon = next((j for j in range(whole.end, len(sentence.tokens)) if sentence.text(j) == ":"), None)
    return colon if colon and sentence.has("trigger", whole.start, colon) else None


def _name_the_whole(whole: Group, chain: list[Group], total: int) -> None:
    """A bare number that its list spells out in full counts those people."""
    if whole.kind == "number":
        whole.kind = "counted"
    if whole.who == "unspecified" and total == whole.min and all(g.who == "civilian" for g in chain):
        whole.who = "civilian"


def _parts_phrases(sentence: Sentence, j: int) -> bool:
    """Whether token ``j`` ends a phrase; an "and" between two names ("the A and B families") does not."""
    if sentence.at(j, "conjunctions"):
        return not (sentence.capital(j + 1) or sentence.text(j + 1)[2:3] == "-")
    if sentence.tokens[j].kind == "p":
        return True
    return sentence.at(j, "trigger", "clause", "passive_finite", "source") is not None


def _described(sentence: Sentence, groups: list[Group]) -> None:
    """Mark what only describes a counted group: "18 civilians of one family", "10 believed to be refugees"."""
    for left, right in pairwise(groups):
        if not left.quantity or left.kind not in ("counted", "family") or right.demographic:
            continue
        gap = range(left.end, right.start)
        linked = any(sentence.at(j, "preposition", "describing") for j in gap)
        parted = any(_parts_phrases(sentence, j) for j in gap)
        if linked and not parted and not any(opens_with_and(sentence, j) for j in range(left.end, right.start + 1)):
            right.part = True
