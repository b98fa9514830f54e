"""Words of a sentence with what place names need to know: the capital, the elided article, the suffix."""

import re
from typing import NamedTuple

from tollbook.text.fold import Folded, fold

WORD = re.compile(r"\d+|[^\W\d_]+(?:['-][^\W\d_]+)*|[^\w\s]|\n")


class PlaceToken(NamedTuple):
    """``text`` is folded; ``start`` and ``end`` are offsets in the document; ``shown`` is the word as written."""

    text: str
    start: int
    end: int
    shown: str
    capital: bool


def _is_capital(shown: str) -> bool:
    """A capital at the start, or after an article written on with a hyphen: al-Sha'afa, аль-Шаафа."""
    return shown[0].isupper() or ("-" in shown and shown.split("-", 1)[1][:1].isupper())


def _elided(text: str, shown: str) -> int:
    """Length of an elided word before a capital ("d'Alep": 2), or 0."""
    cut = text.find("'")
    fits = 0 < cut <= 4 and len(shown) == len(text) and shown[:cut].islower() and shown[cut + 1 : cut + 2].isupper()
    return cut + 1 if fits else 0


def place_tokens(text: str, start: int, end: int) -> list[PlaceToken]:
    """The words and marks of ``text[start:end]``."""
    folded: Folded = fold(text[start:end])
    plain = folded.offsets is None
    out: list[PlaceToken] = []
    for match in WORD.finditer(folded.text):
        word, (a, b) = match.group(), match.span()
        if not plain:
            a, b = folded.start_of(a), folded.end_of(b)
        shown = folded.original[a:b]
        if "'" in word and (cut := _elided(word, shown)):
            out.append(PlaceToken(word[: cut - 1], start + a, start + a + cut, shown[:cut], False))
            word, shown, a = word[cut:], shown[cut:], a + cut
        out.append(PlaceToken(word, start + a, start + b, shown, _is_capital(shown)))
    return out
