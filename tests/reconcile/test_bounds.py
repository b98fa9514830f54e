"""Bounds and contradictions against brute force over all assignments of small cases."""

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tollbook.reconcile.bounds import implied
from tollbook.reconcile.conflicts import conflicts, feasible, loosest
from tollbook.reconcile.rows import Implied, Row

CELLS, MOST = 3, 9
ALL = (1 << CELLS) - 1
GRID = np.stack(np.meshgrid(*[np.arange(MOST + 1)] * CELLS, indexing="ij"), axis=-1).reshape(-1, CELLS)
"""Every way to place 0 to 9 people in each of three cells: rows below ask for at most 5, so nothing lies outside."""


@st.composite
def rows(draw: st.DrawFn) -> Row:
    lo = draw(st.integers(0, 5))
    hi = draw(st.one_of(st.none(), st.integers(lo, 5)))
    return Row(draw(st.integers(1, ALL)), lo, hi, (f"c{draw(st.integers(0, 99))}",))


SYSTEMS = st.lists(rows(), min_size=1, max_size=5)


def solutions(system: list[Row]) -> NDArray[np.int64]:
    kept = np.ones(len(GRID), dtype=bool)
    for row in system:
        total = GRID[:, [bit for bit in range(CELLS) if row.cells >> bit & 1]].sum(axis=1)
        kept &= (total >= row.lo) & (total <= (10**6 if row.hi is None else row.hi))
    return GRID[kept]


def by_brute_force(system: list[Row]) -> Implied | None:
    """The ends by trying all; a cell at the edge of the grid is one without end."""
    spoken = [bit for bit in range(CELLS) if any(row.cells >> bit & 1 for row in system)]
    found = solutions(system)[:, spoken]
    if not len(found):
        return None
    endless = bool((found.max(axis=0) == MOST).any())
    return Implied(int(found.sum(axis=1).min()), None if endless else int(found.sum(axis=1).max()))


@settings(max_examples=2000, deadline=None)
@given(SYSTEMS)
def test_bounds_equal_brute_force(system: list[Row]) -> None:
    assert implied(system) == by_brute_force(system)


@settings(max_examples=400, deadline=None)
@given(st.lists(rows(), min_size=2, max_size=5))
def test_conflicts_are_all_the_minimal_ones(system: list[Row]) -> None:
    clashing = [
        frozenset(chosen)
        for size in range(1, len(system) + 1)
        for chosen in combinations(range(len(system)), size)
        if by_brute_force([system[i] for i in chosen]) is None
    ]
    minimal = {found for found in clashing if not any(other < found for other in clashing)}
    assert set(conflicts(system)) == minimal


@settings(max_examples=400, deadline=None)
@given(SYSTEMS)
def test_the_loosest_range_comes_from_the_largest_sets_that_hold(system: list[Row]) -> None:
    holding = [
        frozenset(chosen)
        for size in range(1, len(system) + 1)
        for chosen in combinations(range(len(system)), size)
        if feasible([system[i] for i in chosen])
    ]
    largest = [found for found in holding if not any(found < other for other in holding)]
    ends = [end for found in largest if (end := by_brute_force([system[i] for i in found]))]
    tops = [end.greatest for end in ends]
    greatest = None if None in tops else max(top for top in tops if top is not None)
    assert loosest(system) == Implied(min(end.least for end in ends), greatest)


@settings(max_examples=300, deadline=None)
@given(st.lists(rows(), min_size=1, max_size=4), rows())
def test_one_more_claim_never_widens_what_holds(system: list[Row], more: Row) -> None:
    inside = Row(more.cells & _spoken(system) or system[0].cells, more.lo, more.hi)
    before, after = implied(system), implied([*system, inside])
    if before and after:
        assert after.least >= before.least
        assert before.greatest is None or (after.greatest is not None and after.greatest <= before.greatest)


def _spoken(system: list[Row]) -> int:
    total = 0
    for row in system:
        total |= row.cells
    return total


def test_overlapping_scopes() -> None:
    """{A,B} = 10 and {B,C} = 8: 10 where B takes all 8 of the second, 18 where B is empty."""
    assert implied([Row(0b011, 10, 10), Row(0b110, 8, 8)]) == Implied(10, 18)


def test_numbers_as_large_as_a_war() -> None:
    assert implied([Row(0b011, 360_000, 360_000), Row(0b110, 120_000, None)]) == Implied(360_000, None)


def test_no_rows_allow_nothing_but_zero() -> None:
    assert implied([]) == Implied(0, 0)


def test_hundreds_of_rivals_end_in_time() -> None:
    system = [Row(1 << (i % 3), i, i) for i in range(120)] + [Row(ALL, 5, 5)]
    assert loosest(system).least >= 0
    assert all(not feasible([system[i] for i in found]) for found in conflicts(system, pairs_only=True)[:50])
