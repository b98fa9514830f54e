"""Whether two claims can speak of one event: a cautious test for tracing, before incidents are drawn."""

from datetime import timedelta
from functools import lru_cache

from tollbook.model import Claim, Period, Place
from tollbook.text.fold import fold_word
from tollbook.text.skeleton import skeleton

BROAD = frozenset({"district", "province", "country"})
SHORTEST_SKELETON = 2
NIGHT = timedelta(days=1)
"""A strike at night is dated to either day."""


def place_keys(claim: Claim) -> frozenset[str]:
    """Every key under which a place of the claim may be met again: id, folded name, consonants; empty where none."""
    if len(claim.places) == 1:
        return _keys(claim.places[0])
    return frozenset().union(*map(_keys, claim.places))


@lru_cache(maxsize=50_000)
def _keys(place: Place) -> frozenset[str]:
    if place.precision in BROAD:
        return frozenset()
    keys = {f"id:{place.id}"} if place.id else set()
    for name in filter(None, (place.text, place.name)):
        keys.add(f"name:{fold_word(name)}")
        bones = skeleton(name)
        if len(bones) >= SHORTEST_SKELETON:
            keys.add(f"bones:{bones}")
    return frozenset(keys)


def settlements(claim: Claim) -> int:
    """How many places the claim names, broad areas left out."""
    return sum(place.precision not in BROAD for place in claim.places)


def same_place(a: Claim, b: Claim) -> bool | None:
    """Whether the two claims share a place; ``None`` where one of them names none."""
    first, second = place_keys(a), place_keys(b)
    return bool(first & second) if first and second else None


def day_of(period: Period | None) -> bool:
    """Whether a period tells one day."""
    return period is not None and period.start is not None and period.start == period.end


def same_time(a: Claim, b: Claim) -> bool | None:
    """Whether the days two claims allow meet or touch; ``None`` where one of them is undated."""
    if not (a.when and b.when and a.when.start and b.when.start and a.when.end and b.when.end):
        return None
    return a.when.start - NIGHT <= b.when.end and b.when.start - NIGHT <= a.when.end


def may_be_one_event(a: Claim, b: Claim) -> bool:
    """Whether nothing said of place, time or level keeps the two claims apart."""
    return a.level == b.level == "incident" and same_place(a, b) is not False and same_time(a, b) is not False
