"""A month of the ledger: the balance, each number a list, and the public report made of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from tollbook.model.allegation import NonCredible, State

Span = tuple[int, int]
"""Least and most."""
Change = Literal["received", "reopened", "finding"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a public list says of one allegation. ``open_since``: the day it came in, or was last reopened."""

    id: str
    title: str
    received: date
    open_since: date
    via: str
    belligerent: str | None = None
    place: str | None = None
    grid: str | None = None
    event_date: date | None = None
    incident: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding as the public report tells it; nobody who worked on it is named.

    ``killed`` and ``injured`` are set for a credible one only, ``repeats`` for a duplicate.
    """

    allegation: str
    step: int
    at: date
    state: State
    reason: str
    category: NonCredible | None = None
    killed: Span | None = None
    injured: Span | None = None
    repeats: str | None = None
    certificate: str | None = None
    overturned_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Balance:
    """One month: carried over + received + reopened - completed = open, each as ids of allegations.

    ``completed`` are the findings made in the month, ``standing`` all that stand at its end. ``median_age``: days that
    the open ones have waited at the month's end since they came in or were last reopened. ``killed``, ``injured``: of
    the month's credible findings; ``..._since``: of all that stand at its end; ``..._replaced``: of those that the
    month's findings replaced. Duplicates are counted nowhere.
    """

    month: str
    standard: str | None
    belligerent: str | None
    carried_over: tuple[str, ...]
    received: tuple[str, ...]
    reopened: tuple[str, ...]
    completed: tuple[Finding, ...]
    open: tuple[str, ...]
    median_age: float | None
    killed: Span
    injured: Span
    killed_since: Span
    injured_since: Span
    killed_replaced: Span
    injured_replaced: Span


@dataclass(frozen=True, slots=True)
class Correction:
    """Something an earlier report said that no longer holds. ``was`` or ``now`` is None where there was or is none.

    ``day_was``/``day_now`` are the days of what was received or reopened.
    """

    month: str
    allegation: str
    title: str
    what: Change
    was: Finding | None = None
    now: Finding | None = None
    day_was: date | None = None
    day_now: date | None = None


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """One month's numbers, for tables and charts; ``strikes`` is None where no imported log covers the month."""

    month: str
    carried_over: int
    received: int
    reopened: int
    completed: int
    credible: int
    non_credible: int
    duplicate: int
    inconclusive: int
    open: int
    killed: Span
    injured: Span
    killed_since: Span
    killed_replaced: Span
    strikes: int | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """The certificate a negative finding rests on, in short: its kind, the day it was made, what it says."""

    id: str
    kind: str
    made: date
    summary: str = ""
    summary_ar: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """All that a report's totals rest on, by allegation, up to the end of its month: what corrections are told from."""

    titles: Mapping[str, str] = field(default_factory=dict)
    received: Mapping[str, date] = field(default_factory=dict)
    reopened: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class MonthlyReport:
    """A monthly report as published. ``entries`` describes every allegation that is named in it."""

    month: str
    standard: str
    standard_name: str
    standard_name_ar: str
    version: int
    published: date
    program: str
    balance: Balance
    figures: tuple[MonthFigures, ...]
    entries: Mapping[str, Entry] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    searches: Mapping[str, Search] = field(default_factory=dict)
    history: History = field(default_factory=History)
