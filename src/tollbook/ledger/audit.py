"""The audit of published monthly reports: every sum that can be made, and what is wrong, with its line."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import unescape
from itertools import groupby

from tollbook.errors import SkipItem
from tollbook.ledger.published import Cell, Month, Published, Row, Trouble, called, written
from tollbook.ledger.read_table import tables
from tollbook.ledger.read_text import release
from tollbook.ledger.sums import Check, Reading, Ref, Unmade, checks, reading_of, values_of
from tollbook.ledger.suspects import Suspicion, suspicions

MARKUP = re.compile(r"<(?:!doctype html|html|body|p|table|div)\b", re.IGNORECASE)
HIDDEN = re.compile(r"<(script|style|head)\b.*?</\1>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
CELL = re.compile(r"</t[dh]>", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")
Place = tuple[str, int]
"""A file and a line in it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong. ``places``: the line that is wrong, or the few of which one is; ``likeliest`` in words."""

    places: tuple[Place, ...]
    month: Month | None
    what: tuple[str, ...]
    likeliest: str = ""


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found. ``unmade``: checks that cannot be made, in words; they are no passes."""

    months: int
    made: int
    faults: tuple[Fault, ...]
    unmade: tuple[str, ...]
    notes: tuple[str, ...]


def decode(content: bytes, name: str) -> str:
    """The text of a file; raises SkipItem where it is none."""
    for encoding in ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return _plain(text.replace("\r\n", "\n").replace("\r", "\n"))
    raise SkipItem("is no text and no table", name, "give a CSV file or the text of a release")


def _plain(text: str) -> str:
    """A page's text with its tags blanked out, line by line as it was; any other text as it is."""
    if not MARKUP.search(text):
        return text
    bare = HIDDEN.sub(lambda match: "\n" * match.group().count("\n"), text)
    celled = CELL.sub(" | ", bare)
    return unescape(TAG.sub(lambda match: " " + "\n" * match.group().count("\n"), celled))


def read(text: str, name: str) -> Published:
    """The figures of one file; raises SkipItem where it holds none."""
    found = tables(text, name) or release(text, name)
    if not found.rows and not found.troubles:
        remedy = "give a release's text, or a CSV with the columns month, carried_over, received, completed, open"
        raise SkipItem("no monthly figures found", name, remedy)
    return found


def audit(files: Sequence[Published], today: date) -> Audit:
    """All files held against each other, month by month."""
    faults = [_of_trouble(trouble) for one in files for trouble in one.troubles]
    notes, unmade, made, months = [note for one in files for note in one.notes], [], 0, 0
    for rows in _series(row for one in files for row in one.rows):
        faults += _future(rows, today)
        single, repeated = _one_a_month(rows)
        faults += repeated
        months += len(single)
        reading = reading_of(single)
        done = list(checks(single, reading))
        sums = [check for check in done if isinstance(check, Check)]
        values, made = values_of(single), made + len(sums)
        faults += [_fault(found, single, values) for found in suspicions(sums, values)]
        unmade += _unmade([one for one in done if isinstance(one, Unmade)], single)
        notes += _reopened_note(single, reading)
    faults.sort(key=lambda fault: fault.places)
    return Audit(months, made, tuple(faults), tuple(unmade), tuple(notes))


def _series(rows: Iterable[Row]) -> list[list[Row]]:
    """The rows of each series in order of their months, those without one last."""
    ordered = sorted(rows, key=lambda row: (row.series, row.month is None, row.month or (0, 0)))
    return [list(own) for _, own in groupby(ordered, key=lambda row: row.series)]


def _of_trouble(trouble: Trouble) -> Fault:
    return Fault(tuple((trouble.file, line) for line in trouble.lines), trouble.month, (trouble.what,))


def _future(rows: Sequence[Row], today: date) -> list[Fault]:
    late = [row for row in rows if row.month and row.month >= (today.year, today.month)]
    return [
        Fault(((row.file, row.line),), row.month, (f"{written(row.month)} had not ended on {today.isoformat()}",))
        for row in late
    ]


def _one_a_month(rows: Sequence[Row]) -> tuple[list[Row], list[Fault]]:
    """One row a month: what several rows say of it together, and where they contradict each other."""
    single: list[Row] = []
    faults = []
    for row in rows:
        if not (single and row.month and single[-1].month == row.month):
            single.append(row)
            continue
        other = single[-1]
        differing = [key for key in row.cells if key in other.cells and row.cells[key].value != other.cells[key].value]
        if differing or row.file == other.file:
            faults.append(_twice(other, row, differing))
        if not differing:
            single[-1] = replace(other, cells={**row.cells, **other.cells})
    return single, faults


def _twice(one: Row, other: Row, differing: Sequence[str]) -> Fault:
    said = [f"{called(key)} {one.cells[key].value:,} and {other.cells[key].value:,}" for key in differing]
    what = f"{written(one.month)} stands here twice" + (f", with {'; '.join(said)}" if said else "")
    return Fault(((one.file, one.line), (other.file, other.line)), one.month, (what,))


def _fault(found: Suspicion, rows: Sequence[Row], values: Mapping[Ref, int]) -> Fault:
    refs = [ref for ref, _ in found.figures]
    named = Counter(_place(rows, ref) for ref in refs)
    places = sorted(named, key=lambda place: (-named[place], place))  # first the line with most of the suspects
    month = rows[found.checks[0].row].month if len(places) > 1 else rows[refs[0][0]].month
    return Fault(tuple(places), month, tuple(check.words for check in found.checks), _likeliest(found, rows, values))


def _place(rows: Sequence[Row], ref: Ref) -> Place:
    row = rows[ref[0]]
    cell: Cell | None = row.cells.get(ref[1])
    return row.file, cell.line if cell else row.line


def _likeliest(found: Suspicion, rows: Sequence[Row], values: Mapping[Ref, int]) -> str:
    """The figure two checks agree on, or those of which one must be wrong."""
    said = []
    for ref, value in found.figures:
        should = f", should be {value:,}" if value is not None else ""
        said.append(f"{called(ref[1])} of {written(rows[ref[0]].month)} ({values[ref]:,}{should})")
    if len(said) == 1:
        return f"likeliest wrong: {said[0]}" + (f"; {found.by} checks agree" if found.by > 1 else "")
    return f"one of these is wrong: {'; '.join(said)}"


CHECKS = {
    "balance": "the balance",
    "findings": "the sum of findings",
    "chain": "open against carried over",
    "months": "from month to month",
}


def _unmade(found: Sequence[Unmade], rows: Sequence[Row]) -> list[str]:
    return [
        f"{written(rows[one.row].month)}: {CHECKS.get(one.name) or called(one.name)} (not known: {one.lacks})"
        for one in found
    ]


def _reopened_note(rows: Sequence[Row], reading: Reading) -> list[str]:
    if not any(row.cells.get("reopened") and row.cells["reopened"].value for row in rows):
        return []
    if reading == "inside":
        return ["reopened reports are part of the other figures here and are not added: so most months add up"]
    return ["reopened reports are added to what was carried over and received: so most months add up"]
