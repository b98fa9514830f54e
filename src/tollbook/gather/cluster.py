"""Mentions to groups of one event: best pairs first, whole groups compared by their average, the impossible kept apart.

Average linkage does not chain: a mention that fits one member of a group but not the others stays out.
"""

from collections.abc import Callable, Sequence
from math import inf

from tollbook.gather.evidence import IMPOSSIBLE, Ties, score
from tollbook.gather.mentions import Mention
from tollbook.gather.weights import Weights

SAMPLE = 10
"""Members compared for a large group: its first ones, by id."""


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


class Groups:
    """A partition that only grows by merging groups whose average evidence reaches ``hold``."""

    def __init__(self, reports: Sequence[str], score: Callable[[int, int], float], hold: float) -> None:
        size = len(reports)
        self.of = list(range(size))
        self.reports: dict[int, frozenset[str]] = {i: frozenset({report}) for i, report in enumerate(reports)}
        self.members: dict[int, list[int]] = {i: [i] for i in range(size)}
        self.score, self._hold = score, hold

    def average(self, a: int, b: int) -> float:
        """Average evidence between two groups; minus infinity where any pair is impossible."""
        total, first, second = 0.0, self.members[a][:SAMPLE], self.members[b][:SAMPLE]
        for i in first:
            for j in second:
                one = self.score(i, j)
                if one <= IMPOSSIBLE / 2:
                    return -inf
                total += one
        return total / (len(first) * len(second))

    def join(self, i: int, j: int) -> None:
        """Merge the groups of two mentions if, as wholes, they are of one event."""
        a, b = sorted((self.of[i], self.of[j]))
        if a == b or self.reports[a] & self.reports[b] or self.average(a, b) < self._hold:
            return
        self.reports[a] |= self.reports.pop(b)
        for member in self.members[b]:
            self.of[member] = a
        self.members[a] = sorted(self.members[a] + self.members.pop(b))


def cluster(
    mentions: Sequence[Mention],
    pairs: Sequence[tuple[int, int]],
    scorer: Callable[[Mention, Mention], float],
    weights: Weights,
) -> list[list[int]]:
    """Positions of mentions by event; mentions come in the order of their ids, so the input's order never matters."""
    groups = Groups([m.document for m in mentions], lambda i, j: scorer(mentions[i], mentions[j]), weights.hold)
    scored = [(groups.score(i, j), i, j) for i, j in pairs]
    for value, i, j in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if value < weights.join:
            break
        groups.join(i, j)
    return [groups.members[root] for root in sorted(groups.members)]
