"""What one source's claims imply for one figure, with the proof."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from tollbook.model import Claim, FigureKey, Lineage, SourceFigure
from tollbook.reconcile.bounds import implied
from tollbook.reconcile.conflicts import conflicts, loosest
from tollbook.reconcile.openings import Floors
from tollbook.reconcile.rows import Implied, Row
from tollbook.reconcile.said import Said, group_of
from tollbook.reconcile.speaker import layer_width, words_for

SUMMARY = "summary: sums up other people's reports, no source"


@dataclass(frozen=True, slots=True)
class Testimony:
    """One source's word on one figure. ``stated`` is what it implies over the cells it speaks of.

    ``least``: the least number it gives: N where one report opens with "at least N" and goes on to a greater one;
    ``scope``: the cells it speaks of; ``full``: of every cell; ``total``: of all the people and not a part;
    ``floor``: it gives a least number;
    ``adopted``: it is not less than what the reports that give it open with themselves;
    ``holds``: its own rows can all hold.
    """

    source: str
    group: str
    stated: Implied
    least: int
    rows: tuple[Row, ...]
    aside: tuple[tuple[str, str], ...]
    scope: int
    full: bool
    total: bool
    vague: bool
    floor: bool
    adopted: bool
    holds: bool
    clashes: tuple[tuple[str, ...], ...] = ()

    @property
    def greatest(self) -> int | None:
        """The most the source allows in all: without end where it leaves cells or people out."""
        return self.stated.greatest if self.full and self.total else None

    @property
    def top(self) -> int:
        """The greatest number it states."""
        return self.stated.least if self.stated.greatest is None else self.stated.greatest

    @property
    def end(self) -> int | None:
        """An upper end somebody stated: a total's, in numbers."""
        return None if self.vague else self.stated.greatest


@dataclass(frozen=True, slots=True)
class Setting:
    """What a source's words are weighed in: the cells of the incident, who is who, and what reports open with."""

    whole: int
    lineage: Lineage
    floors: Floors


def testify(key: FigureKey, source: str, mine: Sequence[Said], setting: Setting) -> Testimony | None:
    """The testimony of one source; ``None`` where it gives no number for this figure."""
    words = words_for(key, mine, setting.whole)
    rows = tuple(row for row in words.rows if row.lo or row.hi is not None) if words else ()
    if words is None or not rows:
        return None
    spoken = [row for row in rows if not row.part]
    stated, holds, scope = loosest(rows), implied(rows) is not None, reduce(or_, (row.beside_others for row in rows))
    claims = {s.claim.id: s.claim for s in mine}
    own = [] if holds else _clashes(rows, claims)
    return Testimony(
        source,
        group_of(source, setting.lineage),
        stated,
        _least(rows, stated, claims),
        rows,
        tuple(words.aside),
        scope=scope,
        full=scope == _extent(key, setting.whole),
        total=bool(spoken),
        vague=all(row.vague for row in (spoken or rows)),
        floor=any(row.floor for row in rows),
        adopted=stated.least >= _floor(key, rows, claims, setting),
        holds=holds,
        clashes=tuple(dict.fromkeys([*own, *words.clashes])),
    )


def _least(rows: Sequence[Row], stated: Implied, claims: Mapping[str, Claim]) -> int:
    """The least number a source gives as a total; where places add up only what it implies is one."""
    if stated.least > max(row.lo for row in rows):
        return stated.least
    totals = [row for row in rows if row.floor and not row.part and not row.vague]
    homes = {claims[claim].document for row in totals for claim in row.claims}
    return min([stated.least, *(row.lo for row in totals if row.opening and len(homes) == 1)])


def _floor(key: FigureKey, rows: Sequence[Row], claims: Mapping[str, Claim], setting: Setting) -> int:
    """The least number that some report quoting the source opens with itself; 0 where one gives it in its own voice."""
    if key not in ("killed", "injured"):
        return 0
    told = [claims[claim] for row in rows for claim in row.claims]
    return min(setting.floors.get((claim.document, key), 0) if claim.sources else 0 for claim in told)


def _extent(key: FigureKey, whole: int) -> int:
    layered = key in ("killed_all", "killed_or_injured")
    return whole | whole << layer_width(whole) if layered else whole


def _clashes(rows: Sequence[Row], claims: Mapping[str, Claim]) -> list[tuple[str, ...]]:
    """The source's own contradictions: sets of its numbers that stand in one document and cannot all hold.

    Different numbers in different documents are its range, as a toll often grows.
    """
    found = []
    for conflict in conflicts(rows):
        shared = set.intersection(*({claims[c].document for c in rows[i].claims} for i in conflict))
        if shared:
            home = min(shared)
            found.append(tuple(next(c for c in rows[i].claims if claims[c].document == home) for i in sorted(conflict)))
    return found


def source_figure(
    testimony: Testimony, claims: Mapping[str, Claim], lineage: Lineage, summary: bool, passed_over: str = ""
) -> SourceFigure:
    """The testimony as a row of the figure, each claim with the inequality it contributes.

    ``passed_over``: why its least number, though lower, does not set the figure's least end.
    """
    ids = dict.fromkeys(c for row in testimony.rows for c in row.claims)
    ids.update(dict.fromkeys(claim for claim, _ in testimony.aside))
    known = lineage.sources.get(testimony.source)
    return SourceFigure(
        source=testimony.source,
        name=known.name if known else testimony.source.removeprefix("document:"),
        min=testimony.stated.least,
        max=testimony.greatest,
        claims=tuple(sorted(ids)),
        relayed=all(claims[c].sources for c in ids),
        by_convention=testimony.vague,
        proof=(
            *_proof(testimony, claims),
            *((f"sets no least end: {passed_over}",) if passed_over else ()),
            *((SUMMARY,) if summary else ()),
        ),
    )


def _proof(testimony: Testimony, claims: Mapping[str, Claim]) -> list[str]:
    steps = [f"{claim}: {_inequality(row, claims[claim])}" for row in testimony.rows for claim in row.claims]
    steps += [f"{claim}: set aside, {why}" for claim, why in testimony.aside]
    end = "" if testimony.greatest is None else f" <= {testimony.greatest}"
    steps.append(f"total: {testimony.stated.least} <= x{end}")
    if testimony.least < testimony.stated.least:
        steps.append(
            f"least end: {testimony.least}, the number the report opens with before it goes on to a greater one"
        )
    return steps


def _inequality(row: Row, claim: Claim) -> str:
    where = " + ".join(place.text for place in claim.places) or "all"
    harm = claim.harm.replace("_", " ")
    least = f"{row.lo} <= " if row.lo or row.hi is None else ""
    most = "" if row.hi is None else f" <= {row.hi}"
    notes = [note for note, told in (("part", row.part), ("by convention", row.vague)) if told]
    return f"{least}{harm} ({claim.who}) in {where}{most}" + (f" [{', '.join(notes)}]" if notes else "")
