"""Writing by API: reports come in, and people's decisions about claims and incidents."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Status
from ninja.errors import HttpError

from tollbook.capture.originals import Store
from tollbook.casebook import editing, models
from tollbook.casebook.decisions import Change as Decision
from tollbook.casebook.judgements import judge
from tollbook.casebook.rows import content_of
from tollbook.errors import StopRun
from tollbook.model import Claim, Document
from tollbook.web import records
from tollbook.web.api import seen
from tollbook.web.api.once import once
from tollbook.web.api.routing import WRITES, router
from tollbook.web.api.shapes import AddedIn, Decided, DecisionIn, JudgementIn, ReportIn, Stored
from tollbook.web.api.tokens import allow
from tollbook.web.here import DATABASE, workspace
from tollbook.web.models.people import User
from tollbook.web.reader import deciding
from tollbook.web.refreshing import refresh_soon
from tollbook.web.saving import alone

VERBS = {"accepted": "accept", "corrected": "correct", "rejected": "reject"}
API = "api"


@router.post("/reports", response={200: Stored, 201: Stored, **WRITES}, summary="Bring in a report")
def bring_in(request: HttpRequest, given: ReportIn) -> Status[Any]:
    """Store the report and have it read; 200 where the very same report is here already."""
    user = allow(request, "report.add")
    return once(request, user, lambda: _brought_in(user, given, request.body))


def _brought_in(user: User, given: ReportIn, body: bytes) -> tuple[int, dict[str, Any]]:
    held, origin = workspace(), f"API, {user.username}"
    document = Document(**given.dict(), origin=origin)
    rows = models.Document.objects.filter(given_id=document.id, content=content_of(document), superseded=False)
    known = rows.exists()
    reading = held.begin_reading(f"api:{given.id}", origin, _kept(body, given.id), API)
    if reading:
        held.fill_reading(reading, [document])
    key = rows.values_list("id", flat=True)[0]
    job = None if known else refresh_soon(user, [key])
    return (200 if known else 201), {"id": key, "known": known, "job": job.pk if job else None}


def _kept(body: bytes, name: str) -> str:
    """The SHA-256 of the request's bytes, which are kept as the original."""
    held = workspace()
    with NamedTemporaryFile(dir=held.root) as file:
        file.write(body)
        file.flush()
        sha256 = Store(held.originals).keep(Path(file.name))
    held.note_original(sha256, f"{name}.json", len(body))
    return sha256


@router.post("/claims/{path:key}/decisions", response={201: Decided, **WRITES}, summary="Decide about a claim")
def decide(request: HttpRequest, key: str, given: DecisionIn) -> Status[Any]:
    """Accept, correct or reject a claim; the decision holds whatever later runs extract.

    With If-Match (the ETag of the report's claims): 412 where somebody decided about the claim since.
    """
    user, event = allow(request, f"claim.{VERBS[given.kind]}"), seen.seen(request)

    def do() -> tuple[int, Any]:
        home = records.home_of(key)
        if home is None or records.document(home) is None:
            raise Http404
        with deciding.alone_with(home):
            seen.claim_as_seen(home, key, event)
            return _decided(user, _change(*_claim(key), given), given.reason)

    return once(request, user, do)


def _claim(key: str) -> tuple[Document, Claim]:
    home = records.home_of(key)
    document = records.document(home) if home else None
    claim = next((one for one in records.claims_of(document) if one.id == key), None) if document else None
    if document is None or claim is None:
        raise Http404
    return document, claim


def _change(document: Document, claim: Claim, given: DecisionIn) -> Decision:
    if given.kind == "rejected":
        return Decision("rejected", claim, None)
    if given.kind == "accepted":
        return Decision("accepted", claim, claim)
    return Decision(
        "corrected",
        claim,
        _spoken(lambda: editing.corrected(claim, given.settings, document, records.resolver(document))),
    )


@router.post("/reports/{path:key}/claims", response={201: Decided, **WRITES}, summary="Add a claim that was missed")
def add(request: HttpRequest, key: str, given: AddedIn) -> Status[Any]:
    """The words are code points ``start`` to ``end`` of the report's text."""
    user = allow(request, "claim.add")

    def do() -> tuple[int, Any]:
        if records.document(key) is None:
            raise Http404
        with deciding.alone_with(key):
            return _decided(user, _addition(key, given), given.reason)

    return once(request, user, do)


def _addition(key: str, given: AddedIn) -> Decision:
    document = records.document(key)
    if document is None:
        raise Http404
    resolve = records.resolver(document)
    new = _spoken(lambda: editing.added(document, given.start, given.end, given.settings, resolve))
    if any(claim.id == new.id for claim in records.claims_of(document)):
        raise HttpError(409, "such a claim was added before: correct it")
    return Decision("added", None, new)


def _decided(user: User, change: Decision, reason: str) -> tuple[int, dict[str, Any]]:
    event = workspace().correct(user.username, change, reason)
    speaks_of = change.new or change.old
    assert speaks_of is not None, "a decision holds the claim before it, after it, or both"
    job = refresh_soon(user, [speaks_of.document])
    return 201, {"event": event, "job": job.pk}


@router.post("/judgements", response={201: Decided, **WRITES}, summary="Merge, split or leave open")
def judgement(request: HttpRequest, given: JudgementIn) -> Status[Any]:
    """Say of groups of claims that they tell of one event, of different events, or that it is unsure."""
    user = allow(request, "incident.split" if given.kind == "different" else "incident.merge")
    event = seen.seen(request)
    return once(request, user, lambda: _judged(user, given, event))


def _judged(user: User, given: JudgementIn, last: int | None) -> tuple[int, dict[str, Any]]:
    groups: Sequence[Sequence[str]] = given.groups
    with alone("judgements"):
        seen.claims_as_seen([claim for group in groups for claim in group], last)
        event = _spoken(lambda: judge(DATABASE, user.username, given.kind, groups, given.reason))
    homes = {home for group in groups for claim in group if (home := records.home_of(claim))}
    return 201, {"event": event, "job": refresh_soon(user, homes).pk}


def _spoken(do: Any) -> Any:
    """What ``do`` gives; a fault that the caller can mend becomes an answer that says how."""
    try:
        return do()
    except StopRun as fault:
        raise HttpError(422, str(fault)) from fault
