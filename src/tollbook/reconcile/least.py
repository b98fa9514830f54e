"""The least number of people behind several incidents, where some of them may be about the same deaths.

A death can be in several incidents only if each two of these may overlap, so it belongs to a clique of the graph of
overlaps. With y people in each maximal clique C the least number is: minimise sum y, where the y of the cliques that
hold an incident sum to at least its own number. HiGHS (SciPy's ``milp``) solves it; where a group is too large or has
too many cliques to list, incidents of which no two may overlap are summed up instead, which can only be too low.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np
from scipy.optimize import LinearConstraint, milp

MOST_CLIQUES, MOST_INCIDENTS = 2000, 500
"""What a group may hold for its cliques to be listed."""
MOST_NODES = 20_000
"""Branches HiGHS may open: a limit that gives the same answer on every machine, as a time would not."""
ROUNDING = 1e-6
Graph = tuple[tuple[int, ...], ...]
"""For each incident the numbers of those it may overlap with, ascending."""


def least(weights: Mapping[str, int], linked: Mapping[str, Iterable[str]]) -> tuple[int, bool]:
    """The least number of people in all, and whether it is exact (else a lower bound of it).

    ``weights``: the least number of each incident; ``linked``: those it may overlap with, both ways.
    """
    total, exact = 0, True
    for group in groups({key for key, weight in weights.items() if weight}, linked):
        number = {key: at for at, key in enumerate(group)}
        graph = tuple(tuple(sorted(number[other] for other in linked.get(key, ()) if other in number)) for key in group)
        found, sure = of_group(graph, tuple(weights[key] for key in group))
        total, exact = total + found, exact and sure
    return total, exact


def groups(keys: set[str], linked: Mapping[str, Iterable[str]]) -> Iterator[list[str]]:
    """The connected groups, each sorted, in the order of their first key."""
    left = set(keys)
    for key in sorted(keys):
        if key not in left:
            continue
        left.discard(key)
        group, waiting = [key], [key]
        while waiting:
            near = left.intersection(linked.get(waiting.pop(), ()))
            left -= near
            group += near
            waiting += near
        yield sorted(group)


@lru_cache(maxsize=10_000)
def of_group(graph: Graph, weights: tuple[int, ...]) -> tuple[int, bool]:
    """The least number of people in one connected group, and whether it is exact."""
    if all(len(near) == len(graph) - 1 for near in graph):
        return max(weights), True
    found = cliques(graph, MOST_CLIQUES) if len(graph) <= MOST_INCIDENTS else None
    return _program(found, weights) if found is not None else (_apart(graph, weights), False)


def cliques(graph: Graph, most: int) -> list[int] | None:
    """Every maximal clique as bits, by Bron and Kerbosch with Tomita's pivot; ``None`` beyond ``most``."""
    near = [sum(1 << other for other in others) for others in graph]
    found: list[int] = []
    waiting = [(0, (1 << len(graph)) - 1, 0)]
    while waiting:
        clique, free, done = waiting.pop()
        if not free and not done:
            found.append(clique)
        if len(found) > most:
            return None
        if not free:
            continue
        pivot = max(_bits(free | done), key=lambda v: (near[v] & free).bit_count())
        for v in _bits(free & ~near[pivot]):
            waiting.append((clique | 1 << v, free & near[v], done & near[v]))
            free, done = free & ~(1 << v), done | 1 << v
    return found


def _bits(mask: int) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def _program(found: Sequence[int], weights: Sequence[int]) -> tuple[int, bool]:
    matrix = np.array([[clique >> at & 1 for clique in found] for at in range(len(weights))], dtype=float)
    rows = LinearConstraint(matrix, np.array(weights, dtype=float), np.inf)
    ones = np.ones(len(found))
    solved = milp(ones, constraints=rows, integrality=ones, options={"node_limit": MOST_NODES, "mip_rel_gap": 0})
    if solved.status == 0:
        return round(float(solved.fun)), True
    bound = solved.mip_dual_bound if solved.mip_dual_bound is not None else 0.0
    return max(int(np.ceil(bound - ROUNDING)), *weights), False


def _apart(graph: Graph, weights: Sequence[int]) -> int:
    """The greater of two greedy sums over incidents of which no two may overlap."""
    heavy = sorted(range(len(graph)), key=lambda v: (-weights[v], v))
    light = sorted(range(len(graph)), key=lambda v: (-weights[v] / (len(graph[v]) + 1), v))
    return max(_greedy(graph, weights, heavy), _greedy(graph, weights, light))


def _greedy(graph: Graph, weights: Sequence[int], order: Sequence[int]) -> int:
    barred: set[int] = set()
    total = 0
    for v in order:
        if v not in barred:
            total += weights[v]
            barred.update(graph[v])
    return total
