"""Which rows cannot all hold, and what is left when some give way.

The search is Reiter's hitting-set tree ("A theory of diagnosis from first principles", 1987), breadth first: every node
takes rows away; where the rest still clashes, a minimal conflict is found by deletion and branched on. Minimal
conflicts are the minimal hitting sets of the minimal corrections, so the list is complete when the tree is.
"""

from collections.abc import Callable, Sequence

from tollbook.reconcile.bounds import implied
from tollbook.reconcile.rows import Implied, Row, over, smaller

Conflict = frozenset[int]
NODES = 400
"""Nodes of the tree at most: enough for a dozen clashing rows, and a bound on time for hundreds."""


def feasible(rows: Sequence[Row]) -> bool:
    """Whether some assignment of whole people satisfies all rows."""
    return implied(rows) is not None


def conflicts(rows: Sequence[Row], pairs_only: bool = False) -> list[Conflict]:
    """The minimal sets of indices of rows that cannot all hold, smallest first.

    Every set is minimal. All are listed where the clash is between pairs or the tree ends within ``NODES``.
    """
    pairs = [frozenset((i, j)) for j in range(len(rows)) for i in range(j) if _clash(rows[i], rows[j])]
    if pairs_only or len({row.cells for row in rows}) == 1 or feasible(rows):
        return sorted(pairs, key=sorted)
    found, corrections, complete = _tree(rows, feasible)
    every = _hitting_sets(corrections) if complete else found
    return sorted({*pairs, *every}, key=lambda s: (len(s), sorted(s)))


def _clash(a: Row, b: Row) -> bool:
    """Whether two rows exclude each other: only where one speaks of all the other speaks of."""
    inside = a.cells & b.cells
    return (inside == a.cells and over(a.lo, b.hi)) or (inside == b.cells and over(b.lo, a.hi))


def loosest(rows: Sequence[Row]) -> Implied:
    """What rows imply; where they clash, the widest range that any largest set of them that can hold implies."""
    whole = implied(rows)
    if whole is not None:
        return whole
    if len({row.cells for row in rows}) == 1:
        return _first_and_last(rows)
    _, corrections, _ = _tree(rows, feasible)
    left = [implied([row for i, row in enumerate(rows) if i not in gone]) for gone in corrections]
    ranges = [found for found in left if found is not None]
    tops = [found.greatest for found in ranges]
    greatest = None if None in tops else max(top for top in tops if top is not None)
    return Implied(min(found.least for found in ranges), greatest)


def _first_and_last(rows: Sequence[Row]) -> Implied:
    """On one scope: the lower end among rows that meet the lowest upper end, and the upper end at the highest lower."""
    lowest_top = min(row.hi for row in rows if row.hi is not None)
    highest_floor = max(row.lo for row in rows)
    greatest: int | None = None
    for row in rows:
        if not over(highest_floor, row.hi):
            greatest = smaller(greatest, row.hi)
    return Implied(max(row.lo for row in rows if row.lo <= lowest_top), greatest)


def _tree(rows: Sequence[Row], holds: Callable[[Sequence[Row]], bool]) -> tuple[list[Conflict], list[Conflict], bool]:
    """Minimal conflicts met, minimal corrections (rows whose absence mends all), and whether the tree was finished."""
    found: list[Conflict] = []
    corrections: list[Conflict] = []
    level: list[Conflict] = [frozenset()]
    seen: set[Conflict] = set(level)
    for _ in range(NODES):
        if not level:
            return found, corrections, True
        gone = level.pop(0)
        if any(mended <= gone for mended in corrections):
            continue
        kept = [i for i in range(len(rows)) if i not in gone]
        if holds([rows[i] for i in kept]):
            corrections.append(gone)
            continue
        conflict = next((c for c in found if not c & gone), None) or _shrink(rows, kept, holds)
        if conflict not in found:
            found.append(conflict)
        fresh = [gone | {i} for i in sorted(conflict) if gone | {i} not in seen]
        seen.update(fresh)
        level += fresh
    return found, corrections or [_greedy(rows, holds)], not level


def _shrink(rows: Sequence[Row], kept: list[int], holds: Callable[[Sequence[Row]], bool]) -> Conflict:
    """A minimal conflict among ``kept``: drop each row whose absence leaves a clash."""
    needed = list(kept)
    for i in kept:
        rest = [j for j in needed if j != i]
        if not holds([rows[j] for j in rest]):
            needed = rest
    return frozenset(needed)


def _greedy(rows: Sequence[Row], holds: Callable[[Sequence[Row]], bool]) -> Conflict:
    """One minimal correction: what is left out when each row in turn is kept if it can be."""
    kept: list[int] = []
    for i in range(len(rows)):
        if holds([rows[j] for j in [*kept, i]]):
            kept.append(i)
    return frozenset(range(len(rows))) - frozenset(kept)


def _hitting_sets(families: Sequence[Conflict]) -> list[Conflict]:
    """The minimal sets that meet every family (Berge's algorithm)."""
    sets: list[Conflict] = [frozenset()]
    for family in families:
        hit = [s for s in sets if s & family]
        grown = {s | {i} for s in sets if not s & family for i in family}
        sets = hit + [g for g in grown if not any(h <= g for h in hit)]
        sets = [s for s in sets if not any(other < s for other in sets)]
    return sets
