"""The ledger and the strike logs by API. A finding is not among the steps: two people make it, in the pages."""

from dataclasses import replace
from datetime import date
from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Query, Schema, Status
from ninja.errors import HttpError

from tollbook.casebook import allegations, models
from tollbook.errors import StopRun
from tollbook.model import Allegation, Step, Strike
from tollbook.web.api.once import once
from tollbook.web.api.pages import page
from tollbook.web.api.routing import FAULTS, WRITES, router
from tollbook.web.api.shapes import Key, Page, Paging, Text
from tollbook.web.api.tokens import allow
from tollbook.web.here import DATABASE
from tollbook.web.models.people import User
from tollbook.web.permissions import can


class AllegationIn(Schema):
    """An allegation that came in."""

    title: Key
    standard: Key
    via: Text = "API"
    belligerent: Text | None = None
    incident: Text | None = None
    received: date
    reason: Text = ""


class StepIn(Schema):
    """A step other than a finding."""

    at: date
    state: Literal["initial_review", "assessment", "reopened"]
    reason: Text = ""


class Moved(Schema):
    """The allegation and where it stands."""

    id: str
    state: str


@router.get("/allegations", response={200: Page[Allegation], **FAULTS}, summary="Allegations, by id")
def every(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    """Each with the steps that hold."""
    user = allow(request, "allegation.see")
    shown, after = page(models.Allegation.objects.all(), paging, "id")
    return {"items": _these(user, [row.id for row in shown]), "after": after}


def _these(user: User, keys: list[str]) -> list[Allegation]:
    """The allegations, without the searches of strike logs for whoever may know of none."""
    found = list(allegations.these(DATABASE, keys))
    if can(user, "strike.see"):
        return found
    return [replace(one, steps=tuple(replace(step, certificate=None) for step in one.steps)) for one in found]


@router.post("/allegations", response={201: Moved, **WRITES}, summary="Receive an allegation")
def receive(request: HttpRequest, given: AllegationIn) -> Status[Any]:
    """The id is given by the ledger."""
    user = allow(request, "allegation.receive")
    return once(request, user, lambda: _received(user, given))


def _received(user: User, given: AllegationIn) -> tuple[int, dict[str, str]]:
    first = Step(given.received, "received", user.username, given.reason)
    wanted = {name: getattr(given, name) for name in ("title", "standard", "belligerent", "via", "incident")}
    made = _spoken(lambda: allegations.receive(DATABASE, user.username, Allegation(id="", steps=(first,), **wanted)))
    return 201, {"id": made.id, "state": made.state}


ACTIONS = {"initial_review": "review", "assessment": "review", "reopened": "reopen"}


@router.post("/allegations/{path:key}/steps", response={201: Moved, **WRITES}, summary="Take an allegation a step on")
def step(request: HttpRequest, key: str, given: StepIn) -> Status[Any]:
    """Review, assessment, or reopening."""
    user = allow(request, f"allegation.{ACTIONS[given.state]}")
    return once(request, user, lambda: _stepped(user, key, given))


def _stepped(user: User, key: str, given: StepIn) -> tuple[int, dict[str, str]]:
    if not models.Allegation.objects.filter(pk=key).exists():
        raise Http404
    new = Step(given.at, given.state, user.username, given.reason)
    moved = _spoken(lambda: allegations.step(DATABASE, user.username, key, new))
    return 201, {"id": moved.id, "state": moved.state}


def _spoken(do: Any) -> Allegation:
    try:
        found: Allegation = do()
    except StopRun as fault:
        raise HttpError(422, str(fault)) from fault
    return found


@router.get("/allegations/{path:key}", response={200: Allegation, **FAULTS}, summary="One allegation")
def one(request: HttpRequest, key: str) -> Allegation:
    """One allegation with the steps that hold."""
    found = _these(allow(request, "allegation.see"), [key])
    if not found:
        raise Http404
    return found[0]


@router.get("/strikes", response={200: Page[Strike], **FAULTS}, summary="Entries of the strike logs, by id")
def strikes(request: HttpRequest, paging: Query[Paging], log: Text | None = None) -> dict[str, Any]:
    """Logs of the past, as imported; times in UTC."""
    allow(request, "strike.see")
    rows = models.Strike.objects.all() if log is None else models.Strike.objects.filter(log_id=log)
    shown, after = page(rows, paging, "id")
    return {"items": [row.record for row in shown], "after": after}
