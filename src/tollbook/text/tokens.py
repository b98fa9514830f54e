"""Words, numbers and marks of a folded text."""

import re
from typing import NamedTuple

from tollbook.text.fold import Folded

# Arabic written onto Latin, as page furniture has it, is a word of its own.
WORD = r"[\u0621-\u06d3]+|[^\W\d_\u0621-\u06d3]+(?:['-][^\W\d_]+)*(?:(?<=s)')?"
WORDS = re.compile(WORD)
TOKEN = re.compile(rf"(?P<n>\d{{1,3}}(?:[,.' ]\d{{3}})+(?!\d)|\d+(?:\.\d+)?)|(?P<w>{WORD})|(?P<p>[^\w\s])")


class Token(NamedTuple):
    """``kind`` is n(umber), w(ord) or p(unctuation); offsets are those of the folded text."""

    text: str
    start: int
    end: int
    kind: str


def tokenise(folded: Folded, start: int = 0, end: int | None = None) -> list[Token]:
    """Tokens of ``folded.text[start:end]`` in order."""
    found = TOKEN.finditer(folded.text, start, len(folded.text) if end is None else end)
    return [Token(m.group(), m.start(), m.end(), m.lastgroup or "p") for m in found]


def words_in(folded: Folded, start: int, end: int) -> list[str]:
    """Only the words of ``folded.text[start:end]``, in order: a quick look before tokens are made."""
    return WORDS.findall(folded.text, start, end)


def capitalised(folded: Folded, token: Token) -> bool:
    """Whether the report writes the token with a capital first letter."""
    return folded.original[folded.start_of(token.start)].isupper()
