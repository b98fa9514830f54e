"""The date words of one language, ready for look-up: each word or phrase has a role, one letter, and a value.

The roles spell a date expression: "on Friday 9 November 2018" reads "dWDMY", and `readings.py` finds expressions in
that string. A word of no role reads "z".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tollbook import languages
from tollbook.locate.date_tokens import words_of
from tollbook.text.fold import fold_word

NUMBERED = {"months": "M", "hijri": "I", "jalali": "J", "weekdays": "W", "relative": "R", "anchored": "A"}
PLAIN = {
    "since": "S", "ago": "G", "same": "K", "last": "L", "this": "T", "next": "X", "between": "B", "from": "F",
    "corresponding": "v", "to": "t", "and": "a",
}  # fmt: skip
LATE = {
    "of": "o", "day": "d", "night": "n", "part": "p", "in": "i", "ordinal": "O", "later": "l", "earlier": "e",
    "overnight": "V", "clock": "k", "suffix_since": "Z",
}  # fmt: skip
DOUBTFUL = {"M": "m", "W": "w"}
UNKNOWN = "z"
SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase of the language data: its folded words, role and value (a number or a unit's name)."""

    words: tuple[str, ...]
    role: str
    value: int | str = 0


@dataclass(frozen=True, slots=True)
class DateWords:
    """One language's date words by first word, longest phrase first; stems apart; and how it writes dates."""

    language: str
    by_first: Mapping[str, tuple[Word, ...]]
    stems: Mapping[str, Word]
    stem_heads: frozenset[str]
    prefixes: frozenset[str]
    article: str
    month_first: bool
    order: str


def _numbered(data: Mapping[str, Any]) -> Iterator[tuple[str, str, int | str]]:
    for topic, role in NUMBERED.items():
        for number, phrases in data.get(topic, {}).items():
            yield from ((phrase, role, int(number)) for phrase in phrases)
    yield from ((phrase, "Q", 1) for phrase in data.get("follows", {}).get("words", ()))


def _units(data: Mapping[str, Any]) -> Iterator[tuple[str, str, int | str]]:
    for topic, role in (("units", "U"), ("duals", "E")):
        for unit, phrases in data.get(topic, {}).items():
            yield from ((phrase, role, unit) for phrase in phrases)
    for number, phrases in data.get("numbers", {}).items():
        yield from ((phrase, "u", int(number)) for phrase in phrases)


def _plain(data: Mapping[str, Any], roles: Mapping[str, str]) -> Iterator[tuple[str, str, int | str]]:
    for topic, role in roles.items():
        yield from ((phrase, role, 0) for phrase in data.get("words", {}).get(topic, ()))


def _every(data: Mapping[str, Any]) -> Iterator[tuple[str, str, int | str]]:
    yield from _numbered(data)
    yield from _plain(data, PLAIN)
    yield from _units(data)
    yield from _plain(data, LATE)


def _read(data: Mapping[str, Any]) -> Iterator[Word]:
    doubtful = {words_of(fold_word(word)) for word in data.get("ambiguous", ())}
    seen = set()
    for phrase, role, value in _every(data):
        key = words_of(fold_word(phrase))
        if key and (key, phrase.endswith("*")) not in seen:
            seen.add((key, phrase.endswith("*")))
            sure = DOUBTFUL.get(role, role) if key in doubtful else role
            yield Word(key, f"{sure}*" if phrase.endswith("*") else sure, value)


@cache
def date_words(language: str) -> DateWords:
    """The date words of a language; of English where it has none."""
    data = languages.load(language, "dates") or languages.load("en", "dates")
    by_first: dict[str, tuple[Word, ...]] = {}
    stems: dict[str, Word] = {}
    for word in _read(data):
        if word.role.endswith("*"):
            stems[word.words[0]] = Word(word.words, word.role[0], word.value)
        else:
            by_first[word.words[0]] = (*by_first.get(word.words[0], ()), word)
    longest = {first: tuple(sorted(found, key=lambda w: -len(w.words))) for first, found in by_first.items()}
    heads = frozenset(stem[:SHORTEST_STEM] for stem in stems)
    prefixes = frozenset(map(fold_word, data.get("prefixes", ())))
    article = fold_word(data.get("article", ""))
    return DateWords(
        language, longest, stems, heads, prefixes, article, bool(data.get("month_first")), data.get("order", "dmy")
    )


def stem_word(text: str, known: DateWords) -> Word | None:
    """The word whose stem ``text`` begins with, the longest first."""
    if text[:SHORTEST_STEM] not in known.stem_heads:
        return None
    found = (known.stems.get(text[:length]) for length in range(len(text), SHORTEST_STEM - 1, -1))
    return next(filter(None, found), None)
