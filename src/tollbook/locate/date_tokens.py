"""Tokens of a folded text for dates: numeric dates whole, numbers, words, marks."""

import re
from typing import NamedTuple

TOKEN = re.compile(
    r"(?<![\d./-])(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(?:\d{4}|\d{2}))(?![\d/-]|\.\d)"
    r"|\d+|[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s]"
)
WORD = re.compile(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)*")


class Piece(NamedTuple):
    """A token with its span in the folded text."""

    text: str
    start: int
    end: int


def pieces(text: str) -> list[Piece]:
    """Tokens in order; linear."""
    return [Piece(m.group(), m.start(), m.end()) for m in TOKEN.finditer(text)]


def words_of(phrase: str) -> tuple[str, ...]:
    """The words of a folded phrase, marks left out."""
    return tuple(WORD.findall(phrase))
