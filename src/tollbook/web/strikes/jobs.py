"""A search of the strike logs reads every log and every spelling of the places: it is a job."""

from collections.abc import Mapping
from typing import Any

from tollbook import pipeline
from tollbook.casebook import certificates
from tollbook.casebook.certificates import Asked
from tollbook.casebook.workspace import Workspace
from tollbook.watch import Watch
from tollbook.web.jobs import job
from tollbook.web.refreshing import gazetteers, refresh_soon


@job("certificate")
def certificate(workspace: Workspace, watch: Watch, params: Mapping[str, Any]) -> dict[str, str]:
    """Make the search and keep its certificate; fails, with what is missing, where it was not made as it must be."""
    given = params["given"]
    asked = Asked(
        names=tuple(line.strip() for line in given["names"].splitlines() if line.strip()),
        province=given["province"] or None,
        radius_km=given["radius_km"],
        hours=given["hours"] or 0.0,
        utc_offset=given["utc_offset"],
        dismissed=given["dismissed"],
    )
    with watch.step("places", None):
        places = pipeline.load_gazetteer(gazetteers(workspace))
    with watch.step("strike logs", None):
        record = certificates.make(workspace, params["incident"], given["kind"], places, asked, params["by"])
    refresh_soon(None)
    return {"certificate": str(record["id"])}
