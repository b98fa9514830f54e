"""What contradicts what in one figure: the smallest sets of claims that cannot all hold."""

from collections.abc import Sequence

from tollbook.reconcile.conflicts import conflicts
from tollbook.reconcile.rows import Row, over
from tollbook.reconcile.testimony import Testimony

LISTED = 100
"""Sets listed at most; two sources on one scope give one set."""
SEARCHED = 24
"""Different inequalities up to which sets of three and more are searched for; pairs are always found."""


def contradictions(heard: Sequence[Testimony]) -> tuple[tuple[str, ...], ...]:
    """Minimal sets of claim ids: within one document of a source first, then between sources."""
    within = [clash for t in heard for clash in t.clashes]
    between = _pairs(heard) if _one_scope(heard) else _across([t for t in heard if t.holds])
    return tuple(dict.fromkeys([*within, *between]))[:LISTED]


def _one_scope(heard: Sequence[Testimony]) -> bool:
    return len({row.beside_others for t in heard for row in t.rows}) == 1


def _pairs(heard: Sequence[Testimony]) -> list[tuple[str, ...]]:
    """On one scope: for each two sources whose ranges do not meet, the claims that set the two ends."""
    ranked = sorted(heard, key=lambda t: (t.stated.least, t.source))
    return [
        (_upper(low), _lower(high))
        for i, low in enumerate(ranked)
        for high in ranked[i + 1 :]
        if low.total and over(high.stated.least, low.stated.greatest)
    ]


def _upper(t: Testimony) -> str:
    """The claim that sets the upper end; where a source's own claims clash, the one that comes nearest to it."""
    greatest = t.stated.greatest or 0
    bounded = [row for row in t.rows if row.hi is not None] or list(t.rows)
    return min(bounded, key=lambda row: abs((row.hi or 0) - greatest)).claims[0]


def _lower(t: Testimony) -> str:
    """The claim that sets the lower end; where a source's own claims clash, the one that comes nearest to it."""
    return min(t.rows, key=lambda row: abs(row.lo - t.stated.least)).claims[0]


def _across(heard: Sequence[Testimony]) -> list[tuple[str, ...]]:
    """Over several scopes: minimal conflicts among the different inequalities of sources that hold by themselves."""
    rows = _distinct(heard)
    found = conflicts(rows) if len(rows) <= SEARCHED else conflicts(rows, pairs_only=True)
    return [tuple(rows[i].claims[0] for i in sorted(conflict)) for conflict in found]


def _distinct(heard: Sequence[Testimony]) -> list[Row]:
    """One row for each inequality; where a source speaks of a part only, its upper end binds nothing."""
    rows: dict[tuple[int, int, int | None], Row] = {}
    for t in heard:
        for row in t.rows:
            hi = row.hi if t.total else None
            scope = row.beside_others
            rows.setdefault((scope, row.lo, hi), Row(scope, row.lo, hi, row.claims))
    return list(rows.values())
