"""The first page a person sees: what waits for her, how far long work is, and how to begin with nothing."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from tollbook.casebook import models
from tollbook.web.models.jobs import Job
from tollbook.web.people.accounts import nobody_yet
from tollbook.web.permissions import needs

RECENT = 8


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What waits; the first start where nobody has an account yet."""
    if nobody_yet():
        return redirect("first_start")
    return _home(request)


@login_required
def _home(request: HttpRequest) -> HttpResponse:
    held: dict[str, Any] = {
        "reports": models.Document.objects.filter(superseded=False).count(),
        "incidents": models.Incident.objects.count(),
        "open": models.Allegation.objects.exclude(state__in=("credible", "non_credible", "duplicate", "inconclusive"))
        .values("pk")
        .count(),
        "jobs": Job.objects.order_by("-pk")[:RECENT],
    }
    return render(request, "web/home/home.html", held)


@needs("job.see")
@require_GET
def job(request: HttpRequest, number: int) -> HttpResponse:
    """How far one job is; asked again by the page until it ends."""
    return render(request, "web/home/job.html", {"job": get_object_or_404(Job, pk=number)})
