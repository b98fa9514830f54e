"""The reader: one report, its claims, and what a person decides about them."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tollbook.casebook import editing
from tollbook.casebook.decisions import Change
from tollbook.errors import StopRun
from tollbook.model import Document
from tollbook.web import records
from tollbook.web.inbox import changes, lists
from tollbook.web.models.inbox import InboxItem, Stage
from tollbook.web.models.jobs import Job
from tollbook.web.models.people import User
from tollbook.web.permissions import needs, require
from tollbook.web.reader import deciding, evidence, extras, words
from tollbook.web.reader.deciding import Meanwhile
from tollbook.web.reader.forms import ClaimForm, Reject
from tollbook.web.reader.page import Card, Page, page_of, remarks
from tollbook.web.saving import Conflict, seen_number

ALLOWED = {"accept": "claim.accept", "reject": "claim.reject", "undo": "claim.undo"}


def document_or_404(key: str) -> Document:
    """The report, whether or not a file still holds it."""
    document = records.document(key)
    if document is None:
        raise Http404
    return document


@needs("report.see")
@require_safe
def report(request: HttpRequest, key: str) -> HttpResponse:
    """The whole reader."""
    return _reader(request, document_or_404(key))


def _reader(request: HttpRequest, document: Document) -> HttpResponse:
    page = page_of(document)
    held = _held(request, page) | remarks(page) | extras.beside(request, document)
    held |= {"add": ClaimForm(document, None), "at": next((card for card in page.cards if card.open), None)}
    return render(request, "web/reader/report.html", held)


def _held(request: HttpRequest, page: Page) -> dict[str, Any]:
    """What every part of the reader needs."""
    given = _filters(request)
    item = deciding.item_of(page.document.id)
    return {
        "page": page,
        "document": page.document,
        "item": item,
        "query": request.GET.urlencode(),
        "next": lists.following(given, request.user, item),
        "rejected": words.REJECTED,
        "condition": words.CONDITION.get(page.document.condition, ""),
        "language_name": lists.language_name(page.document.language or ""),
    }


def _filters(request: HttpRequest) -> dict[str, Any]:
    """The list the reader came from; without one, what waits."""
    form = lists.Filters({"state": Stage.NEW, **request.GET.dict()})
    return form.given()


def _after(
    request: HttpRequest, document: Document, at: str | None, job: Job | None = None, **more: Any
) -> HttpResponse:
    """The claims and the text after a decision, ``at`` the claim that is now at hand; without scripts, the page."""
    status = more.pop("status", 200)
    if not request.headers.get("HX-Request") and status == 200:
        return redirect(f"{_address(request, document)}{f'#card-{at}' if at else ''}")
    page = page_of(document)
    card = next((one for one in page.cards if one.anchor == at), None)
    held = _held(request, page) | {"at": card, "job": job, "add": ClaimForm(document, None)} | more
    if request.headers.get("HX-Request"):
        return render(request, "web/reader/decided.html", held, status=status)
    held = held | remarks(page) | extras.beside(request, document) | more
    return render(request, "web/reader/report.html", held, status=status)


def _address(request: HttpRequest, document: Document) -> str:
    query = request.GET.copy()
    query.pop("claim", None)
    return f"{reverse('report', args=[document.id])}?{query.urlencode()}"


def _card(request: HttpRequest, page: Page, claim: str) -> Card:
    """The card of a claim; raises Conflict where it went, with this report read anew, while a form of it was open."""
    found = next((card for card in page.cards if card.claim.id == claim), None)
    if found is not None:
        return found
    if request.method != "POST" or "#" not in claim:
        raise Http404
    said = _("The report was read anew meanwhile, and this claim is no longer among its claims.")
    raise Conflict(None, [(_("Claim"), said)], _address(request, page.document))


def _seen(request: HttpRequest) -> int:
    """The version that was seen; 0, which no record has once somebody decided about it, where none is said."""
    return seen_number(request) or 0


def _following(page: Page, card: Card) -> str | None:
    """The next claim nobody has decided about, else none."""
    at = page.cards.index(card)
    rest = [*page.cards[at + 1 :], *page.cards[:at]]
    return next((one.anchor for one in rest if one.open), None)


@needs("claim.see")
@require_POST
def decide(request: HttpRequest, key: str) -> HttpResponse:
    """Accept or reject a claim, or take back what was decided."""
    assert isinstance(request.user, User)
    verb = request.POST.get("do", "")
    require(request.user, ALLOWED.get(verb, "claim.accept"))
    document = document_or_404(key)
    page = page_of(document)
    card = _card(request, page, request.POST.get("claim", ""))
    try:
        return _decided(request, document, page, card, verb)
    except Meanwhile:
        return _after(request, document, card.anchor, status=409, meanwhile=card.anchor, wanted=verb)


def _decided(request: HttpRequest, document: Document, page: Page, card: Card, verb: str) -> HttpResponse:
    assert isinstance(request.user, User)
    if verb == "undo":
        if card.decision is None:
            raise Meanwhile
        job = deciding.undo(request.user, document, card.decision, _seen(request))
        return _after(request, document, card.anchor, job)
    if card.state == "rejected":
        raise Meanwhile
    if verb == "accept":
        deciding.decide(request.user, document, Change("accepted", card.claim, card.claim), _seen(request), "")
        return _after(request, document, _following(page, card))
    form = Reject(request.POST)
    if not form.is_valid():
        return _after(request, document, card.anchor, status=422, faulty=card.anchor)
    job = deciding.decide(request.user, document, Change("rejected", card.claim, None), _seen(request), form.said())
    return _after(request, document, _following(page, card), job)


@needs("claim.correct")
def edit(request: HttpRequest, key: str) -> HttpResponse:
    """A claim's fields in place of its card; posting them corrects it."""
    document = document_or_404(key)
    page = page_of(document)
    card = _card(request, page, request.GET.get("claim", ""))
    form = ClaimForm(document, card.claim, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _form(request, page, card, form, card.version)
    try:
        if card.version != _seen(request):
            raise Meanwhile
        change = _correction(document, card, form)
        if change is None:
            return _form(request, page, card, form, card.version, status=422)
        assert isinstance(request.user, User)
        why = form.cleaned_data["reason"]
        job = None if change.old == change.new else deciding.decide(request.user, document, change, card.version, why)
        response = _after(request, document, card.anchor, job)
        response.headers["HX-Retarget"] = (
            "#claims"  # a form with faults takes the card's place, a correction the list's
        )
        return response
    except Meanwhile:
        card = _card(request, page_of(document), card.claim.id)
        return _form(request, page, card, form, card.version, status=409)


def _correction(document: Document, card: Card, form: ClaimForm) -> Change | None:
    """The correction, which may change nothing; None where a field is wrong."""
    if not form.is_valid():
        return None
    try:
        settings = form.settings()
        new = editing.corrected(card.claim, settings, document, records.resolver(document)) if settings else card.claim
    except StopRun as error:
        form.refuse(error)
        return None
    return Change("corrected", None if card.state == "rejected" else card.claim, new)


def _form(  # noqa: PLR0913, PLR0917 (what the form stands in)
    request: HttpRequest, page: Page, card: Card, form: ClaimForm, seen: int, status: int = 200
) -> HttpResponse:
    held = _held(request, page) | {"card": card, "form": form, "seen": seen, "meanwhile": status == 409, "at": card}
    if request.headers.get("HX-Request"):
        return render(request, "web/reader/edit.html", held, status=status)
    return render(request, "web/reader/edit_page.html", held, status=status)


@needs("claim.add")
@require_POST
def add(request: HttpRequest, key: str) -> HttpResponse:
    """A claim on words that were selected, or written into the field."""
    assert isinstance(request.user, User)
    document = document_or_404(key)
    form = ClaimForm(document, None, request.POST)
    if form.is_valid() and form.span is not None:
        try:
            new = editing.added(document, *form.span, form.settings(), records.resolver(document))
            _refuse_double(document, new.id)
            change = Change("added", None, new)
            job = deciding.decide(request.user, document, change, 0, form.cleaned_data["reason"])
            card = next(one for one in page_of(document).cards if one.claim.id == new.id)
            return _after(request, document, card.anchor, job)
        except StopRun as error:
            form.refuse(error)
        except Meanwhile:
            form.add_error("words", _("Somebody added a claim on these words before: correct that one."))
    return _after(request, document, None, status=422, add=form)


def _refuse_double(document: Document, claim: str) -> None:
    if any(one.id == claim for one in deciding.everything(document.id)[0]):
        raise Meanwhile


@needs("claim.see")
@require_safe
def why(request: HttpRequest, key: str) -> HttpResponse:
    """The incident a claim is in, and those near it, with the evidence as a waterfall."""
    document = document_or_404(key)
    page = page_of(document)
    card = _card(request, page, request.GET.get("claim", ""))
    held = _held(request, page) | {"card": card, "around": evidence.around(document, card.claim), "at": card}
    template = "web/reader/why.html" if request.headers.get("HX-Request") else "web/reader/why_page.html"
    return render(request, template, held)


@needs("report.take")
@require_POST
def done(request: HttpRequest, key: str) -> HttpResponse:
    """This report is read to its end; on to the next one of the list."""
    assert isinstance(request.user, User)
    item = deciding.item_of(document_or_404(key).id)
    following = lists.following(_filters(request), request.user, item)
    seen = {item.document: _seen(request)} if "seen" in request.POST else {}
    with transaction.atomic():
        meanwhile = changes.changed_since(seen)
        changes.done(request.user, [item.document], seen)
    if meanwhile:
        return _stays(request, meanwhile[0])
    return _go_to(request, _still_open(request, item, following))


def _still_open(request: HttpRequest, item: InboxItem, following: InboxItem | None) -> InboxItem | None:
    """The next report, unless it went along as a copy of the one just done."""
    if following is not None and following.copy_of == item.document:
        return lists.following(_filters(request), request.user, item)
    return following


def _stays(request: HttpRequest, item: InboxItem) -> HttpResponse:
    """The report once more: somebody took it, or set it aside, while it was open."""
    who, words = item.person.username if item.person else "", item.words or (item.reason and item.get_reason_display())
    said = _("Somebody changed this report meanwhile: %(state)s %(person)s %(words)s")
    messages.warning(request, (said % {"state": item.get_state_display(), "person": who, "words": words}).rstrip())
    return _away(request, _address(request, document_or_404(item.document)))


def _go_to(request: HttpRequest, item: InboxItem | None) -> HttpResponse:
    if item is None:
        messages.success(request, _("Nothing is left under these filters."))
        return _away(request, f"{reverse('inbox')}?{request.GET.urlencode()}")
    address = f"{reverse('report', args=[item.document])}?{request.GET.urlencode()}"
    if not request.headers.get("HX-Request"):
        return redirect(address)
    response = _reader(request, document_or_404(item.document))
    response.headers["HX-Push-Url"] = address
    return response


def _away(request: HttpRequest, address: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


@needs("report.take")
@require_POST
def take(request: HttpRequest, key: str) -> HttpResponse:
    """The report becomes hers."""
    assert isinstance(request.user, User)
    document = document_or_404(key)
    deciding.item_of(document.id)
    if not changes.take(request.user, [document.id]):
        messages.warning(request, _("Somebody else has this report."))
    return redirect(_address(request, document))
