"""People's word on which claims are one event: merge, split, leave open, take back; and what followed from it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tollbook.casebook import models
from tollbook.casebook.decisions import CLAIMS, DECISION
from tollbook.casebook.restore import incidents_of
from tollbook.gather import Verdict
from tollbook.model import Claim, Incident
from tollbook.web import records
from tollbook.web.here import DATABASE, person, workspace
from tollbook.web.incidents import meanwhile
from tollbook.web.incidents.forms import Merge, Split
from tollbook.web.incidents.links import found_other
from tollbook.web.incidents.material import incident_or_404
from tollbook.web.permissions import needs
from tollbook.web.progress import jobs_for
from tollbook.web.reader import evidence
from tollbook.web.refreshing import refresh_soon
from tollbook.web.saving import alone, seen_number, whole_number
from tollbook.web.search.entries import title_of

NEAR = 3
BEFORE = "incidents_before"
"""In the session: what figures stood before a judgement, by the number of its event."""


@needs("incident.merge")
def merge(request: HttpRequest, key: str) -> HttpResponse:
    """Choose another incident, see the evidence between the two, and judge: one event, or left open."""
    own = incident_or_404(key)
    first = _anchor(own)
    form = Merge(request.POST or request.GET if request.method == "POST" or "other" in request.GET else None)
    if request.method != "POST":
        form.fields["reason"].required = False
    other = found_other(form, own) if form.is_bound and form.is_valid() else None
    form.fields["reason"].required = True  # comparing needs none, judging does
    if request.method == "POST" and other is not None:
        verdict: Verdict = "unsure" if request.POST.get("do") == "unsure" else "same"
        return _judged(request, verdict, [own, other], [own.claims, other.claims], form.cleaned_data["reason"])
    held = {"incident": own, "title": title_of(own), "form": form, "other": other} | _evidence(own, first, other)
    held["seen"] = seen_number(request) or meanwhile.latest()
    held["others_title"] = title_of(other) if other else ""
    return render(request, "web/incidents/merge.html", held, status=422 if form.errors else 200)


def _anchor(own: Incident) -> Claim | None:
    """The claim by which the incident is held against others: its first with a place, else its first."""
    claims = workspace().claims_of(own)
    return next((one for one in claims if any(place.lat is not None for place in one.places)), next(iter(claims), None))


def _evidence(own: Incident, first: Claim | None, other: Incident | None) -> dict[str, Any]:
    document = records.document(first.document) if first else None
    if first is None or document is None:
        return {"near": (), "between": None}
    if other is not None:
        return {"near": (), "between": evidence.against(document, first, other)}
    found = evidence.around(document, first, NEAR).others
    return {"near": sorted(found, key=lambda one: -(one.score or -99)), "between": None}


@needs("incident.split")
def split(request: HttpRequest, key: str) -> HttpResponse:
    """Say which claims tell of another event, or that it cannot be told yet."""
    own = incident_or_404(key)
    claims = workspace().claims_of(own)
    if request.method == "POST":
        meanwhile.refuse_judgement(request.POST.getlist("claims"), seen_number(request))
    form = Split([(one.id, f"{one.quote} · {one.document}") for one in claims], request.POST or None)
    if request.method == "POST" and form.is_valid():
        apart = form.cleaned_data["claims"]
        rest = [one.id for one in claims if one.id not in apart]
        verdict: Verdict = "unsure" if request.POST.get("do") == "unsure" else "different"
        return _judged(request, verdict, [own], [rest, apart], form.cleaned_data["reason"])
    held = {"incident": own, "title": title_of(own), "form": form, "claims": claims}
    held["seen"] = seen_number(request) or meanwhile.latest()
    return render(request, "web/incidents/split.html", held, status=422 if form.errors else 200)


def _judged(
    request: HttpRequest, verdict: Verdict, of: Sequence[Incident], groups: Sequence[Sequence[str]], reason: str
) -> HttpResponse:
    """Keep the judgement, have incidents follow it, and lead to what followed."""
    actor = person(request)
    with alone("judgements"):
        meanwhile.refuse_judgement([claim for group in groups for claim in group], seen_number(request))
        event = workspace().judge(actor.username, verdict, groups, reason)
    _remember(request, event, of)
    job = refresh_soon(actor, {key for one in of for key in one.documents})
    return redirect(f"{reverse('incident_followed', args=[event])}?job={job.pk}")


def _remember(request: HttpRequest, event: int, of: Sequence[Incident]) -> None:
    kept = dict(list(request.session.get(BEFORE, {}).items())[-20:])
    kept[str(event)] = [{"id": one.id, "title": title_of(one), "killed": _killed(one)} for one in of]
    request.session[BEFORE] = kept


def _killed(one: Incident) -> dict[str, Any] | None:
    figure = one.figures.get("killed")
    return {"min": figure.min, "max": figure.max, "open_ended": figure.open_ended} if figure else None


@needs("incident.see")
@require_safe
def followed(request: HttpRequest, event: int) -> HttpResponse:
    """What followed from a judgement: the incidents before it, and those that hold its claims now."""
    row = models.Event.objects.filter(pk=event, kind=DECISION, subject_type=CLAIMS).first()
    if row is None:
        raise Http404
    number = whole_number(request.GET.get("job", ""))
    job = jobs_for(person(request)).filter(pk=number).first() if number is not None else None
    held = {"event": row, "job": job, "before": request.session.get(BEFORE, {}).get(str(event), ()), "now": _now(row)}
    return render(request, "web/incidents/followed.html", held)


def _claims_in(row: models.Event) -> list[str]:
    groups: Any = (row.new or {}).get("groups", ())
    return [str(anchor["id"]) for group in groups for anchor in group]


def _now(row: models.Event) -> list[dict[str, Any]]:
    homes = set(records.incident_of(_claims_in(row)).values())
    found = incidents_of(DATABASE, sorted(homes))
    return [{"id": one.id, "title": title_of(one), "killed": _killed(one)} for one in found]


@needs("incident.merge")
@require_POST
def undo(request: HttpRequest, event: int) -> HttpResponse:
    """Take a judgement back, have incidents follow, and lead to what followed."""
    row = models.Event.objects.filter(pk=event, kind=DECISION, subject_type=CLAIMS).first()
    if row is None:
        raise Http404
    actor = person(request)
    of = incidents_of(DATABASE, sorted(set(records.incident_of(_claims_in(row)).values())))
    if workspace().undo(actor.username, event, request.POST.get("reason", "")) is None:
        messages.warning(request, _("Somebody took this back before."))
        return redirect("incident_followed", event)
    _remember(request, event, of)
    job = refresh_soon(actor, {str(anchor["document"]) for group in _groups(row) for anchor in group})
    return redirect(f"{reverse('incident_followed', args=[event])}?job={job.pk}")


def _groups(row: models.Event) -> list[list[dict[str, Any]]]:
    found: Any = (row.new or {}).get("groups", ())
    return list(found)
