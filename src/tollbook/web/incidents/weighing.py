"""How likely people hold it and on which evidence, on a page that shows no grade; the history in full."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tollbook.casebook import likelihoods
from tollbook.web import blind
from tollbook.web.blind import Sight
from tollbook.web.here import person, workspace
from tollbook.web.incidents import history, meanwhile, standing
from tollbook.web.incidents.forms import Filled, Judged
from tollbook.web.incidents.material import Material, former_ids, incident_or_404, material_of
from tollbook.web.permissions import needs
from tollbook.web.refreshing import chosen, refresh_soon
from tollbook.web.saving import alone, seen_number
from tollbook.web.search.entries import title_of


@needs("incident.see")
@require_safe
def weigh(request: HttpRequest, key: str) -> HttpResponse:
    """The evidence, and how likely people hold it."""
    return _page(request, material_of(incident_or_404(key)))


def _page(
    request: HttpRequest, of: Material, judge: Judged | None = None, fill: Filled | None = None, status: int = 200
) -> HttpResponse:
    put_down = standing.weighed(of)
    seen = standing.likelihoods_seen(of, put_down, person(request))
    held = {
        "incident": of.incident,
        "title": title_of(of.incident),
        "cells": standing.cells(of, put_down),
        "needed": standing.NEEDED,
        "judge": judge or Judged(),
        "fill": fill or Filled(),
        "seen": seen_number(request) or meanwhile.latest(),
    }
    return render(request, "web/incidents/likelihood.html", held | seen, status=status)


@needs("incident.judge")
@require_POST
def judge(request: HttpRequest, key: str) -> HttpResponse:
    """Keep how likely she holds it."""
    found = incident_or_404(key)
    form = Judged(request.POST)
    if not form.is_valid():
        return _page(request, material_of(found), judge=form, status=422)
    given, held, by = form.cleaned_data, workspace(), person(request).username
    if not blind.active():  # she could see the grades all along
        likelihoods.show_standard(held, found.id, by, chosen(held)[0].id)
    likelihoods.judge(held, found.id, by, given["level"], given["reason"])
    messages.success(request, _("Your judgement is kept."))
    return redirect("incident_likelihood", found.id)


@needs("incident.judge")
@require_POST
def show(request: HttpRequest, key: str) -> HttpResponse:
    """Show her the grades before she has judged, as she asks; the history notes it, and that she judges not blind."""
    found, held = incident_or_404(key), workspace()
    likelihoods.show_standard(held, found.id, person(request).username, chosen(held)[0].id)
    return redirect("incident", found.id)


@needs("incident.judge")
@require_POST
def fill(request: HttpRequest, key: str) -> HttpResponse:
    """Fill in a cell of the evidence matrix; grades follow."""
    found = incident_or_404(key)
    form = Filled(request.POST)
    if not form.is_valid():
        return _page(request, material_of(found), fill=form, status=422)
    given = form.cleaned_data
    actor = person(request)
    cell = likelihoods.cell_of(given["kind"], given["state"], given["what"])
    with alone("evidence", found.id):
        meanwhile.refuse_cell(found.id, cell.kind, seen_number(request))
        likelihoods.fill(workspace(), found.id, actor.username, cell)
    refresh_soon(actor, found.documents)
    messages.success(request, _("The evidence is noted; the grades proposed follow in a moment."))
    return redirect("incident_likelihood", found.id)


@needs("incident.see")
@require_safe
def whole_history(request: HttpRequest, key: str) -> HttpResponse:
    """Every event about the incident, with what was before and after."""
    of = material_of(incident_or_404(key))
    who = person(request)
    first = not Sight(who).shows(of.incident.id)
    events = history.told(who, history.of(of, former_ids(of.incident.id)), first)
    held = {"incident": of.incident, "title": title_of(of.incident), "events": events, "judge_first": first}
    return render(request, "web/incidents/history.html", held)
