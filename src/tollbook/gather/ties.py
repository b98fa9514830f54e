"""What a comparison leans on beside the two mentions: ties of lineage, and how rare words and places are among all."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log2

from tollbook.gather.mentions import Mention

QUARTER = 91
ENOUGH_REPORTS = 200
"""Below this many reports nobody can tell a rare word from a common one."""
RARE_BITS = 4.5
"""A word in one report of 23 or fewer adds nothing; each halving from there adds a bit."""


@dataclass(frozen=True, slots=True)
class Ties:
    """What ties mentions together: copies and drifts that trace found, as unordered pairs of ids, and rare words."""

    copies: frozenset[frozenset[str]]
    drifts: frozenset[frozenset[str]]
    rarity: Mapping[int, float] = field(default_factory=dict)
    """How rare each rare word is, in bits above ``RARE_BITS``; empty where the reports are too few to tell."""
    places: Mapping[str, float] = field(default_factory=dict)
    """How rare each place is under each of its keys, in bits: log2 of how many reports there are for each that names
    it; empty where the reports are too few to tell."""
    span_bits: float = 0.0
    """How many quarters of a year the dated reports span, in bits; 0 where they are too few to tell."""
    tied: frozenset[str] = field(init=False, default=frozenset())
    """Every id that stands in a copy or a drift."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "tied", frozenset(i for pairs in (self.copies, self.drifts) for p in pairs for i in p))


def rarity(mentions: Sequence[Mention]) -> dict[int, float]:
    """Word -> bits by which it is rarer than a common word; empty for fewer than ``ENOUGH_REPORTS`` reports."""
    held: defaultdict[str, set[int]] = defaultdict(set)
    for mention in mentions:
        held[mention.document].update(mention.terms)
    if len(held) < ENOUGH_REPORTS:
        return {}
    seen = Counter(term for terms in held.values() for term in terms)
    bits = ((term, log2((len(held) + 1) / (times + 1)) - RARE_BITS) for term, times in seen.items() if times > 1)
    return {term: above for term, above in bits if above > 0}


def place_bits(mentions: Sequence[Mention]) -> dict[str, float]:
    """Key of a place -> log2 of how many reports there are for each that names it; empty for few reports."""
    held: defaultdict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        for spot in mention.spots:
            for key in spot.keys | spot.bones:
                held[key].add(mention.document)
    reports = len({mention.document for mention in mentions})
    if reports < ENOUGH_REPORTS:
        return {}
    return {key: log2(reports / len(documents)) for key, documents in held.items()}


def span_bits(mentions: Sequence[Mention]) -> float:
    """Whole bits by which the middle nine tenths of the dated reports outlast a quarter of a year; 0 for few."""
    days = {m.document: m.window.start for m in mentions if m.window is not None}
    if len({m.document for m in mentions}) < ENOUGH_REPORTS or not days:
        return 0.0
    ordered, tail = sorted(days.values()), len(days) // 20
    span = ordered[-1 - tail] - ordered[tail] + 1
    return float(max(0, round(log2(span / QUARTER))))
