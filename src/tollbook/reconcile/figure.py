"""An incident's claims to its figures: range, corroborated minimum, consensus, contradictions, drift, and the proof."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from tollbook.model import Bounds, Claim, Count, Demographic, Drift, Figure, FigureKey, Harm, Lineage
from tollbook.reconcile.contradictions import contradictions
from tollbook.reconcile.conventions import Conventions, default, says_both_harms
from tollbook.reconcile.openings import floors, opened
from tollbook.reconcile.rows import over, smaller
from tollbook.reconcile.said import Said, said
from tollbook.reconcile.speaker import READERS
from tollbook.reconcile.testimony import Setting, Testimony, source_figure, testify

HARMS: dict[FigureKey, frozenset[Harm]] = {
    "killed": frozenset({"killed"}),
    "injured": frozenset({"injured"}),
    "killed_combatants": frozenset({"killed"}),
    "killed_all": frozenset({"killed"}),
    "killed_or_injured": frozenset({"killed_or_injured", "killed", "injured"}),
    "missing": frozenset({"missing"}),
}
SINGLE_HARMS: tuple[Literal["killed", "injured"], ...] = ("killed", "injured")
ROUNDED_UP, ROUNDED_DOWN = 0.9, 0.8
OF_ANOTHER_PLACE = "of another place than the number that sets it"
SUREST_FIRST: tuple[Callable[[Testimony], bool], ...] = (
    lambda t: t.floor and t.total and t.full and not t.vague and t.adopted,
    lambda t: t.floor and t.total and not t.vague and t.adopted,
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
    words = opened(first_hand(words, lineage))
    setting = Setting(whole, lineage, floors(words, lineage.summaries))
    drawn = {key: _figure(key, words, setting) for key in _keys(words)}
    found = {key: figure for key, figure in drawn.items() if figure is not None}
    return {**found, **_of_both_harms(claims, lineage, conventions or default(), found.keys())}


def _of_both_harms(
    claims: Sequence[Claim], lineage: Lineage, conventions: Conventions, found: Collection[FigureKey]
) -> dict[FigureKey, Figure]:
    """Killed and injured, where no claim counts them, from words that say there were both."""
    both = conventions.both_harms
    speaking = [claim for claim in claims if both and says_both_harms(claim)]
    counted: dict[FigureKey, Figure] = {}
    for harm in SINGLE_HARMS:
        if both and speaking and harm not in found:
            count = Count(both.min, both.max, "vague")
            parts = [replace(claim, harm=harm, count=replace(count, text=claim.count.text)) for claim in speaking]
            counted |= {
                key: f for key, f in figures(parts, lineage, replace(conventions, words={})).items() if key == harm
            }
    return counted


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


def first_hand(words: list[Said], lineage: Lineage) -> list[Said]:
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


def _figure(key: FigureKey, words: Sequence[Said], setting: Setting) -> Figure | None:
    """The figure from what sources say; from summaries where there is nothing else."""
    summaries = setting.lineage.summaries
    heard = _hear(key, [s for s in words if s.claim.id not in summaries], setting)
    summed = _hear(key, [s for s in words if s.claim.id in summaries], setting) if summaries else []
    if not heard and not summed:
        return None
    return _assemble(key, heard, _beyond(summed, heard), words, setting.lineage)


def _hear(key: FigureKey, words: Sequence[Said], setting: Setting) -> list[Testimony]:
    by_source: dict[str, list[Said]] = {}
    for s in words:
        by_source.setdefault(s.source, []).append(s)
    return [t for source, mine in sorted(by_source.items()) if (t := testify(key, source, mine, setting))]


def _beyond(summed: list[Testimony], heard: list[Testimony]) -> list[Testimony]:
    """Summaries with an end that no source at hand accounts for, rounding apart: it rests on reports not at hand."""
    if not heard:
        return summed
    least, _ = _least(heard)
    most = max(_top(t, heard) for t in heard)
    return [t for t in summed if _above(t, most) or _below(t, least)]


def _above(t: Testimony, most: int) -> bool:
    """Whether its upper end lies above ``most`` and does not round it up to whole tens."""
    return t.end is not None and t.end > most and not (t.end % 10 == 0 and t.end * ROUNDED_UP <= most)


def _below(t: Testimony, least: int) -> bool:
    """Whether its lower end lies below ``least`` and does not round it down to whole tens."""
    told = t.stated.least
    whole = t.full and t.total and t.floor and not t.vague
    return whole and told < least and not (told % 10 == 0 and told >= least * ROUNDED_DOWN)


def _top(t: Testimony, heard: Sequence[Testimony]) -> int:
    """The greatest number stated; of words without a number only the least counts where others give numbers."""
    return t.stated.least if t.vague and not all(other.vague for other in heard) else t.top


def _assemble(
    key: FigureKey, heard: list[Testimony], summed: list[Testimony], words: Sequence[Said], lineage: Lineage
) -> Figure:
    speaking = heard or summed
    least, low = _least([*heard, *(t for t in summed if not heard or _below(t, _least(heard)[0]))])
    tops = [(_top(t, speaking), t) for t in (*heard, *summed)]
    most = max(top for top, _ in tops)
    high = [t for top, t in tops if top == most]
    claims = {s.claim.id: s.claim for s in words}
    rows = [source_figure(t, claims, lineage, False, _passed_over(t, least, low)) for t in heard]
    rows += [source_figure(t, claims, lineage, True) for t in summed]
    return Figure(
        min=least,
        max=most,
        open_ended=all(t.greatest is None for t in high),
        corroborated=_corroborated(heard),
        sources=len(heard),
        independent_sources=len({t.group for t in heard}),
        consensus=_consensus(speaking),
        contradictions=contradictions(speaking),
        drift=_drift(key, words, lineage),
        by_source=tuple(sorted(rows, key=lambda r: (r.min, r.source))),
        by_convention=all(t.vague for t in low) or all(t.vague for t in high),
    )


def _least(heard: Sequence[Testimony]) -> tuple[int, list[Testimony]]:
    """The least total that is a total: from sources that speak of all of it and in numbers, where there are any."""
    fit = next(kept for test in SUREST_FIRST if (kept := [t for t in heard if test(t)]))
    least = max(_least_of(scope, fit) for scope in {t.scope for t in fit})
    return least, [t for t in fit if t.least == least]


def _least_of(scope: int, fit: Sequence[Testimony]) -> int:
    """The least number given by those who speak of all of a scope: none of another place lowers it."""
    return min(t.least for t in fit if t.scope & scope == scope)


def _passed_over(t: Testimony, least: int, low: Sequence[Testimony]) -> str:
    """Why a lower number does not set the least end, in words; empty for one that is not lower."""
    if t.least >= least:
        return ""
    lacks = [why for why, lacking in _lacking(t).items() if lacking and not all(_lacking(one)[why] for one in low)]
    return "; ".join(lacks) or OF_ANOTHER_PLACE


def _lacking(t: Testimony) -> dict[str, bool]:
    return {
        "of a part of the people only": not t.total,
        "not of every place, or not of everybody": not t.full,
        "a convention's number": t.vague,
        "no least number": not t.floor,
        "the report that gives it opens with a greater one": not t.adopted,
    }


def _corroborated(heard: Sequence[Testimony]) -> dict[str, int]:
    """k -> the greatest number that k independence groups each imply as a least one."""
    floors: dict[str, int] = {}
    for t in heard:
        floors[t.group] = max(floors.get(t.group, 0), t.stated.least)
    return {str(k): n for k, n in enumerate(sorted(floors.values(), reverse=True), 1) if n > 0}


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
