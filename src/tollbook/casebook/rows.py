"""Between the records that cross the edge and the rows that hold them."""

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from tollbook.casebook import models
from tollbook.model import Claim, Document, Incident, Period, Statement
from tollbook.model.edge import record_of

CONTENT = ("text", "title", "language", "published", "url", "publisher", "cites", "condition")
CHUNK = 500
COMPUTED_APART = ("figures", "grade", "grades")


def storable(name: str | Path) -> str:
    """A file's name as text that any database takes: bytes that are no UTF-8 are spelled out."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def canonical(record: object) -> str:
    """One spelling of a JSON value: keys sorted, no spaces, letters as letters."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(record: object) -> str:
    """SHA-256 of the canonical JSON."""
    return hashlib.sha256(canonical(record).encode("utf-8")).hexdigest()


def content_of(document: Document) -> str:
    """SHA-256 of what the report says and about itself, leaving out its id and where the bytes lay."""
    record = record_of(document)
    return digest({name: record[name] for name in CONTENT})


def document_row(document: Document, given_id: str, content: str) -> models.Document:
    """The row of a report, not yet extracted."""
    return models.Document(
        id=document.id,
        given_id=given_id,
        content=content,
        published=document.published,
        language=document.language,
        publisher=document.publisher,
        condition=document.condition,
        record=record_of(document),
    )


def claim_row(claim: Claim, maker: str) -> models.Claim:
    """The row of a claim."""
    start, end = days_of(claim.when)
    return models.Claim(
        id=claim.id,
        document_id=claim.document,
        start=claim.start,
        end=claim.end,
        harm=claim.harm,
        who=claim.who,
        level=claim.level,
        stance=claim.stance,
        count_min=claim.count.min,
        count_max=claim.count.max,
        when_start=start,
        when_end=end,
        score=claim.score,
        rule=claim.rule,
        maker=maker,
        record=record_of(claim),
    )


def statement_row(statement: Statement, maker: str) -> models.Statement:
    """The row of a statement."""
    return models.Statement(
        id=statement.id,
        document_id=statement.document,
        start=statement.start,
        end=statement.end,
        kind=statement.kind,
        speaker=statement.speaker,
        maker=maker,
        record=record_of(statement),
    )


def incident_row(incident: Incident, maker: str) -> models.Incident:
    """The row of an incident, without its figures and grades."""
    start, end = days_of(incident.when)
    whole = record_of(incident)
    return models.Incident(
        id=incident.id,
        lat=incident.lat,
        lon=incident.lon,
        when_start=start,
        when_end=end,
        maker=maker,
        digest=digest([maker, whole]),
        record={name: value for name, value in whole.items() if name not in COMPUTED_APART},
    )


def computed_rows(incident: Incident, maker: str) -> Iterator[models.IncidentClaim | models.Figure | models.Grade]:
    """The rows of an incident's claims, figures and grades."""
    whole = record_of(incident)
    for claim_id in incident.claims:
        evidence = incident.evidence.get(claim_id)
        yield models.IncidentClaim(incident_id=incident.id, claim_id=claim_id, evidence=evidence)
    for key, figure in incident.figures.items():
        yield models.Figure(
            incident_id=incident.id,
            key=key,
            min=figure.min,
            max=figure.max,
            open_ended=figure.open_ended,
            independent_sources=figure.independent_sources,
            maker=maker,
            record=whole["figures"][key],
        )
    chosen = [(incident.grade, whole["grade"], True)] if incident.grade else []
    others = [(g, r, False) for g, r in zip(incident.grades, whole["grades"], strict=True)]
    for grade, record, is_chosen in chosen + others:
        yield models.Grade(
            incident_id=incident.id,
            standard=grade.standard,
            value=grade.value,
            chosen=is_chosen,
            maker=maker,
            record=record,
        )


def days_of(period: Period | None) -> tuple[Any, Any]:
    """First and last day, or two times None."""
    return (period.start, period.end) if period else (None, None)


def records(rows: "QuerySet[Any]") -> Iterator[str]:
    """The JSON text of each row's record, in the rows' order, read in chunks."""
    for (text,) in rows.values_list(Cast("record", TextField())).iterator(chunk_size=CHUNK):
        yield text
