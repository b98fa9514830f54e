"""Pages of the history."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tollbook.casebook import decisions
from tollbook.casebook.models import Event
from tollbook.web import tables
from tollbook.web.here import DATABASE, person, workspace
from tollbook.web.history import compare as comparing
from tollbook.web.history.filters import Filters, narrowed
from tollbook.web.history.visible import events, redacted, told
from tollbook.web.models.people import User
from tollbook.web.permissions import can, needs
from tollbook.web.refreshing import refresh_soon

PAGE, BATCH, STATES = 50, 500, 200
COLUMNS = ("id", "at", "actor", "kind", "subject_type", "subject_id", "field", "old", "new", "reason")


@needs("history.see")
@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """The events of the workspace, or of one record (``?subject=``), newest first."""
    filters = Filters(request.GET)
    page = Paginator(_asked(request, filters), PAGE).get_page(request.GET.get("page"))
    rows = redacted(person(request), list(page))
    gone = decisions.undone_among(DATABASE, [row for row in rows if row.kind == decisions.DECISION])
    held = {"filters": filters, "page": page, "rows": rows, "gone": gone, "query": request.GET.urlencode()}
    return render(request, "web/history/history.html", held)


def _asked(request: HttpRequest, filters: Filters) -> Any:
    given = filters.given()
    who = person(request)
    return narrowed(events(who) if "subject" in given else told(who), given)


@needs("history.export")
@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """What the filters show, whole, as CSV or JSON lines."""
    who = person(request)
    found = _asked(request, Filters(request.GET)).iterator(chunk_size=BATCH)
    records = ({name: getattr(row, name) for name in COLUMNS} for one in found for row in redacted(who, [one]))
    if kind == "jsonl":
        return tables.as_json_lines("history", records)
    if kind == "csv":
        return tables.as_csv("history", COLUMNS, ([one[name] for name in COLUMNS] for one in records))
    raise Http404


@needs("history.see")
@require_safe
def event(request: HttpRequest, number: int) -> HttpResponse:
    """One event: the record before and after it, side by side."""
    row = get_object_or_404(events(person(request)), pk=number)
    gone = row.pk in decisions.undone_among(DATABASE, [row])
    held = {
        "event": row,
        "rows": comparing.compared(row.old, row.new),
        "gone": gone,
        "may_undo": not gone and undoable(row) and bool(can(request.user, "claim.undo")),
    }
    return render(request, "web/history/event.html", held)


def undoable(row: Event) -> bool:
    """Whether an event is a decision that can be taken back."""
    return row.kind == decisions.DECISION and row.field in (*decisions.KINDS, *decisions.JUDGED, decisions.UNDONE)


@needs("history.see")
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two states of one record: what stood after one of its events, and after another."""
    subject = request.GET.get("subject", "")
    states = list(events(person(request)).filter(subject_id=subject).order_by("-pk")[:STATES]) if subject else []
    first, second = _chosen(states, request.GET.get("a", ""), -1), _chosen(states, request.GET.get("b", ""), 0)
    rows = comparing.compared(first.new, second.new) if first and second else []
    held = {"subject": subject, "states": states, "first": first, "second": second, "rows": rows}
    return render(request, "web/history/compare.html", held)


def _chosen(states: list[Event], wanted: str, otherwise: int) -> Event | None:
    """The event of this number, else the first (0) or last (-1) there is."""
    return next((one for one in states if str(one.pk) == wanted), states[otherwise] if states else None)


@needs("claim.undo")
@require_POST
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take a decision back, and have incidents follow."""
    row = get_object_or_404(events(person(request)), pk=number, kind=decisions.DECISION)
    reason = request.POST.get("reason", "").strip()
    if not reason:
        messages.error(request, _("Say why."))
    elif not undoable(row) or workspace().undo(person(request).username, row.pk, reason) is None:
        messages.warning(request, _("Somebody took this back before."))
    else:
        refresh_soon(person(request), _reports(row))
        messages.success(request, _("Taken back. Incidents follow in a moment."))
    return redirect(*_next(person(request), row))


def _next(who: User, row: Event) -> tuple[Any, ...]:
    return ("history_event", row.pk) if can(who, "history.see") else ("home",)


def _reports(row: Event) -> set[str]:
    """The reports whose claims a decision speaks of."""
    found = set()
    for state in (row.old, row.new):
        if isinstance(state, dict):
            anchors = [anchor for group in state.get("groups", ()) for anchor in group]
            found |= {str(one["document"]) for one in (state, *anchors) if "document" in one}
    return found
