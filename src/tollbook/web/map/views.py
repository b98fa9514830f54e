"""The map: a page with a list that works without scripts, and the points as data."""

from typing import Any
from urllib.parse import quote

from django.db.models import Count, F, Max, Min, QuerySet
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tollbook.casebook import models
from tollbook.model import RADIUS_KM
from tollbook.publish.outlines import Region, countries
from tollbook.web.blind import Sight
from tollbook.web.here import person
from tollbook.web.incidents.lists import Filters, wanted
from tollbook.web.permissions import needs

MOST = 1000
"""Points drawn at once; beyond it the map asks to come closer or to narrow the filters."""
LISTED = 50
MARGIN = 2.0
HERE = "-id-"
"""Stands for the id in an address: to build a thousand addresses one by one takes as long as all the rest."""
UNASKED = ("order", "show")
"""Fields of the form that narrow nothing."""


@needs("incident.see")
@require_safe
def page(request: HttpRequest) -> HttpResponseBase:
    """The map's page."""
    sight = Sight(person(request))
    form = Filters(request.GET).offer(sight)
    valid = form.is_valid()
    rows = _rows(form.cleaned_data, sight) if valid else models.Incident.objects.none()
    counted = rows.aggregate(placed=Count("lat"), every=Count("*"))
    held = {"form": form, "listed": _points(rows, LISTED), "more": counted["placed"] > LISTED, **counted}
    held["unplaced"] = counted["every"] - counted["placed"]
    return render(request, "web/map/map.html", held, status=200 if valid else 422)


@needs("incident.see")
@require_safe
def data(request: HttpRequest) -> HttpResponseBase:
    """Points and outlines for the filters; those of one incident, place by place, where ``incident`` is given."""
    if "incident" in request.GET:
        rows = models.Incident.objects.filter(id=request.GET["incident"])
        points = [point for row in rows.annotate(places=F("record__places")) for point in _each_place(row)]
        return JsonResponse({"points": points, "countries": _outlines(rows)})
    form = Filters(request.GET)
    rows = _rows(form.cleaned_data, Sight(person(request))) if form.is_valid() else models.Incident.objects.none()
    held = {"points": _points(rows, MOST), "countries": _outlines(rows), "words": {"incident": _("incident")}}
    return JsonResponse(held)


def _each_place(row: Any) -> list[dict[str, Any]]:
    """Every place of one incident with how exactly it is known; each once."""
    found = {}
    for place in row.places or ():
        if place.get("lat") is not None:
            km = RADIUS_KM.get(place.get("precision"), RADIUS_KM["unknown"])
            name = place.get("name") or place["text"]
            found[name, place["lat"], place["lon"]] = {"lat": place["lat"], "lon": place["lon"], "km": km, "name": name}
    return list(found.values())


def _rows(asked: dict[str, Any], sight: Sight) -> QuerySet[models.Incident]:
    """The incidents whose entries pass; all of them, without asking each, where nothing is asked for."""
    rows = models.Incident.objects.all()
    narrowed = any(value for name, value in asked.items() if name not in UNASKED)
    return rows.filter(id__in=wanted(asked, sight).order_by().values("key")) if narrowed else rows


def _points(rows: QuerySet[models.Incident], most: int) -> list[dict[str, Any]]:
    """The newest that have a place; their keys are chosen among narrow columns, then only they are read."""
    keys = list(rows.filter(lat__isnull=False).order_by("-when_start", "id").values_list("id", flat=True)[:most])
    found = models.Incident.objects.only("id", "lat", "lon", "when_start").annotate(places=F("record__places"))
    held = found.in_bulk(keys)
    unknown, address = _("day unknown"), reverse("incident", args=[HERE])
    return [_point(held[key], address, unknown) for key in keys if key in held]


def _point(row: Any, address: str, unknown: str) -> dict[str, Any]:
    places = [place for place in row.places or () if place.get("lat") is not None]
    radius = min((RADIUS_KM.get(place.get("precision"), 1000.0) for place in places), default=RADIUS_KM["unknown"])
    names = list(dict.fromkeys(place.get("name") or place["text"] for place in places))
    return {
        "lat": row.lat,
        "lon": row.lon,
        "km": radius,
        "name": ", ".join(names[:3]) or row.id,
        "day": row.when_start.isoformat() if row.when_start else unknown,
        "address": address.replace(HERE, quote(row.id, safe="")),
    }


def region_of(rows: QuerySet[models.Incident]) -> Region | None:
    """Where these incidents are, with some room around them; None where none has a place."""
    box = rows.aggregate(west=Min("lon"), south=Min("lat"), east=Max("lon"), north=Max("lat"))
    if box["west"] is None:
        return None
    return Region(box["west"], box["south"], box["east"], box["north"]).grown(MARGIN)


def _outlines(rows: QuerySet[models.Incident]) -> list[dict[str, Any]]:
    region = region_of(rows)
    if region is None:
        return []
    code = (get_language() or "en").split("-")[0]
    return [
        {"name": country.named(code), "rings": country.rings, "label": country.label} for country in countries(region)
    ]
