"""A place as recorders write it, taken apart: "Vicinity of X mosque, Y neighbourhood" gives X and Y."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from tollbook import languages
from tollbook.locate.keys import exact_key, fold
from tollbook.model.place import Precision

SEPARATOR = re.compile(r"[,،;؛/()\n]+|\s[-–—]\s")
EDGE = " .:'\"“”«»\u200e\u200f"


@dataclass(frozen=True, slots=True)
class Part:
    """A name without its type words, and the kind of place they told, where they did."""

    name: str
    precision: Precision | None = None


@cache
def _type_words(side: str) -> Mapping[str, Precision]:
    """Folded type words of every language that stand before ("town of") or after ("village") a name -> kind."""
    found: dict[str, Precision] = {}
    for language in languages.available():
        for kind, words in languages.load(language, "places").get(side, {}).items():
            found.update((fold(word), kind) for word in words)
    return found


@cache
def _lead_words() -> frozenset[str]:
    """Folded words that say only "near" or "in", at the head of a recorded place."""
    every = (languages.load(language, "places").get("vicinity", ()) for language in languages.available())
    return frozenset(fold(word) for words in every for word in words)


def _strip_lead(words: list[str]) -> list[str]:
    for length in (4, 3, 2, 1):
        if len(words) > length and fold(" ".join(words[:length])) in _lead_words():
            return _strip_lead(words[length:])
    return words


def _typed(words: list[str]) -> tuple[list[str], Precision | None]:
    for length in (4, 3, 2, 1):
        before = _type_words("before").get(fold(" ".join(words[:length])))
        if before and len(words) > length:
            return words[length:], before
    for length in (2, 1):
        after = _type_words("after").get(fold(" ".join(words[-length:])))
        if after and len(words) > length:
            return words[:-length], after
    return words, None


def _part(text: str) -> Part:
    words, kind = _typed(_strip_lead(text.split()))
    return Part(" ".join(words).strip(EDGE), kind)


def _inner(text: str) -> Iterator[str]:
    """A phrase before " in " names something finer than the phrase after it."""
    yield from re.split(r"\s(?:in|near)\s(?=[A-Z]|the\s)|\sفي\s", text)


def parts(place: str) -> tuple[Part, ...]:
    """The parts of a recorded place, finest first, type words taken off; empty where nothing is named."""
    pieces = (piece.strip(EDGE) for chunk in SEPARATOR.split(place) for piece in _inner(chunk))
    return tuple(part for piece in pieces if piece and exact_key((part := _part(piece)).name))
