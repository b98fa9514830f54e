"""A search of the strike logs reads every log and every spelling of the places: it is a job."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from tollbook import pipeline
from tollbook.casebook import certificates, models
from tollbook.casebook.certificates import Asked
from tollbook.casebook.workspace import Workspace
from tollbook.locate import Gazetteer
from tollbook.watch import Watch
from tollbook.web.jobs import job
from tollbook.web.refreshing import gazetteers, refresh_soon

SHOWN = 200
"""Differences that are told one by one."""


@job("certificate")
def certificate(workspace: Workspace, watch: Watch, params: Mapping[str, Any]) -> dict[str, str]:
    """Make the search and keep its certificate; fails, with what is missing, where it was not made as it must be."""
    given = params["given"]
    near, within = given.get("near"), given.get("area_km")
    asked = Asked(
        names=tuple(line.strip() for line in given["names"].splitlines() if line.strip()),
        province=given["province"] or None,
        near=(near[0], near[1]) if near else None,
        **({"area_km": within} if within else {}),
        radius_km=given["radius_km"],
        hours=given["hours"] or 0.0,
        utc_offset=given["utc_offset"],
        dismissed=given["dismissed"],
    )
    places = _places(workspace, watch)
    with watch.step("strike logs", None):
        record = certificates.make(workspace, params["incident"], given["kind"], places, asked, params["by"])
    refresh_soon(None)
    return {"certificate": str(record["id"])}


@job("certificate_again")
def again(workspace: Workspace, watch: Watch, params: Mapping[str, Any]) -> dict[str, Any]:
    """Make the search of a certificate again; what it says otherwise today, as much of it as a page shows."""
    record, places = models.Certificate.objects.get(pk=params["certificate"]).record, _places(workspace, watch)
    with watch.step("strike logs", None):
        differs = certificates.repeat(workspace, record, places)
    return {"differs": [asdict(one) for one in differs[:SHOWN]], "many": len(differs)}


def _places(workspace: Workspace, watch: Watch) -> Gazetteer:
    with watch.step("places", None):
        return pipeline.load_gazetteer(gazetteers(workspace))
