"""The publications as the team sees them: what waits, what is out, what was changed and why."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from tollbook.model import Incident
from tollbook.web import records
from tollbook.web.blind import Sight
from tollbook.web.days import MomentInput
from tollbook.web.here import person
from tollbook.web.models.public import Publication, Reason
from tollbook.web.permissions import needs, require
from tollbook.web.publications import deciding
from tollbook.web.publications.freezing import changes
from tollbook.web.saving import Conflict, seen_number

A_PAGE = 50


class Prepare(forms.Form):
    """Why a version is put out."""

    reason = forms.ChoiceField(label=_("Reason"), choices=Reason.choices)
    words = forms.CharField(
        label=_("In words, for the change log"), max_length=1000, widget=forms.Textarea, required=False
    )


class Decide(forms.Form):
    """Approve, perhaps not before a time, or send back."""

    embargo = forms.DateTimeField(label=_("Not before (UTC)"), required=False, widget=MomentInput())
    words = forms.CharField(label=_("Remark"), max_length=1000, required=False, widget=forms.Textarea)


@needs("publication.see")
@require_safe
def publications(request: HttpRequest) -> HttpResponse:
    """All versions, those that wait first."""
    rows = Publication.objects.select_related("prepared_by", "decided_by").defer("record")
    state = request.GET.get("state", "")
    chosen = rows.filter(state=state) if state in Publication.State.values else rows
    page = Paginator(chosen.order_by("-pk"), A_PAGE).get_page(request.GET.get("page"))
    waiting = rows.filter(state=Publication.State.PREPARED).count()
    held = {"page": page, "state": state, "states": Publication.State.choices, "waiting": waiting}
    return render(request, "web/publications/publications.html", held)


@needs("publication.prepare")
def prepare(request: HttpRequest, key: str) -> HttpResponse:
    """Prepare a new version of an incident."""
    incident = records.incident(key)
    if incident is None:
        raise Http404
    form = Prepare(request.POST or None)
    seen = seen_number(request)
    seen = deciding.latest(incident.id) if seen is None else seen
    if request.method == "POST" and form.is_valid():
        made = _prepared(request, incident, form, seen)
        messages.success(request, __("Prepared; somebody else approves it."))
        return redirect("publication", made.pk)
    return render(request, "web/publications/prepare.html", {"form": form, "incident": incident, "seen": seen})


def _prepared(request: HttpRequest, incident: Incident, form: Prepare, seen: int) -> Publication:
    try:
        return deciding.prepare(incident, person(request), **form.cleaned_data, seen=seen)
    except Conflict as conflict:
        raise _meanwhile(conflict) from conflict


def _meanwhile(conflict: Conflict) -> Conflict:
    """With what became of the version, by whom and why."""
    now: Publication = conflict.current
    by = now.decided_by or now.prepared_by
    standing = [(now.get_state_display(), by.username), (now.get_reason_display(), now.words)]
    return Conflict(now, standing, reverse("publication", args=[now.pk]))


@needs("publication.see")
@require_safe
def publication(request: HttpRequest, number: int) -> HttpResponse:
    """One version exactly as it would stand on the public page, and what it changes."""
    version = get_object_or_404(Publication, pk=number)
    return _page(request, version, Decide())


def _page(request: HttpRequest, version: Publication, form: Decide, status: int = 200) -> HttpResponse:
    before = Publication.objects.filter(
        incident=version.incident, number__lt=version.number, state=Publication.State.APPROVED
    ).order_by("-number")
    last = before.first()
    graded = version.visible or Sight(person(request)).shows(version.incident)
    without = {} if graded else {"grade": None}
    now, was = version.record | without, last.record | without if last else None
    held: dict[str, Any] = {"version": version, "record": now, "form": form, "changes": changes(was, now)}
    return render(request, "web/publications/publication.html", held, status=status)


@needs("publication.approve")
@require_POST
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Approve or send back; not by the one who prepared it."""
    version = get_object_or_404(Publication, pk=number)
    require(request.user, "publication.approve", version)
    form = Decide(request.POST)
    back = "refuse" in request.POST
    if form.is_valid() and back and not form.cleaned_data["words"].strip():
        form.add_error("words", __("Say what is missing."))
    if not form.is_valid():
        return _page(request, version, form, 422)
    words, embargo = form.cleaned_data["words"], form.cleaned_data["embargo"]
    return _done(request, version, lambda: _decide(request, version, back, embargo, words))


def _decide(request: HttpRequest, version: Publication, back: bool, embargo: datetime | None, words: str) -> None:
    if back:
        deciding.refuse(version, person(request), words)
    else:
        deciding.approve(version, person(request), embargo, words)


@needs("publication.withdraw")
@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take an entry off the public pages, with its reason."""
    version = get_object_or_404(Publication, pk=number)
    form = Prepare(request.POST)
    if not form.is_valid():
        return _page(request, version, Decide(), 422)
    given = form.cleaned_data
    return _done(request, version, lambda: deciding.withdraw(version, person(request), given["reason"], given["words"]))


def _done(request: HttpRequest, version: Publication, do: Any) -> HttpResponse:
    try:
        do()
    except Conflict as conflict:
        raise _meanwhile(conflict) from conflict
    messages.success(request, __("Done."))
    return redirect("publication", version.pk)
