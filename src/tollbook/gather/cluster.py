"""Mentions to groups of one event: best pairs first, whole groups compared by their average, the impossible kept apart.

Average linkage does not chain: a mention that fits one member of a group but not the others stays out.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from math import inf
from typing import NamedTuple

from tollbook.gather.evidence import IMPOSSIBLE, score
from tollbook.gather.judged import NO_BONDS, Bonds
from tollbook.gather.mentions import Mention
from tollbook.gather.ties import Ties
from tollbook.gather.weights import Weights

SAMPLE = 10
"""Members compared for a large group: its first ones, by id."""
NOWHERE: frozenset[int] = frozenset()


class Scorer:
    """The evidence between mentions in bits, each pair worked out once."""

    def __init__(self, ties: Ties, weights: Weights) -> None:
        self._ties, self._weights = ties, weights
        self._memo: dict[tuple[str, str], float] = {}

    def __call__(self, a: Mention, b: Mention) -> float:
        """The evidence that ``a`` and ``b`` tell of one event."""
        pair = (a.id, b.id) if a.id < b.id else (b.id, a.id)
        known = self._memo.get(pair)
        if known is None:
            known = self._memo[pair] = score(a, b, self._ties, self._weights)
        return known

    def reaching(self, a: Mention, b: Mention, least: float) -> float | None:
        """The evidence where it reaches ``least``; the others, by far the most, are not even kept in memory."""
        value = score(a, b, self._ties, self._weights, least)
        if value < least:
            return None
        self._memo[(a.id, b.id) if a.id < b.id else (b.id, a.id)] = value
        return value


class Groups:
    """A partition that only grows, by merging groups whose average evidence reaches ``hold``; people's bonds first."""

    def __init__(
        self, reports: Sequence[str], score: Callable[[int, int], float], hold: float, bonds: Bonds = NO_BONDS
    ) -> None:
        size = len(reports)
        self.of = list(range(size))
        self.reports: dict[int, frozenset[str]] = {i: frozenset({report}) for i, report in enumerate(reports)}
        self.members: dict[int, list[int]] = {i: [i] for i in range(size)}
        self.score, self._hold = score, hold
        self.bars = dict(bonds.bars)
        self._welded = frozenset(i for pair in bonds.welds for i in pair)
        for i, j in bonds.welds:
            self._merge(self.of[i], self.of[j])

    def average(self, a: int, b: int) -> float:
        """Average evidence between two groups; minus infinity where any pair is impossible.

        What a person welded may contradict itself: there an impossible pair is passed over while another is possible.
        """
        total, first, second = 0.0, self.members[a][:SAMPLE], self.members[b][:SAMPLE]
        compared = len(first) * len(second)
        for i in first:
            for j in second:
                one = self.score(i, j)
                if one > IMPOSSIBLE / 2:
                    total += one
                elif compared > 1 and not self._welded.isdisjoint((i, j)):
                    compared -= 1
                else:
                    return -inf
        return total / compared

    def join(self, i: int, j: int) -> None:
        """Merge the groups of two mentions if, as wholes, they are of one event."""
        a, b = sorted((self.of[i], self.of[j]))
        if a == b or self.reports[a] & self.reports[b] or not self.bars.get(a, NOWHERE).isdisjoint(self.members[b]):
            return
        if self.average(a, b) >= self._hold:
            self._merge(a, b)

    def _merge(self, a: int, b: int) -> None:
        """Make one group of two; it keeps the lesser name."""
        a, b = sorted((a, b))
        self.reports[a] |= self.reports.pop(b)
        for member in self.members[b]:
            self.of[member] = a
        self.members[a] = sorted(self.members[a] + self.members.pop(b))
        if b in self.bars:
            self.bars[a] = self.bars.get(a, NOWHERE) | self.bars.pop(b)


class Clusters(NamedTuple):
    """Positions of mentions by event, and for each group its kin: the least position that evidence leads to from it.

    Groups of different kin have no pair in common that reaches ``join`` or was judged: they cannot change each other.
    """

    groups: list[list[int]]
    kin: list[int]


def _kin(size: int, ties: Iterable[tuple[int, int]]) -> list[int]:
    """The least position each position is connected with."""
    root = list(range(size))

    def top(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for i, j in ties:
        a, b = sorted((top(i), top(j)))
        root[b] = a
    return [top(i) for i in range(size)]


def cluster(
    mentions: Sequence[Mention],
    pairs: Sequence[tuple[int, int]],
    scorer: Scorer,
    weights: Weights,
    bonds: Bonds = NO_BONDS,
) -> Clusters:
    """Mentions by event; mentions come in the order of their ids, so the input's order never matters."""
    groups = Groups([m.document for m in mentions], lambda i, j: scorer(mentions[i], mentions[j]), weights.hold, bonds)
    scored = [
        (-value, i, j)
        for i, j in pairs
        if (value := scorer.reaching(mentions[i], mentions[j], weights.join)) is not None
    ]
    for _, i, j in sorted(scored):
        groups.join(i, j)
    kin = _kin(len(mentions), chain(((i, j) for _, i, j in scored), bonds.pairs()))
    roots = sorted(groups.members)
    return Clusters([groups.members[root] for root in roots], [kin[root] for root in roots])
