"""What crosses the API beside the records: pages, errors, and what a write says."""

from datetime import date
from typing import Annotated, Any, Generic, Literal, TypeVar

from ninja import Schema
from pydantic import Field, StringConstraints

T = TypeVar("T")
MOST = 500
NO_CONTROL = r"^[^\x00]*$"
Text = Annotated[str, StringConstraints(max_length=2000, pattern=NO_CONTROL)]
Key = Annotated[str, StringConstraints(min_length=1, max_length=400, pattern=NO_CONTROL)]


class Page(Schema, Generic[T]):
    """Records in order; ``after`` of the next call, ``null`` on the last page."""

    items: list[T]
    after: str | None


class Fault(Schema):
    """Why a call was not answered."""

    detail: Any


class Paging(Schema):
    """Where a page starts and how long it is."""

    after: Text = ""
    limit: int = Field(100, ge=1, le=MOST)


class Reports(Schema):
    """Which reports."""

    language: Text | None = None
    publisher: Text | None = None
    since: date | None = None
    until: date | None = None


class ReportIn(Schema):
    """A report to bring in; the fields of docs/records.md."""

    id: Key
    text: Annotated[str, StringConstraints(min_length=1, max_length=2_000_000, pattern=NO_CONTROL)]
    title: Text | None = None
    language: Annotated[str, StringConstraints(max_length=20, pattern=NO_CONTROL)] | None = None
    published: date | None = None
    url: Text | None = None
    publisher: Text | None = None
    cites: Text | None = None


class Stored(Schema):
    """What became of a report: its id here, and whether it was there before."""

    id: str
    known: bool
    job: int | None = None


class DecisionIn(Schema):
    """A decision about one claim; ``settings`` as in ``tollbook correct --set`` (min=12, who=civilian)."""

    kind: Literal["accepted", "corrected", "rejected"]
    settings: list[Text] = Field(default_factory=list)
    reason: Text = ""


class AddedIn(Schema):
    """A claim that was missed: its words by code point, and what they say."""

    start: int = Field(ge=0)
    end: int = Field(ge=1)
    settings: list[Text]
    reason: Text = ""


class JudgementIn(Schema):
    """A judgement about groups of claims: one event, different events, or unsure."""

    kind: Literal["same", "different", "unsure"]
    groups: list[list[Key]] = Field(min_length=2)
    reason: Text = ""


class Decided(Schema):
    """The event in the history."""

    event: int
    job: int | None = None


class Change(Schema):
    """One line of the history."""

    id: int
    at: str
    actor: str
    kind: str
    subject_type: str
    subject_id: str
    field: str
    old: Any
    new: Any
    reason: str


class Hit(Schema):
    """One search result."""

    kind: str
    id: str
    title: str
    day: date | None


class JobOut(Schema):
    """Long work and how far it is."""

    id: int
    kind: str
    state: str
    step: str
    done: int
    total: int
    error: str
