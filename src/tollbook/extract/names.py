"""Victims who are only named: capitalised words next to a word of harm. No name is kept, only the count of one."""

from tollbook.extract.behind import has_clitic
from tollbook.extract.people import Group
from tollbook.extract.reading import Sentence

SHORTEST, LONGEST = 2, 8
LONGEST_LISTED = 4
CLOSING = frozenset({"person", "trigger", "unit", "party", "means", "speaker", "body", "number", "given_name", "time"})
NAMING = frozenset({"given_name", "titles"})  # many a family is called by a title
INSERTION = 14  # words of a description between a name and its verb
NEAREST = 4  # words, ages and titles, between the word of harm and a name
PARTICLES = ("al", "el", "as", "ash", "ad", "an", "ar", "at", "az")


def find_names(sentence: Sentence, groups: list[Group]) -> list[Group]:
    """Runs of capitalised words that could be a person, as single-person groups, where no other group lies."""
    style = sentence.lexicon.settings.get("names")
    if style == "listed":
        return _listed(sentence, groups)
    if style != "capitalised":
        return []
    names: list[Group] = []
    i = 0
    while i < len(sentence.tokens):
        if any(g.start <= i < g.end for g in groups):
            i += 1
            continue
        end = _run(sentence, i)
        if end - i >= SHORTEST and _could_be_person(sentence, i, end) and not _overlaps(groups, i, end):
            names.append(Group(i, end, "name", 1, 1))
        i = max(end, i + 1)
    return names


def _listed(sentence: Sentence, groups: list[Group]) -> list[Group]:
    """Names in a script without capitals: a known given name and the unknown words behind it."""
    names: list[Group] = _quoted(sentence, groups)
    end = 0
    for match in sentence.by_tag.get("given_name", ()):
        if match.start < end or has_clitic(sentence, match.start, "governing"):
            continue
        end = match.end
        while end - match.start < LONGEST_LISTED and end < len(sentence.tokens) and _unknown(sentence, end):
            end += 1
        if not _overlaps([*groups, *names], match.start, end):
            names.append(Group(match.start, end, "name", 1, 1))
    return names


def _quoted(sentence: Sentence, groups: list[Group]) -> list[Group]:
    """Two to four unknown words between quotation marks right behind a word of harm: how a victim's name is set off."""
    names: list[Group] = []
    for trigger in sentence.by_tag.get("trigger", ()):
        start = trigger.end + 1
        if sentence.text(trigger.end) != '"':
            continue
        end = next((j for j in range(start, min(start + 5, len(sentence.tokens))) if sentence.text(j) == '"'), start)
        unknown = all(sentence.tokens[j].kind == "w" and not sentence.at(j, "trigger") for j in range(start, end))
        if end - start >= SHORTEST and unknown and not _overlaps([*groups, *names], start, end):
            names.append(Group(start, end, "name", 1, 1))
    return names


def _unknown(sentence: Sentence, j: int) -> bool:
    """Whether a word may belong to a name: no list has it as it stands, none as a word that closes a name."""
    joining = sentence.lexicon.clitics.get("joining", ())
    if sentence.tokens[j].kind != "w" or sentence.text(j)[0] in joining:
        return False
    known = [m for m in sentence.by_start.get(j, ()) if m.entry.tag not in NAMING or m.clitic in joining]
    return not any(not m.clitic or m.entry.tag in CLOSING for m in known)


def _run(sentence: Sentence, i: int) -> int:
    """Where the run of capitalised words from token ``i`` ends; particles such as "de" or "bin" may stand inside."""
    end = i
    while end < len(sentence.tokens) and end - i < LONGEST:
        if (_name_word(sentence, end) and not sentence.at(end, "determiners", "source_article", "trigger")) or (
            end > i and sentence.at(end, "name_particle") and sentence.capital(end + 1)
        ):
            end += 1
        else:
            break
    return end


def _name_word(sentence: Sentence, j: int) -> bool:
    """A capitalised word, or one with a small article written onto it ("al-Masri")."""
    if sentence.capital(j):
        return True
    token = sentence.tokens[j]
    article, hyphen, _ = token.text.partition("-")
    if not hyphen or (not sentence.at(j, "name_particle") and article not in PARTICLES):
        return False
    return sentence.words(j, j + 1)[len(article) + 1 :][:1].isupper()


def _could_be_person(sentence: Sentence, start: int, end: int) -> bool:
    """Whether nothing in the run marks a body, a party, a month or a place."""
    for j in range(start, end):
        if sentence.at(
            j, "party", "speaker", "months", "means", "body", "place_word", "level", "clause", "preposition"
        ):
            return False
    return not sentence.at(start - 1, "place_opener")


def _overlaps(groups: list[Group], start: int, end: int) -> bool:
    return any(g.start < end and start < g.end for g in groups)


def names_harm(sentence: Sentence, name: Group, first: int, last: int, passive: bool) -> bool:
    """Whether a named person stands close enough to a word of harm (tokens ``first`` to ``last``) to be its victim."""
    if name.end <= first:
        return passive and (_quiet_to_verb(sentence, name.end, first) or _described(sentence, name, first))
    return name.start - last <= NEAREST and all(
        sentence.at(j, "titles", "determiners", "between") or is_age_word(sentence, j) or sentence.text(j) == '"'
        for j in range(last, name.start)
    )


def _quiet_to_verb(sentence: Sentence, start: int, end: int) -> bool:
    """Whether only small words, ages, marks and what stands in brackets lie between a name and its verb."""
    if _inserted(sentence, start, end):
        return True
    inside = False
    for j in range(start, end):
        mark = sentence.text(j)
        inside = (inside or mark == "(") and mark != ")"
        small = sentence.at(j, "passive", "relative", "source_noise", "between") or sentence.tokens[j].kind == "n"
        if not (inside or small or mark in (",", ")")):
            return False
    return True


def _described(sentence: Sentence, name: Group, end: int) -> bool:
    """Whether the name took in the start of a description that a comma closes before the verb."""
    comma = next((j for j in range(name.start, name.end) if sentence.text(j) == ","), None)
    return comma is not None and _inserted(sentence, comma, end)


def _inserted(sentence: Sentence, start: int, end: int) -> bool:
    """Whether two commas frame all before the verb: "Name, a vendor walking through the area, was killed"."""
    verb = next((j for j in range(start, end) if sentence.at(j, "passive")), end)
    framed = sentence.text(start) == "," and sentence.text(verb - 1) == "," and 1 < verb - start <= INSERTION
    return framed and not any(
        sentence.at(j, "trigger", "relative", "clause", "conjunctions") for j in range(start, verb)
    )


def merge_persons(sentence: Sentence, groups: list[Group]) -> list[Group]:
    """The groups with one person told twice made one: "journalist Name Surname", "Name Surname, a shopkeeper"."""
    merged: list[Group] = []
    for group in _counted_by_name(sentence, groups):
        previous = merged[-1] if merged else None
        if previous and _one_person(sentence, previous, group):
            _absorb(sentence, previous, group)
        else:
            merged.append(group)
    return merged


def _counted_by_name(sentence: Sentence, groups: list[Group]) -> list[Group]:
    """The groups with kin counted by the names right behind their noun: "their sons A and B"."""
    kept: list[Group] = []
    for group in groups:
        if kept and group.start < kept[-1].end:
            continue
        if group.kind == "plural" and group.kin and not sentence.at(group.start, "families_of"):
            runs, end = _names_from(sentence, group.end)
            if runs > 1:
                group.kind, group.min, group.max, group.end = "name", runs, runs, end
        kept.append(group)
    return kept


def _names_from(sentence: Sentence, start: int) -> tuple[int, int]:
    """How many names, parted by commas or "and", follow from token ``start`` on, and where the last one ends."""
    runs, at, end = 0, start, start
    while sentence.lexicon.settings.get("names") == "capitalised" and sentence.capital(at):
        stop = _run(sentence, at)
        if stop == at or not _could_be_person(sentence, at, stop):
            break
        runs, at, end = runs + 1, stop, stop
        while sentence.text(at) == "," or sentence.at(at, "conjunctions"):
            at += 1
        if at == end:
            break
    return runs, end


def _one_person(sentence: Sentence, first: Group, second: Group) -> bool:
    gap = range(first.end, second.start)
    if second.kind == "name" and len(gap) == 1 and sentence.text(first.end) == "(":
        return first.kind in ("name", "single")
    if first.kind == "plural" and second.kind == "name" and not gap:
        return True
    if first.kind == "single" and second.kind == "name":
        return all(is_age_word(sentence, j) or sentence.text(j) in (",", "(") or sentence.at(j, "titles") for j in gap)
    apart = (
        len(gap) == 1 and sentence.text(first.end) == "," and sentence.at(second.start, "indefinite", "source_article")
    )
    return bool(first.kind == "name" and second.kind == "single" and apart)


def _absorb(sentence: Sentence, person: Group, other: Group) -> None:
    person.end = other.end + (sentence.text(other.end) == ")")
    if person.kind == "plural":
        person.kind, person.min, person.max = "name", 1, 1
    if person.kind == "name" and other.kind == "single":
        person.who, person.demographic, person.kin = other.who, other.demographic, other.kin


def is_age_word(sentence: Sentence, j: int) -> bool:
    """Whether a token is part of an age: "55", "-" and "year-old" of "55-year-old"."""
    if sentence.at(j, "age_word"):
        return True
    if sentence.at(j, "age_opener"):
        return _is_number(sentence, j + 1) and is_age_word(sentence, j + 1)
    number = _is_number(sentence, j)
    if number and sentence.at(j - 1, "aged"):
        return True
    return (number or sentence.text(j) == "-") and any(sentence.at(j + k, "age_word") for k in (1, 2))


def _is_number(sentence: Sentence, j: int) -> bool:
    return j < len(sentence.tokens) and (sentence.tokens[j].kind == "n" or sentence.at(j, "number") is not None)
