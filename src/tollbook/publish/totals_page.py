"""The page of totals: by month, place, belligerent and grade, and the incidents that may be about the same deaths."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from tollbook.model import Incident
from tollbook.model.campaign import UNKNOWN, By, Campaign, Overlap, Part
from tollbook.publish.data import SiteData
from tollbook.publish.index import Index, incident_href, source_name
from tollbook.publish.texts import Texts
from tollbook.publish.words import counted, short

PARTS: tuple[By, ...] = ("month", "place", "belligerent", "grade")
MOST_OVERLAPS = 500
"""Overlaps a page lists; the table to download holds all."""


@dataclass(frozen=True, slots=True)
class PartRow:
    """One month, place, belligerent or grade; numbers count no death twice within the row."""

    name: str
    incidents: str
    two: int
    one: int
    range: str
    exact: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One of two incidents that may overlap."""

    title: str
    href: str
    range: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two incidents that may overlap, at most by ``people``, and why; ``b`` is ``None`` for any other."""

    a: Side
    b: Side | None
    people: int
    why: str


def part_tables(data: SiteData, t: Texts, index: Index) -> dict[By, tuple[PartRow, ...]]:
    """The rows of every table."""
    named = {by: _namer(by, data, t, index) for by in PARTS}
    return {by: tuple(_row(part, named[by], t) for part in data.campaign.parts.get(by, ())) for by in PARTS}


def _row(part: Part, named: Callable[[str], str], t: Texts) -> PartRow:
    held = part.totals["range"]
    incidents = t.number(held.incidents)
    return PartRow(
        named(part.key),
        t("totals.maybe", sure=incidents, maybe=t.number(held.maybe)) if held.maybe else incidents,
        part.totals["2"].least,
        part.totals["1"].least,
        short(t, held.least, held.greatest, held.open_ended),
        all(total.exact for total in part.totals.values()),
    )


def _namer(by: By, data: SiteData, t: Texts, index: Index) -> Callable[[str], str]:
    """Key of a part -> its name on the page."""
    names: Mapping[str, str] = {}
    if by == "belligerent":
        names = {source.name: source_name(source, t.code) for source in data.parties.values()}
    if by == "place":
        names = {p.name: index.place_name(p, t.code) for i in data.incidents for p in i.places if p.name}

    def named(key: str) -> str:
        if key == UNKNOWN:
            return t(f"totals.unknown_{by}")
        if by == "month":
            return t.month(*map(int, key.split("-")))
        return t.named("grade", key) if by == "grade" else names.get(key, key)

    return named


def doubts(campaign: Campaign, incidents: Mapping[str, Incident], titles: Mapping[str, str], t: Texts) -> list[Doubt]:
    """The incidents that may overlap, greatest doubt first, as many as a page holds."""

    def side(key: str) -> Side:
        figure = incidents[key].figures.get("killed")
        return Side(
            titles[key], incident_href(key), short(t, figure.min, figure.max, figure.open_ended) if figure else "–"
        )

    def doubt(overlap: Overlap) -> Doubt:
        other = side(overlap.b) if overlap.b else None
        return Doubt(side(overlap.a), other, overlap.people, t(f"totals.why.{overlap.why}"))

    return [doubt(overlap) for overlap in campaign.overlaps[:MOST_OVERLAPS]]


def overlap_sentence(campaign: Campaign, t: Texts) -> str:
    """How many pairs may overlap, and how much lower the least total is for counting them once."""
    held = campaign.totals.get("range")
    if not campaign.overlaps or held is None:
        return t("totals.no_overlaps")
    people = counted(t, "civilian", held.apart - held.least)
    return t("totals.overlaps_words", len(campaign.overlaps), people=people)


def month_of(key: str) -> date | None:
    """The first day of a month's key; ``None`` for the unknown one."""
    return None if key == UNKNOWN else date(int(key[:4]), int(key[5:]), 1)
