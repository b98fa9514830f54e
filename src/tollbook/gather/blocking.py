"""Which mentions are worth comparing: those that share place and day, place and number, words, or a tie of lineage.

A key is one integer: what kind of key it is in the bits above ``PAYLOAD``, a hash of what it says below.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from tollbook.gather.clues import yeardays
from tollbook.gather.features import Spot, Window
from tollbook.gather.mentions import Mention
from tollbook.gather.ties import Ties

CELL_DEGREES = 0.1
"""About 11 km: beyond the radius of a town."""
LONGEST_DATED = 7
"""A window of more days than this is looked up by number instead of by day."""
LARGEST = 40
"""A block of more mentions is compared only among neighbours by number."""
NEIGHBOURS = 12
FARTHEST_DAYS = 31
"""Two dated mentions farther apart than this, or two days where both are stated, are not compared at all."""
SKETCH = 6
"""How many of a mention's smallest word hashes it is looked up under: texts that share words tend to share these."""
MOST_COMMON_WORDS = 40
RAREST = 12
"""How many of a mention's rarest words it is looked up under."""
RAREST_OF_DAY = 24
"""And how many together with its days, where words less rare still find few."""
CELL_RADIUS_KM = 15.0
FEWEST_TOLD = 5
"""The same number of one source finds reports that name no place, where it is not so small as to be common."""

PAYLOAD = 56
MASK = (1 << PAYLOAD) - 1
WORDS, TERM, NAMED, AT, PLACE_TIME, FIGURE_TIME, WORD_DAY, BAND, STATED = (kind << PAYLOAD for kind in range(1, 10))
"""Under ``BAND`` (words as trace signs them) and ``STATED`` (the day of a statement) reports are only looked up."""
LAST_OF_WORDS = (3 << PAYLOAD) | MASK
"""The greatest key of the kinds ``WORDS``, ``TERM`` and ``NAMED``: too many reports under one find nothing."""
DAY, NUMBER, CELL, LATITUDE = 1 << 40, 2 << 40, 3 << 40, 1 << 16
MIXER, OTHER_MIXER = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F
ALWAYS = 1 << 40
"""Later than any day."""

Pairs = NDArray[np.int64]


def mixed(kind: int, a: int, b: int) -> int:
    """A key of a kind for two things that are told together."""
    product = (a * MIXER ^ (b + 1) * OTHER_MIXER) & 0xFFFF_FFFF_FFFF_FFFF
    return kind | ((product >> 8) ^ (product & 0xFFFF))


@lru_cache(maxsize=200_000)
def hashed(text: str) -> int:
    """A text as 32 bits, the same in every run."""
    return crc32(text.encode())


@lru_cache(maxsize=50_000)
def _of_spot(spot: Spot) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The names a place is met under, and those with the cell it lies in."""
    names = tuple(hashed(key) for key in spot.keys | spot.bones)
    if spot.lat is None or spot.lon is None or spot.radius >= CELL_RADIUS_KM:
        return names, names
    north, east = round(spot.lat / CELL_DEGREES), round(spot.lon / CELL_DEGREES)
    return names, (*names, CELL + (north + 5_000) * LATITUDE + east + 5_000)


def _whens(mention: Mention) -> Iterator[int]:
    """The days a mention allows, and its numbers for those that meet it without a day."""
    window = mention.window
    if window is not None and window.end - window.start < LONGEST_DATED:
        for day in range(window.start, window.end + 2):
            yield DAY + day
    for number in mention.numbers:
        if number.stated and number.stated > 1:
            yield NUMBER + number.stated


def keys(mention: Mention, ties: Ties) -> set[int]:
    """The blocks a mention belongs to."""
    whens = list(_whens(mention))
    places = [_of_spot(spot) for spot in mention.spots]
    found = {mixed(PLACE_TIME, place, when) for _, cells in places for place in cells for when in whens}
    found.update(AT | name for names, _ in places for name in names)
    for group, number in mention.figures:
        if number >= FEWEST_TOLD:
            found.update(mixed(FIGURE_TIME, hashed(group) * 1_000_003 + number, when) for when in whens)
    found.update(WORDS | word for word in sorted(mention.words)[:SKETCH])
    rarity = ties.rarity
    known = [term for _, term in sorted((-rarity[term], term) for term in mention.terms if term in rarity)]
    found.update(TERM | term for term in known[:RAREST])
    places_named = mention.named.union(*(name for spot in mention.spots for name in spot.names))
    found.update(NAMED | word for word in places_named)
    days = yeardays(mention.clue, mention.window)
    if days:
        of_day = {*known[:RAREST_OF_DAY], *places_named}
        found.update(mixed(WORD_DAY, word, day) for day in days for word in of_day)
    return found


def size(mention: Mention) -> int:
    """The largest number a mention tells; 0 where it tells none."""
    return max((n.stated or 0 for n in mention.numbers), default=0)


def tied(mentions: Sequence[Mention], ties: Ties) -> Iterator[tuple[int, int]]:
    """Pairs of positions that lineage ties together, whatever blocks they are in."""
    by_document: defaultdict[str, list[int]] = defaultdict(list)
    by_claim: dict[str, int] = {}
    for i, mention in enumerate(mentions):
        by_document[mention.document].append(i)
        by_claim.update((claim.id, i) for claim in mention.claims)
    for pair in ties.copies:
        first, second = sorted(pair) if len(pair) == 2 else (*pair, *pair)
        yield from (
            (min(i, j), max(i, j)) for i in by_document.get(first, ()) for j in by_document.get(second, ()) if i != j
        )
    for pair in ties.drifts:
        known = sorted(by_claim[claim] for claim in pair if claim in by_claim)
        if len(known) == 2 and known[0] != known[1]:
            yield known[0], known[1]


class _Meeting:
    """Which positions have days near enough to be worth a comparison, for whole arrays of pairs at once."""

    def __init__(self, windows: Sequence[Window | None]) -> None:
        self._start = np.array([-ALWAYS if w is None else w.start for w in windows], dtype=np.int64)
        self._end = np.array([ALWAYS if w is None else w.end for w in windows], dtype=np.int64)
        self._stated = np.array([w is not None and w.stated for w in windows], dtype=np.bool_)
        self._count = len(windows)

    def pairs(self, i: NDArray[np.int64], j: NDArray[np.int64]) -> Pairs:
        """The pairs that may meet, each as one number, the smaller position first."""
        farthest = np.where(self._stated[i] & self._stated[j], 1, FARTHEST_DAYS)
        near = (self._start[i] - self._end[j] <= farthest) & (self._start[j] - self._end[i] <= farthest)
        i, j = i[near], j[near]
        return np.unique(np.minimum(i, j) * self._count + np.maximum(i, j))


def _small(holders: NDArray[np.int64], starts: NDArray[np.int64], many: int, meeting: _Meeting) -> Pairs:
    """All pairs within blocks of ``many`` mentions each."""
    first, second = np.triu_indices(many, 1)
    step = max(1, 2_000_000 // len(first))
    found = [
        meeting.pairs(block[:, first].ravel(), block[:, second].ravel())
        for at in range(0, len(starts), step)
        for block in [holders[starts[at : at + step, None] + np.arange(many)]]
    ]
    return np.concatenate(found)


def _large(block: NDArray[np.int64], order: NDArray[np.int64], meeting: _Meeting) -> Pairs:
    """The pairs of neighbours by number within one large block."""
    ordered = block[np.argsort(order[block], kind="stable")]
    firsts = [ordered[:-gap] for gap in range(1, NEIGHBOURS + 1)]
    seconds = [ordered[gap:] for gap in range(1, NEIGHBOURS + 1)]
    return meeting.pairs(np.concatenate(firsts), np.concatenate(seconds))


def _by_number(mentions: Sequence[Mention]) -> NDArray[np.int64]:
    """The place of each mention in the order of the numbers they tell."""
    ordered = sorted(range(len(mentions)), key=lambda i: (size(mentions[i]), mentions[i].id))
    place = np.empty(len(mentions), dtype=np.int64)
    place[ordered] = np.arange(len(mentions))
    return place


def postings(mentions: Sequence[Mention], ties: Ties) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Every key and the position of the mention that holds it, in the order of the keys."""
    held, sizes = bytearray(), np.empty(len(mentions), dtype=np.int64)
    for i, mention in enumerate(mentions):
        own = keys(mention, ties)
        sizes[i] = len(own)
        held += np.fromiter(own, np.int64, len(own)).tobytes()
    every = np.frombuffer(bytes(held), np.int64)
    order = np.argsort(every, kind="stable")
    return every[order], np.repeat(np.arange(len(mentions)), sizes)[order]


def candidates(mentions: Sequence[Mention], ties: Ties) -> list[tuple[int, int]]:
    """Pairs of positions worth comparing, in order; near linear in the number of mentions."""
    if len(mentions) < 2:
        return []
    every, holders = postings(mentions, ties)
    found = list(_in_blocks(every, holders, mentions))
    drawn = np.array(sorted(set(tied(mentions, ties))), dtype=np.int64).reshape(-1, 2)
    pairs = np.unique(np.concatenate([*found, drawn[:, 0] * len(mentions) + drawn[:, 1]]))
    first, second = np.divmod(pairs, len(mentions))
    return list(zip(first.tolist(), second.tolist(), strict=True))


def _in_blocks(every: NDArray[np.int64], holders: NDArray[np.int64], mentions: Sequence[Mention]) -> Iterable[Pairs]:
    meeting = _Meeting([m.window for m in mentions])
    starts = np.concatenate(([0], np.flatnonzero(np.diff(every)) + 1)) if len(every) else np.empty(0, np.int64)
    sizes = np.diff(np.append(starts, len(every)))
    for many in range(2, LARGEST + 1):
        chosen = starts[sizes == many]
        if len(chosen):
            yield _small(holders, chosen, many, meeting)
    order = _by_number(mentions)
    for at in np.flatnonzero(sizes > LARGEST):
        if every[starts[at]] > LAST_OF_WORDS:
            yield _large(holders[starts[at] : starts[at] + sizes[at]], order, meeting)
