"""The sums that published monthly figures must fulfil, within a month and from one to the next."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from tollbook.ledger.published import Row, called, following, written

Ref = tuple[int, str]
"""A figure: the number of its row and its field."""
Reading = Literal["besides", "inside"]
"""How reopened reports are counted: besides those received, or within the figures that are given anyway."""
PARTS = (("killed", "killed_since_start"), ("credible", "credible_since_start"), ("credible", "completed"))
FINDINGS = ("credible", "non_credible", "duplicate", "inconclusive")


@dataclass(frozen=True, slots=True)
class Check:
    """One sum: the signed figures come to zero (``exact``) or to zero at least. ``words`` is the sum as published."""

    name: str
    row: int
    terms: tuple[tuple[int, Ref], ...]
    exact: bool
    words: str

    def total(self, values: Mapping[Ref, int]) -> int:
        """What the signed figures come to."""
        return sum(sign * values[ref] for sign, ref in self.terms)

    def holds(self, values: Mapping[Ref, int]) -> bool:
        """Whether the figures fulfil the sum."""
        total = self.total(values)
        return total == 0 if self.exact else total >= 0


@dataclass(frozen=True, slots=True)
class Unmade:
    """A check that cannot be made, and what is not known for it."""

    name: str
    row: int
    lacks: str


Made = Check | Unmade


def values_of(rows: Sequence[Row]) -> dict[Ref, int]:
    """Every figure by its reference."""
    return {(at, key): cell.value for at, row in enumerate(rows) for key, cell in row.cells.items()}


def reading_of(rows: Sequence[Row]) -> Reading:
    """How the rows that tell of reopened reports count them: as more of them add up; besides, where that says nothing.

    The ledger's own identity counts them besides. The published report of August 2019 does not: 97 + 2 - 20 = 79 open,
    "including" 2 reopened.
    """
    besides = inside = 0
    for row in rows:
        parts = [row.cells.get(key) for key in ("carried_over", "received", "completed", "open", "reopened")]
        if any(part is None for part in parts) or not row.cells["reopened"].value:
            continue
        carried, received, completed, left, reopened = (part.value for part in parts if part)
        besides += carried + received + reopened - completed == left
        inside += carried + received - completed == left
    return "inside" if inside > besides else "besides"


def checks(rows: Sequence[Row], reading: Reading) -> Iterator[Made]:
    """Every check of one series of rows in order of their months; those of unknown month are checked within only."""
    for at, row in enumerate(rows):
        yield from _within(rows, at, row, reading)
    dated = [at for at, row in enumerate(rows) if row.month]
    for earlier, later in pairwise(dated):
        yield from _across(rows, earlier, later)
    if len(rows) - len(dated):
        undated = next(at for at, row in enumerate(rows) if not row.month)
        yield Unmade("months", undated, "the month of a report is not known")


def _within(rows: Sequence[Row], at: int, row: Row, reading: Reading) -> Iterator[Made]:
    yield _balance(rows, at, row, reading)
    yield _findings(at, row)
    cells = row.cells
    if reading == "inside" and "reopened" in cells and "open" in cells:
        words = f"{cells['reopened'].value:,} reopened cannot be more than {cells['open'].value:,} open"
        yield Check("reopened", at, ((1, (at, "open")), (-1, (at, "reopened"))), False, words)
    for part, whole in PARTS:
        if part in cells and whole in cells:
            words = f"{called(part)} {cells[part].value:,} cannot be more than {called(whole)} {cells[whole].value:,}"
            yield Check(part, at, ((1, (at, whole)), (-1, (at, part))), False, words)


def _balance(rows: Sequence[Row], at: int, row: Row, reading: Reading) -> Made:
    cells = row.cells
    carried = _carried(rows, at, row)
    lacks = [key for key in ("received", "completed", "open") if key not in cells]
    if carried is None:
        lacks.insert(0, "carried_over")
    if lacks or carried is None:
        return Unmade("balance", at, ", ".join(called(key) for key in lacks))
    plus: list[tuple[int, Ref]] = [(1, carried), (1, (at, "received"))]
    if reading == "besides" and cells.get("reopened"):
        plus.append((1, (at, "reopened")))
    terms = (*plus, (-1, (at, "completed")), (-1, (at, "open")))
    return Check("balance", at, terms, True, _sum_words(rows, at, terms))


def _carried(rows: Sequence[Row], at: int, row: Row) -> Ref | None:
    """The figure carried over; where the report does not repeat it, what the month before left open."""
    if "carried_over" in row.cells:
        return at, "carried_over"
    last = rows[at - 1] if at else None
    follows = last is not None and last.month is not None and following(last.month) == row.month
    return (at - 1, "open") if last is not None and follows and "open" in last.cells else None


def _sum_words(rows: Sequence[Row], at: int, terms: Sequence[tuple[int, Ref]]) -> str:
    *parts, (_, (_, target)) = terms
    said = ""
    for sign, (number, key) in parts:
        joint = " - " if sign < 0 else " + " if said else ""
        name = called(key) if number == at else f"{called(key)} in {written(rows[number].month)}"
        said += f"{joint}{name} {rows[number].cells[key].value:,}"
    result = sum(sign * rows[number].cells[key].value for sign, (number, key) in parts)
    return f"{said} = {result:,}, but {called(target)} is {rows[at].cells[target].value:,}"


def _findings(at: int, row: Row) -> Made:
    cells = row.cells
    known = [key for key in FINDINGS if key in cells]
    lacks = [key for key in ("completed", *FINDINGS[:3]) if key not in cells]
    said = " + ".join(f"{called(key)} {cells[key].value:,}" for key in known)
    if not lacks:
        terms = tuple((1, (at, key)) for key in known)
        total = sum(cells[key].value for key in known)
        words = f"{said} = {total:,}, but {called('completed')} is {cells['completed'].value:,}"
        return Check("findings", at, (*terms, (-1, (at, "completed"))), True, words)
    if "completed" in cells and known and sum(cells[key].value for key in known) > cells["completed"].value:
        words = f"{said} is more than {called('completed')} {cells['completed'].value:,}"
        return Check("findings", at, ((1, (at, "completed")), *((-1, (at, key)) for key in known)), False, words)
    return Unmade("findings", at, ", ".join(called(key) for key in lacks))


def _across(rows: Sequence[Row], earlier: int, later: int) -> Iterator[Made]:
    before, after = rows[earlier], rows[later]
    assert before.month and after.month, "only dated rows are held against each other"
    consecutive = following(before.month) == after.month
    if consecutive and "carried_over" in after.cells:
        yield _chain(rows, earlier, later)
    elif not consecutive:
        yield Unmade("chain", later, f"no report of the months after {written(before.month)}")
    totals = [("killed_since_start", "killed"), ("reports_since_start", "received")]
    for whole, part in (*totals, ("credible_since_start", "credible"), ("strikes_since_start", "")):
        if whole in after.cells:
            yield _growth(rows, later, whole, part)


def _chain(rows: Sequence[Row], earlier: int, later: int) -> Made:
    if "open" not in rows[earlier].cells:
        return Unmade("chain", later, f"{called('open')} in {written(rows[earlier].month)}")
    left, carried = rows[earlier].cells["open"].value, rows[later].cells["carried_over"].value
    words = (
        f"{called('open')} in {written(rows[earlier].month)} is {left:,}, but {called('carried_over')} is {carried:,}"
    )
    return Check("chain", later, ((1, (earlier, "open")), (-1, (later, "carried_over"))), True, words)


def _growth(rows: Sequence[Row], later: int, whole: str, part: str) -> Made:
    """A total since the start against the last one told: by the month's own figure, or as not having fallen."""
    earlier = next((at for at in reversed(range(later)) if rows[at].month and whole in rows[at].cells), None)
    if earlier is None:
        return Unmade(whole, later, f"{called(whole)} in an earlier month")
    between = [at for at in range(earlier + 1, later + 1) if part in rows[at].cells]
    terms: list[tuple[int, Ref]] = [(1, (earlier, whole)), *((1, (at, part)) for at in between)]
    if part == "killed":
        terms += [(-1, (at, "killed_replaced")) for at in between if "killed_replaced" in rows[at].cells]
    exact = bool(part) and _every_month(rows, earlier, later) and len(between) == later - earlier
    reached = sum(sign * rows[at].cells[key].value for sign, (at, key) in terms)
    told = rows[later].cells[whole].value
    plus, minus = [ref for sign, ref in terms if sign > 0], [ref for sign, ref in terms if sign < 0]
    said = " + ".join(f"{called(key)} {rows[at].cells[key].value:,} ({written(rows[at].month)})" for at, key in plus)
    less = "".join(f" - {rows[at].cells[key].value:,} {called(key)}" for at, key in minus)
    rule = "" if exact else "at least "
    words = f"{said}{less} = {rule}{reached:,}, but {called(whole)} is {told:,}"
    if exact:
        return Check(whole, later, (*terms, (-1, (later, whole))), True, words)
    return Check(whole, later, ((1, (later, whole)), *((-sign, ref) for sign, ref in terms)), False, words)


def _every_month(rows: Sequence[Row], earlier: int, later: int) -> bool:
    months = [rows[at].month for at in range(earlier, later + 1)]
    return all(one is not None and following(one) == two for one, two in pairwise(months))
