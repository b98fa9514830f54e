"""Why a claim is in its incident, and how near others came: the evidence piece by piece, as gathering weighs it."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Q

from tollbook import gather
from tollbook.casebook import judgements, models
from tollbook.casebook.restore import incidents_of
from tollbook.gather.evidence import Waterfall
from tollbook.gather.words import said
from tollbook.model import Claim, Document, Drift, Incident, Lineage, Source
from tollbook.web.here import DATABASE, workspace
from tollbook.web.reader import words
from tollbook.web.reader.evidence_words import NAMES, SENTENCES

NEAR_DAYS = 7
NEAR_DEGREES = 0.5
"""About 50 km from north to south."""
MOST = 3
"""Other incidents shown."""
REPORTS = 12
"""Reports of an incident that the claim is compared with; the evidence stored with it was weighed against all."""
WHOLE = 12.0
"""Bits that fill half the width of a bar."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One piece of evidence: ``start`` and ``width`` in hundredths of the drawing, zero in the middle."""

    name: str
    words: str
    weight: float
    total: float
    start: int
    width: int


@dataclass(frozen=True, slots=True)
class Compared:
    """A claim against an incident: the report it was held against, the bars and their sum."""

    incident: Incident
    title: str
    own: bool
    other: Claim | None = None
    bars: tuple[Bar, ...] = ()
    score: float | None = None
    stored: str = ""


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The incident a claim is in, if any, and others near it in place and time."""

    joined: Compared | None
    others: tuple[Compared, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Weighing:
    """Claims at hand, and the evidence between any two of them; None where one is in no mention."""

    claims: Sequence[Claim]
    between: Callable[[str, str], Waterfall | None]


def around(document: Document, claim: Claim, others: int = MOST) -> Neighbourhood:
    """The claim's incident and those it might have joined, each with the strongest tie to another report."""
    own = models.IncidentClaim.objects.filter(claim_id=claim.id).values_list("incident_id", "evidence").first()
    mine = next(iter(incidents_of(DATABASE, [own[0]])), None) if own else None
    near = _near(claim, mine, others)
    weighing = _weighing(document, [one for one in (mine, *near) if one is not None])
    stored = (own[1] or "") if own else ""
    joined = _compared(weighing, claim, mine, stored) if mine else None
    return Neighbourhood(joined, tuple(_compared(weighing, claim, one) for one in near))


def against(document: Document, claim: Claim, incident: Incident) -> Compared:
    """A claim of this report against one incident, wherever it is."""
    return _compared(_weighing(document, [incident]), claim, incident)


def _near(claim: Claim, mine: Incident | None, most: int) -> list[Incident]:
    """Other incidents of about the same days and places."""
    spots = [(place.lat, place.lon) for place in claim.places if place.lat is not None and place.lon is not None]
    if not spots:
        return []
    where = Q()
    for lat, lon in spots:
        where |= Q(
            lat__range=(lat - NEAR_DEGREES, lat + NEAR_DEGREES), lon__range=(lon - NEAR_DEGREES, lon + NEAR_DEGREES)
        )
    rows = models.Incident.objects.filter(where).exclude(pk=mine.id if mine else "")
    if claim.when and claim.when.start:
        first = claim.when.start - timedelta(days=NEAR_DAYS)
        last = (claim.when.end or claim.when.start) + timedelta(days=NEAR_DAYS)
        rows = rows.filter(when_start__range=(first, last))
    keys = list(rows.order_by("when_start", "id").values_list("id", flat=True)[: 4 * most])
    return incidents_of(DATABASE, keys[:most])


def _weighing(document: Document, incidents: Sequence[Incident]) -> Weighing:
    """The report and those of the incidents, made ready once for all comparisons of a page."""
    keys = dict.fromkeys([document.id, *(key for one in incidents for key in one.documents[:REPORTS])])
    held = workspace()
    claims = held.claims_in(list(keys))
    standing = (one for one in judgements.standing(DATABASE) if _speaks_of(one, keys))
    judged = judgements.for_gathering(standing, claims)
    material = gather.Material(list(held.fetch(keys)), claims, lineage_of(claims, keys), (), judged)
    return Weighing(claims, gather.explainer(material))


def _speaks_of(judged: judgements.Judged, documents: Container[str]) -> bool:
    """Whether the judgement names a claim of these reports: all others change nothing between them."""
    return any(str(anchor["document"]) in documents for group in judged.groups for anchor in group)


def lineage_of(claims: Sequence[Claim], documents: Iterable[str]) -> Lineage:
    """What trace found about these claims and reports alone."""
    keys = [claim.id for claim in claims]
    origins = list(models.Origin.objects.filter(claim_id__in=keys))
    sources = models.Source.objects.filter(id__in={row.source_id for row in origins if row.source_id})
    copies = models.Copy.objects.filter(document_id__in=list(documents)).values_list("document_id", "of")
    drifts = models.Drift.objects.filter(Q(from_claim__in=keys) | Q(to_claim__in=keys)).order_by("position")
    return Lineage(
        sources={row.id: _source(row.record) for row in sources},
        origin={row.claim_id: row.source_id for row in origins if row.source_id is not None},
        summaries=frozenset(row.claim_id for row in origins if row.summary),
        copies=dict(copies),
        drifts=tuple(_drift(row) for row in drifts),
        reasons={row.claim_id: row.reason for row in origins if row.reason is not None},
    )


def _source(record: Mapping[str, Any]) -> Source:
    return Source(**{**record, "aliases": tuple(record.get("aliases", ()))})


def _drift(row: models.Drift) -> Drift:
    kind: Any = row.what
    return Drift(row.from_claim, row.to_claim, kind, str(row.record.get("words", "")))


def _compared(weighing: Weighing, claim: Claim, incident: Incident, stored: str = "") -> Compared:
    """The claim against the claims of an incident's other reports; the strongest tie is shown."""
    own = set(incident.claims)
    others = [one for one in weighing.claims if one.id in own and one.document != claim.document]
    falls = [(one, fall) for one in _first_of_each(others) if (fall := weighing.between(one.id, claim.id))]
    title = words.title(incident)
    if not falls:
        return Compared(incident, title, claim.id in own, stored=stored)
    best, fall = max(falls, key=lambda pair: (pair[1].score, pair[0].id))
    return Compared(incident, title, claim.id in own, best, tuple(_bars(fall)), fall.score, stored)


def _first_of_each(claims: Sequence[Claim]) -> list[Claim]:
    """One claim a report: those of one report about one event make one mention."""
    return list({claim.document: claim for claim in reversed(claims)}.values())[:REPORTS]


def _bars(fall: Waterfall) -> list[Bar]:
    found, total = [], 0.0
    for piece in fall.pieces:
        if piece.name != "prior" and not piece.weight and not said(piece):
            continue
        before, total = total, total + piece.weight
        low, high = (max(-WHOLE, min(WHOLE, value)) for value in sorted((before, total)))
        start, end = (round(50 + 50 * value / WHOLE) for value in (low, high))
        sentence = SENTENCES.get((piece.name, piece.level), "")
        found.append(
            Bar(str(NAMES.get(piece.name, piece.name)), str(sentence), piece.weight, total, start, end - start)
        )
    return found
