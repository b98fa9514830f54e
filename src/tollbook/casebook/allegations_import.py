"""Allegations out of a table, one a row: all of them or none, every fault with its line."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, get_args

from django.db import transaction

from tollbook.casebook import allegations
from tollbook.errors import StopRun
from tollbook.ledger.steps import WORDS
from tollbook.model import FINDINGS, Allegation, NonCredible, State, Step

COLUMNS = (
    "id", "title", "standard", "belligerent", "via", "incident", "place", "grid", "event_date", "received",
    "initial_review", "assessment", "finding_date", "finding", "reason", "category", "killed", "injured", "repeats",
    "certificate", "by",
)  # fmt: skip
NEEDED = ("title", "received")
_SPAN = re.compile(r"(\d+)(?:\s*(?:-|–|to)\s*(\d+))?")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row cannot be taken."""

    line: int
    what: str


class FaultyTableError(StopRun):
    """A table with faults; ``faults`` lists every one, and nothing of the table was stored."""

    def __init__(self, name: str, faults: Sequence[Fault]) -> None:
        many = f"{len(faults)} fault{'s' * (len(faults) > 1)}, nothing was taken"
        super().__init__(many, name, "mend the lines named, then import again")
        self.faults = tuple(faults)


def read_table(alias: str, text: str, name: str, standard: str | None, by: str) -> list[Allegation]:
    """The allegations of a CSV with the COLUMNS named (any order; title and received are needed), not yet stored.

    ``standard`` and ``by`` hold where the table has no such column or it is blank. Raises FaultyTableError.
    """
    rows = _rows(text.removeprefix("\ufeff"))
    header = [re.sub(r"[\W]+", "_", part.strip().lower()) for part in rows[0][1]] if rows else []
    faults = [Fault(1, f"column “{key}” is missing") for key in NEEDED if key not in header]
    faults += [Fault(1, f"unknown column “{key}”") for key in header if key and key not in COLUMNS]
    if faults:
        raise FaultyTableError(name, faults)
    found: list[tuple[Allegation, str]] = []
    for line, parts in rows[1:]:
        if any(part.strip() for part in parts):
            given = {key: part.strip() for key, part in zip(header, parts, strict=False)}
            try:
                found.append((_allegation(given, standard, by), str(line)))
            except (ValueError, StopRun) as error:
                faults.append(Fault(line, error.what if isinstance(error, StopRun) else str(error)))
    faults += _repeated(found)
    today = datetime.now(UTC).date()
    allegations.check_all(alias, found, today, lambda at, error: faults.append(Fault(int(at), error.what)))
    if faults:
        raise FaultyTableError(name, sorted(faults, key=lambda fault: fault.line))
    return [one for one, _ in found]


def import_table(  # noqa: PLR0913 (a table, and what holds for all of it)
    alias: str, actor: str, text: str, *, name: str, standard: str | None = None, by: str | None = None
) -> list[Allegation]:
    """Read a table and store it, in one transaction; raises FaultyTableError, and nothing is stored then."""
    found = read_table(alias, text, name, standard, by or actor)
    taken = {one.steps[-1].repeats for one in found}
    with transaction.atomic(using=alias):  # those that others repeat first
        first = [one for one in found if one.id in taken and one.steps[-1].state != "duplicate"]
        rest = [one for one in found if one not in first]
        for one in [*first, *_in_order(rest)]:
            allegations.receive(alias, actor, one, recorded_elsewhere=True)
    return found


def _in_order(rest: Sequence[Allegation]) -> list[Allegation]:
    """Duplicates after what they repeat."""
    waiting = {one.id: one for one in rest}
    ordered: list[Allegation] = []
    for one in rest:
        chain = []
        at: str | None = one.id
        while at is not None and at in waiting:
            held = waiting.pop(at)
            chain.append(held)
            at = held.steps[-1].repeats
        ordered += reversed(chain)
    return ordered


def _repeated(found: Sequence[tuple[Allegation, str]]) -> list[Fault]:
    seen: dict[str, str] = {}
    faults = []
    for one, line in found:
        if one.id and one.id in seen:
            faults.append(Fault(int(line), f"{one.id} stands in line {seen[one.id]} already"))
        seen.setdefault(one.id, line)
    return faults


def _allegation(given: Mapping[str, str], standard: str | None, by: str) -> Allegation:
    chosen = given.get("standard") or standard
    if not chosen:
        raise ValueError("no standard: add a column “standard”, or name one for all (--standard)")
    if not given.get("id"):
        raise ValueError("no id: every imported allegation keeps the id it has")
    if not given.get("title"):
        raise ValueError("no title")
    event = given.get("event_date")
    return Allegation(
        id=given["id"],
        title=given["title"],
        standard=chosen,
        belligerent=given.get("belligerent") or None,
        via=given.get("via") or "not recorded",
        steps=tuple(_steps(given, given.get("by") or by)),
        incident=given.get("incident") or None,
        place=given.get("place") or None,
        grid=given.get("grid") or None,
        event_date=_day("event_date", event) if event else None,
    )


def _steps(given: Mapping[str, str], by: str) -> list[Step]:
    if not given.get("received"):
        raise ValueError("no day on which it was received")
    early: tuple[State, ...] = ("received", "initial_review", "assessment")
    steps = [Step(_day(state, given[state]), state, by) for state in early if given.get(state)]
    finding, day = given.get("finding", ""), given.get("finding_date", "")
    if bool(finding) != bool(day):
        raise ValueError("a finding and its day (finding, finding_date) come together")
    if finding:
        steps.append(_finding(given, finding, day, by))
    return steps


def _finding(given: Mapping[str, str], finding: str, day: str, by: str) -> Step:
    state: Any = re.sub(r"\W+", "_", finding.lower())
    if state not in FINDINGS:
        raise ValueError(f"“{finding}” is no finding: {', '.join(WORDS[one] for one in FINDINGS)}")
    category: Any = re.sub(r"\W+", "_", given.get("category", "").lower()) or None
    if category is not None and category not in get_args(NonCredible):
        raise ValueError(f"“{category}” is no category: {', '.join(get_args(NonCredible))}")
    killed, injured = span("killed", given.get("killed", "")), span("injured", given.get("injured", ""))
    counts = state == "credible"
    return Step(
        _day("finding_date", day), state, by, given.get("reason", ""), category,
        killed if counts or (killed and killed[1]) else None, injured if counts or (injured and injured[1]) else None,
        given.get("repeats") or None, given.get("certificate") or None,
    )  # fmt: skip


def span(name: str, text: str) -> tuple[int, int] | None:
    """ "3" or "3-5" as least and most; ``None`` where nothing is written. Raises ValueError for anything else."""
    if not text.strip():
        return None
    found = _SPAN.fullmatch(text.strip())
    if not found:
        raise ValueError(f"{name}: “{text}” is no count (write 3, or 3-5)")
    least = int(found[1])
    return least, int(found[2]) if found[2] else least


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{name}: “{text}” is no day (write 2018-11-13)") from error


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """The rows, each with the line it begins on."""
    reader, start, rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)), 1, []
    for parts in reader:
        rows.append((start, parts))
        start = reader.line_num + 1
    return rows


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)
