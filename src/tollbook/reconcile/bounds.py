"""What rows imply: exact least and greatest totals in whole people.

Where scopes are nested or apart, intervals are passed up the tree, which is exact because each cell lies in one branch.
Where scopes overlap ({A,B} and {B,C}) a small integer program is solved by HiGHS (SciPy's ``milp``).
"""

from collections.abc import Sequence
from functools import reduce
from operator import or_

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds as Box
from scipy.optimize import LinearConstraint, milp

from tollbook.errors import SkipItem
from tollbook.reconcile.rows import Implied, Row, over, smaller

Intervals = dict[int, tuple[int, int | None]]
Vector = NDArray[np.float64]
OPTIMAL, INFEASIBLE = 0, 2


def implied(rows: Sequence[Row]) -> Implied | None:
    """Least and greatest sum over all cells the rows speak of; ``None`` where no assignment satisfies them all."""
    intervals = _same_scope(rows)
    if intervals is None:
        return None
    if not intervals:
        return Implied(0, 0)
    if len(intervals) == 1:
        return Implied(*next(iter(intervals.values())))
    return _nested(intervals) if _laminar(intervals) else _program(intervals)


def implied_in(rows: Sequence[Row], cells: int) -> Implied | None:
    """Least and greatest sum over ``cells`` alone; ``None`` where no assignment satisfies all the rows."""
    intervals = _same_scope([*rows, Row(cells, 0, None)])
    return None if intervals is None else _program(intervals, cells)


def _same_scope(rows: Sequence[Row]) -> Intervals | None:
    intervals: Intervals = {}
    for row in rows:
        lo, hi = intervals.get(row.cells, (0, None))
        lo, hi = max(lo, row.lo), smaller(hi, row.hi)
        if over(lo, hi):
            return None
        intervals[row.cells] = lo, hi
    return intervals


def _laminar(intervals: Intervals) -> bool:
    scopes = list(intervals)
    return all(a & b in (0, a, b) for i, a in enumerate(scopes) for b in scopes[:i])


def _nested(intervals: Intervals) -> Implied | None:
    """Bottom-up over the tree of scopes; a scope is finished before any that holds it because it has fewer cells."""
    everything = reduce(or_, intervals)
    intervals = {**intervals, everything: intervals.get(everything, (0, None))}
    open_scopes: list[tuple[int, int, int | None]] = []
    for scope in sorted(intervals, key=lambda s: (s.bit_count(), s)):
        inside = [o for o in open_scopes if o[0] & scope]
        open_scopes = [o for o in open_scopes if not o[0] & scope]
        lo, hi = intervals[scope]
        lo, hi = max(lo, sum(o[1] for o in inside)), smaller(hi, _sum_of_tops(scope, inside))
        if over(lo, hi):
            return None
        open_scopes.append((scope, lo, hi))
    return Implied(open_scopes[-1][1], open_scopes[-1][2])


def _sum_of_tops(scope: int, inside: list[tuple[int, int, int | None]]) -> int | None:
    """The sum of the branches' upper ends, where they leave no cell of the scope free."""
    total, covered = 0, 0
    for cells, _, hi in inside:
        if hi is None:
            return None
        total, covered = total + hi, covered | cells
    return total if covered == scope else None


def _blocks(scopes: list[int]) -> list[list[int]]:
    """Membership of each block of cells that no scope tells apart: one column of the program each."""
    everything = reduce(or_, scopes)
    columns = {
        tuple(scope >> bit & 1 for scope in scopes) for bit in range(everything.bit_length()) if everything >> bit & 1
    }
    return [list(column) for column in sorted(columns)]


def _program(intervals: Intervals, within: int | None = None) -> Implied | None:
    """Least and greatest sum over all cells, or over those of the one scope ``within``."""
    matrix = np.array(_blocks(list(intervals)), dtype=float).T
    goal = np.ones(matrix.shape[1]) if within is None else matrix[list(intervals).index(within)]
    lo = np.array([bounds[0] for bounds in intervals.values()], dtype=float)
    hi = np.array([np.inf if bounds[1] is None else bounds[1] for bounds in intervals.values()], dtype=float)
    least = _solve(goal, matrix, lo, hi)
    if least is None:
        return None
    bounded = bool(matrix[np.isfinite(hi)].any(axis=0)[goal > 0].all())
    greatest = _solve(-goal, matrix, lo, hi) if bounded else None
    return Implied(least, None if greatest is None else -greatest)


def _solve(goal: Vector, matrix: Vector, lo: Vector, hi: Vector) -> int | None:
    """The optimum; ``None`` where nothing satisfies the rows."""
    rows = LinearConstraint(matrix, lo, hi)
    result = milp(goal, constraints=rows, integrality=np.ones(len(goal)), bounds=Box(0, np.inf))
    if result.status == INFEASIBLE:
        return None
    if result.status != OPTIMAL:
        raise SkipItem(f"the bounds could not be computed: {result.message}", "reconcile", "report the claims")
    return round(float(result.fun))
