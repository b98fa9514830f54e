"""The gazetteer brought in line with the table of places, and the reports located again, as one job."""

from collections.abc import Mapping
from typing import Any

from tollbook.casebook.workspace import Workspace
from tollbook.locate import homes
from tollbook.watch import Watch
from tollbook.web.jobs import job
from tollbook.web.places import own
from tollbook.web.refreshing import bring_up_to_date, in_turn


@job("places")
def places(workspace: Workspace, watch: Watch, params: Mapping[str, Any]) -> dict[str, int]:
    """After a change of the table; ``list``: an imported list whose places the table holds now, and which goes.

    A second run finds the gazetteer as it should be and completes what follows from it.
    """
    in_turn(own.write)
    taken = params.get("list") or ""
    for path in homes.workspace_gazetteers(workspace.root):
        if path.name == taken:
            own.drop(path)
    return {"incidents": bring_up_to_date(workspace, None, watch)}
