"""Victims who are only named: runs of capitalised words next to a word of harm. No name is kept, only the count of one."""

from tollbook.extract.people import Group
from tollbook.extract.reading import Sentence

SHORTEST, LONGEST = 2, 8


def find_names(sentence: Sentence, groups: list[Group]) -> list[Group]:
    """Runs of capitalised words that could be a person, as single-person groups, where no other group lies."""
    if sentence.lexicon.settings.get("names") != "capitalised":
        return []
    names: list[Group] = []
    i = 0
    while i < len(sentence.tokens):
        end = _run(sentence, i)
        if end - i >= SHORTEST and _could_be_person(sentence, i, end) and not _overlaps(groups, i, end):
            names.append(Group(i, end, "name", 1, 1))
        i = max(end, i + 1)
    return names


def _run(sentence: Sentence, i: int) -> int:
    """Where the run of capitalised words from token ``i`` ends; particles such as "de" or "bin" may stand inside."""
    end = i
    while end < len(sentence.tokens) and end - i < LONGEST:
        if (sentence.capital(end) and not sentence.at(end, "determiners", "source_article", "trigger")) or (
            end > i and sentence.at(end, "name_particle") and sentence.capital(end + 1)
        ):
            end += 1
        else:
            break
    return end


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
    """Whether a named person stands close enough to the word of harm (tokens ``first`` to ``last``) to be its victim."""
    if name.end <= first:
        gap = range(name.end, first)
        quiet = all(
            sentence.at(j, "passive", "relative", "source_noise", "between")
            or sentence.text(j) in (",", "(", ")")
            or sentence.tokens[j].kind == "n"
            for j in gap
        )
        return passive and quiet
    return name.start - last <= 1 and all(
        sentence.at(j, "titles", "determiners", "between") for j in range(last, name.start)
    )
