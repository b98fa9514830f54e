"""The ladder: one row per original speaker, people on the axis, every mark leading to its sentence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from tollbook.model import Bounds, Claim, Count, Demographic, Figure, Incident, SourceFigure
from tollbook.publish.clean import isolated
from tollbook.publish.index import Index, claim_href, source_name
from tollbook.publish.texts import Texts
from tollbook.publish.words import FIGURES, NOUN, publisher_words, said, spread, supported, top

MarkKind = Literal["dot", "bar", "arrow", "vague"]
DEMOGRAPHICS: tuple[Demographic, ...] = ("children", "women", "men")
STEPS = (1, 2, 5)
HEADROOM = 1.12


@dataclass(frozen=True, slots=True)
class Mark:
    """One number on the axis: ``at`` and ``to`` in per cent of the track, already mirrored for right-to-left pages."""

    kind: MarkKind
    at: float
    to: float
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Report:
    """A report that carries a saying: its name and the sentence's address."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Saying:
    """What a source said, once, with every report that carries it."""

    words: str
    places: str
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One original speaker: its total in words, its marks, its sayings; ``hollow`` where only others relay it."""

    name: str
    total: str
    marks: tuple[Mark, ...]
    whole: Mark | None
    sayings: tuple[Saying, ...]
    hollow: bool
    proof: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tick:
    """A number on the axis and where it stands, in per cent."""

    value: str
    at: float


@dataclass(frozen=True, slots=True)
class Ladder:
    """One harm's ladder. ``line`` is where two independent sources agree, in per cent, with its number."""

    key: str
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    line: float | None = None
    line_value: int | None = None


@dataclass(frozen=True, slots=True)
class Axis:
    """People to per cent of the track's width."""

    end: int
    mirrored: bool

    def at(self, people: float) -> float:
        """Where so many people stand, in per cent from the left edge."""
        share = 100 * people / self.end
        return round(100 - share if self.mirrored else share, 2)

    def beyond(self, people: float) -> float:
        """Where an open end's arrow stops."""
        share = min(99.0, 100 * people / self.end + 9)
        return round(100 - share if self.mirrored else share, 2)


def axis_for(greatest: int, mirrored: bool) -> tuple[Axis, list[int]]:
    """An axis from 0 that leaves room for an arrow, and round numbers for about five ticks."""
    reach = max(4, round(greatest * HEADROOM + 0.5))
    step = next(s * 10**e for e in range(9) for s in STEPS if reach / (s * 10**e) <= 6)
    ticks = list(range(0, reach + 1, step))
    return Axis(reach, mirrored), ticks


@dataclass(frozen=True, slots=True)
class Pen:
    """What every row of one ladder is drawn with."""

    axis: Axis
    t: Texts
    index: Index


def _kind(bounds: Bounds) -> MarkKind:
    if isinstance(bounds, Count) and bounds.by_convention:
        return "vague"
    if bounds.max is None:
        return "arrow"
    return "dot" if bounds.min == bounds.max else "bar"


def _mark(axis: Axis, bounds: Bounds, label: str, href: str) -> Mark | None:
    low = bounds.min if bounds.min is not None else 0
    if bounds.min is None and bounds.max is None:
        return None
    to = axis.beyond(low) if bounds.max is None else axis.at(bounds.max)
    return Mark(_kind(bounds), axis.at(low), to, label, href)


def _grouped(
    claims: Iterable[tuple[Claim, Bounds]], index: Index, by_who: bool = True
) -> list[list[tuple[Claim, Bounds]]]:
    groups: dict[tuple[object, ...], list[tuple[Claim, Bounds]]] = {}
    for claim, bounds in sorted(claims, key=lambda pair: index.said(pair[0])):
        places = frozenset(index.place_names(claim.places, "en"))
        groups.setdefault((bounds.min, bounds.max, claim.harm, by_who and claim.who, places), []).append(
            (claim, bounds)
        )
    return list(groups.values())


def _reports(claims: Iterable[Claim], t: Texts, index: Index) -> tuple[Report, ...]:
    found = ((index.documents[c.document], c) for c in claims if c.document in index.documents)
    return tuple(Report(publisher_words(t, document), claim_href(claim)) for document, claim in found)


def _saying(group: list[tuple[Claim, Bounds]], noun: str, t: Texts, index: Index) -> Saying:
    first, bounds = group[0]
    places = t.names(index.place_names(first.places, t.code))
    return Saying(said(t, noun, bounds), places, _reports((claim for claim, _ in group), t, index))


def _claim_marks(groups: list[list[tuple[Claim, Bounds]]], noun: str, pen: Pen) -> tuple[Mark, ...]:
    marks = (
        _mark(pen.axis, bounds, _label(claim, bounds, noun, pen), claim_href(claim))
        for claim, bounds in (group[0] for group in groups)
    )
    return tuple(mark for mark in marks if mark)


def _label(claim: Claim, bounds: Bounds, noun: str, pen: Pen) -> str:
    t, index = pen.t, pen.index
    document = index.documents.get(claim.document)
    where = t.names(index.place_names(claim.places, t.code))
    name = publisher_words(t, document) if document else claim.document
    return t("ladder.mark", people=said(t, noun, bounds), where=where or t("place.unknown"), report=isolated(name))


def _noun(claim: Claim, noun: str) -> str:
    return "people" if noun == "civilian" and claim.who == "unspecified" else noun


def _row(entry: SourceFigure, key: str, pen: Pen) -> Row:
    t, index = pen.t, pen.index
    claims = [index.claims[c] for c in entry.claims if c in index.claims]
    groups = _grouped(((c, c.count) for c in claims), index)
    noun = NOUN[key]
    source = index.lineage.sources.get(entry.source)
    bounds = Bounds(entry.min, entry.max)
    total = spread(t, noun, entry.min, entry.max)
    single = len(groups) == 1 and groups[0][0][1].min == entry.min and groups[0][0][1].max == entry.max
    href = claim_href(claims[0]) if claims else ""
    return Row(
        name=source_name(source, t.code) if source else entry.name,
        total=total,
        marks=_claim_marks(groups, noun, pen),
        whole=None if single else _mark(pen.axis, bounds, t("ladder.whole", people=total), href),
        sayings=tuple(_saying(group, _noun(group[0][0], noun), t, index) for group in groups),
        hollow=entry.relayed,
        proof=entry.proof,
    )


def _first_said(entry: SourceFigure, index: Index) -> tuple[object, ...]:
    said_at = [index.said(index.claims[c]) for c in entry.claims if c in index.claims]
    return (min(said_at, default=("9999", "", 0, "")), entry.source)


def _greatest(figure: Figure, index: Index) -> int:
    counts = [index.claims[c].count for entry in figure.by_source for c in entry.claims if c in index.claims]
    stated = [value for bounds in counts for value in (bounds.min, bounds.max)]
    return top([figure.max, figure.min, *stated, *figure.corroborated.values()])


def figure_ladder(key: str, figure: Figure, t: Texts, index: Index) -> Ladder:
    """The ladder of one figure, rows by when first said."""
    axis, ticks = axis_for(_greatest(figure, index), t.rtl)
    entries = sorted(figure.by_source, key=lambda entry: _first_said(entry, index))
    agreed = supported(figure, 2)
    return Ladder(
        key=key,
        rows=tuple(_row(entry, key, Pen(axis, t, index)) for entry in entries),
        ticks=tuple(Tick(t.number(v), axis.at(v)) for v in ticks),
        line=axis.at(agreed) if agreed is not None else None,
        line_value=agreed,
    )


def _part_row(name: str, pairs: list[tuple[Claim, Bounds]], part: str, pen: Pen) -> Row:
    groups = _grouped(pairs, pen.index, by_who=False)
    sayings = tuple(_saying(group, part, pen.t, pen.index) for group in groups)
    total = pen.t.listing(list(dict.fromkeys(saying.words for saying in sayings)))
    return Row(name, total, _claim_marks(groups, part, pen), None, sayings, hollow=False)


def part_ladder(part: Demographic, claims: Sequence[Claim], t: Texts, index: Index) -> Ladder | None:
    """What each source says of the children, women or men among the killed; no total is made of it."""
    by_source: dict[str, list[tuple[Claim, Bounds]]] = {}
    for claim in sorted(claims, key=index.said):
        if claim.harm == "killed" and claim.who != "combatant" and part in claim.of_whom:
            source = index.source(claim.id)
            name = source_name(source, t.code) if source else t("source.unnamed")
            by_source.setdefault(name, []).append((claim, claim.of_whom[part]))
    if not by_source:
        return None
    axis, ticks = axis_for(top(b.max or b.min for pairs in by_source.values() for _, b in pairs), t.rtl)
    rows = tuple(_part_row(name, pairs, part, Pen(axis, t, index)) for name, pairs in by_source.items())
    return Ladder(part, rows, tuple(Tick(t.number(v), axis.at(v)) for v in ticks))


def ladders(incident: Incident, t: Texts, index: Index) -> list[Ladder]:
    """Every ladder an incident has: its figures in a fixed order, then children, women and men."""
    claims = index.claims_of(incident)
    found = [figure_ladder(key, incident.figures[key], t, index) for key in FIGURES if key in incident.figures]
    parts = (part_ladder(part, claims, t, index) for part in DEMOGRAPHICS)
    return [ladder for ladder in (*found, *parts) if ladder and ladder.rows]
