"""One incident with everything that bears on it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from tollbook.web import records
from tollbook.web.here import workspace
from tollbook.web.permissions import needs
from tollbook.web.search.entries import title_of


@needs("incident.see")
@require_GET
def incident(request: HttpRequest, key: str) -> HttpResponse:
    """The incident's page; an id that is no more leads to where its claims are now."""
    found = records.incident(key)
    if found is None:
        raise Http404
    if found.id != key:
        return redirect("incident", found.id)
    held = {"incident": found, "title": title_of(found), "claims": workspace().claims_of(found)}
    return render(request, "web/incidents/incident.html", held)
