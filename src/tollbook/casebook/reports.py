"""Storing what was read: originals, readings, reports once each, and what could not be read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TypeVar

from django.db import transaction

from tollbook.casebook import models
from tollbook.casebook.events import record_event
from tollbook.casebook.rows import content_of, document_row
from tollbook.errors import SkipItem
from tollbook.model import Document
from tollbook.model.edge import record_of

T = TypeVar("T")
BATCH = 100
"""Reports a transaction: a killed run loses at most that many readings, and reads them again."""


@dataclass(slots=True)
class Tally:
    """What one reading brought."""

    new: int = 0
    known: int = 0
    replaced: int = 0
    skipped: int = 0


@dataclass(slots=True)
class _Reader:
    alias: str
    reading: models.Reading
    seen: set[str] = field(default_factory=set)
    tally: Tally = field(default_factory=Tally)


def begin_reading(alias: str, path: str, origin: str, sha256: str | None, maker: str) -> models.Reading | None:
    """The reading to fill, or None where this very file was read to its end by the same maker before."""
    with transaction.atomic(using=alias):
        rows = models.Reading.objects.using(alias)
        reading = rows.filter(path=path).first()
        if reading and reading.complete and (reading.original_id, reading.maker) == (sha256, maker):
            return None
        if reading is None:
            return rows.create(path=path, origin=origin, original_id=sha256, maker=maker)
        models.SkippedItem.objects.using(alias).filter(reading=reading).delete()
        reading.origin, reading.original_id, reading.maker, reading.complete = origin, sha256, maker, False
        reading.save(using=alias)
        return reading


def fill_reading(alias: str, reading: models.Reading, items: Iterable[Document | SkipItem]) -> Tally:
    """Store the items in batches, then mark the reading complete; returns what was new, known, replaced, skipped."""
    reader = _Reader(alias, reading)
    for batch in _batches(items, BATCH):
        with transaction.atomic(using=alias):
            for item in batch:
                _store(reader, item)
    with transaction.atomic(using=alias):
        reading.complete = True
        reading.save(using=alias)
    return reader.tally


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def _store(reader: _Reader, item: Document | SkipItem) -> None:
    fault = item if isinstance(item, SkipItem) else _unstorable(item)
    if fault:
        reader.tally.skipped += 1
        _store_skipped(reader, fault)
    elif isinstance(item, Document):
        _store_document(reader, item)


def _unstorable(document: Document) -> SkipItem | None:
    try:
        (document.id + document.text).encode("utf-8")
    except UnicodeEncodeError as error:
        where = document.origin or document.id.encode("ascii", "backslashreplace").decode()
        return SkipItem("the text holds half a character", f"{where}, character {error.start}", "save it as UTF-8")
    return None


def _store_skipped(reader: _Reader, fault: SkipItem) -> None:
    rows = models.SkippedItem.objects.using(reader.alias)
    rows.get_or_create(reading=reader.reading, where=fault.where, what=fault.what, defaults={"remedy": fault.remedy})


def _store_document(reader: _Reader, document: Document) -> None:
    """Same id and content: known. Other content: a new version where the same file says so, else a second id."""
    rows = models.Document.objects.using(reader.alias)
    given, content = document.id, content_of(document)
    known = rows.filter(given_id=given, content=content).first()
    if known is None:
        holder = rows.filter(id=given).first()
        if holder is None:
            document_row(document, given, content, reader.reading).save(using=reader.alias, force_insert=True)
            reader.tally.new += 1
        elif holder.reading_id == reader.reading.pk and given not in reader.seen:
            _replace(reader, holder, document, content)
        else:
            second = replace(document, id=f"{given}~{content[:8]}")
            document_row(second, given, content, reader.reading).save(using=reader.alias, force_insert=True)
            reader.tally.new += 1
    else:
        reader.tally.known += 1
    reader.seen.add(given)


def _replace(reader: _Reader, holder: models.Document, document: Document, content: str) -> None:
    """A file that was edited since: its report takes the new words, and an event keeps the old ones."""
    new = record_of(document)
    record_event(
        reader.alias,
        actor="tollbook",
        kind="report_replaced",
        subject=("document", holder.id),
        old=holder.record,
        new=new,
        reason="the file it was read from has changed",
    )
    models.Claim.objects.using(reader.alias).filter(document=holder).delete()
    models.Statement.objects.using(reader.alias).filter(document=holder).delete()
    document_row(document, holder.given_id, content, reader.reading).save(using=reader.alias, force_update=True)
    reader.tally.replaced += 1
