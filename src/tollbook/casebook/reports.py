"""Storing what was read: originals, readings, reports once each, and what could not be read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet

from tollbook.capture.remark import Remark
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
        if reading and reading.complete and sha256 and (reading.original_id, reading.maker) == (sha256, maker):
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
        if reader.seen or not reader.tally.skipped:  # a file that can no longer be read takes nothing away
            _supersede_what_is_gone(reader)
        reading.complete = True
        reading.save(using=alias)
    return reader.tally


def twin_of(alias: str, reading: models.Reading) -> models.Reading | None:
    """Another file with the same bytes that was read to its end by the same maker."""
    rows = models.Reading.objects.using(alias).filter(complete=True, maker=reading.maker)
    same = rows.filter(original=reading.original_id) if reading.original_id else rows.none()
    return same.exclude(pk=reading.pk).order_by("pk").first()


def fill_as_twin(alias: str, reading: models.Reading, twin: models.Reading) -> None:
    """Note that a file holds what its twin holds, which is stored once."""
    reader = _Reader(alias, reading)
    with transaction.atomic(using=alias):
        held = _appearances(reader).filter(reading=twin).values_list("document_id", flat=True)
        for document_id in list(held):
            _appearances(reader).get_or_create(reading=reading, document_id=document_id)
            reader.seen.add(document_id)
        same = Remark(f"the same bytes as {twin.origin}: read once", reading.origin, "nothing to do")
        _store_skipped(reader, same)
        _supersede_what_is_gone(reader)
        reading.complete = True
        reading.save(using=alias)


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
    known = {"remedy": fault.remedy, "read": isinstance(fault, Remark)}
    rows.get_or_create(reading=reader.reading, where=fault.where, what=fault.what, defaults=known)


def _store_document(reader: _Reader, document: Document) -> None:
    """Same id and content: known. Other content: a new version where the same file says so, else a second id."""
    content = content_of(document)
    rows = models.Document.objects.using(reader.alias)
    known = rows.filter(given_id=document.id, content=content).first()
    if known:
        stored = known.id
        _restore(reader, known)
    elif _is_new_version(reader, document.id):
        stored = document.id
        _replace(reader, rows.get(id=stored), document, content)
    else:
        stored = f"{document.id}~{content[:8]}" if rows.filter(id=document.id).exists() else document.id
        row = document_row(replace(document, id=stored), document.id, content)
        row.save(using=reader.alias, force_insert=True)
        reader.tally.new += 1
    _appearances(reader).get_or_create(reading=reader.reading, document_id=stored)
    reader.seen.add(stored)


def _appearances(reader: _Reader) -> QuerySet[models.Appearance]:
    return models.Appearance.objects.using(reader.alias)


def _is_new_version(reader: _Reader, stored: str) -> bool:
    """Whether this file, and no other, held a report of that id, which it has not given again in this reading."""
    held_by = set(_appearances(reader).filter(document_id=stored).values_list("reading_id", flat=True))
    return held_by == {reader.reading.pk} and stored not in reader.seen


def _replace(reader: _Reader, holder: models.Document, document: Document, content: str) -> None:
    """A file that was edited since: its report takes the new words, and an event keeps the old ones."""
    _note(reader, "report_replaced", holder.id, old=holder.record, new=record_of(document))
    models.Claim.objects.using(reader.alias).filter(document=holder).delete()
    models.Statement.objects.using(reader.alias).filter(document=holder).delete()
    document_row(document, holder.given_id, content).save(using=reader.alias, force_update=True)
    reader.tally.replaced += 1


def _restore(reader: _Reader, known: models.Document) -> None:
    reader.tally.known += 1
    if known.superseded:
        _note(reader, "report_restored", known.id)
        known.superseded = False
        known.save(using=reader.alias)


def _supersede_what_is_gone(reader: _Reader) -> None:
    """Reports the edited file no longer holds, and no other file either, are set aside, not deleted."""
    held = _appearances(reader).filter(reading=reader.reading)
    gone = [row for row in held if row.document_id not in reader.seen]
    for row in gone:
        row.delete(using=reader.alias)
        if not _appearances(reader).filter(document_id=row.document_id).exists():
            _note(reader, "report_superseded", row.document_id)
            rows = models.Document.objects.using(reader.alias)
            rows.filter(id=row.document_id).update(superseded=True)
            reader.tally.replaced += 1


def _note(reader: _Reader, kind: str, document: str, old: object = None, new: object = None) -> None:
    reason = "the file it was read from has changed"
    record_event(
        reader.alias, actor="tollbook", kind=kind, subject=("document", document), old=old, new=new, reason=reason
    )
