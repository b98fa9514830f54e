"""Receiving an allegation: from an incident, with what is known of it filled in, or by itself."""

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tollbook.casebook import allegations
from tollbook.errors import StopRun
from tollbook.model import Allegation, Incident, Step
from tollbook.web import records
from tollbook.web.assessment import cases, deadlines
from tollbook.web.assessment.duplicates import alike
from tollbook.web.assessment.forms import Deadlines, Receive
from tollbook.web.assessment.views import said
from tollbook.web.assessment.words import STATES
from tollbook.web.here import DATABASE, person, recorded
from tollbook.web.models.people import Setting
from tollbook.web.permissions import needs
from tollbook.web.saving import Conflict, alone
from tollbook.web.search.entries import title_of


@needs("allegation.receive")
def receive(request: HttpRequest) -> HttpResponse:
    """The form, those that may be the same beside it; sent, the case begins."""
    incident = _incident((request.POST or request.GET).get("incident", ""))
    form = Receive(request.POST or None, initial=_known(incident))
    status = 200
    if request.method == "POST":
        if form.is_valid() and (made := _received(request, form, incident)):
            messages.success(request, _("Received as %(case)s.") % {"case": made.id})
            return redirect("allegation", made.id)
        status = 422
    held = {"form": form, "incident": incident, "alike": _alike(incident)}
    return render(request, "web/assessment/receive.html", held, status=status)


def _incident(key: str) -> Incident | None:
    if not key.strip():
        return None
    found = records.incident(key.strip())
    if found is None:
        raise Http404
    return found


def _known(incident: Incident | None) -> dict[str, Any]:
    known: dict[str, Any] = {"received": cases.today()}
    if incident is not None:
        place = next(iter(incident.places), None)
        day = incident.when.start if incident.when and incident.when.start == incident.when.end else None
        known |= {"title": title_of(incident), "incident": incident.id, "event_date": day}
        known["place"] = (place.name or place.text) if place else ""
    return known


def _alike(incident: Incident | None) -> list[Any]:
    known = _known(incident)
    return alike("", incident.id, known["event_date"], known["place"], incident.documents) if incident else []


def _received(request: HttpRequest, form: Receive, incident: Incident | None) -> Allegation | None:
    given = form.cleaned_data
    allegation = Allegation(
        id="",
        title=given["title"],
        standard=given["standard"],
        belligerent=given["belligerent"] or None,
        via=given["via"],
        steps=(Step(given["received"], "received", person(request).username, given["reason"]),),
        incident=incident.id if incident else None,
        documents=incident.documents if incident else (),
        place=given["place"] or None,
        grid=given["grid"] or None,
        event_date=given["event_date"],
    )
    try:
        return allegations.receive(DATABASE, person(request).username, allegation)
    except StopRun as error:
        form.add_error(None, said(error))
        return None


@needs("workspace.configure")
def set_deadlines(request: HttpRequest) -> HttpResponse:
    """The days of each step, for the whole workspace."""
    form = Deadlines(request.POST or None, initial=deadlines.days())
    seen = request.POST.get("seen") or json.dumps(deadlines.days())
    if request.method == "POST" and form.is_valid():
        _set_deadlines(request, form.cleaned_data, seen)
        messages.success(request, _("Noted."))
        return redirect("assessment")
    status = 422 if form.is_bound else 200
    return render(request, "web/assessment/deadlines.html", {"form": form, "seen": seen}, status=status)


def _set_deadlines(request: HttpRequest, new: dict[str, int], seen: str) -> None:
    """Store them with their event; raises Conflict where they are not as they were seen."""
    with alone("setting", deadlines.NAME):
        old = dict(deadlines.days())
        if json.dumps(old) != seen:
            raise Conflict(old, [(str(STATES[state]), str(days)) for state, days in old.items()])
        with recorded(request, "setting", ("setting", deadlines.NAME), old=old, new=new):
            Setting.objects.update_or_create(name=deadlines.NAME, defaults={"value": new})
