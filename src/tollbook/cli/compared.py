"""What a comparison shows: tables for a terminal, rows for a spreadsheet, one object for a program."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from tollbook.cli import words
from tollbook.model import Incident, Toll

if TYPE_CHECKING:
    from tollbook.assess import Facts
    from tollbook.assess.compare import Compared, Comparer, Difference, Row, Total

    Known = Mapping[str, tuple[Incident, Facts]]

STANDS = {"counted": "counted", "open": "shown apart", "not_counted": "not counted"}
TOTALS = ("standard", "incidents counted", "shown apart", "not counted", "killed, counted", "killed, shown apart")
SHOWN = 40
CSV = (
    "incident", "date", "place", "standard", "grade", "stands", "low", "best", "high", "rule", "reason", "moves",
    "would_stand_as", "under", "if",
)  # fmt: skip


def figure(toll: Toll | None) -> str:
    """ "15–61", "15 (15–61)", "at least 4", "7"; a dash where no figure is published."""
    if toll is None:
        return words.NONE
    if toll.best is not None:
        return str(toll.best) if toll.low is None else f"{toll.best} ({words.span(toll.low, toll.high)})"
    if toll.high is None:
        return f"at least {toll.low}"
    return words.span(toll.low, toll.high)


def one(by: "Comparer", found: "Compared", known: "Known") -> Iterator[Any]:
    """One incident: a row for each standard, the rule that decided, and what would move it."""
    yield _titled(known[found.incident][0])
    yield _table(("standard", "grade", "to the toll", "killed", "decided by", "because"), map(_cells, found.rows))
    yield from _moves(found)


def _titled(incident: Incident) -> str:
    return f"{words.places(incident.places)} · {words.day(incident.when)} · incident {incident.id}"


def _cells(row: "Row") -> tuple[str, ...]:
    first = row.grade.reasons[0]
    shown = f"{row.grade.value} ({row.grade.category.replace('_', ' ')})" if row.grade.category else row.grade.value
    return row.standard, shown, STANDS[row.stands], figure(row.grade.figure), first.rule, first.text


def _moves(found: "Compared") -> Iterator[str]:
    if not found.differences:
        yield "\nAll these standards do the same to the toll."
        return
    yield "\nWhat makes the difference:"
    for difference in found.differences:
        yield f"  {_sentence(difference)}"


def _sentence(one: "Difference") -> str:
    under = f"{one.standard} would be {STANDS[one.stands]}, as under {one.other},"
    if not one.changes:
        return f"{under} by no one or two facts alone"
    return f"{under} if {', or '.join(_together(made) for made in one.changes)}"


def _together(made: Sequence[Any]) -> str:
    return " and ".join(change.text.en for change in made)


def campaign(by: "Comparer", found: "Sequence[Compared]", known: "Known") -> Iterator[Any]:
    """The toll under each standard, the facts that move most incidents, and the incidents that move."""
    from tollbook.assess.compare import totals

    moving = [one for one in found if one.moves]
    yield _table(TOTALS, map(_sums, totals(by, found)))
    yield f"\n{len(moving)} of {len(found)} incidents move between these standards."
    yield from _commonest(moving)
    if moving:
        heads = ("incident", "date", "place", *(standard.id for standard in by.standards))
        yield ""
        yield _table(heads, (_moving(one, known) for one in moving[:SHOWN]))
    if len(moving) > SHOWN:
        yield f"and {len(moving) - SHOWN} more: --csv and --json hold them all"
    if moving:
        yield "\nWith an incident's id: which rule decided under each standard, and what would move it."


def _sums(total: "Total") -> tuple[str, ...]:
    many = [str(total.incidents.get(key, 0)) for key in ("counted", "open", "not_counted")]
    return total.standard, *many, words.span(*total.counted), words.span(*total.apart)


def _commonest(moving: "Sequence[Compared]") -> Iterator[str]:
    """Which change of facts would settle how many of the disagreements with the first standard."""
    told = Counter(
        (difference.standard, difference.other, STANDS[difference.stands], _together(difference.changes[0]))
        for one in moving
        for difference in one.differences
        if difference.changes and difference.standard != one.rows[0].standard
    )
    for (standard, other, stands, change), times in told.most_common(8):
        yield f"  {times}: {standard} would be {stands} as under {other} if {change}"


def _moving(one: "Compared", known: "Known") -> tuple[str, ...]:
    incident = known[one.incident][0]
    return one.incident, words.day(incident.when), words.places(incident.places), *map(_short, one.rows)


def _short(row: "Row") -> str:
    return f"{row.grade.value} {figure(row.grade.figure)}"


def _table(heads: Sequence[str], rows: Iterator[tuple[str, ...]] | Any) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def as_csv(found: "Sequence[Compared]", known: "Known") -> str:
    """A row for each incident and standard."""
    stream = io.StringIO()
    table = csv.writer(stream, lineterminator="\n")
    table.writerow(CSV)
    for one in found:
        told = {difference.standard: difference for difference in reversed(one.differences)}
        incident = known[one.incident][0]
        for row in one.rows:
            table.writerow(_line(one, row, incident, told.get(row.standard)))
    return stream.getvalue()


def _line(one: "Compared", row: "Row", incident: Incident, told: "Difference | None") -> list[Any]:
    toll, first = row.grade.figure or Toll(""), row.grade.reasons[0]
    return [
        _safe(one.incident), words.day(incident.when), _safe(words.places(incident.places)), row.standard,
        row.grade.value, row.stands, toll.low, toll.best, toll.high, first.rule, _safe(first.text),
        "yes" if one.moves else "no", told.stands if told else "", told.other if told else "",
        _safe("; ".join(_together(made) for made in told.changes)) if told else "",
    ]  # fmt: skip


def _safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text


def as_json(by: "Comparer", found: "Sequence[Compared]", known: "Known") -> str:
    """One object: the standards, what the campaign comes to under each, and every incident with what would move it."""
    from tollbook.assess.compare import totals

    return json.dumps(
        {
            "standards": [standard.id for standard in by.standards],
            "totals": [asdict(total) for total in totals(by, found)],
            "incidents": [_object(one, known[one.incident]) for one in found],
        },
        ensure_ascii=False,
    )


def _object(one: "Compared", known: "tuple[Incident, Facts]") -> dict[str, Any]:
    return {
        "id": one.incident,
        "date": words.day(known[0].when),
        "places": [place.name or place.text for place in known[0].places],
        "moves": one.moves,
        "facts": dict(known[1]),
        "grades": [{"stands": row.stands, **asdict(row.grade)} for row in one.rows],
        "differences": [_reasoned(difference) for difference in one.differences],
    }


def _reasoned(one: "Difference") -> dict[str, Any]:
    changes = [[{"axis": c.axis, "value": c.value, **asdict(c.text)} for c in made] for made in one.changes]
    return {
        "standard": one.standard,
        "would_stand_as": one.other,
        "stands": one.stands,
        "rule": one.rule,
        "if": changes,
    }
