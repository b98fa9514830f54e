"""An allegation and its way through an assessment: dated steps, each by somebody and for a reason; only added to."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

State = Literal[
    "received", "initial_review", "assessment",
    "credible", "non_credible", "duplicate", "inconclusive",
    "reopened",
]  # fmt: skip
FINDINGS: tuple[State, ...] = ("credible", "non_credible", "duplicate", "inconclusive")
NonCredible = Literal[
    "no_strike", "insufficient_information", "no_civilian_harm", "insufficient_evidence", "duplicate_report", "other"
]
"""The published categories of CJTF-OIR's monthly reports; ``other`` is always explained in words."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step. ``category`` only with a finding; ``killed``/``injured`` what a credible finding counts (least, most);
    ``repeats`` the allegation a duplicate repeats; ``certificate`` the id of the search a negative finding rests on;
    ``overturned_by`` names the facts that would reopen it (see assess.watch)."""

    at: date
    state: State
    by: str
    reason: str = ""
    category: NonCredible | None = None
    killed: tuple[int, int] | None = None
    injured: tuple[int, int] | None = None
    repeats: str | None = None
    certificate: str | None = None
    overturned_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Allegation:
    """One allegation. ``via`` says how it came in; ``incident`` the incident it speaks of, where one was gathered."""

    id: str
    title: str
    standard: str
    belligerent: str | None
    via: str
    steps: tuple[Step, ...]
    incident: str | None = None
    documents: tuple[str, ...] = ()
    place: str | None = None
    grid: str | None = None
    event_date: date | None = None

    @property
    def state(self) -> State:
        """Where it stands: the state of its last step."""
        return self.steps[-1].state

    @property
    def open(self) -> bool:
        """Whether it has no finding that stands."""
        return self.state not in FINDINGS
