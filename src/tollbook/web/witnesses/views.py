"""Pages of restricted records. Whoever is not named on one gets exactly what a record that is not there gives."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from tollbook.casebook import models
from tollbook.casebook.events import record_event
from tollbook.web.here import DATABASE, person, recorded
from tollbook.web.history.visible import WITNESS
from tollbook.web.models.people import User
from tollbook.web.models.witnesses import About, Clearance, Witness
from tollbook.web.permissions import needs
from tollbook.web.saving import Conflict, alone, save_version
from tollbook.web.witnesses.forms import Clear, Identity

TABLES: dict[str, Any] = {About.REPORT: models.Document, About.INCIDENT: models.Incident}
CONFLICT, GONE = 409, 503


@needs("witness.see")
@never_cache
def witnesses(request: HttpRequest) -> HttpResponse:
    """The records this person is named on: what they are tied to, and no word of who."""
    held = Witness.objects.filter(clearances__person=person(request)).only("key", "about_kind", "about", "added")
    about = {"kind": request.GET.get("kind", ""), "about": request.GET.get("about", "")}
    if about["about"]:
        held = held.filter(about_kind=about["kind"], about=about["about"])
    return render(request, "web/witnesses/witnesses.html", {"witnesses": held.order_by("-added")[:500], **about})


@needs("witness.add")
@never_cache
@sensitive_post_parameters()
def add(request: HttpRequest, kind: str, about: str) -> HttpResponse:
    """A new record; the one who adds it is the one named on it."""
    if kind not in TABLES or not TABLES[kind].objects.filter(pk=about).exists():
        raise Http404
    form = Identity(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        held = {"form": form, "kind": About(kind).label, "about": about}
        return render(request, "web/witnesses/add.html", held, status=422 if form.errors else 200)
    made = Witness(about_kind=kind, about=about, **form.words())
    with recorded(request, "witness_added", (WITNESS, made.key)):
        made.save(force_insert=True)
        Clearance.objects.create(witness=made, person=person(request), by=person(request))
    return redirect("witness", made.key)


@needs("witness.see")
@never_cache
def witness(request: HttpRequest, key: str) -> HttpResponse:
    """One record; the look at it is noted."""
    held = _opened(request, key)
    named = held.clearances.select_related("person", "by").order_by("pk")
    given = {"witness": held, "named": named, "form": Clear(held), "about": About(held.about_kind).label}
    return render(request, "web/witnesses/witness.html", given)


def _opened(request: HttpRequest, key: str) -> Witness:
    """The record of a person named on it, whose look is noted before a word of it is opened."""
    with transaction.atomic():
        held = get_object_or_404(Witness.objects.only("key"), key=key, clearances__person=person(request))
        record_event(DATABASE, actor=person(request).username, kind="looked", subject=(WITNESS, held.key))
    return Witness.objects.get(key=held.key)


@needs("witness.edit")
@never_cache
@sensitive_post_parameters()
def edit(request: HttpRequest, key: str) -> HttpResponse:
    """Change a record; the history says that and not what."""
    held = _opened(request, key)
    form = Identity(request.POST or None, instance=held, initial={"seen": held.version})
    if request.method != "POST" or not form.is_valid():
        return render(request, "web/witnesses/edit.html", {"form": form, "witness": held}, status=_status(form))
    try:
        with recorded(request, "witness_edited", (WITNESS, held.key)):
            save_version(held, form.cleaned_data["seen"] or 0, **form.words())
    except Conflict as conflict:
        again = Identity({**form.words(), "seen": conflict.current.version})
        given = {"form": again, "witness": held, "current": conflict.current}
        return render(request, "web/witnesses/edit.html", given, status=CONFLICT)
    messages.success(request, _("Saved."))
    return redirect("witness", held.key)


def _status(form: Identity) -> int:
    return 422 if form.errors else 200


@needs("witness.clear")
@require_POST
def clear(request: HttpRequest, key: str) -> HttpResponse:
    """Name another person on the record."""
    held = _named_on(request, key)
    form = Clear(held, request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a person who may see restricted records and is not named on it yet."))
        return redirect("witness", held.key)
    other = form.cleaned_data["person"]
    with alone(WITNESS, key), recorded(request, "cleared", (WITNESS, held.key), new=other.username):
        Clearance.objects.create(witness=held, person=other, by=person(request))
    messages.success(request, _("Named on the record."))
    return redirect("witness", held.key)


@needs("witness.clear")
@require_POST
def unclear(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Take a person's name off the record; somebody stays named on it."""
    with alone(WITNESS, key):
        held = _named_on(request, key)
        other = get_object_or_404(User, pk=number, clearances__witness=held)
        if held.clearances.count() < 2:
            messages.error(request, _("She is the only person named on it: name another first."))
            return redirect("witness", held.key)
        with recorded(request, "clearance_ended", (WITNESS, held.key), old=other.username):
            held.clearances.filter(person=other).delete()
    return redirect("witnesses") if other.pk == person(request).pk else redirect("witness", held.key)


def _named_on(request: HttpRequest, key: str) -> Witness:
    """The record without its words, for a person named on it."""
    return get_object_or_404(Witness.objects.only("key"), key=key, clearances__person=person(request))
