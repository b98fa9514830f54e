"""An incident against the log: a graded list of entries with reasons, and what the log can and cannot show."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from tollbook.model.strike import Coverage, Strike
from tollbook.strikes.index import StrikeIndex
from tollbook.strikes.subject import Spot, Subject

MatchGrade = Literal["matches", "possible", "near_miss", "excluded"]
Field = Literal["distance", "time", "force", "means", "target", "number"]
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

    ``force`` is the party id asked for, ``None`` for a log (or a question) that names none. ``area`` tells whether the
    whole of the subject's circle lies within the log's area.
    """

    log: str
    force: str | None
    days: tuple[date, ...]
    missing: tuple[date, ...]
    area: Literal["inside", "partly", "outside"]
    complete: Coverage
    lacks: str
    text: str
    text_ar: str


@dataclass(frozen=True, slots=True)
class Shows:
    """What the logs can show about the subject. ``denies``: an empty answer would mean that there was no strike.

    True only where for every force asked for each day and the whole circle lie in coverage called complete that lacks
    nothing. ``text`` says it plainly.
    """

    lines: tuple[CoverageLine, ...]
    denies: bool
    text: str
    text_ar: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """One subject held against an index. ``counts``: entries by grade (excluded ones within reach only).

    ``window`` is in UTC, margins included; ``radius_km`` the radius used around each spot.
    """

    subject: Subject
    margins: Margins
    window: tuple[datetime, datetime] | None
    radius_km: tuple[float, ...]
    candidates: tuple[Candidate, ...]
    counts: dict[MatchGrade, int]
    shows: Shows


def compare(subject: Subject, index: StrikeIndex, margins: Margins | None = None) -> Comparison:
    """The entries that could be the subject's strike, the best first. Nothing is decided: a person does.

    Place and time set the grade; the other fields can lower it and order what stands beside each other.
    """
    raise NotImplementedError


def strikes_near(comparison: Comparison) -> int | None:
    """How many strikes stand near: none is 0 only where the logs can deny, else it is unknown (``None``)."""
    raise NotImplementedError
