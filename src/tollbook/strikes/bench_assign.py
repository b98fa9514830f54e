"""Which entry of one side goes with which of the other: the assignment of the greatest total worth, its ties shown."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

Pairing = Literal["one-to-one", "one-to-many"]
Worth = Mapping[tuple[int, int], float]
MOST_FOR_TIES = 120
"""Pairs of one cluster for which every other best assignment is looked for; each costs one more assignment."""

EQUAL = 1e-9


@dataclass(frozen=True, slots=True)
class Assignment:
    """Pairs of positions (ours, theirs).

    ``tied``: a chosen pair -> the pairs that another assignment of equal worth has in its place.
    ``unchecked``: chosen pairs in clusters too large to look for ties.
    """

    pairs: tuple[tuple[int, int], ...]
    total: float
    tied: Mapping[tuple[int, int], tuple[tuple[int, int], ...]] = field(default_factory=dict)
    unchecked: frozenset[tuple[int, int]] = frozenset()


def _clusters(worth: Worth) -> Iterator[list[tuple[int, int]]]:
    """Pairs that share an entry, directly or through others: each cluster is an assignment of its own."""
    pairs = sorted(worth)
    if not pairs:
        return
    ours, theirs = (sorted({pair[side] for pair in pairs}) for side in (0, 1))
    row, column = ({key: at for at, key in enumerate(side)} for side in (ours, theirs))
    size = len(ours) + len(theirs)
    rows = [row[a] for a, _ in pairs]
    columns = [len(ours) + column[b] for _, b in pairs]
    graph = coo_array((np.ones(len(pairs)), (rows, columns)), shape=(size, size))
    _, labels = connected_components(graph, directed=False)
    grouped: dict[int, list[tuple[int, int]]] = {}
    for pair, at in zip(pairs, rows, strict=True):
        grouped.setdefault(int(labels[at]), []).append(pair)
    yield from grouped.values()


def _best(cluster: Iterable[tuple[int, int]], worth: Worth) -> tuple[list[tuple[int, int]], float]:
    """The one-to-one pairs of the greatest sum (Jonker-Volgenant as SciPy has it); entries may stay alone."""
    pairs = list(cluster)
    ours, theirs = (sorted({pair[side] for pair in pairs}) for side in (0, 1))
    table: NDArray[np.float64] = np.zeros((len(ours), len(theirs)))
    for a, b in pairs:
        table[ours.index(a), theirs.index(b)] = worth[a, b]
    rows, columns = linear_sum_assignment(table, maximize=True)
    chosen = [(ours[i], theirs[j]) for i, j in zip(rows, columns, strict=True) if table[i, j] > 0]
    return chosen, float(sum(worth[pair] for pair in chosen))


def _ties(
    cluster: list[tuple[int, int]], chosen: list[tuple[int, int]], total: float, worth: Worth
) -> dict[tuple[int, int], tuple[tuple[int, int], ...]]:
    """For each chosen pair that an equally good assignment does without: what that one has instead."""
    found = {}
    for pair in chosen:
        other, without = _best((one for one in cluster if one != pair), worth)
        if abs(without - total) <= EQUAL:
            found[pair] = tuple(sorted(set(other) - set(chosen)))
    return found


def one_to_one(worth: Worth) -> Assignment:
    """Each entry at most once, so that the sum of worths is the greatest there is; ties by the order of the entries."""
    pairs: list[tuple[int, int]] = []
    tied: dict[tuple[int, int], tuple[tuple[int, int], ...]] = {}
    unchecked: set[tuple[int, int]] = set()
    total = 0.0
    for cluster in _clusters(worth):
        chosen, sum_ = _best(cluster, worth)
        pairs, total = pairs + chosen, total + sum_
        if len(cluster) > MOST_FOR_TIES:
            unchecked.update(chosen)
        else:
            tied.update(_ties(cluster, chosen, sum_, worth))
    return Assignment(tuple(sorted(pairs)), total, tied, frozenset(unchecked))


def one_to_many(worth: Worth) -> Assignment:
    """Each of theirs goes to its best of ours, which may take several: an incident may answer several strikes."""
    best: dict[int, list[tuple[int, int]]] = {}
    for pair in sorted(worth):
        held = best.setdefault(pair[1], [pair])
        if worth[pair] > worth[held[0]] + EQUAL:
            best[pair[1]] = [pair]
        elif pair != held[0] and abs(worth[pair] - worth[held[0]]) <= EQUAL:
            held.append(pair)
    chosen = {held[0]: tuple(held[1:]) for held in best.values()}
    tied = {pair: others for pair, others in chosen.items() if others}
    return Assignment(tuple(sorted(chosen)), sum(worth[pair] for pair in chosen), tied)


def assign(worth: Worth, pairing: Pairing) -> Assignment:
    """The assignment of positive worths; a pair that is not in ``worth`` is never made."""
    positive = {pair: value for pair, value in worth.items() if value > 0}
    return one_to_one(positive) if pairing == "one-to-one" else one_to_many(positive)
