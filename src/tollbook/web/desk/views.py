"""The desk: submissions and requests, answered one by one; what they say is sealed and every look at it is noted."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tollbook.casebook.events import record_event
from tollbook.casebook.rows import content_of
from tollbook.model import Document
from tollbook.web.here import DATABASE, person, recorded, workspace
from tollbook.web.models.public import Attachment, Letter, Request, Submission
from tollbook.web.permissions import can, needs
from tollbook.web.refreshing import refresh_soon
from tollbook.web.saving import Conflict, save_version, whole_number
from tollbook.web.submissions import attachments
from tollbook.web.submissions.forms import Reply, Settle

A_PAGE = 50
LOOKED = "looked"
OPENED = "submission"


@needs("request.see")
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, oldest first; then what was settled."""
    requests = Request.objects.select_related("publication").defer(
        "words", "contact", "relation", "publication__record"
    )
    every = request.GET.get("all") == "1"
    asked = requests if every else requests.filter(state=Request.State.NEW)
    sent = Submission.objects.defer("words", "contact", "place", "day")
    came = sent if every else sent.filter(state=Submission.State.NEW)
    held: dict[str, Any] = {"every": every}
    held["requests"] = Paginator(asked.order_by("pk"), A_PAGE).get_page(request.GET.get("page"))
    held["submissions"] = Paginator(came.order_by("pk"), A_PAGE).get_page(request.GET.get("page"))
    held["may_submissions"] = can(request.user, "submission.see")
    return render(request, "web/desk/desk.html", held)


def _looked(request: HttpRequest, kind: str, reference: str) -> None:
    """In the history: who read something that is sealed."""
    record_event(DATABASE, actor=person(request).username, kind=LOOKED, subject=(kind, reference))


@needs("submission.see")
@require_safe
def submission(request: HttpRequest, reference: str) -> HttpResponse:
    """One submission."""
    held = get_object_or_404(Submission, reference=reference)
    _looked(request, "submission", reference)
    letters = Letter.objects.filter(reference=reference).select_related("person").order_by("pk")
    form = Reply(initial={"version": held.version})
    given = {"held": held, "letters": letters, "form": form, "files": held.attachments.all()}
    return render(request, "web/desk/submission.html", given)


@needs("submission.answer")
@require_POST
def answer(request: HttpRequest, reference: str) -> HttpResponse:
    """Answer a submission."""
    held = get_object_or_404(Submission, reference=reference)
    form = Reply(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write an answer first."))
        return redirect("submission", reference)
    state = Submission.State.ANSWERED if held.state == Submission.State.NEW else held.state
    return _answered(request, held, "submission", form.cleaned_data, state)


@needs("request.answer")
@require_POST
def settle(request: HttpRequest, reference: str) -> HttpResponse:
    """Settle a request with an answer."""
    held = get_object_or_404(Request, reference=reference)
    form = Settle(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write an answer and choose the outcome."))
        return redirect("request", reference)
    return _answered(request, held, "request", form.cleaned_data, form.cleaned_data["state"])


def _answered(
    request: HttpRequest, held: Submission | Request, kind: str, given: dict[str, Any], state: str
) -> HttpResponse:
    try:
        with recorded(request, kind, (kind, held.reference), field="answered", old=held.state, new=state):
            save_version(held, given["version"], state=state)
            Letter.objects.create(reference=held.reference, person=person(request), words=given["words"])
    except Conflict as conflict:
        raise _meanwhile(request, conflict, kind) from conflict
    messages.success(request, _("Answered; she finds it at her address."))
    return redirect(kind, held.reference)


def _meanwhile(request: HttpRequest, conflict: Conflict, kind: str) -> Conflict:
    """With the last message between the desk and her, whose reading is noted as any other."""
    held: Submission | Request = conflict.current
    _looked(request, kind, held.reference)
    last = Letter.objects.filter(reference=held.reference).select_related("person").order_by("-pk").first()
    standing = [(_("State"), held.get_state_display())]
    if last is not None:
        standing.append((last.person.username if last.person else _("from outside"), last.words))
    return Conflict(held, standing, reverse(kind, args=[held.reference]))


@needs("request.see")
@require_safe
def asked(request: HttpRequest, reference: str) -> HttpResponse:
    """One request about a published entry."""
    held = get_object_or_404(Request.objects.select_related("publication"), reference=reference)
    _looked(request, "request", reference)
    letters = Letter.objects.filter(reference=reference).select_related("person").order_by("pk")
    form = Settle(initial={"version": held.version})
    return render(request, "web/desk/request.html", {"held": held, "letters": letters, "form": form})


@needs("submission.convert")
@require_POST
def convert(request: HttpRequest, reference: str) -> HttpResponse:
    """Take a submission in as a report, without its sender's contact."""
    held = get_object_or_404(Submission, reference=reference)
    if held.document or held.state == Submission.State.WITHDRAWN:
        raise _meanwhile(request, Conflict(held), "submission")
    seen = whole_number(request.POST.get("version", ""))
    try:
        document = _taken_in(request, held, held.version if seen is None else seen)
    except Conflict as conflict:
        raise _meanwhile(request, conflict, "submission") from conflict
    refresh_soon(person(request), [document.id])
    return redirect("report", document.id)


def _taken_in(request: HttpRequest, held: Submission, seen: int) -> Document:
    """The submission as a report; raises Conflict where its sender or somebody of the desk changed it."""
    document, reference = _document(held), held.reference
    with transaction.atomic():
        save_version(held, seen, state=Submission.State.REPORT, document=document.id)
        space = workspace()
        origin = f"{OPENED} {reference}"
        reading = space.begin_reading(f"submission:{reference}", origin, None, OPENED)
        assert reading is not None, "a reading without original is always to be filled"
        space.fill_reading(reading, [document])
        record_event(
            DATABASE,
            actor=person(request).username,
            kind="submission",
            subject=("submission", reference),
            field="report",
            new={"document": document.id, "content": content_of(document)},
        )
    return document


def _document(held: Submission) -> Document:
    said = "\n".join(part for part in (held.place, held.day) if part)
    text = f"{said}\n\n{held.words}" if said else held.words
    day = held.received.date()
    return Document(held.reference, text, title=f"{OPENED} {held.reference}", published=day, origin=held.reference)


@needs("submission.see")
@require_safe
def attachment(request: HttpRequest, number: int) -> HttpResponseBase:
    """One attached file, as a download: it is never run or shown beside our own pages."""
    held = get_object_or_404(Attachment.objects.select_related("submission"), pk=number)
    try:
        content = attachments.opened(held)
    except FileNotFoundError as error:
        raise Http404 from error
    _looked(request, "attachment", f"{held.submission.reference}/{held.pk}")
    sent = StreamingHttpResponse(content, content_type=attachments.content_type(held.kind))
    sent["Content-Disposition"] = content_disposition_header(True, held.told["name"]) or "attachment"
    sent["Content-Length"] = held.size
    sent["Content-Security-Policy"] = "sandbox"
    return sent
