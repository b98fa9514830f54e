"""All that bears on one incident, fetched with a number of queries that does not grow with the workspace."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.http import Http404

from tollbook import reconcile
from tollbook.assess import Standard
from tollbook.casebook import models, outlet, redirects, strikelogs, strikepages
from tollbook.casebook.workspace import Workspace
from tollbook.model import Claim, Document, Incident, Lineage, Statement
from tollbook.publish import SiteData
from tollbook.publish.strikes_section import LogAnswer
from tollbook.strikes.found import Margins
from tollbook.strikes.index import StrikeIndex
from tollbook.web import blind, records
from tollbook.web.here import DATABASE, workspace
from tollbook.web.reader.evidence import lineage_of
from tollbook.web.refreshing import chosen


@dataclass(frozen=True, slots=True)
class Material:
    """One incident with its claims, reports, statements and lineage; ``standards`` are those of the latest run.

    ``beyond``: claims of other incidents that a drift ties to its own.
    """

    incident: Incident
    claims: tuple[Claim, ...]
    documents: tuple[Document, ...]
    statements: tuple[Statement, ...]
    lineage: Lineage
    standards: tuple[Standard, ...]
    beyond: tuple[Claim, ...] = ()


def incident_or_404(key: str) -> Incident:
    """The incident of this id, or the one its claims are in now."""
    found = records.incident(key)
    if found is None:
        raise Http404
    return found


def former_ids(key: str) -> list[str]:
    """The incident's id and every id that leads to it."""
    return redirects.leading_to(DATABASE, key)


def material_of(incident: Incident) -> Material:
    """The incident's records."""
    held = workspace()
    claims = held.claims_of(incident)
    lineage = lineage_of(claims, incident.documents)
    beyond = _beyond(held, claims, lineage)
    documents = dict.fromkeys([*incident.documents, *(claim.document for claim in beyond)])
    return Material(
        incident,
        tuple(claims),
        tuple(held.fetch(documents)),
        tuple(held.statements_of(incident)),
        lineage,
        chosen(held),
        tuple(beyond),
    )


def _beyond(held: Workspace, claims: Sequence[Claim], lineage: Lineage) -> list[Claim]:
    mine = {claim.id for claim in claims}
    wanted = {key for drift in lineage.drifts for key in (drift.from_, drift.to)} - mine
    homes = models.Claim.objects.filter(pk__in=wanted).values_list("document_id", flat=True) if wanted else ()
    return [claim for claim in held.claims_in(set(homes)) if claim.id in wanted] if wanted else []


def ungraded(of: Material) -> Material:
    """The same without the grades that standards propose, for somebody who is to judge first."""
    return replace(of, incident=blind.ungraded(of.incident))


def site_data(of: Material, logs: bool = True) -> SiteData:
    """The same as publishing takes it, with the incident's growth and, for those who may see ``logs`` of strikes, what
    these answer.
    """
    held = workspace()
    claims = (*of.claims, *of.beyond)
    conventions = reconcile.conventions_from(of.standards[0].conventions)
    published = {document.id: document.published for document in of.documents if document.published}
    answer = _logs_answer(held, of) if logs else None
    return SiteData(
        title="",
        documents=of.documents,
        claims=claims,
        incidents=(of.incident,),
        lineage=of.lineage,
        statements=of.statements,
        standards=tuple(outlet.standard_text(standard) for standard in of.standards),
        rules=outlet.rule_texts(claims),
        place_names=outlet.place_names(held.root, claims),
        parties=outlet.parties(of.statements, claims),
        revisions={of.incident.id: reconcile.revisions(of.incident, of.claims, of.lineage, published, conventions)},
        strikes={of.incident.id: answer} if answer else {},
        date=max(published.values(), default=None),
    )


def _logs_answer(held: Workspace, of: Material) -> LogAnswer | None:
    strikes = strike_index(held)
    if strikes is None:
        return None
    from tollbook.locate import Gazetteer  # noqa: PLC0415 - only where logs are compared

    homonyms = strikelogs.homonyms(of.incident, Gazetteer.default(held.root))
    margins = Margins(limit=strikepages.LISTED)
    return strikepages.answer(strikelogs.match(of.incident, of.claims, of.lineage, strikes, margins, homonyms))


def strike_index(held: Workspace) -> StrikeIndex | None:
    """All strike logs ready to be asked; read again only where one changed."""
    return _index(held, strikelogs.key(held)) if models.StrikeLog.objects.exists() else None


@lru_cache(maxsize=2)
def _index(held: Workspace, key: str) -> StrikeIndex | None:
    return strikelogs.index(held)
