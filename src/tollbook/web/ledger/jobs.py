"""Publishing a monthly report takes seconds, for its PDFs: it is a job."""

from collections.abc import Mapping
from typing import Any

from tollbook.casebook import monthly
from tollbook.casebook.workspace import Workspace
from tollbook.watch import Watch
from tollbook.web.jobs import job


@job("publish_month")
def publish_month(workspace: Workspace, watch: Watch, params: Mapping[str, Any]) -> dict[str, Any]:
    """Freeze the report of a month under a standard; a second run finds nothing changed and gives the same."""
    with watch.step("monthly report", None):
        report, _files = monthly.publish(workspace.alias, params["by"], params["month"], params["standard"])
    return {"month": report.month, "standard": report.standard, "version": report.version}
