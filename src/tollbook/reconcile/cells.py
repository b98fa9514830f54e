"""The cells of an incident (place by day) and, for each claim, the cells it speaks of as bits of a whole number."""

from collections.abc import Sequence

from tollbook.model import Claim
from tollbook.reconcile import days, places
from tollbook.reconcile.places import Cover

WHOLE = 1


def cells(claims: Sequence[Claim]) -> tuple[list[int], int]:
    """The mask of each claim and that of the whole incident; 0 stands for a claim on an unknown part of it."""
    if len(claims) == 1:
        return [WHOLE], WHOLE
    where, when = places.covers(claims), days.covers(claims)
    if all(cover is None for cover in (*where, *when)):
        return [WHOLE] * len(claims), WHOLE
    grid = _grid(where, when)
    masks = [_mask(grid, place, day) for place, day in zip(where, when, strict=True)]
    return masks, (1 << len(grid)) - 1


def _grid(where: Sequence[Cover], when: Sequence[Cover]) -> list[tuple[int, int]]:
    """The place and day pairs that any claim can speak of; a claim open in one of them speaks of all that are named."""
    every_place = frozenset().union(*(c for c in where if c)) or frozenset({0})
    every_day = frozenset().union(*(c for c in when if c)) or frozenset({0})
    pairs = {
        (place, day)
        for cover, span in zip(where, when, strict=True)
        if cover or span
        for place in (every_place if cover is None else cover)
        for day in (every_day if span is None else span)
        if _specific(cover, span, every_place, every_day)
    }
    return sorted(pairs) or [(p, d) for p in sorted(every_place) for d in sorted(every_day)]


def _specific(cover: Cover, span: Cover, places_named: frozenset[int], days_named: frozenset[int]) -> bool:
    """Whether a claim says enough to name cells: open on a side only where that side has but one entry."""
    return bool((cover or len(places_named) == 1) and (span or len(days_named) == 1))


def _mask(grid: Sequence[tuple[int, int]], cover: Cover, span: Cover) -> int:
    bits = (
        1 << i
        for i, (place, day) in enumerate(grid)
        if (cover is None or place in cover) and (span is None or day in span)
    )
    return sum(bits)
