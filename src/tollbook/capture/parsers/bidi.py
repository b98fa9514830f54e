"""Right-to-left lines as PDFs give them, put back as they were written (stack note: pdfium mirrors their brackets)."""

import re
import unicodedata

from tollbook.capture.parsers.righttoleft import free_brackets

MIRROR = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
OPENING, CLOSING = "([{«‹", ")]}»›"
PAIR = dict(zip(CLOSING, OPENING, strict=True))
RIGHT_TO_LEFT = ("R", "AL")
MARKS = re.compile(r"[\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]")
"""Vowel marks and the stretching line: PDFs hand them back beside the wrong letter, and no word needs them."""
CONTROLS = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
PRESENTATION = re.compile(r"[\ufb1d-\ufdff\ufe70-\ufefc]+")


def is_right_to_left(line: str) -> bool:
    """Whether most letters of the line are written from right to left."""
    kinds = [unicodedata.bidirectional(c) for c in line if c.isalpha()]
    return sum(kind in RIGHT_TO_LEFT for kind in kinds) * 2 > len(kinds)


def faults(line: str) -> int:
    """How many brackets of a line stand without their partner."""
    waiting: list[str] = []
    unmatched = 0
    for c in line:
        if c in OPENING:
            waiting.append(c)
        elif c in CLOSING:
            if waiting and waiting[-1] == PAIR[c]:
                waiting.pop()
            else:
                unmatched += 1
    return unmatched + len(waiting)


def _mirrored(lines: list[str]) -> bool:
    """Whether the text as a whole reads better with its brackets turned."""
    as_is = sum(faults(line) for line in lines)
    turned = sum(faults(line.translate(MIRROR)) for line in lines)
    return turned < as_is


def _turn(line: str, all_turned: bool) -> str:
    turned = line.translate(MIRROR)
    as_is, other = faults(line), faults(turned)
    return turned if other < as_is or (other == as_is and as_is and all_turned) else line


def _plain(line: str) -> str:
    line = PRESENTATION.sub(lambda m: unicodedata.normalize("NFKC", m.group()), line)
    return CONTROLS.sub("", MARKS.sub("", line))


def repair(text: str) -> str:
    """The text with its right-to-left lines repaired: brackets turned back where that pairs them, vowel marks gone,
    ligature forms as letters. Lines from left to right stay as they are.
    """
    lines = text.split("\n")
    ours = [is_right_to_left(line) for line in lines]
    lines = [_plain(line) if rtl else line for line, rtl in zip(lines, ours, strict=True)]
    turned = _mirrored([line for line, rtl in zip(lines, ours, strict=True) if rtl])
    return "\n".join(free_brackets(_turn(line, turned)) if rtl else line for line, rtl in zip(lines, ours, strict=True))
