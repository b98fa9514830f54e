"""What a workspace's incidents come to together, how each grew, and how its sources fared: computed when asked for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product

from tollbook.assess import standards
from tollbook.casebook.workspace import Workspace
from tollbook.gather.judgements import Judgement
from tollbook.model import Claim, Document, FigureKey, Incident, Lineage
from tollbook.model.campaign import Campaign
from tollbook.model.revision import Revisions
from tollbook.model.track_record import TrackRecord
from tollbook.reconcile import Conventions, blamed_in, campaign, cases, conventions_from, revisions
from tollbook.trace import Registry
from tollbook.trace.track_record import track_records


@dataclass(frozen=True, slots=True)
class Records:
    """The records that everything here is computed from; ``apart`` are pairs of incidents a person holds to be two."""

    documents: Sequence[Document]
    claims: Sequence[Claim]
    incidents: Sequence[Incident]
    lineage: Lineage
    apart: frozenset[frozenset[str]] = frozenset()

    @property
    def published(self) -> dict[str, date]:
        """Report id -> day of publication, where it is known."""
        return {document.id: document.published for document in self.documents if document.published}


def records_of(workspace: Workspace) -> Records:
    """The records of a workspace."""
    claims, incidents = tuple(workspace.claims()), tuple(workspace.incidents())
    judged = workspace.judgements(claims)
    return Records(tuple(workspace.documents()), claims, incidents, workspace.lineage(), parted(judged, incidents))


def conventions_in_force(workspace: Workspace) -> Conventions | None:
    """The conventions of the standard the last run was asked for, where it is one of the published ones."""
    named = workspace.last_options().get("standards") or [""]
    standard = standards().get(named[0])
    return conventions_from(standard.conventions) if standard else None


def summed(records: Records, key: FigureKey = "killed") -> Campaign:
    """All incidents together for one figure."""
    blamed = blamed_in(records.incidents, records.claims, _known_names(records.claims))
    return campaign(records.incidents, records.published, blamed, key=key, apart=records.apart)


def _known_names(claims: Iterable[Claim]) -> dict[str, str]:
    """Names of those blamed as written -> the one name of the body, where the list of known bodies has it."""
    known = Registry.load()
    written = {name for claim in claims for name in claim.blamed}
    ids = {name: known.find(name) or known.find_short(name) for name in sorted(written)}
    return {name: known.sources[key].name for name, key in ids.items() if key}


def over_time(records: Records, conventions: Conventions | None) -> dict[str, Revisions]:
    """Incident id -> how it grew."""
    published, by_id = records.published, {claim.id: claim for claim in records.claims}
    return {
        incident.id: revisions(
            incident, [by_id[c] for c in incident.claims if c in by_id], records.lineage, published, conventions
        )
        for incident in records.incidents
    }


def fared(records: Records, grown: Mapping[str, Revisions]) -> tuple[TrackRecord, ...]:
    """The track record of every source that can have one, by the civilians killed of each incident."""
    found = (
        case
        for incident in records.incidents
        if "killed" in incident.figures and incident.id in grown
        for case in cases(grown[incident.id], incident.figures["killed"], records.lineage)
    )
    return tuple(track_records(found, records.lineage.sources))


def parted(judgements: Sequence[Judgement], incidents: Iterable[Incident]) -> frozenset[frozenset[str]]:
    """Pairs of incidents that a person's newest word holds to be two."""
    home = {claim: incident.id for incident in incidents for claim in incident.claims}
    last: dict[frozenset[str], str] = {}
    for judgement in sorted(judgements, key=lambda one: one.order):
        for here, there in combinations(judgement.groups, 2):
            pairs = {frozenset((home[a], home[b])) for a, b in product(here, there) if a in home and b in home}
            last |= dict.fromkeys((pair for pair in pairs if len(pair) > 1), judgement.verdict)
    return frozenset(pair for pair, verdict in last.items() if verdict == "different")
