"""The first page a person sees: what waits for her, how far long work is, and how to begin with nothing."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from tollbook.casebook import models
from tollbook.model import FINDINGS
from tollbook.web import lockdown
from tollbook.web.here import person
from tollbook.web.home.waiting import waiting
from tollbook.web.inbox.again import half_done
from tollbook.web.people.accounts import nobody_yet
from tollbook.web.people.forms import Switch
from tollbook.web.permissions import can, needs
from tollbook.web.progress import jobs_for

RECENT = 5


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits; the first start where nobody has an account yet."""
    if nobody_yet():
        return redirect("first_start")
    return _home(request)


@login_required
def _home(request: HttpRequest) -> HttpResponse:
    held: dict[str, Any] = {
        "waiting": list(waiting(person(request))),
        "reports": models.Document.objects.filter(superseded=False).count(),
        "incidents": models.Incident.objects.count(),
        "open": models.Allegation.objects.exclude(state__in=FINDINGS).values("pk").count(),
        "half_done": half_done(),
        "jobs": jobs_for(person(request)).order_by("-pk")[:RECENT],
    }
    if can(request.user, "workspace.lock_down"):
        locked = lockdown.active()
        held |= {"locked": locked, "lockdown": Switch(initial={"on": not locked})}
    return render(request, "web/home/home.html", held)


@needs("job.see")
@require_safe
def job(request: HttpRequest, number: int) -> HttpResponse:
    """How far one job is; asked again by the page until it ends."""
    return render(request, "web/home/job.html", {"job": get_object_or_404(jobs_for(person(request)), pk=number)})
