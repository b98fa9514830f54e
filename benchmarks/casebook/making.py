"""A large workspace made fast: rows written in bulk, then the inbox and the search index by their own jobs."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models as tables
from django.db import transaction

from casebook.texts import Event, Maker
from tollbook import pipeline
from tollbook.assess import named_standard
from tollbook.casebook import models
from tollbook.casebook.computed import _origin_row, _source_row
from tollbook.casebook.rows import CHUNK, claim_row, computed_rows, content_of, document_row, incident_row
from tollbook.model import Claim, Document, Incident, Lineage, Source

MAKER = "made"
ROUND_UP, A_ROUND_UP = 0.06, 8


@dataclass(slots=True)
class Made:
    """Reports, claims, and which claims tell of which event."""

    documents: list[Document]
    claims: list[Claim]
    told: dict[int, list[Claim]]
    events: dict[int, Event]


def made(reports: int, incidents: int) -> Made:
    """That many reports of that many events; every seventeenth or so is a round-up of several."""
    maker = Maker()
    events = {number: maker.event(number) for number in range(incidents)}
    every, found = list(events.values()), Made([], [], defaultdict(list), events)
    for number in range(reports):
        many = A_ROUND_UP if maker.rng.random() < ROUND_UP else 1
        first = [every[number]] if number < incidents else []
        about = sorted([*first, *maker.rng.sample(every, many - len(first))], key=lambda one: one.day)
        document, claims = maker.report(number, about)
        found.documents.append(document)
        found.claims += claims
        for event, claim in zip(about, claims, strict=True):
            found.told[event.number].append(claim)
    return found


def write(found: Made) -> None:
    """All of it into the workspace's tables."""
    lineage = _lineage(found)
    with transaction.atomic():
        run = models.Run.objects.create(**_run())
        reading = models.Reading.objects.create(path="made.jsonl", origin="made.jsonl", maker=MAKER, complete=True)
        _store(_document(document) for document in found.documents)
        _store(models.Appearance(reading=reading, document_id=document.id) for document in found.documents)
        _store(claim_row(claim, MAKER) for claim in found.claims)
        _store(_source_row(item, MAKER) for item in lineage.sources.items())
        _store(_origin_row(lineage, claim.id, MAKER) for claim in found.claims)
        _store(models.Copy(document_id=key, of=of, maker=MAKER) for key, of in lineage.copies.items())
        _incidents(_concluded(found, lineage))
        models.Computed.objects.create(name="incidents", key=str(run.pk))


def _run() -> dict[str, Any]:
    from django.utils import timezone  # noqa: PLC0415 - settings come first

    now = timezone.now()
    options = {"standards": ["airwars"]}
    return {"started": now, "finished": now, "version": MAKER, "options": options, "options_hash": ""}


def _document(document: Document) -> models.Document:
    row = document_row(document, document.id, content_of(document))
    row.extracted_with = MAKER
    return row


def _store(rows: Iterable[tables.Model]) -> None:
    for batch in itertools.batched(rows, 20 * CHUNK) if hasattr(itertools, "batched") else _batches(rows, 20 * CHUNK):
        type(batch[0])._default_manager.bulk_create(batch, batch_size=CHUNK)


def _batches(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    iterator = iter(rows)
    while batch := list(itertools.islice(iterator, size)):
        yield batch


def _lineage(found: Made) -> Lineage:
    """Every page speaks for itself; one report in fifty copies the report before it."""
    pages = {document.id: document.publisher or "" for document in found.documents}
    copies = {f"r{number:06d}": f"r{number - 1:06d}" for number in range(50, len(found.documents), 50)}
    return Lineage(
        sources={name: Source(name, name, "local_media") for name in sorted(set(pages.values()))},
        origin={claim.id: pages[claim.document] for claim in found.claims},
        copies=copies,
    )


def _concluded(found: Made, lineage: Lineage) -> Iterator[Incident]:
    by_id = {claim.id: claim for claim in found.claims}
    days = {document.id: document.published for document in found.documents if document.published}
    standards = [named_standard("airwars")]
    for number, claims in found.told.items():
        whole = pipeline.figured(_incident(found.events[number], claims), by_id, lineage, standards, days)
        yield pipeline.graded(whole, claims, lineage, {}, standards)


def _incident(event: Event, claims: Sequence[Claim]) -> Incident:
    place, asked = event.place, ("belligerent_unknown",)
    return Incident(
        id=f"i{event.number:06d}",
        claims=tuple(claim.id for claim in claims),
        documents=tuple(dict.fromkeys(claim.document for claim in claims)),
        places=(place,),
        lat=place.lat,
        lon=place.lon,
        when=claims[0].when,
        open_questions=asked,
    )


def _incidents(every: Iterator[Incident]) -> None:
    for batch in _batches(every, 10 * CHUNK):
        _store(incident_row(incident, MAKER) for incident in batch)
        parts: defaultdict[type[Any], list[Any]] = defaultdict(list)
        for row in (row for incident in batch for row in computed_rows(incident, MAKER)):
            parts[type(row)].append(row)
        for rows in parts.values():
            _store(rows)
