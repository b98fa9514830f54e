"""Totals as tables and lines of the terminal."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from tollbook.cli import words
from tollbook.model import Claim, Incident, Lineage
from tollbook.model.campaign import By, Campaign, Part, Total

if TYPE_CHECKING:
    from tollbook.publish.fitness import Fitness

RULES = {
    "range": "all reports",
    "1": "any one source",
    "2": "two independent sources",
    "3": "three independent sources",
}
WHY = {
    "same_time_and_place": "same time and area, as far as known",
    "day_unknown": "the day of one is unknown",
    "place_unknown": "the place of one is unknown",
    "covers": "one is a total over an area or days that hold the other",
    "nowhere": "neither day nor place is known",
}
VERDICTS = {"floor_only": "floor only", "do_not_trend": "do not trend", "usable": "usable"}
MOST_WIDER = 5


def table(*columns: str) -> Table:
    """A plain table; names that begin with # are columns of numbers."""
    made = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name in columns:
        made.add_column(name.lstrip("#"), justify="right" if name.startswith("#") else "left", overflow="fold")
    return made


def span(total: Total) -> str:
    """From the least, overlaps counted once, to the greatest, all counted apart; ~ where the least is a lower bound."""
    return ("" if total.exact else "~") + words.span(total.least, total.greatest, total.open_ended)


def whole(campaign: Campaign) -> Table:
    """All incidents under every rule."""
    made = table("counting", "#least", "#greatest", "#were none to overlap", "#incidents")
    for rule, name in RULES.items():
        total = campaign.totals[rule]  # type: ignore[index]
        plus = "+" if total.open_ended else ""
        row = (name, _least(total), f"{total.greatest}{plus}", str(total.apart), str(total.incidents))
        made.add_row(*map(Text, row))
    return made


def _least(total: Total) -> str:
    return f"{'' if total.exact else '~'}{total.least}"


def parts(campaign: Campaign, by: By) -> Table:
    """The totals of each month, place, belligerent or grade."""
    made = table(by, "#all reports", "#one source", "#two sources", "#three sources", "#incidents", "#may belong")
    for part in campaign.parts.get(by, ()):
        made.add_row(*map(Text, _row(part)))
    return made


def _row(part: Part) -> tuple[str, ...]:
    held, totals = part.totals["range"], part.totals
    supported = (_least(totals[rule]) for rule in ("1", "2", "3"))
    return (part.key, span(held), *supported, str(held.incidents), str(held.maybe or words.NONE))


def overlaps(campaign: Campaign, incidents: Iterable[Incident]) -> Table:
    """The incidents that may overlap, greatest doubt first."""
    named = {i.id: f"{i.id} {words.places(i.places)}, {words.day(i.when)}" for i in incidents}
    made = table("incident", "may overlap with", "#at most", "why")
    for one in campaign.overlaps:
        made.add_row(*map(Text, (named[one.a], named.get(one.b, "any other"), str(one.people), WHY[one.why])))
    return made


def notes(campaign: Campaign, fit: "Fitness", split: bool) -> Iterator[str]:
    """How far the incidents may overlap, and what the numbers may be used for."""
    held = campaign.totals["range"]
    yield ""
    if campaign.overlaps:
        fewer = held.apart - held.least
        yield f"{len(campaign.overlaps)} pairs of incidents may share deaths; counted once, the least is {fewer} lower."
    if split:
        yield "Rows may share incidents and deaths: they do not add up."
    if not all(total.exact for total in campaign.totals.values()):
        yield "~ a lower bound of the least: too many incidents may overlap to find the exact one."
    for use in fit.uses:
        why = f" ({', '.join(use.facts).replace('_', ' ')})" if use.facts else ""
        yield f"{use.kind}: {VERDICTS[use.verdict]}{why}"


def wider(claims: Iterable[Claim], lineage: Lineage) -> Iterator[str]:
    """Totals and background that reports give, greatest first; never added."""
    found = sorted((c for c in claims if c.level != "incident"), key=lambda c: (-(c.count.min or 0), c.id))
    if found:
        yield ""
        yield f"Totals and background that reports give, never added ({len(found)}):"
    for claim in found[:MOST_WIDER]:
        source = lineage.sources.get(lineage.origin.get(claim.id, ""))
        yield f"  {words.speaks_of(claim)} · {source.name if source else 'speaker unknown'} · “{claim.quote}”"


def csv_text(campaign: Campaign, by: By | None, listed: bool) -> str:
    """The overlaps, one part's totals, or all totals, as CSV without the mark that spreadsheets want."""
    from tollbook.publish import tables
    from tollbook.publish.rows import csv_bytes

    rows: Sequence[dict[str, object]]
    if listed:
        columns = [column for column in tables.OVERLAP_COLUMNS if not column.name.startswith("link")]
        rows = [{"a": o.a, "b": o.b or None, "people": o.people, "why": o.why} for o in campaign.overlaps]
    else:
        columns = list(tables.TOTAL_COLUMNS)
        rows = [row for row in tables.total_rows(campaign) if by is None or row["by"] == by]
    return csv_bytes(rows, columns).decode("utf-8-sig")
