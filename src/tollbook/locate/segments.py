"""Which part of a sentence belongs to which claim: "9 killed in A on Monday, and 3 children in B" are two parts.

Between two claims the cut is at a comma, a semicolon or an "and". Where what a claim needs stands after it ("killed 9
in A, 3 in B") it is the last such mark before the next claim; where it stands before ("In A 9, in B 3") the first.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from tollbook.model.claim import Claim

MARK = re.compile(r"[,;،؛]\s|\s(?:and|while|y|e|et|и|и|та|ve|a|او)\s|\sو(?=\S)")


class Span(NamedTuple):
    """Start and end offsets, the end not included."""

    start: int
    end: int

    def holds(self, offset: int) -> bool:
        """Whether the offset lies in the span."""
        return self.start <= offset < self.end


def _number_in(text: str, claim: Claim, after: int, taken: Sequence[Span]) -> Span | None:
    """Where the claim's number stands: its first place in the quote after ``after`` that is no part of a date."""
    start = text.find(claim.count.text, max(claim.start, after), claim.end) if claim.count.text else -1
    while start >= 0:
        if not any(span.holds(start) for span in taken):
            return Span(start, start + len(claim.count.text))
        start = text.find(claim.count.text, start + 1, claim.end)
    return None


def cores(text: str, claims: Sequence[Claim], dates: Sequence[Span]) -> list[Span]:
    """The words that set each claim apart: its number, since quotes of coordinated claims share their verb and overlap.

    The whole quote where the number is not found in it.
    """
    found: list[Span] = []
    for claim in claims:
        after = found[-1].end if found else 0
        core = _number_in(text, claim, after, dates) or Span(max(claim.start, min(after, claim.end - 1)), claim.end)
        found.append(core)
    return found


def _cut(text: str, left: Span, right: Span, before: bool) -> int:
    """Where the part of ``left`` ends and that of ``right`` begins."""
    if left.end >= right.start:
        return right.start
    marks = [match.start() for match in MARK.finditer(text, left.end - 1, right.start)]
    if not marks:
        return left.end if before else right.start
    return marks[0] if before else marks[-1]


def segments(text: str, sentence: Span, claims: Sequence[Span], details: Sequence[int]) -> list[Span]:
    """The part of the sentence that belongs to each claim, in the claims' order.

    ``details`` are offsets of the places and dates named; where some stand before the first claim and none after the
    last, the sentence tells them first.
    """
    if not claims:
        return []
    told_first = any(at < claims[0].start for at in details) and not any(at >= claims[-1].end for at in details)
    cuts = [_cut(text, a, b, told_first) for a, b in pairwise(claims)]
    starts, ends = [sentence.start, *cuts], [*cuts, sentence.end]
    return [
        Span(min(start, claim.start), max(end, claim.end))
        for start, end, claim in zip(starts, ends, claims, strict=True)
    ]
