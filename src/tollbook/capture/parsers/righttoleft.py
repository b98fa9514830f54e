"""The letters of right-to-left words in a PDF, in the order they are read.

pdfium hands back some words of a right-to-left line in the order they stand on the page and others as they are read;
where each letter stands tells which (found on PDFs printed by Chromium 156, with three fonts).
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import groupby, pairwise

ALNUM = r"[0-9A-Za-z\u0660-\u0669\u06f0-\u06f9]"
LEFT_TO_RIGHT_RUN = re.compile(rf"{ALNUM}(?:[^\s\u0590-\u06ff]*{ALNUM})?")
OPENING_STUCK = re.compile(r"(?<=\w)([(\[{«]) (?=\w)")
CLOSING_STUCK = re.compile(r"(?<=\w) ([)\]}»])(?=\w)")


@dataclass(frozen=True, slots=True)
class Glyph:
    """One letter and the left and right end of its box, in points."""

    letter: str
    left: float
    right: float


def _is_rtl(glyph: Glyph) -> bool:
    return unicodedata.bidirectional(glyph.letter) in ("R", "AL")


def _is_latin(word: list[Glyph]) -> bool:
    return any(unicodedata.bidirectional(glyph.letter) == "L" for glyph in word)


def _text(word: list[Glyph]) -> str:
    return "".join(glyph.letter for glyph in word)


def _is_out_of_order(word: list[Glyph]) -> bool:
    """Whether the word's right-to-left letters do not come rightmost first."""
    letters = [glyph for glyph in word if _is_rtl(glyph)]
    steps = [b.left - a.left for a, b in pairwise(letters)]
    up = sum(step > 0 for step in steps)
    return up > 0 and up * 2 >= len(steps)


def _edges(word: list[Glyph]) -> tuple[int, int]:
    """Where the letters of a word begin and end; brackets and stops around them come in reading order already."""
    inner = [n for n, glyph in enumerate(word) if glyph.letter.isalnum()]
    return (inner[0], inner[-1] + 1) if inner else (0, len(word))


def _word(word: list[Glyph]) -> str:
    """The letters as read; numbers and Latin inside keep their own direction."""
    if not any(map(_is_rtl, word)) or not _is_out_of_order(word):
        return _text(word)
    start, end = _edges(word)
    core = word[start:end][::-1]
    core.sort(key=lambda glyph: -glyph.left)
    return _text(word[:start]) + LEFT_TO_RIGHT_RUN.sub(lambda m: m.group()[::-1], _text(core)) + _text(word[end:])


def _latin_run(run: list[list[Glyph]]) -> list[list[Glyph]]:
    """Latin words from left to right, as they stand on the page; the stop after the last of them stays the last."""
    *others, last = run
    end = _edges(last)[1]
    stop, ordered = last[end:], sorted([*others, last[:end]], key=lambda word: word[0].left)
    return [*ordered[:-1], [*ordered[-1], *stop]]


def _latin_runs(words: list[list[Glyph]]) -> list[list[Glyph]]:
    out: list[list[Glyph]] = []
    for latin, group in groupby(words, _is_latin):
        run = list(group)
        out.extend(_latin_run(run) if latin and len(run) > 1 else run)
    return out


def _words(line: list[Glyph]) -> list[list[Glyph]]:
    return [list(run) for space, run in groupby(line, lambda glyph: glyph.letter.isspace()) if not space]


def line_text(line: list[Glyph]) -> str:
    """One line as it is read; a line without right-to-left letters, or mostly from left to right, as it came."""
    letters = [glyph for glyph in line if glyph.letter.isalpha()]
    if sum(map(_is_rtl, letters)) * 2 <= len(letters):
        return _text(line)
    return " ".join(map(_word, _latin_runs(_words(line))))


def free_brackets(line: str) -> str:
    """Brackets that stuck to the word on their wrong side, set free: "word( inside )word" -> "word (inside) word"."""
    return CLOSING_STUCK.sub(r"\1 ", OPENING_STUCK.sub(r" \1", line))
