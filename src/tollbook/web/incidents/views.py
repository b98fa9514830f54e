"""One incident with everything that bears on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tollbook.web.incidents.material import incident_or_404, material_of
from tollbook.web.incidents.page import shown
from tollbook.web.permissions import needs


@needs("incident.see")
@require_safe
def incident(request: HttpRequest, key: str) -> HttpResponse:
    """The incident's page; an id that is no more leads to where its claims are now."""
    found = incident_or_404(key)
    if found.id != key:
        return redirect("incident", found.id)
    return render(request, "web/incidents/incident.html", shown(request, material_of(found)))
