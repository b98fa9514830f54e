"""The map: every incident with a point is on it, those without are counted, and nothing comes from outside."""

from collections.abc import Callable

from django.test import Client

from tollbook.casebook.workspace import Workspace
from tollbook.watch import Unwatched
from tollbook.web.search import entries


def test_points_are_the_incidents_that_have_one(filled: Workspace, as_role: Callable[..., Client]) -> None:
    entries.index(filled, Unwatched(), {})
    analyst = as_role("analyst")
    data = analyst.get("/map/data.json").json()
    placed = {f"/incidents/{incident.id}/" for incident in filled.incidents() if incident.lat is not None}
    assert {point["address"] for point in data["points"]} == placed and data["countries"]
    assert all(point["km"] > 0 for point in data["points"])
    page = analyst.get("/map/").content.decode()
    assert "http://" not in page.replace("http://testserver", "") and f"{len(placed)} of" in page


def test_an_empty_map_says_so(workspace: Workspace, as_role: Callable[..., Client]) -> None:
    analyst = as_role("intake")
    assert b"No incident with a place" in analyst.get("/map/").content
    assert analyst.get("/map/data.json").json()["points"] == []


def test_one_incident_gives_each_of_its_places_with_how_exactly_it_is_known(
    filled: Workspace, as_role: Callable[..., Client]
) -> None:
    analyst = as_role("analyst")
    for incident in filled.incidents():
        points = analyst.get("/map/data.json", {"incident": incident.id}).json()["points"]
        known = {(place.lat, place.lon, place.radius_km) for place in incident.places if place.lat is not None}
        assert {(point["lat"], point["lon"], point["km"]) for point in points} == known
    assert analyst.get("/map/data.json", {"incident": "none"}).json()["points"] == []
