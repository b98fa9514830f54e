"""When: the expression as written and the days it allows."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

DatePrecision = Literal["time", "day", "days", "week", "month", "year", "open"]


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``start`` to ``end``, both included; ``text`` is empty where the day was inferred from context."""

    text: str
    start: date | None
    end: date | None
    precision: DatePrecision = "day"

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"a period ends before it starts: {self.start} > {self.end}")
