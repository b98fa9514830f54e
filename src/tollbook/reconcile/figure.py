"""An incident's claims to its figures: range, corroborated minimum, consensus, contradictions, drift, and the proof."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from tollbook.model import Bounds, Claim, Count, Demographic, Drift, Figure, FigureKey, Harm, Lineage
from tollbook.reconcile.contradictions import contradictions
from tollbook.reconcile.conventions import Conventions, default
from tollbook.reconcile.rows import over, smaller
from tollbook.reconcile.said import Said, said
from tollbook.reconcile.speaker import READERS
from tollbook.reconcile.testimony import Testimony, source_figure, testify

HARMS: dict[FigureKey, frozenset[Harm]] = {
    "killed": frozenset({"killed"}),
    "injured": frozenset({"injured"}),
    "killed_combatants": frozenset({"killed"}),
    "killed_all": frozenset({"killed"}),
    "killed_or_injured": frozenset({"killed_or_injured", "killed", "injured"}),
    "missing": frozenset({"missing"}),
}
SUREST_FIRST: tuple[Callable[[Testimony], bool], ...] = (
    lambda t: t.floor and t.total and t.full and not t.vague,
    lambda t: t.floor and t.total and not t.vague,
    lambda t: t.floor and not t.vague,
    lambda t: t.floor,
    lambda t: True,
)
"""Who may set the least end: those who give a total in numbers for all of it, else the next best."""


def figures(
    claims: Sequence[Claim],
    lineage: Lineage,
    conventions: Conventions | None = None,
    *,
    published: Mapping[str, date] | None = None,
) -> dict[FigureKey, Figure]:
    """The figures of one incident, each key only where a claim speaks of it; the order of claims does not matter.

    ``published`` (document id -> day) lets a source's later toll replace its earlier one;
    without it they are its range.
    """
    words, whole = said(claims, lineage, conventions or default(), published or {})
    words = _first_hand(words, lineage)
    own = [s for s in words if s.claim.id not in lineage.summaries]
    found: dict[FigureKey, Figure] = {}
    for key in _keys(words):
        figure = _figure(key, own, whole, lineage) or _figure(key, words, whole, lineage, summary=True)
        if figure is not None:
            found[key] = figure
    return found


def demographics(
    claims: Sequence[Claim],
    lineage: Lineage,
    conventions: Conventions | None = None,
    *,
    published: Mapping[str, date] | None = None,
) -> dict[Demographic, Figure]:
    """Children, women and men killed, each as a figure of its own from the breakdowns the claims give."""
    found: dict[Demographic, Figure] = {}
    for group in ("children", "women", "men"):
        parts = [part for claim in claims if (part := _part(claim, group))]
        figure = figures(parts, lineage, conventions, published=published).get("killed")
        if figure is not None:
            found[group] = figure
    return found


def _part(claim: Claim, group: Demographic) -> Claim | None:
    bounds = claim.of_whom.get(group)
    if bounds is None or claim.harm != "killed" or claim.who == "combatant":
        return None
    return replace(claim, count=Count(bounds.min, bounds.max, "exact", claim.count.text), of_whom={}, who="civilian")


def _keys(words: Sequence[Said]) -> list[FigureKey]:
    """The figures that anything speaks of, in their fixed order."""
    spoken = {(s.harm, s.who) for s in words}
    harms = {harm for harm, _ in spoken}
    mixed = any(harm == "killed" and who != "civilian" for harm, who in spoken)
    wanted: dict[FigureKey, bool] = {
        "killed": "killed" in harms,
        "injured": "injured" in harms,
        "killed_combatants": ("killed", "combatant") in spoken,
        "killed_all": mixed,
        "killed_or_injured": "killed_or_injured" in harms,
        "missing": "missing" in harms,
    }
    return [key for key in READERS if wanted[key]]


def _first_hand(words: list[Said], lineage: Lineage) -> list[Said]:
    """Without retellings that moved a source's own claim to another place or day: they would add up with it."""
    if not lineage.drifts:
        return words
    by_id = {s.claim.id: s for s in words}
    moved = {
        drift.to
        for drift in lineage.drifts
        if drift.what in ("place", "date") and _same_word(by_id.get(drift.from_), by_id.get(drift.to))
    }
    return [s for s in words if s.claim.id not in moved]


def _same_word(a: Said | None, b: Said | None) -> bool:
    return a is not None and b is not None and (a.source, a.harm, a.who) == (b.source, b.harm, b.who)


def _figure(
    key: FigureKey, words: Sequence[Said], whole: int, lineage: Lineage, summary: bool = False
) -> Figure | None:
    by_source: dict[str, list[Said]] = {}
    for s in words:
        by_source.setdefault(s.source, []).append(s)
    heard = [t for source, mine in sorted(by_source.items()) if (t := testify(key, source, mine, whole, lineage))]
    return _assemble(key, heard, words, lineage, summary) if heard else None


def _assemble(key: FigureKey, heard: list[Testimony], words: Sequence[Said], lineage: Lineage, summary: bool) -> Figure:
    least, low = _least(heard)
    most = max(t.top for t in heard)
    high = [t for t in heard if t.top == most]
    claims = {s.claim.id: s.claim for s in words}
    rows = [source_figure(t, claims, lineage, summary) for t in heard]
    floors = {} if summary else _floors(heard)
    return Figure(
        min=least,
        max=most,
        open_ended=all(t.greatest is None for t in high),
        corroborated=_corroborated(floors),
        sources=0 if summary else len(heard),
        independent_sources=0 if summary else len({t.group for t in heard}),
        consensus=_consensus(heard),
        contradictions=contradictions(heard),
        drift=_drift(key, words, lineage),
        by_source=tuple(sorted(rows, key=lambda r: (r.min, r.source))),
        by_convention=all(t.vague for t in low) or all(t.vague for t in high),
    )


def _least(heard: Sequence[Testimony]) -> tuple[int, list[Testimony]]:
    """The least total that is a total: from sources that speak of all of it and in numbers, where there are any."""
    fit = next(kept for test in SUREST_FIRST if (kept := [t for t in heard if test(t)]))
    least = min(t.stated.least for t in fit)
    return least, [t for t in fit if t.stated.least == least]


def _floors(heard: Sequence[Testimony]) -> dict[str, int]:
    """Independence group -> the greatest number it supports as a least one."""
    floors: dict[str, int] = {}
    for t in heard:
        floors[t.group] = max(floors.get(t.group, 0), t.stated.least)
    return floors


def _corroborated(floors: Mapping[str, int]) -> dict[str, int]:
    ranked = sorted(floors.values(), reverse=True)
    return {str(k): n for k, n in enumerate(ranked, 1) if n > 0}


def _consensus(heard: Sequence[Testimony]) -> Bounds | None:
    lo: int = 0
    hi: int | None = None
    for t in heard:
        lo, hi = max(lo, t.stated.least), smaller(hi, t.greatest)
    return None if over(lo, hi) else Bounds(lo, hi)


def _drift(key: FigureKey, words: Sequence[Said], lineage: Lineage) -> tuple[Drift, ...]:
    """The drifts that touch a claim of this figure."""
    if not lineage.drifts:
        return ()
    spoken = {s.claim.id for s in words if s.harm in HARMS[key]}
    return tuple(drift for drift in lineage.drifts if drift.from_ in spoken or drift.to in spoken)
