"""Place mentions in scripts without capitals: a type word tells a name, a preposition only one the gazetteer knows.

Arabic and Hebrew write prepositions and "and" to the word (بهجين, والشعفة), so a word is tried with and without them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tollbook.locate.gazetteer import Gazetteer
from tollbook.locate.keys import exact_key
from tollbook.locate.mentions import LONGEST_NAME, Mention, Role, area_of, cue_before
from tollbook.locate.place_tokens import PlaceToken
from tollbook.locate.place_words import Cue, PlaceWords

SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """A word read with ``cut`` clitic letters taken off; ``lead`` is put before it (للشعفة is ل with الشعفة)."""

    cut: int
    lead: str
    locative: bool
    joined: bool


def _readings(token: PlaceToken, known: PlaceWords) -> Iterator[Reading]:
    """The word as it stands, then without "and", without a preposition, without both."""
    yield Reading(0, "", False, False)
    text, cut, joined = token.text, 0, False
    if known.joining and text[0] in known.joining and len(text) > SHORTEST:
        cut, joined = 1, True
        yield Reading(1, "", False, True)
    rest = text[cut:]
    if rest[:1] in known.locative_prefixes and len(rest) > SHORTEST:
        doubled = known.article.endswith(rest[1:2]) and rest[:1] == rest[1:2] == known.article[-1:]
        lead = known.article[:-1] if doubled else ""
        yield Reading(cut + 1, lead, True, joined)


def _shown(token: PlaceToken, reading: Reading) -> str:
    return reading.lead + token.shown[reading.cut :]


def _name(found: Sequence[PlaceToken], at: int, end: int, reading: Reading) -> str:
    return " ".join((_shown(found[at], reading), *(token.shown for token in found[at + 1 : end])))


def _words_end(found: Sequence[PlaceToken], at: int) -> int:
    end = at
    while end < len(found) and end - at < LONGEST_NAME and found[end].text[0].isalpha():
        end += 1
    return end


def _is_listed(name: str, gazetteer: Gazetteer) -> bool:
    return gazetteer.may_hold(exact_key(name)) and bool(gazetteer.exact(name))


def _bare_word(found: Sequence[PlaceToken], at: int, reading: Reading) -> str:
    return reading.lead + found[at].text[reading.cut :]


def _may_be_name(found: Sequence[PlaceToken], at: int, reading: Reading, known: PlaceWords) -> bool:
    """Whether a single word may name a place: long enough, no common word, no type word or preposition itself."""
    word = _bare_word(found, at, reading)
    return len(word) >= SHORTEST and word[0].isalpha() and word not in known.stop and (word,) not in known.before


def _known_end(
    found: Sequence[PlaceToken],
    at: int,
    reading: Reading,
    known: PlaceWords,
    gazetteer: Gazetteer,
    learned: frozenset[str],
) -> int:
    """Where the longest name that starts at ``at`` and is listed (or is a province or country) ends; ``at`` for none."""
    for end in range(_words_end(found, at), at, -1):
        name = _name(found, at, end, reading)
        if end == at + 1 and not _may_be_name(found, at, reading, known):
            continue
        if area_of(name, known.language) or exact_key(name) in learned or _is_listed(name, gazetteer):
            return end
    return at


def _unknown_end(found: Sequence[PlaceToken], at: int, reading: Reading, known: PlaceWords) -> int:
    """Where a name that no gazetteer knows ends after a type word: one word, more after heads such as Abu or Tell."""
    first = _bare_word(found, at, reading)
    if first not in known.compounds and not _may_be_name(found, at, reading, known):
        return at
    end = at + 1
    while end < len(found) and found[end - 1].text in known.compounds and found[end].text[0].isalpha():
        end += 1
    if end < len(found) and found[end].text in known.tails:
        end += 1
    return end


def _cue(found: Sequence[PlaceToken], at: int, reading: Reading, known: PlaceWords) -> Cue | None:
    if reading.locative:
        return Cue("in")
    if at and found[at - 1].text == "#":
        return cue_before(found, at - 1, known) or Cue("in")
    return None if reading.joined else cue_before(found, at, known)


SETTLEMENTS = frozenset({"city", "town", "village"})


def _names_unknown(cue: Cue, token: PlaceToken, known: PlaceWords) -> bool:
    """Whether a type word vouches for a name that nobody lists: settlements do, quarters and mosques with the article."""
    if cue.role == "region" or cue.precision is None:
        return False
    return cue.precision in SETTLEMENTS or bool(known.article and token.text.startswith(known.article))


def _one(
    found: Sequence[PlaceToken], at: int, known: PlaceWords, gazetteer: Gazetteer, learned: frozenset[str]
) -> tuple[Mention, int] | None:
    for reading in _readings(found[at], known):
        cue = _cue(found, at, reading, known)
        if cue is None:
            continue
        end = _known_end(found, at, reading, known, gazetteer, learned)
        if end == at and _names_unknown(cue, found[at], known):
            end = _unknown_end(found, at, reading, known)
        if end > at:
            return _made(found, at, end, reading, cue, known), end
    return None


def _made(found: Sequence[PlaceToken], at: int, end: int, reading: Reading, cue: Cue, known: PlaceWords) -> Mention:
    name = _name(found, at, end, reading)
    role: Role = "in" if cue.role == "type" else cue.role  # type: ignore[assignment]
    area = "region" if role == "region" else area_of(name, known.language)
    if area == "seat" and cue.precision in ("city", "town", "village"):
        area = ""
    start = found[at].start + reading.cut
    return Mention(start, found[end - 1].end, name, role, cue.precision, area, 0, cue.precision is not None)


def _member(
    found: Sequence[PlaceToken], at: int, known: PlaceWords, gazetteer: Gazetteer, learned: frozenset[str]
) -> tuple[Reading, int, int] | None:
    """A further member of a list: a word joined by "and" that a gazetteer knows, or one after a comma that it knows."""
    comma = at < len(found) and found[at].text == ","
    at += comma
    if at >= len(found):
        return None
    for reading in _readings(found[at], known):
        if (reading.joined or comma) and not reading.locative:
            end = _known_end(found, at, reading, known, gazetteer, learned)
            if end > at:
                return reading, at, end
    return None


def _list_after(
    found: Sequence[PlaceToken],
    end: int,
    first: Mention,
    known: PlaceWords,
    gazetteer: Gazetteer,
    learned: frozenset[str],
) -> tuple[list[Mention], int]:
    out: list[Mention] = []
    while member := _member(found, end, known, gazetteer, learned):
        reading, at, stop = member
        made = _made(found, at, stop, reading, Cue(first.role, first.precision), known)
        out.append(replace(made, group=first.group, sure=first.sure))
        end = stop
    return out, end


def learned_names(sentences: Sequence[Sequence[PlaceToken]], known: PlaceWords) -> frozenset[str]:
    """Exact keys of the names that settlement words vouch for anywhere in a document: known to the rest of it."""
    plain = Reading(0, "", False, False)
    keys = set()
    for found in sentences:
        for at in range(1, len(found)):
            cue = known.before.get((found[at - 1].text,))
            if cue and cue.precision in SETTLEMENTS:
                end = _unknown_end(found, at, plain, known)
                keys.add(exact_key(_name(found, at, end, plain)))
    return frozenset(keys - {""})


def plain_mentions(
    found: Sequence[PlaceToken], known: PlaceWords, gazetteer: Gazetteer, learned: frozenset[str] = frozenset()
) -> list[Mention]:
    """Mentions in a sentence of a script without capitals, lists joined into groups.

    ``learned`` are exact keys of names that the document itself calls a town or village elsewhere.
    """
    out: list[Mention] = []
    at, group = 0, 0
    while at < len(found):
        hit = _one(found, at, known, gazetteer, learned) if found[at].text[0].isalpha() else None
        if hit is None:
            at += 1
            continue
        group += 1
        mention = replace(hit[0], group=group)
        members, at = _list_after(found, hit[1], mention, known, gazetteer, learned)
        out += (mention, *members)
    return out
