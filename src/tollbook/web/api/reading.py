"""Reading by API: every list in pages, in a stable order, by the key after which the next page starts."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query

from tollbook.casebook import models
from tollbook.casebook.restore import incidents_of
from tollbook.model import Claim, Document, Incident, Source
from tollbook.model.edge import record_of
from tollbook.web import records
from tollbook.web.api import seen
from tollbook.web.api.pages import numbered, page
from tollbook.web.api.routing import FAULTS, router
from tollbook.web.api.shapes import Change, Hit, JobOut, Page, Paging, Reports
from tollbook.web.api.tokens import allow
from tollbook.web.blind import Sight
from tollbook.web.here import DATABASE
from tollbook.web.history import visible
from tollbook.web.models.jobs import Job
from tollbook.web.progress import jobs_for
from tollbook.web.search.finding import find, these

Record = dict[str, Any]
"""An incident as docs/records.md writes it (a drift's field "from" is a word that Python keeps for itself)."""


@router.get("/reports", response={200: Page[Document], **FAULTS}, summary="Reports, by id")
def reports(request: HttpRequest, paging: Query[Paging], asked: Query[Reports]) -> dict[str, Any]:
    """Reports that some file still holds."""
    allow(request, "report.see")
    given = {
        "language": asked.language,
        "publisher": asked.publisher,
        "published__gte": asked.since,
        "published__lte": asked.until,
    }
    rows = models.Document.objects.filter(superseded=False, **{k: v for k, v in given.items() if v is not None})
    shown, after = page(rows, paging, "id")
    return {"items": [row.record for row in shown], "after": after}


@router.get("/reports/{path:key}/claims", response={200: list[Claim], **FAULTS}, summary="The claims of one report")
def claims_of(request: HttpRequest, response: HttpResponse, key: str) -> list[dict[str, Any]]:
    """As people left them, in the order of the text. Their ETag, sent as If-Match, guards a decision about one."""
    allow(request, "claim.see")
    seen.mark(response)
    return [record_of(claim) for claim in records.claims_of(_report(key))]


@router.get("/reports/{path:key}", response={200: Document, **FAULTS}, summary="One report")
def report(request: HttpRequest, key: str) -> dict[str, Any]:
    """One report, whole."""
    allow(request, "report.see")
    return record_of(_report(key))


def _report(key: str) -> Document:
    found = records.document(key)
    if found is None:
        raise Http404
    return found


@router.get("/incidents", response={200: Page[Record], **FAULTS}, summary="Incidents, by id")
def incidents(
    request: HttpRequest, paging: Query[Paging], since: date | None = None, until: date | None = None
) -> dict[str, Any]:
    """Incidents with figures and proposed grades; ``since`` and ``until`` are days they may have happened on.

    Grades are left out, and ``judge_first`` is true, where the token's owner is to judge first how likely it is.
    """
    sight = Sight(allow(request, "incident.see"))
    given = {"when_end__gte": since, "when_start__lte": until}
    rows = models.Incident.objects.filter(**{k: v for k, v in given.items() if v is not None}).defer("record")
    shown, after = page(rows, paging, "id")
    by_id = {one.id: one for one in incidents_of(DATABASE, [row.id for row in shown])}
    return {"items": [_incident(by_id[row.id], sight) for row in shown], "after": after}


@router.get("/incidents/{key}", response={200: Record, **FAULTS}, summary="One incident")
def incident(request: HttpRequest, response: HttpResponse, key: str) -> dict[str, Any]:
    """One incident; an id that is no more gives the incident its claims are in now. If-Match guards a judgement."""
    sight = Sight(allow(request, "incident.see"))
    seen.mark(response)
    found = records.incident(key)
    if found is None:
        raise Http404
    return _incident(found, sight)


def _incident(found: Incident, sight: Sight) -> Record:
    return record_of(sight.incident(found)) | ({} if sight.shows(found.id) else {"judge_first": True})


@router.get("/sources", response={200: Page[Source], **FAULTS}, summary="Original speakers, by id")
def sources(request: HttpRequest, paging: Query[Paging]) -> dict[str, Any]:
    """Who first said the claims."""
    allow(request, "source.see")
    shown, after = page(models.Source.objects.all(), paging, "id")
    return {"items": [row.record for row in shown], "after": after}


@router.get("/history", response={200: Page[Change], **FAULTS}, summary="The history, oldest first")
def history(request: HttpRequest, paging: Query[Paging], subject: str | None = None) -> dict[str, Any]:
    """Who decided what, when, and why; of restricted records only those the token's owner is named on."""
    rows = visible.events(allow(request, "history.see"))
    if subject is not None:
        rows = rows.filter(subject_id=subject)
    shown, after = page(rows, numbered(paging), "id")
    return {"items": [_change(row) for row in shown], "after": after}


def _change(row: models.Event) -> dict[str, Any]:
    plain = ("id", "actor", "kind", "subject_type", "subject_id", "field", "old", "new", "reason")
    return {**{name: getattr(row, name) for name in plain}, "at": row.at.isoformat()}


@router.get("/search", response={200: list[Hit], **FAULTS}, summary="Full text in every script")
def search(request: HttpRequest, q: str, kind: str = "", limit: int = 50) -> list[dict[str, Any]]:
    """The best matches; see the search page for how words, phrases and -words are read."""
    sight = Sight(allow(request, "search.see"))
    found = find({"q": q.replace("\x00", ""), "kind": kind.replace("\x00", "")}, sight).keys[: max(0, min(limit, 500))]
    return [{"kind": one.kind, "id": one.key, "title": one.title, "day": one.day} for one in these(found)]


@router.get("/jobs/{number}", response={200: JobOut, **FAULTS}, summary="How far long work is")
def job(request: HttpRequest, number: int) -> Job:
    """One job."""
    user = allow(request, "job.see")
    found = jobs_for(user).filter(pk=number).first() if 0 < number < 2**63 else None
    if found is None:
        raise Http404
    return found
