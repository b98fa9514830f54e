"""The answer to whoever submitted an allegation: seen first, taken as text or PDF, or sent to where she reads it."""

from typing import Literal

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tollbook.casebook import answers
from tollbook.errors import StopRun
from tollbook.model import Allegation
from tollbook.publish.texts import LANGUAGES
from tollbook.web.assessment.views import found, said
from tollbook.web.here import DATABASE, person
from tollbook.web.models.public import Letter, Submission
from tollbook.web.permissions import can, needs, require

KINDS: dict[str, str] = {"txt": "text/plain; charset=utf-8", "pdf": "application/pdf"}
Kind = Literal["txt", "pdf"]


def threads(allegation: Allegation) -> list[Submission]:
    """The submissions that its reports came from, whose senders can still read an answer."""
    rows = Submission.objects.filter(document__in=[key for key in allegation.documents if key])
    return list(rows.exclude(state=Submission.State.WITHDRAWN).defer("words", "contact", "place", "day").order_by("pk"))


@needs("allegation.answer")
@require_safe
def letters(request: HttpRequest, key: str) -> HttpResponse:
    """The letter in each language as the case stands, and where it may be sent."""
    one = found(key)
    shown = [(code, answers.answer(DATABASE, one.id, code)[1].decode()) for code in LANGUAGES]
    sees = bool(can(request.user, "submission.answer"))
    held = {"one": one, "letters": shown, "threads": threads(one) if sees else []}
    return render(request, "web/assessment/letters.html", held)


@needs("allegation.answer")
@require_safe
def letter(request: HttpRequest, key: str, code: str, kind: str) -> HttpResponse:
    """One letter as a file."""
    one = found(key)
    if kind not in KINDS or code not in LANGUAGES:
        raise Http404
    chosen: Kind = "pdf" if kind == "pdf" else "txt"
    try:
        made = answers.answer(DATABASE, one.id, code, chosen)[1]
    except StopRun as error:
        messages.error(request, said(error))
        return redirect("letters", key)
    with transaction.atomic():
        answers.note_sent(DATABASE, person(request).username, one, code)
    name = f"{one.id.replace('/', '-')}-{code}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made, content_type=KINDS[kind], headers=headers)


@needs("submission.answer")
@require_POST
def send(request: HttpRequest, key: str, reference: str) -> HttpResponse:
    """Put the letter where the sender of the submission reads it."""
    require(request.user, "allegation.answer")
    one = found(key)
    thread = next((each for each in threads(one) if each.reference == reference), None)
    code = request.POST.get("language", "")
    if thread is None or code not in LANGUAGES:
        raise Http404
    _sent(request, one, get_object_or_404(Submission, pk=thread.pk), code)
    messages.success(request, _("Sent; she finds it at her address."))
    return redirect("letters", key)


def _sent(request: HttpRequest, one: Allegation, thread: Submission, code: str) -> None:
    _held, text = answers.answer(DATABASE, one.id, code)
    with transaction.atomic():
        Letter.objects.create(reference=thread.reference, person=person(request), words=text.decode())
        if thread.state == Submission.State.NEW:
            Submission.objects.filter(pk=thread.pk).update(state=Submission.State.ANSWERED)
        answers.note_sent(DATABASE, person(request).username, one, code)
