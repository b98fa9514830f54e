"""The form everybody can reach, its receipt, and the secret address for following up. No account, no script."""

from django.db import transaction
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from tollbook.casebook.events import record_event
from tollbook.web.here import DATABASE
from tollbook.web.models.public import Letter, Request, Submission
from tollbook.web.publications.public import out
from tollbook.web.submissions import attachments, receipts
from tollbook.web.submissions.forms import Ask, Follow, Submit
from tollbook.web.submissions.limits import allowed

OUTSIDE = "somebody outside"
"""The actor of what comes in without an account."""


def _noted(kind: str, reference: str, field: str) -> None:
    """In the history that it came in; what it says stays sealed in its record."""
    record_event(DATABASE, actor=OUTSIDE, kind=kind, subject=(kind, reference), field=field)


@never_cache
def submit(request: HttpRequest) -> HttpResponse:
    """Tell what happened."""
    form = Submit(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["website"]:
            return redirect("public_front")
        if not allowed(request, "submit"):
            form.add_error(None, _("Too many messages from this connection; please try again in an hour."))
        else:
            return _received(request, form)
    return render(request, "web/public/submit.html", {"form": form}, status=422 if form.errors else 200)


def _received(request: HttpRequest, form: Submit) -> HttpResponse:
    given, (secret, kept) = form.cleaned_data, receipts.new_secret()
    with transaction.atomic():
        made = Submission.objects.create(
            reference=receipts.reference("S"),
            digest=kept,
            language=get_language() or "en",
            **{name: given[name] for name in ("words", "place", "day", "contact", "may_publish")},
        )
        attachments.keep(made, given["pictures"])
        _noted("submission", made.reference, "received")
    return _receipt(request, made.reference, secret)


def _receipt(request: HttpRequest, reference: str, secret: str) -> HttpResponse:
    address = request.build_absolute_uri(reverse("follow", args=[reference, secret]))
    return render(request, "web/public/receipt.html", {"reference": reference, "address": address})


@never_cache
def ask(request: HttpRequest, key: str) -> HttpResponse:
    """Ask for a correction or withdrawal of a published entry."""
    version = get_object_or_404(out(), incident=key)
    form = Ask(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["website"]:
            return redirect("public_front")
        if not allowed(request, "ask"):
            form.add_error(None, _("Too many messages from this connection; please try again in an hour."))
        else:
            given, (secret, kept) = form.cleaned_data, receipts.new_secret()
            del given["website"]
            with transaction.atomic():
                made = Request.objects.create(
                    reference=receipts.reference("C"),
                    digest=kept,
                    publication=version,
                    language=get_language() or "en",
                    **given,
                )
                _noted("request", made.reference, "received")
            return _receipt(request, made.reference, secret)
    status = 422 if form.errors else 200
    return render(request, "web/public/ask.html", {"form": form, "record": version.record}, status=status)


def _held(reference: str, secret: str) -> Submission | Request:
    table: type[Submission] | type[Request] = Request if reference.startswith("C-") else Submission
    found = table.objects.filter(reference=reference).first()
    if found is None or not receipts.fits(secret, found.digest):
        raise Http404
    return found


@never_cache
def follow(request: HttpRequest, reference: str, secret: str) -> HttpResponse:
    """How far it is, what was answered, and a way to add or withdraw."""
    held = _held(reference, secret)
    form = Follow(request.POST or None)
    if request.method == "POST" and "withdraw" in request.POST and isinstance(held, Submission):
        return _withdrawn(request, held)
    if request.method == "POST" and form.is_valid():
        if not allowed(request, "follow"):
            form.add_error(None, _("Too many messages from this connection; please try again in an hour."))
        else:
            with transaction.atomic():
                Letter.objects.create(reference=reference, words=form.cleaned_data["words"])
                _reopen(held)
                _noted("submission" if isinstance(held, Submission) else "request", reference, "message")
            return redirect("follow", reference, secret)
    letters = Letter.objects.filter(reference=reference).order_by("pk")
    given = {"held": held, "letters": letters, "form": form, "submission": isinstance(held, Submission)}
    answer = render(request, "web/public/follow.html", given, status=422 if form.errors else 200)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _reopen(held: Submission | Request) -> None:
    """A new message puts what was answered back on the desk; whoever is answering is told that there is one."""
    if isinstance(held, Submission):
        Submission.objects.filter(pk=held.pk, state=Submission.State.ANSWERED).update(state=Submission.State.NEW)
    else:
        Request.objects.filter(pk=held.pk).exclude(state=Request.State.NEW).update(state=Request.State.NEW)
    type(held)._default_manager.filter(pk=held.pk).update(version=F("version") + 1)


def _withdrawn(request: HttpRequest, held: Submission) -> HttpResponse:
    """The sender takes back what she sent: words, contact and files go; that there was something stays."""
    with transaction.atomic():
        for file in held.attachments.all():
            attachments.remove(file)
        Letter.objects.filter(reference=held.reference).delete()
        Submission.objects.filter(pk=held.pk).update(
            words="", place="", day="", contact="", state=Submission.State.WITHDRAWN, version=F("version") + 1
        )
        _noted("submission", held.reference, "withdrawn")
    return render(request, "web/public/withdrawn.html", {"reference": held.reference})
