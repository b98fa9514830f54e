"""A search as plain data, for a certificate, a file or a page: the same search gives the same data."""

from typing import Any

from tollbook.locate.search import RANK, Area, Found, PlaceSearch
from tollbook.locate.search_warnings import warnings
from tollbook.locate.tries import WHOLE
from tollbook.model.place import Place


def _tried(search: PlaceSearch) -> list[dict[str, Any]]:
    """What was tried by kind and script: spellings in full, one-letter variants by what they vary and how many."""
    groups: dict[tuple[str, str, str], dict[str, Any]] = {}
    for one in search.tried:
        empty = {"kind": one.kind, "script": one.script, "of": one.of, "spellings": [], "keys": 0}
        group = groups.setdefault((one.kind, one.script, one.of), empty)
        group["spellings"] += [one.spelling] if one.spelling else []
        group["keys"] += len(one.keys)
    return sorted(groups.values(), key=lambda group: (RANK[group["kind"]], group["script"], group["of"]))


def _area(area: Area) -> dict[str, Any]:
    return {
        "province": area.province,
        "near": list(area.near) if area.near else None,
        "radius_km": area.radius_km if area.near else None,
        "provinces": sorted(area.regions),
        "countries": sorted(area.countries),
    }


def _found(one: Found) -> dict[str, Any]:
    entry = one.entry
    return {
        "id": entry.id, "name": entry.name, "admin": entry.admin, "country": entry.country,
        "lat": entry.lat, "lon": entry.lon, "precision": entry.precision, "source": entry.source,
        "how": one.how, "spelling": one.spelling, "script": one.script, "alike": one.score,
        "where": one.where, "distance_km": one.distance_km, "named_in": list(one.scripts),
        "whole": one.how in WHOLE,
    }  # fmt: skip


def search_record(search: PlaceSearch, chosen: Place | None = None) -> dict[str, Any]:
    """All that was tried and found for one name, with the warnings, as data that JSON can hold."""
    return {
        "name": search.name,
        "script": search.script,
        "native_scripts": list(search.native),
        "area": _area(search.area),
        "chosen": {"id": chosen.id, "name": chosen.name or chosen.text, "admin": chosen.admin} if chosen else None,
        "tried": _tried(search),
        "found": [_found(one) for one in search.found],
        "not_listed": search.beyond,
        "gazetteers": [
            {"name": held.name, "sha256": held.sha256, "places": held.places, "here": held.here, "named": held.named}
            for held in search.gazetteers
        ],
        "warnings": [{"code": w.code, "text": w.text, "text_ar": w.text_ar} for w in warnings(search, chosen)],
    }
