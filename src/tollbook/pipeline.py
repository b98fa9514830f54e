"""The whole way on one page: read, extract, locate, trace, gather, reconcile, assess, publish.

Every step is a function of the records before it. What is stored between steps, and only that, makes a killed run
continue: files read to their end are not read again, reports extracted by the same program and gazetteer are not
extracted again, and incidents are computed anew only when something they follow from has changed.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tollbook.errors import SkipItem, TollbookError
from tollbook.model import Claim, Document, Grade, Incident, Lineage, Reason, Statement
from tollbook.watch import Watch

if TYPE_CHECKING:
    from tollbook.assess import Facts, Outside, Standard
    from tollbook.casebook.computed import Extraction
    from tollbook.casebook.grounds import Ground
    from tollbook.casebook.outlet import Title
    from tollbook.casebook.workspace import Workspace
    from tollbook.extract import Explanation
    from tollbook.gather import Gathering, Judgement
    from tollbook.locate import Gazetteer
    from tollbook.proposals import Proposer

Beside = Callable[[Incident, Sequence[Claim], Lineage], "Outside | None"]
"""What stands beside the reports of one incident."""

EXTRACT_BATCH = 50
"""Reports whose claims are stored in one transaction: what a killed run extracts again at most."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What one run was asked for. ``standards``: the first is the chosen one, the others stand beside it."""

    files: tuple[Path, ...]
    addresses: tuple[str, ...] = ()
    standards: "tuple[Standard, ...]" = ()
    gazetteers: tuple[Path, ...] = ()
    title: str = ""
    title_ar: str = ""

    def record(self) -> dict[str, object]:
        """What is noted with the run; the folders of files are nobody else's business."""
        return {
            "files": [path.name for path in self.files],
            "addresses": list(self.addresses),
            "standards": [standard.id for standard in self.standards],
            "gazetteers": [path.name for path in self.gazetteers],
            "title": self.title,
            "title_ar": self.title_ar,
        }


def run(workspace: "Workspace", plan: Plan, watch: Watch) -> None:
    """Take the workspace from where it stands to a published site; raises StopRun where nothing sensible can follow."""
    from tollbook.casebook import intake, outlet

    with workspace.writing():
        begun = workspace.start_run(plan.record())
        intake.read(workspace, plan.files, watch)
        intake.fetch(workspace, plan.addresses, watch)
        extract_pending(workspace, plan.gazetteers, watch)
        conclude_changed(workspace, plan.standards, watch)
        outlet.publish(workspace, outlet.Title(plan.title, plan.title_ar), plan.standards, watch)
        workspace.finish_run(begun)


def republish(workspace: "Workspace", title: "Title", standards: "Sequence[Standard]", watch: Watch) -> None:
    """Incidents and site anew from what the workspace holds, decisions included; no report is read or extracted."""
    from tollbook.casebook import outlet

    with workspace.writing():
        conclude_changed(workspace, standards, watch)
        outlet.publish(workspace, title, standards, watch)


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh came to: the incidents that are new or changed, and whether everything was computed anew."""

    incidents: frozenset[str]
    whole: bool


def refresh(
    workspace: "Workspace",
    documents: Sequence[str],
    standards: "Sequence[Standard]",
    watch: Watch,
    gazetteers: Sequence[Path] = (),
) -> Refreshed:
    """Bring lineage, incidents, figures and grades up to date after reports came in or claims were decided about.

    ``documents``: ids of reports that are new, changed or hold such claims; those not yet extracted are extracted.
    No site is published. Raises StopRun where another run holds the workspace.
    """
    with workspace.writing():
        fresh = extract_pending(workspace, gazetteers, watch)
        return _taken_in(workspace, {*documents, *fresh}, standards, watch)


def _taken_in(
    workspace: "Workspace", documents: Collection[str], standards: "Sequence[Standard]", watch: Watch
) -> Refreshed:
    """The changed reports taken into the incidents they touch; everything anew where that is not possible or wise."""
    from tollbook.casebook import grounds, neighbourhood, watches

    watches.watch_closed(workspace, standards)
    ground = grounds.of(workspace, standards)
    if neighbourhood.fits(workspace.alias, ground.context):
        decided = neighbourhood.decided_since(workspace.alias)
        reweighed = neighbourhood.weighed_since(workspace.alias)
        if not (documents or decided or reweighed):
            return Refreshed(frozenset(), whole=False)
        if neighbourhood.few(workspace.alias, {*documents, *decided}):
            return _renew(workspace, ({*documents, *decided}, reweighed), ground, standards, watch)
    before = workspace.incident_digests()
    conclude_changed(workspace, standards, watch)
    after = workspace.incident_digests()
    return Refreshed(frozenset(key for key, digest in after.items() if before.get(key) != digest), whole=True)


def _renew(
    workspace: "Workspace",
    changed: "tuple[Collection[str], Collection[str]]",
    ground: "Ground",
    standards: "Sequence[Standard]",
    watch: Watch,
) -> Refreshed:
    """What changed reports, and incidents weighed otherwise, touch is computed anew and stored in one transaction."""
    from tollbook.casebook import touching, watches
    from tollbook.gather import sweeps

    with watch.step("incidents", len(changed[0])) as bar, sweeps.paused():
        new = touching.renew(workspace, *changed)
        days = {key: one.published for key, one in new.documents.items() if one.published}
        logged = ground.told(workspace)
        counted = (figured(one, new.claims, new.lineage, standards, days) for one in new.incidents)
        owned = [(one, [new.claims[key] for key in one.claims]) for one in counted]
        incidents = [
            graded(one, own, new.lineage, new.statements, standards, logged(one, own, new.lineage))
            for one, own in owned
        ]
        touching.save(workspace, new, incidents, ground.maker)
        bar.advance(len(changed[0]))
    told = new.statements.values()
    facts = facts_by_incident(incidents, new.claims.values(), new.lineage, told, logged.known)
    watches.after_run(workspace, standards, facts)
    return Refreshed(frozenset(one.id for one in incidents), whole=False)


def extract_pending(workspace: "Workspace", gazetteers: Sequence[Path], watch: Watch) -> list[str]:
    """Extract and locate every report that this program, with these gazetteers, has not extracted yet; their ids."""
    from tollbook.casebook.maker import maker_of

    maker = maker_of(("extract", "locate", "languages", "text"), gazetteers)
    waiting = workspace.pending(maker)
    if not waiting:
        return []
    with watch.step("places", 1) as bar:  # the first time on a machine, the index of the world's towns is made
        gazetteer = load_gazetteer(gazetteers)
        bar.advance()
    with watch.step("extract", len(waiting)) as bar:
        for start in range(0, len(waiting), EXTRACT_BATCH):
            batch = [found(one, gazetteer) for one in workspace.fetch(waiting[start : start + EXTRACT_BATCH])]
            workspace.save_extraction(batch, maker)
            bar.advance(len(batch))
    return waiting


def conclude_changed(workspace: "Workspace", standards: "Sequence[Standard]", watch: Watch) -> None:
    """Compute lineage, incidents, figures and grades, unless all they follow from is as it was.

    Where few reports came into a large workspace only what they touch is computed anew; a run that finds nothing new
    after that computes the whole. Then raise the negative findings that the incidents as they are now bear on.
    """
    from tollbook.casebook import grounds, neighbourhood, watches

    watches.watch_closed(workspace, standards)
    ground = grounds.of(workspace, standards)
    key = workspace.input_key(list(ground.beside))
    if key == workspace.computed_key():
        return
    if neighbourhood.fits(workspace.alias, ground.context):
        changed, reweighed = neighbourhood.changes(workspace.alias), neighbourhood.weighed_since(workspace.alias)
        if (changed or reweighed) and neighbourhood.few(workspace.alias, changed):
            _renew(workspace, (changed, reweighed), ground, standards, watch)
            return
    documents, claims, said = list(workspace.documents()), list(workspace.claims()), list(workspace.statements())
    with watch.step("incidents", len(claims)) as bar:
        logged, judged = ground.told(workspace), workspace.judgements(claims)
        lineage, incidents, gathering = conclude(documents, claims, said, standards, judgements=judged, outside=logged)
        index = (
            neighbourhood.index_of(documents, said, gathering) if len(claims) >= neighbourhood.FEWEST_CLAIMS else None
        )
        bar.advance(len(claims))
    neighbourhood.save(workspace, (lineage, incidents), index, (ground.maker, key, ground.context))
    watches.after_run(workspace, standards, facts_by_incident(incidents, claims, lineage, said, logged.known))


def load_gazetteer(paths: Sequence[Path]) -> "Gazetteer":
    """The default gazetteer with the user's own files over it."""
    from tollbook.locate import Gazetteer

    return Gazetteer.load(paths) if paths else Gazetteer.default()


def extract(document: Document, gazetteer: "Gazetteer", proposer: "Proposer | None" = None) -> list[Claim]:
    """The located claims of one report; none where its copy holds no report (a login wall, an empty shell).

    With a proposer, a language model is asked for what the grammar may have missed.
    """
    from tollbook import locate
    from tollbook.extract import extract

    if document.condition != "usable":
        return []
    with skipping(document):
        claims = extract(document) if proposer is None else _with_proposals(document, proposer)
        return locate.locate(document, claims, gazetteer)


def _with_proposals(document: Document, proposer: "Proposer") -> list[Claim]:
    """The grammar's claims and what a model proposes beyond them, in the order of the text."""
    from tollbook.extract import explain

    explained = explain(document)
    own = [claim for one in explained for claim in one.claims]
    return sorted([*own, *proposer.propose(document, explained)], key=lambda claim: (claim.start, claim.end))


def explain(document: Document, gazetteer: "Gazetteer") -> "list[Explanation]":
    """What was taken from each sentence of one report, located, and what was left and why."""
    from tollbook import locate
    from tollbook.extract import explain

    with skipping(document):
        explained = explain(document)
        located = iter(locate.locate(document, [claim for one in explained for claim in one.claims], gazetteer))
        return [replace(one, claims=tuple(islice(located, len(one.claims)))) for one in explained]


def statements(document: Document, gazetteer: "Gazetteer") -> list[Statement]:
    """What parties say in one report without giving a toll, located."""
    from tollbook import locate
    from tollbook.extract import statements

    if document.condition != "usable":
        return []
    with skipping(document):
        return locate.locate_statements(document, statements(document), gazetteer)


@contextmanager
def skipping(document: Document) -> Iterator[None]:
    """Turn whatever goes wrong with one report into a SkipItem: among hundreds, one must not end the run."""
    try:
        yield
    except TollbookError:
        raise
    except Exception as error:
        what = f"its text could not be worked through ({type(error).__name__}: {str(error)[:200]})"
        raise SkipItem(what, document.origin or document.id, "please report it, with the text if you may") from error


def found(document: Document, gazetteer: "Gazetteer") -> "Extraction":
    """Claims and statements of one report; where the program fails on it, the fault, and the run goes on."""
    from tollbook.casebook.computed import Extraction

    try:
        return Extraction(document, extract(document, gazetteer), statements(document, gazetteer))
    except SkipItem as fault:
        return Extraction(document, fault=fault.what)


class Concluded(NamedTuple):
    """Who had what from whom, the incidents with figures and grades, and what gathering kept of the way to them."""

    lineage: Lineage
    incidents: list[Incident]
    gathering: "Gathering"


def conclude(  # noqa: PLR0913, PLR0917 (all that incidents follow from)
    documents: Sequence[Document],
    claims: Sequence[Claim],
    said: Sequence[Statement],
    standards: "Sequence[Standard]",
    within_document: bool = False,
    judgements: "Sequence[Judgement]" = (),
    outside: "Beside | None" = None,
) -> Concluded:
    """Lineage, and incidents with figures and grades; the first standard's conventions count the words.

    ``judgements``: what people said of which claims tell of one event. ``outside`` tells of an incident what reports do
    not hold, strike records above all.
    """
    from tollbook import gather, trace
    from tollbook.gather import sweeps

    with sweeps.paused():
        lineage = trace.trace(documents, claims)
        material = gather.Material(documents, claims, lineage, said, judgements)
        drawn = gather.in_full(material, within_document)
        by_id = {claim.id: claim for claim in claims}
        about = {statement.id: statement for statement in said}
        days = {document.id: document.published for document in documents if document.published}
        counted = [figured(incident, by_id, lineage, standards, days) for incident in drawn.incidents]
        owned = ((one, [by_id[key] for key in one.claims]) for one in counted)
        graded_ = [
            graded(one, own, lineage, about, standards, outside(one, own, lineage) if outside else None)
            for one, own in owned
        ]
        return Concluded(lineage, graded_, drawn)


def facts_by_incident(
    incidents: Iterable[Incident],
    claims: Iterable[Claim],
    lineage: Lineage,
    said: Iterable[Statement],
    outside: "Mapping[str, Outside] | None" = None,
) -> "dict[str, tuple[Incident, Facts]]":
    """Incident id -> the incident and the facts that standards grade it by."""
    by_id, about, beside = {c.id: c for c in claims}, {s.id: s for s in said}, outside or {}
    return {
        one.id: (one, _facts(one, [by_id[c] for c in one.claims if c in by_id], lineage, about, beside.get(one.id)))
        for one in incidents
    }


def figured(
    incident: Incident,
    claims: Mapping[str, Claim],
    lineage: Lineage,
    standards: "Sequence[Standard]",
    published: Mapping[str, date],
) -> Incident:
    """The incident with its figures; by ``published`` (report id -> day) a later toll replaces an earlier."""
    from tollbook import reconcile

    own = [claims[key] for key in incident.claims]
    conventions = reconcile.conventions_from(standards[0].conventions) if standards else None
    return replace(incident, figures=reconcile.figures(own, lineage, conventions, published=published))


def graded(  # noqa: PLR0913, PLR0917 (the four kinds of evidence, the standards and what stands outside)
    incident: Incident,
    own: Sequence[Claim],
    lineage: Lineage,
    said: Mapping[str, Statement],
    standards: "Sequence[Standard]",
    outside: "Outside | None" = None,
) -> Incident:
    """The incident with its grade under each standard, the first as the chosen one."""
    facts = _facts(incident, own, lineage, said, outside)
    grades = tuple(_grade(incident, facts, standard) for standard in standards)
    return replace(incident, grade=grades[0] if grades else None, grades=grades)


def _facts(
    incident: Incident,
    own: Sequence[Claim],
    lineage: Lineage,
    said: Mapping[str, Statement],
    outside: "Outside | None",
) -> "Facts":
    from tollbook import assess

    about = [said[key] for key in incident.statements if key in said]
    return assess.facts_of(incident, own, lineage, about, **(outside or {}))


def _grade(incident: Incident, facts: "Facts", standard: "Standard") -> Grade:
    from tollbook import assess

    try:
        return assess.grade(facts, standard, f"standard {standard.id}, incident {incident.id}")
    except SkipItem as fault:  # a rule of the user's own that cannot be computed: said where the grade would stand
        return Grade(standard.id, "", (Reason("fault", str(fault), str(fault)),))
