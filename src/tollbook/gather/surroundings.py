"""What evidence leans on beyond the two mentions compared: the words and places of the whole collection.

Kept as arrays, so that a neighbourhood of a large collection can be weighed as the whole would be.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log2

import numpy as np
from numpy.typing import NDArray

from tollbook.gather.features import place_term
from tollbook.gather.mentions import Mention
from tollbook.gather.ties import ENOUGH_REPORTS, RARE_BITS, span_bits


@dataclass(frozen=True, slots=True)
class Surroundings:
    """How many reports there are, in how many each word stands, how long they span, and the words of place names.

    ``terms`` are sorted hashes of words, and of the keys of places, ``times`` beside them; ``more`` counts those of
    reports that came in since.
    """

    reports: int
    terms: NDArray[np.int64]
    times: NDArray[np.int64]
    span_bits: float
    places: frozenset[int]
    more: Mapping[int, int] = field(default_factory=dict)

    def seen(self, term: int) -> int:
        """In how many reports the word stands."""
        at = int(np.searchsorted(self.terms, term))
        known = int(self.times[at]) if at < len(self.terms) and self.terms[at] == term else 0
        return known + self.more.get(term, 0)

    def rarity(self, mentions: Iterable[Mention]) -> dict[int, float]:
        """The rare words of these mentions, as ``evidence.rarity`` rates them among all reports."""
        if self.reports < ENOUGH_REPORTS:
            return {}
        terms = {term for mention in mentions for term in mention.terms}
        seen = ((term, self.seen(term)) for term in terms)
        bits = ((term, log2((self.reports + 1) / (times + 1)) - RARE_BITS) for term, times in seen if times > 1)
        return {term: above for term, above in bits if above > 0}

    def place_bits(self, mentions: Iterable[Mention]) -> dict[str, float]:
        """How rare the places of these mentions are, as ``evidence.place_bits`` rates them among all reports."""
        if self.reports < ENOUGH_REPORTS:
            return {}
        keys = {key for mention in mentions for spot in mention.spots for key in spot.keys | spot.bones}
        return {key: log2(self.reports / max(1, self.seen(place_term(key)))) for key in keys}

    def lone(self, mention: Mention) -> list[int]:
        """The words of a mention that stand in no other report so far."""
        return sorted(term for term in mention.terms if self.seen(term) <= 1)

    def with_reports(self, mentions: Sequence[Mention]) -> "Surroundings":
        """These with the words of reports that were not among them."""
        more = Counter(self.more)
        held: dict[str, set[int]] = {}
        for mention in mentions:
            held.setdefault(mention.document, set()).update(_counted(mention))
        for terms in held.values():
            more.update(terms)
        return Surroundings(
            self.reports + len(held), self.terms, self.times, self.span_bits, self.places | place_words(mentions), more
        )


@dataclass(frozen=True, slots=True)
class Near:
    """A neighbourhood: the collection around it, and the claims whose mentions are gathered anew."""

    around: Surroundings
    only: frozenset[str]

    def wants(self, claims: Iterable[str]) -> bool:
        """Whether a mention of these claims takes part."""
        return not self.only.isdisjoint(claims)


def _counted(mention: Mention) -> set[int]:
    """What is counted of a mention: its words and the keys of its places."""
    return {*mention.terms, *(place_term(key) for spot in mention.spots for key in spot.keys | spot.bones)}


def place_words(mentions: Iterable[Mention]) -> frozenset[int]:
    """Hashes of the words of every settlement that a claim is tied to, cities left out."""
    spots = {spot for m in mentions for spot in m.spots if spot.precision != "city"}
    return frozenset(word for spot in spots for name in spot.names for word in name)


def of_collection(mentions: Sequence[Mention]) -> Surroundings:
    """The surroundings that a whole collection is."""
    held: dict[str, set[int]] = {}
    for mention in mentions:
        held.setdefault(mention.document, set()).update(_counted(mention))
    seen = Counter(term for terms in held.values() for term in terms)
    terms = np.fromiter(sorted(seen), np.int64, len(seen))
    times = np.fromiter((seen[int(term)] for term in terms), np.int64, len(seen))
    return Surroundings(len(held), terms, times, span_bits(mentions), place_words(mentions))
