"""What some changed reports touch: which incidents are gathered anew, from what, and what comes of it.

docs/method/gather.md says where this equals computing the whole, and where it may differ.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.db import connections, transaction
from django.db.models import Model, QuerySet

from tollbook.casebook import computed, models, neighbourhood, restore
from tollbook.casebook.neighbourhood import Keeping
from tollbook.casebook.rows import CHUNK, records
from tollbook.casebook.workspace import Workspace
from tollbook.gather import Gathering, Judgement, Material, in_full, incremental
from tollbook.gather import statements as said
from tollbook.gather.features import stated_window
from tollbook.gather.surroundings import Near, Surroundings
from tollbook.model import Claim, Document, Incident, Lineage, Statement
from tollbook.trace import traced
from tollbook.trace.copies import signed
from tollbook.trace.retrace import renewed, settled

MOST_TOUCHED = 400
"""Where the kin of what is touched is larger than this, only the incidents touched themselves are gathered anew."""


@dataclass(frozen=True, slots=True)
class Renewed:
    """What takes the place of what: incidents without figures and grades, and all they are computed from."""

    incidents: tuple[Incident, ...]
    before: frozenset[str]
    lineage: Lineage
    documents: Mapping[str, Document]
    claims: Mapping[str, Claim]
    statements: Mapping[str, Statement]
    keeping: Keeping
    retraced: frozenset[str]
    """Claims whose lineage is to be stored anew, those that are gone among them."""
    rewritten: frozenset[str]
    """Those of them whose own report changed."""
    reports: frozenset[str]
    """The reports of these claims."""


@dataclass(slots=True)
class _Field:
    """The reports at hand with their claims; more are fetched as the circle widens."""

    workspace: Workspace
    documents: dict[str, Document] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)

    def widen(self, wanted: Iterable[str]) -> None:
        """Fetch the reports, those that no file holds any more left out, with their claims."""
        missing = sorted(set(wanted) - self.documents.keys())
        for start in range(0, len(missing), CHUNK):
            some = missing[start : start + CHUNK]
            rows = models.Document.objects.using(self.workspace.alias).filter(superseded=False, id__in=some)
            live = list(rows.values_list("id", flat=True))
            self.documents |= {one.id: one for one in self.workspace.fetch(live)}
            self.claims |= {one.id: one for one in self.workspace.claims_in(live)}

    def of(self, documents: Collection[str]) -> list[Claim]:
        """Their claims."""
        return [claim for claim in self.claims.values() if claim.document in documents]


class _Touching:
    """One refresh: from the changed reports outwards."""

    def __init__(self, workspace: Workspace, changed: Collection[str], judgements: Sequence[Judgement]) -> None:
        self.workspace, self.alias = workspace, workspace.alias
        self.changed, self.judgements = frozenset(changed), judgements
        self.field = _Field(workspace)
        self.field.widen(self.changed)
        self.furniture = neighbourhood.furniture(self.alias)
        self.alike = self._sharing_words(self.live)
        self.field.widen(self.alike)
        held = [self.field.documents[key] for key in self.alike if key in self.field.documents]
        self.copied = sorted({*self.alike, *self._sharing_words(held)})
        self.field.widen(self.copied)

    @cached_property
    def live(self) -> list[Document]:
        """The changed reports that are still held."""
        return [self.field.documents[key] for key in sorted(self.changed & self.field.documents.keys())]

    def _sharing_words(self, documents: Sequence[Document]) -> list[str]:
        """Reports that may have words in common with one of these, by their signatures."""
        usable = [document for document in documents if document.condition == "usable"]
        _, rows = signed(usable, self.furniture)
        found = neighbourhood.holders(self.alias, set(incremental.band_keys(rows).ravel().tolist()))
        near = {n for owners in found.values() if len(owners) <= incremental.LARGEST for n in owners}
        return neighbourhood.documents_of(self.alias, near)

    def lineage(self, documents: Collection[str]) -> tuple[Lineage, Lineage]:
        """The stored lineage of these reports, and the lineage they have now."""
        reports = {key: self.field.documents[key] for key in documents if key in self.field.documents}
        claims = {claim.id: claim for claim in self.field.of(reports.keys())}
        stored = restore.lineage_of(self.alias, reports, claims)
        known = settled(stored, {*self.changed, *self.alike}, claims)
        found = traced(reports.values(), claims.values(), furniture=self.furniture, settled=known)
        return stored, renewed(stored, found, self.changed, self.alike, claims)

    def gathered(
        self, documents: Collection[str], lineage: Lineage, around: Surroundings, only: frozenset[str],
        judgements: Sequence[Judgement] = (),
    ) -> Gathering:  # fmt: skip
        """These reports gathered as a part of the collection."""
        reports = tuple(self.field.documents[key] for key in sorted(documents) if key in self.field.documents)
        material = Material(reports, tuple(self.field.of(set(documents))), lineage, (), judgements)
        return in_full(material, near=Near(around, only))

    def holding(self, claims: Collection[str]) -> set[str]:
        """The stored incidents that hold any of these claims."""
        rows, wanted = models.IncidentClaim.objects.using(self.alias), sorted(claims)
        return {
            incident
            for start in range(0, len(wanted), CHUNK)
            for incident in rows.filter(claim_id__in=wanted[start : start + CHUNK]).values_list(
                "incident_id", flat=True
            )
        }

    def told_before(self) -> set[str]:
        """Every claim of the changed reports that is stored in an incident or with an origin, gone ones included."""
        return {
            claim
            for document in self.changed
            for table in (models.IncidentClaim, models.Origin)
            for claim in _told_by(self.alias, table, document).values_list("claim_id", flat=True)
        }

    def kin(self, incidents: set[str]) -> set[str]:
        """The incidents with all their kin, and with those that people judged together with them."""
        while True:
            wider = set(neighbourhood.kin_of(self.alias, incidents)) | incidents
            wider = wider if len(wider) <= MOST_TOUCHED else set(incidents)
            wider |= self._judged_with(wider)
            if wider == incidents:
                return wider
            incidents = wider

    def _judged_with(self, incidents: set[str]) -> set[str]:
        if not self.judgements:
            return set()
        claims = self._claims_in(incidents)
        groups = ([c for group in one.groups for c in group] for one in self.judgements)
        return self.holding({claim for named in groups if not claims.isdisjoint(named) for claim in named})

    def _claims_in(self, incidents: Collection[str]) -> set[str]:
        rows = models.IncidentClaim.objects.using(self.alias).filter(incident_id__in=incidents)
        return {*rows.values_list("claim_id", flat=True), *(c.id for c in self.field.of(self.changed))}


def renew(workspace: Workspace, changed: Collection[str], weighed: Collection[str] = ()) -> Renewed:
    """What the changed reports (new, edited, superseded, or with claims decided about) make of what is stored.

    ``weighed``: incidents to be graded anew.
    """
    event = neighbourhood.last_event(workspace.alias)
    work = _Touching(workspace, changed, _judgements(workspace))
    before = work.told_before()
    first = {*work.changed, *work.copied}
    _, lineage = work.lineage(first)
    own = frozenset(claim.id for claim in work.field.of(work.changed))
    around = neighbourhood.surroundings(work.alias)
    alone = work.gathered(work.changed, lineage, around, own)
    known = models.Known.objects.using(work.alias).filter(document_id__in=list(work.changed))
    old = set(known.values_list("document_id", flat=True))
    around = around.with_reports([mention for mention in alone.whole if mention.document not in old])
    alone = work.gathered(work.changed, lineage, around, own)
    statements = _statements(work.alias, work.changed)
    postings = neighbourhood.postings_of(work.live, statements.values(), alone, around, work.furniture)
    near = _nearest(work, postings, first)
    work.field.widen(near)
    stored, lineage = work.lineage({*first, *near})
    looked = work.gathered({*first, *near}, lineage, around, frozenset(work.field.claims))
    tied = {c.id for m in incremental.tied_to(looked.ready, looked.ties, work.changed) for c in m.claims}
    touched = work.kin(
        work.holding({*before, *own, *tied, *_retold(stored, lineage, work.field.claims.values())}) | {*weighed}
    )
    keeping = Keeping(work.changed, postings, around, frozenset(touched), {}, event)
    return _regrouped(work, touched, around, keeping, before)


def save(workspace: Workspace, new: Renewed, incidents: Sequence[Incident], maker: str) -> None:
    """Store what takes the place of what, and keep the index up, in one transaction."""
    with transaction.atomic(using=workspace.alias):
        near = computed.Nearby(workspace.alias, new.reports, new.retraced, new.rewritten, maker)
        computed.save_near(workspace.alias, near, new.lineage, computed.Incidents(incidents, new.before))
        neighbourhood.keep_up(workspace.alias, new.keeping)


def _judgements(workspace: Workspace) -> tuple[Judgement, ...]:
    """What people judged, by the claims' ids as they are now."""
    named = {str(anchor["document"]) for one in workspace.judged() for group in one.groups for anchor in group}
    return workspace.judgements(workspace.claims_in(named)) if named else ()


def _nearest(work: _Touching, postings: incremental.Postings, first: Collection[str]) -> list[str]:
    """The reports that share most keys with the changed ones."""
    wanted = {key for key in postings.keys.tolist() if key < incremental.LOOKED_UP}
    numbers = (
        models.Known.objects.using(work.alias).filter(document_id__in=list(first)).values_list("number", flat=True)
    )
    return neighbourhood.documents_of(
        work.alias, incremental.nearest(neighbourhood.holders(work.alias, wanted), set(numbers), len(work.changed))
    )


def _retold(stored: Lineage, lineage: Lineage, claims: Iterable[Claim]) -> set[str]:
    """The claims whose origin, drift or report's original is another than stored."""
    differing = {c for c in {*stored.origin, *lineage.origin} if stored.origin.get(c) != lineage.origin.get(c)}
    copies = {d for d in {*stored.copies, *lineage.copies} if stored.copies.get(d) != lineage.copies.get(d)}
    differing |= {claim.id for claim in claims if claim.document in copies}
    drifts = set(stored.drifts) ^ set(lineage.drifts)
    return differing | {claim for drift in drifts for claim in (drift.from_, drift.to)}


def _told_by(alias: str, table: type[Model], document: str) -> "QuerySet[Any]":
    """The rows about claims of one report, those that are gone included: their ids begin with the report's."""
    rows = table._default_manager.using(alias)
    if connections[alias].vendor == "sqlite":  # where a search for a beginning would go through all rows
        return rows.filter(claim_id__gte=f"{document}#", claim_id__lt=f"{document}$")
    return rows.filter(claim_id__startswith=f"{document}#")


def _statements(alias: str, documents: Collection[str]) -> dict[str, Statement]:
    wanted = sorted(documents)
    rows = models.Statement.objects.using(alias).filter(document__superseded=False)
    return {
        one.id: one
        for start in range(0, len(wanted), CHUNK)
        for one in map(restore.statement_from_json, records(rows.filter(document_id__in=wanted[start : start + CHUNK])))
    }


def _regrouped(work: _Touching, touched: set[str], around: Surroundings, keeping: Keeping, before: set[str]) -> Renewed:
    """The touched incidents gathered anew, with the statements that bear on them and on their neighbours."""
    stored = {one.id: one for one in restore.incidents_of(work.alias, sorted(touched))}
    reports = {document for one in stored.values() for document in one.documents} | work.changed
    work.field.widen(reports)
    was, lineage = work.lineage({*reports, *work.copied})
    further = work.holding(_retold(was, lineage, work.field.of({*reports, *work.copied}))) - touched
    if further:
        touched = work.kin(touched | further)
        return _regrouped(work, touched, around, replace(keeping, gone=frozenset(touched)), before)
    only = {claim for one in stored.values() for claim in one.claims} | {c.id for c in work.field.of(work.changed)}
    drawn = work.gathered(reports, lineage, around, frozenset(only), work.judgements)
    incidents = _attached(work, drawn.incidents, frozenset(stored))
    others = {one.id for one in incidents} - drawn.kin.keys()
    work.field.widen(document for one in incidents for document in one.documents)
    told = {claim for one in incidents for claim in one.claims}
    documents = {document for one in incidents for document in one.documents} - reports - {*work.copied}
    beside = restore.lineage_of(work.alias, documents, told - lineage.reasons.keys())
    return Renewed(
        tuple(incidents),
        frozenset(stored) | others,
        _together(lineage, beside),
        work.field.documents,
        work.field.claims,
        _named(work.alias, {key for one in incidents for key in one.statements}),
        replace(keeping, kin=drawn.kin),
        frozenset(before | was.reasons.keys() | lineage.reasons.keys()),
        frozenset({*before, *(claim.id for claim in work.field.of(work.changed))}),
        frozenset({*reports, *work.copied}),
    )


def _attached(work: _Touching, drawn: Sequence[Incident], touched: frozenset[str]) -> list[Incident]:
    """The incidents with the statements that bear on them, and those beside them whose statements changed with them."""
    days = neighbourhood.holders(work.alias, incremental.day_keys(drawn))
    told_of = neighbourhood.documents_of(work.alias, {number for owners in days.values() for number in owners})
    statements = _statements(work.alias, {*told_of, *work.changed, *(d for one in drawn for d in one.documents)})
    if not statements and not work.changed:
        return list(drawn)
    beside = [one for one in _beside(work.alias, statements.values()) if one.id not in touched]
    work.field.widen([s.document for s in statements.values()])
    work.field.widen(document for one in beside for document in one.documents)
    bare = [*drawn, *(replace(one, statements=_without(one, statements, work.changed)) for one in beside)]
    fresh = said.attach(bare, statements.values(), work.field.claims, work.field.documents)
    found = list(fresh[: len(drawn)])
    for was, now, kept in zip(beside, fresh[len(drawn) :], bare[len(drawn) :], strict=True):
        added = now.statements if now is not kept else ()
        whole = tuple(sorted({*kept.statements, *added}))
        found += [replace(was, statements=whole)] if whole != was.statements else []
    return found


def _without(incident: Incident, statements: Mapping[str, Statement], changed: Collection[str]) -> tuple[str, ...]:
    """The statements of an incident that are not looked at; those of changed reports that are gone are left out."""
    gone = tuple(f"{document}#" for document in changed)
    return tuple(key for key in incident.statements if key not in statements and not key.startswith(gone))


def _beside(alias: str, statements: Iterable[Statement]) -> list[Incident]:
    """The stored incidents that the statements may bear on: of their days, or of their reports."""
    rows = models.Incident.objects.using(alias)
    found: set[str] = set()
    for start, end in {(w.start, w.end) for one in statements if (w := stated_window(one.when))}:
        span = {"when_start__lte": date.fromordinal(end), "when_end__gte": date.fromordinal(start)}
        found |= set(rows.filter(**span).values_list("id", flat=True)[:MOST_TOUCHED])
    for document in {one.document for one in statements}:
        held = _told_by(alias, models.IncidentClaim, document)
        found |= set(held.values_list("incident_id", flat=True))
    return restore.incidents_of(alias, sorted(found))


def _named(alias: str, statements: Collection[str]) -> dict[str, Statement]:
    rows = models.Statement.objects.using(alias).filter(id__in=list(statements))
    return {one.id: one for one in map(restore.statement_from_json, records(rows))}


def _together(lineage: Lineage, beside: Lineage) -> Lineage:
    """One lineage of both; they are of different claims."""
    return Lineage(
        {**beside.sources, **lineage.sources},
        {**beside.origin, **lineage.origin},
        lineage.summaries | beside.summaries,
        {**beside.copies, **lineage.copies},
        tuple(dict.fromkeys((*lineage.drifts, *beside.drifts))),
        {**beside.reasons, **lineage.reasons},
    )
