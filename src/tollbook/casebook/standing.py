"""The facts of incidents as they stand in a workspace: reports, corrections, strike logs, certificates, finds."""

from collections.abc import Iterable

from tollbook.assess import Facts, facts_of
from tollbook.casebook import grounds
from tollbook.casebook.workspace import Workspace
from tollbook.model import Incident

Known = dict[str, tuple[Incident, Facts]]


def facts_now(workspace: Workspace, incidents: Iterable[Incident] | None = None) -> Known:
    """Incident id -> the incident and the facts standards grade it by; of all stored unless some are named."""
    told, lineage = grounds.of(workspace, ()).told(workspace), workspace.lineage()
    claims = {claim.id: claim for claim in workspace.claims()}
    said = {statement.id: statement for statement in workspace.statements()}
    known: Known = {}
    for one in workspace.incidents() if incidents is None else incidents:
        own = [claims[key] for key in one.claims if key in claims]
        about = [said[key] for key in one.statements if key in said]
        known[one.id] = (one, facts_of(one, own, lineage, about, **(told(one, own, lineage) or {})))
    return known
