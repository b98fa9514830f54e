"""What whoever imports a log must say about it, because a file cannot be trusted to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Dates = Literal["clear", "day-first", "month-first", "excel-1900", "excel-1904", "unix"]
Unit = Literal["m", "km"]


@dataclass(frozen=True, slots=True)
class Settled:
    """How a file is to be read. Nothing here is guessed: what is not said and is needed is a fault of the row.

    ``columns``: field -> column. ``zone``: of rows that name none. ``dates``: how a date that can be read in two ways
    is meant. ``unit``: of a radius without one. ``year``: of day headings without one. ``force``: of rows that name
    none. ``today``: later days are no past.
    """

    today: date
    columns: Mapping[str, str] = field(default_factory=dict)
    zone: str | None = None
    dates: Dates = "clear"
    unit: Unit | None = None
    year: int | None = None
    force: str | None = None
