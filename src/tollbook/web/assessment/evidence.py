"""What there is to consider about an allegation: its reports, what parties said, and the searches made."""

from collections import Counter
from dataclasses import dataclass

from tollbook.casebook import models
from tollbook.model import Allegation, Incident
from tollbook.web import records
from tollbook.web.here import workspace

QUOTED = 200


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence. ``id`` is "report:ID", "statement:ID" or "certificate:ID"; ``claims`` it holds."""

    id: str
    title: str
    text: str = ""
    day: str = ""
    claims: int = 0

    @property
    def kind(self) -> str:
        """What it is."""
        return self.id.partition(":")[0]

    @property
    def key(self) -> str:
        """The record's own id."""
        return self.id.partition(":")[2]


def pieces(allegation: Allegation) -> list[Piece]:
    """Everything at hand, reports first; a bounded number of queries."""
    incident = records.incident(allegation.incident) if allegation.incident else None
    return [*_reports(allegation, incident), *_statements(incident), *_certificates(incident)]


def _reports(allegation: Allegation, incident: Incident | None) -> list[Piece]:
    keys = dict.fromkeys([*allegation.documents, *(incident.documents if incident else ())])
    held = records.documents(keys)
    claims = Counter(claim.document for claim in workspace().claims_of(incident)) if incident else Counter[str]()
    return [
        Piece(
            f"report:{key}",
            " · ".join(part for part in (one.publisher, one.title) if part) or key,
            day=one.published.isoformat() if one.published else "",
            claims=claims[key],
        )
        for key in keys
        if (one := held.get(key))
    ]


def _statements(incident: Incident | None) -> list[Piece]:
    said = workspace().statements_of(incident) if incident and incident.statements else []
    return [Piece(f"statement:{one.id}", one.speaker or "", one.quote[:QUOTED]) for one in said]


def _certificates(incident: Incident | None) -> list[Piece]:
    if incident is None:
        return []
    rows = models.Certificate.objects.filter(incident=incident.id).order_by("-made", "id")
    return [Piece(f"certificate:{row.id}", row.kind, day=row.made.date().isoformat()) for row in rows]
