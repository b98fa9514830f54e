"""How likely, by whom, on which evidence: judgements and cells of the evidence matrix, each a decision of a person."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tollbook.assess import Outside
from tollbook.assess.evidence import KINDS, Cell, EvidenceKind, State
from tollbook.assess.likelihood import Judgement, latest, level_of
from tollbook.casebook import models, redirects
from tollbook.casebook.workspace import Workspace
from tollbook.errors import StopRun

INCIDENT, LIKELIHOOD, EVIDENCE, SHOWN = "incident", "likelihood", "evidence", "standard_shown"


@dataclass(frozen=True, slots=True)
class Weighed:
    """What people put down about one incident: each judge's last word, and the cells they filled in; ``shown_to``: who
    saw what follows under a standard.
    """

    judgements: tuple[Judgement, ...] = ()
    cells: Mapping[str, Cell] = field(default_factory=dict)
    shown_to: frozenset[str] = frozenset()


def judge(workspace: Workspace, incident: str, by: str, likelihood: str, reason: str) -> Judgement:
    """Keep how likely somebody holds it; raises StopRun where the likelihood is no step of the scale."""
    level = level_of(likelihood)
    blind = by not in _shown_to(workspace, incident)
    workspace.decide(by, (INCIDENT, incident), field=LIKELIHOOD, new={"level": level.id, "blind": blind}, reason=reason)
    return next(one for one in weighed(workspace, incident).judgements if one.by == by)


def fill(workspace: Workspace, incident: str, by: str, cell: Cell) -> None:
    """Fill in a cell of the evidence matrix."""
    new = {"kind": cell.kind, "state": cell.state, "what": cell.what}
    workspace.decide(by, (INCIDENT, incident), field=EVIDENCE, new=new)


def cell_of(kind: str, state: State, what: str) -> Cell:
    """A cell to fill in; raises StopRun where the kind is unknown or nothing is said of it."""
    known = next((one for one in KINDS if one == kind), None)
    if known is None:
        raise StopRun(f"no kind of evidence {kind!r}", "", f"use one of {', '.join(KINDS)}")
    if not what.strip():
        raise StopRun(f"{kind}: nothing is said of it", "", "say what is held, or why it could not be had")
    return Cell(known, state, what.strip())


def show_standard(workspace: Workspace, incident: str, to: str, standard: str) -> None:
    """Note that somebody saw what follows under a standard: whatever they judge after is not blind."""
    if to not in _shown_to(workspace, incident):
        workspace.decide(to, (INCIDENT, incident), field=SHOWN, new=standard)


def weighed(workspace: Workspace, incident: str) -> Weighed:
    """What people put down about an incident, under its present id and those that lead to it."""
    rows = list(_events(workspace, _ids_of(workspace, incident)))
    judged = [_judgement(row) for row in rows if row.field == LIKELIHOOD]
    cells = [_cell(row) for row in rows if row.field == EVIDENCE]
    return Weighed(tuple(latest(judged)), {cell.kind: cell for cell in cells}, _shown(rows))


def found_by_people(workspace: Workspace) -> dict[str, Outside]:
    """Incident id -> the kinds of evidence that people found for it."""
    leads = workspace.former_ids()
    kinds: dict[str, dict[EvidenceKind, State]] = {}
    for row in _events(workspace, None):
        if row.field == EVIDENCE:
            cell = _cell(row)
            kinds.setdefault(leads.get(row.subject_id) or row.subject_id, {})[cell.kind] = cell.state
    held = {key: sorted(kind for kind, state in cells.items() if state == "held") for key, cells in kinds.items()}
    return {key: Outside(evidence=tuple(found)) for key, found in held.items() if found}


def _ids_of(workspace: Workspace, incident: str) -> list[str]:
    return redirects.leading_to(workspace.alias, incident)


def _shown_to(workspace: Workspace, incident: str) -> frozenset[str]:
    return _shown(_events(workspace, _ids_of(workspace, incident)))


def _shown(rows: Iterable[models.Event]) -> frozenset[str]:
    return frozenset(row.actor for row in rows if row.field == SHOWN)


def _events(workspace: Workspace, incidents: Iterable[str] | None) -> Iterator[models.Event]:
    rows = models.Event.objects.using(workspace.alias).filter(
        kind="decision", subject_type=INCIDENT, field__in=(LIKELIHOOD, EVIDENCE, SHOWN)
    )
    wanted = rows if incidents is None else rows.filter(subject_id__in=list(incidents))
    yield from wanted.order_by("id")


def _judgement(row: models.Event) -> Judgement:
    new: Any = row.new
    return Judgement(row.actor, new["level"], row.at, row.reason, new["blind"])


def _cell(row: models.Event) -> Cell:
    new: Any = row.new
    return Cell(new["kind"], new["state"], new["what"], row.actor)
