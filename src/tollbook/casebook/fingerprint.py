"""One spelling of everything a workspace holds, so that two workspaces can be compared.

Left out: runs and the times of events (when), ids that incidents had in earlier runs, row numbers, and paths (where on
this disk).
"""

import hashlib
from collections.abc import Iterator

from django.db.models import Model

from tollbook.casebook import models
from tollbook.casebook.rows import canonical

CONTENT: dict[type[Model], tuple[str, ...]] = {
    models.Original: ("sha256", "size"),
    models.Reading: ("origin", "original_id", "maker", "complete"),
    models.Document: ("id", "given_id", "content", "superseded", "extracted_with", "fault", "record"),
    models.Appearance: ("reading__origin", "document_id"),
    models.SkippedItem: ("reading__origin", "where", "what", "remedy", "read"),
    models.Claim: ("id", "maker", "record"),
    models.Statement: ("id", "maker", "record"),
    models.Source: ("id", "maker", "record"),
    models.Origin: ("claim_id", "source_id", "summary", "reason", "maker"),
    models.Copy: ("document_id", "of", "maker"),
    models.Drift: ("position", "maker", "record"),
    models.Incident: ("id", "maker", "digest", "record"),
    models.IncidentClaim: ("incident_id", "claim_id", "evidence"),
    models.Figure: ("incident_id", "key", "maker", "record"),
    models.Grade: ("incident_id", "standard", "chosen", "maker", "record"),
    models.Computed: ("name", "key"),
    models.StrikeLog: ("id", "name", "original", "record"),
    models.Strike: ("id", "log_id", "force", "lat", "lon", "record"),
    models.Certificate: ("id", "kind", "incident"),
    models.Allegation: ("id", "title", "standard", "belligerent", "incident", "state", "record"),
    models.Step: ("allegation_id", "number", "state", "record"),
    models.Event: ("actor", "kind", "subject_type", "subject_id", "field", "old", "new", "reason"),
}


def dump(alias: str) -> Iterator[str]:
    """Every row as one line of canonical JSON, table by table, sorted within a table."""
    for table, columns in CONTENT.items():
        rows = table._default_manager.using(alias).values_list(*columns)
        yield from sorted(canonical([table.__name__, *row]) for row in rows.iterator())


def fingerprint(alias: str) -> str:
    """SHA-256 over the dump."""
    total = hashlib.sha256()
    for line in dump(alias):
        total.update(line.encode("utf-8") + b"\n")
    return total.hexdigest()
