"""What a comparison gives back: candidates with a reason for each field, and what the logs can show."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from tollbook.model.strike import Coverage, Strike
from tollbook.strikes.subject import Spot, Subject

MatchGrade = Literal["matches", "possible", "near_miss", "excluded"]
Field = Literal["distance", "time", "force", "means", "target", "number"]
Area = Literal["inside", "partly", "outside"]
Level = Literal["agrees", "allows", "silent", "close", "contradicts"]


@dataclass(frozen=True, slots=True)
class Margins:
    """What is added to the uncertainties: ``radius_km`` replaces the subject's own radius where it is given.

    ``hours`` widens the subject's window on both sides. ``limit``: how many candidates are told in words.
    """

    radius_km: float | None = None
    hours: float = 0.0
    limit: int = 20


@dataclass(frozen=True, slots=True)
class FieldMatch:
    """How one field agrees: its level, the points it adds (grades.toml), and the reason in English and Arabic."""

    field: Field
    level: Level
    points: float
    text: str
    text_ar: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One entry of the log with its grade, the sum of its points, and a reason for each field.

    ``distance_km`` is between the two points (``None`` where one has none), ``gap_hours`` between the two windows.
    """

    strike: Strike
    grade: MatchGrade
    points: float
    fields: tuple[FieldMatch, ...]
    distance_km: float | None
    gap_hours: float | None
    spot: Spot | None


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """What one log says about one force over the days asked for: ``days`` are those of the subject it covers.

    ``force`` is the party id asked for (``None``: nobody is named), ``covers`` the force as the log calls it. ``area``
    tells whether the whole of the subject's circle lies within the log's area.
    """

    log: str
    force: str | None
    covers: str | None
    days: tuple[date, ...]
    missing: tuple[date, ...]
    area: Area
    complete: Coverage
    lacks: str
    text: str
    text_ar: str


@dataclass(frozen=True, slots=True)
class Shows:
    """What the logs can show about the subject. ``denies``: an empty answer would mean that there was no strike.

    True only where for every force asked for each day and the whole circle lie in coverage called complete that lacks
    nothing, and no entry of that time is without a point. ``text`` says it plainly.
    """

    lines: tuple[CoverageLine, ...]
    denies: bool
    text: str
    text_ar: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """One subject held against an index. ``counts``: entries by grade (excluded ones within reach only).

    ``near``: strikes that match or are possible; ``None`` where the subject has no place or no day. ``window`` is in
    UTC, margins included; ``radius_km`` the radius used around each spot.
    """

    subject: Subject
    margins: Margins
    window: tuple[datetime, datetime] | None
    radius_km: tuple[float, ...]
    candidates: tuple[Candidate, ...]
    counts: dict[MatchGrade, int]
    near: int | None
    shows: Shows
