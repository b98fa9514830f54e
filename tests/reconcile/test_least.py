from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tollbook.reconcile import least as room
from tollbook.reconcile.least import cliques, least, of_group

Edges = frozenset[tuple[int, int]]


def graph_of(size: int, edges: Edges) -> room.Graph:
    near: list[set[int]] = [set() for _ in range(size)]
    for a, b in edges:
        near[a].add(b)
        near[b].add(a)
    return tuple(tuple(sorted(n)) for n in near)


@st.composite
def cases(draw: st.DrawFn, most: int = 5, heaviest: int = 3) -> tuple[room.Graph, tuple[int, ...]]:
    size = draw(st.integers(1, most))
    every = [(a, b) for a in range(size) for b in range(a)]
    edges = draw(st.sets(st.sampled_from(every)) if every else st.just(set[tuple[int, int]]()))
    weights = draw(st.tuples(*[st.integers(1, heaviest)] * size))
    return graph_of(size, frozenset(edges)), weights


def by_hand(graph: room.Graph, weights: tuple[int, ...]) -> int:
    """Brute force: every set of people, each in some incidents of which any two may overlap, fewest people first."""
    size = len(graph)
    allowed = [
        mask for mask in range(1, 1 << size)
        if all(b in graph[a] for a in range(size) if mask >> a & 1 for b in range(a) if mask >> b & 1)
    ]  # fmt: skip
    reach = {tuple(0 for _ in weights)}
    people = 0
    while weights not in reach:
        people += 1
        reach = {
            tuple(min(w, h + (mask >> at & 1)) for at, (w, h) in enumerate(zip(weights, held, strict=True)))
            for held, mask in product(reach, allowed)
        }
    return people


@given(cases())
def test_the_least_number_is_that_of_brute_force(case: tuple[room.Graph, tuple[int, ...]]) -> None:
    graph, weights = case
    weighed = {str(at): n for at, n in enumerate(weights)}
    assert least(weighed, _linked(graph)) == (by_hand(graph, weights), True)


def test_a_ring_of_five_needs_more_than_any_two_apart() -> None:
    ring = graph_of(5, frozenset({(1, 0), (2, 1), (3, 2), (4, 3), (4, 0)}))
    assert of_group(ring, (2, 2, 2, 2, 2)) == (5, True)  # two of five can be apart: 4; pairs cover ten halves


@given(cases(most=9, heaviest=20))
def test_the_bound_for_large_groups_is_never_too_high(case: tuple[room.Graph, tuple[int, ...]]) -> None:
    graph, weights = case
    exact, _ = least({str(at): n for at, n in enumerate(weights)}, _linked(graph))
    assert max(weights) <= room._apart(graph, weights) <= exact


def _linked(graph: room.Graph) -> dict[str, list[str]]:
    return {str(at): [str(other) for other in near] for at, near in enumerate(graph)}


@given(cases(most=8))
def test_the_cliques_are_all_that_none_can_be_added_to(case: tuple[room.Graph, tuple[int, ...]]) -> None:
    graph, _ = case
    size = len(graph)
    full = [
        mask for mask in range(1, 1 << size)
        if all(b in graph[a] for a in range(size) if mask >> a & 1 for b in range(a) if mask >> b & 1)
    ]  # fmt: skip
    maximal = {m for m in full if not any(m != other and m & other == m for other in full)}
    assert set(cliques(graph, 1000) or []) == maximal


def test_too_many_cliques_are_told_and_a_lower_bound_given() -> None:
    # twelve pairs that cannot overlap, all others may: 2 to the power of 12 maximal cliques
    size = 24
    edges = frozenset((a, b) for a in range(size) for b in range(a) if a // 2 != b // 2)
    graph = graph_of(size, edges)
    assert cliques(graph, room.MOST_CLIQUES) is None
    assert of_group(graph, (3,) * size) == (6, False)
