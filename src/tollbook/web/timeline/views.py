"""The timeline: tolls by month beside declared strikes, totals by part, overlaps, and files of all of it."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tollbook.publish.tables import total_rows
from tollbook.web import results
from tollbook.web.here import person
from tollbook.web.incidents.drawn import texts
from tollbook.web.permissions import needs
from tollbook.web.tables import as_csv
from tollbook.web.timeline import drawn
from tollbook.web.timeline.forms import FIGURES, Narrowed
from tollbook.web.timeline.jobs import KIND, name_of

TOTALS = ("by", "key", "rule", "least", "greatest", "apart", "open_ended", "exact", "incidents", "maybe")
OVERLAPS = ("a", "b", "people", "why")


@needs("incident.see")
@require_safe
def timeline(request: HttpRequest) -> HttpResponseBase:
    """The page, or a file of what it shows."""
    form = Narrowed(request.GET)
    if not form.is_valid():
        return render(request, "web/timeline/timeline.html", {"form": form}, status=422)
    params = form.params
    found = results.shown(name_of(**params), KIND, person(request), **params)
    asked = request.GET.get("format")
    if asked and found.record is not None:
        return _file(found.record, asked)
    held: dict[str, Any] = {"form": form, "found": found, "figure": dict(FIGURES)[params["figure"]]}
    if found.record is not None:
        held |= _held(found.record, held["figure"])
    return render(request, "web/timeline/timeline.html", held)


def _held(record: dict[str, Any], name: Any) -> dict[str, Any]:
    t, campaign = texts(), drawn.campaign_of(record)
    return {
        "incidents": record["incidents"],
        "total": campaign.totals["range"],
        "range": drawn.span(campaign.totals["range"]),
        "two": campaign.totals["2"],
        "fewer": campaign.totals["range"].apart - campaign.totals["range"].least,
        "charts": drawn.charts(campaign, record["strikes"], str(name), t),
        "parts": drawn.rows(campaign, t),
        "doubts": drawn.doubts(record, campaign),
        "pairs": record["pairs"],
        "fit": drawn.fit_of(record, t),
        "inexact": not all(total.exact for total in campaign.totals.values()),
    }


def _file(record: dict[str, Any], asked: str) -> HttpResponseBase:
    campaign = drawn.campaign_of(record)
    if asked == "csv":
        return as_csv("totals", TOTALS, ([row[key] for key in TOTALS] for row in total_rows(campaign)))
    if asked == "overlaps":
        return as_csv("overlaps", OVERLAPS, ((one.a, one.b or None, one.people, one.why) for one in campaign.overlaps))
    told = {key: value for key, value in record.items() if key != "titles"}
    headers = {"Content-Disposition": 'attachment; filename="totals.json"'}
    return HttpResponse(json.dumps(told, ensure_ascii=False, indent=1), "application/json", headers=headers)
