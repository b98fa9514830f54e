"""Strikes a force says it made, as its log holds them, and what that log covers. Logs of the past only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from tollbook.model.place import Place

Coverage = Literal["complete", "partial", "unknown"]


@dataclass(frozen=True, slots=True)
class Strike:
    """One entry of a strike log.

    ``start`` and ``end`` are in UTC and bound when it happened (a day without an hour is that whole day in the log's
    own time zone). ``place`` holds the point with its uncertainty, ``grid`` the MGRS reference as written.
    ``strikes`` and ``engagements`` count where one entry stands for several; ``destroyed`` maps a target kind to how
    many.
    """

    id: str
    log: str
    start: datetime
    end: datetime
    place: Place
    grid: str | None = None
    force: str | None = None
    means: str | None = None
    target: str | None = None
    strikes: int = 1
    engagements: int | None = None
    destroyed: Mapping[str, int] = field(default_factory=dict)
    text: str = ""

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise ValueError(f"strike {self.id}: a time without its zone")
        if self.start > self.end:
            raise ValueError(f"strike {self.id}: ends before it starts")


@dataclass(frozen=True, slots=True)
class LogCoverage:
    """What one log can show: for which force, days and area, and how complete whoever gave it says it is.

    ``area`` is west, south, east, north in degrees; ``None`` is everywhere. ``lacks`` names in words what is left out.
    """

    log: str
    force: str | None
    start: date
    end: date
    area: tuple[float, float, float, float] | None = None
    complete: Coverage = "unknown"
    lacks: str = ""


@dataclass(frozen=True, slots=True)
class StrikeLog:
    """One imported log: its strikes and what it covers. ``original`` is the SHA-256 of the file."""

    id: str
    name: str
    strikes: tuple[Strike, ...]
    coverage: tuple[LogCoverage, ...]
    original: str | None = None
