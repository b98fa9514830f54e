"""The map: a page with a list that works without scripts, and the points as data."""

from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tollbook.casebook import models
from tollbook.model import RADIUS_KM
from tollbook.publish.outlines import Region, countries
from tollbook.web.incidents.lists import Filters, wanted
from tollbook.web.permissions import needs

MOST = 1000
"""Points drawn at once; beyond it the map asks to come closer or to narrow the filters."""
LISTED = 50
MARGIN = 2.0


@needs("incident.see")
@require_GET
def page(request: HttpRequest) -> HttpResponseBase:
    """The map's page."""
    form = Filters(request.GET).offer()
    valid = form.is_valid()
    rows = _rows(form.cleaned_data) if valid else models.Incident.objects.none()
    counted = rows.aggregate(placed=Count("pk", filter=Q(lat__isnull=False)), every=Count("pk"))
    listed = [_point(row) for row in rows.filter(lat__isnull=False).order_by("-when_start", "id")[:LISTED]]
    held = {"form": form, "listed": listed, "more": counted["placed"] > LISTED, **counted}
    held["unplaced"] = counted["every"] - counted["placed"]
    return render(request, "web/map/map.html", held, status=200 if valid else 422)


@needs("incident.see")
@require_GET
def data(request: HttpRequest) -> HttpResponseBase:
    """Points and outlines for the filters."""
    form = Filters(request.GET)
    every = _rows(form.cleaned_data) if form.is_valid() else models.Incident.objects.none()
    rows = every.filter(lat__isnull=False)
    points = [_point(row) for row in rows.order_by("-when_start", "id")[:MOST]]
    return JsonResponse({"points": points, "countries": _outlines(rows), "words": {"incident": _("incident")}})


def _rows(asked: dict[str, Any]) -> QuerySet[models.Incident]:
    return models.Incident.objects.filter(id__in=wanted(asked).order_by().values("key"))


def _point(row: models.Incident) -> dict[str, Any]:
    places = [place for place in row.record.get("places", ()) if place.get("lat") is not None]
    radius = min((RADIUS_KM.get(place.get("precision"), 1000.0) for place in places), default=RADIUS_KM["unknown"])
    names = list(dict.fromkeys(place.get("name") or place["text"] for place in places))
    return {
        "lat": row.lat,
        "lon": row.lon,
        "km": radius,
        "name": ", ".join(names[:3]) or row.id,
        "day": row.when_start.isoformat() if row.when_start else _("day unknown"),
        "address": reverse("incident", args=[row.id]),
    }


def _outlines(rows: QuerySet[models.Incident]) -> list[dict[str, Any]]:
    box = rows.aggregate(west=Min("lon"), south=Min("lat"), east=Max("lon"), north=Max("lat"))
    if box["west"] is None:
        return []
    region = Region(box["west"], box["south"], box["east"], box["north"]).grown(MARGIN)
    arabic = get_language() == "ar"
    return [
        {"name": country.name_ar if arabic else country.name, "rings": country.rings, "label": country.label}
        for country in countries(region)
    ]
