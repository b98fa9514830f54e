"""Which days an incident's claims speak of, where one report tells several days apart."""

from collections.abc import Sequence
from datetime import date
from itertools import combinations

from tollbook.model import Claim
from tollbook.reconcile.places import SIDE_BY_SIDE, Cover
from tollbook.reconcile.sorts import classes

Span = tuple[date, date]


def covers(claims: Sequence[Claim]) -> list[Cover]:
    """For each claim the numbered days it covers; ``None``: the whole incident.

    Two days are two only where one report states both, side by side: reports that date one event differently must not
    add up, nor days that were inferred.
    """
    spans = [_span(claim) for claim in claims]
    known = sorted({span for span in spans if span}, key=lambda s: (s[1] - s[0], s))
    if len(known) < 2:
        return [None] * len(claims)
    beside = _told_apart(claims, spans)
    if not beside:
        return [None] * len(claims)
    narrow = [s for s in known if not any(_within(other, s) for other in known)]
    number = classes(narrow, lambda a, b: frozenset((a, b)) in beside)
    return [_cover(span, narrow, number) for span in spans]


def _span(claim: Claim) -> Span | None:
    when = claim.when
    return (when.start, when.end) if when and when.start and when.end else None


def _within(small: Span, large: Span) -> bool:
    return small != large and large[0] <= small[0] and small[1] <= large[1]


def _cover(span: Span | None, narrow: Sequence[Span], number: dict[Span, int | None]) -> Cover:
    if span is None:
        return None
    inside = {number[s] for s in narrow if s == span or _within(s, span)}
    return frozenset() if None in inside else frozenset(n for n in inside if n is not None)


def _told_apart(claims: Sequence[Claim], spans: Sequence[Span | None]) -> set[frozenset[Span]]:
    by_document: dict[str, list[tuple[int, Span]]] = {}
    for claim, span in zip(claims, spans, strict=True):
        if span and claim.when and claim.when.text:
            by_document.setdefault(claim.document, []).append((claim.start, span))
    pairs = (pair for dated in by_document.values() for pair in combinations(dated, 2))
    near = ((a, b) for (here, a), (there, b) in pairs if abs(here - there) <= SIDE_BY_SIDE)
    return {frozenset((a, b)) for a, b in near if a[1] < b[0] or b[1] < a[0]}
