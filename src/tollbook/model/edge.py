"""The records that cross the edge, as JSON lines: read with validation, written with every field the design names."""

import json
import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import fields
from datetime import date
from functools import cache, partial
from typing import Annotated, Any, TypeVar, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, TypeAdapter, ValidationError, ValidationInfo

from tollbook.errors import SkipItem
from tollbook.model.claim import Claim
from tollbook.model.document import Condition, Document
from tollbook.model.figure import Figure
from tollbook.model.incident import Incident
from tollbook.model.source import Drift
from tollbook.model.statement import Statement

T = TypeVar("T")
ISO_DAY = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?!\d)")


DayReader = Callable[[str], date | None]
"""Reads the day a publication date tells; ``None`` where it tells none (unknown, never guessed)."""


def iso_day(text: str) -> date | None:
    """The day an ISO date or timestamp starts with."""
    match = ISO_DAY.match(text)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _published(value: object, info: ValidationInfo) -> object:
    reader: DayReader = (info.context or {}).get("day_of", iso_day)
    return reader(value) if isinstance(value, str) else value


class DocumentRecord(BaseModel):
    """A document as it crosses the edge; unknown fields are ignored."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    id: str
    text: str
    title: str | None = None
    language: str | None = None
    published: Annotated[date | None, BeforeValidator(_published)] = None
    url: str | None = None
    publisher: str | None = None
    cites: str | None = None
    condition: Condition = "usable"
    original: str | None = None
    origin: str | None = None


@cache
def _adapter(of: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast(Any, of))


def _first_fault(error: ValidationError) -> str:
    fault = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(str(part) for part in fault["loc"])
    return f"{where}: {fault['msg']}" if where else fault["msg"]


def _read(lines: Iterable[str], name: str, parse: Callable[[str], T]) -> Iterator[T | SkipItem]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield parse(line)
        except ValidationError as error:
            yield SkipItem(
                _first_fault(error), f"{name}, line {number}", "one JSON object a line, fields as in docs/records.md"
            )


def document_from_json(line: str, day_of: DayReader = iso_day) -> Document:
    """One document from one JSON object; raises pydantic's ValidationError."""
    record = DocumentRecord.model_validate_json(line, context={"day_of": day_of})
    return Document(**{f.name: getattr(record, f.name) for f in fields(Document)})


def claim_from_json(line: str) -> Claim:
    """One claim from one JSON object; raises pydantic's ValidationError."""
    claim: Claim = _adapter(Claim).validate_json(line)
    return claim


def read_documents(lines: Iterable[str], name: str = "-", day_of: DayReader = iso_day) -> Iterator[Document | SkipItem]:
    """Documents in order; a bad line comes out as a SkipItem that names it."""
    return _read(lines, name, partial(document_from_json, day_of=day_of))


def read_claims(lines: Iterable[str], name: str = "-") -> Iterator[Claim | SkipItem]:
    """Claims in order; a bad line comes out as a SkipItem that names it."""
    return _read(lines, name, claim_from_json)


def read_incidents(lines: Iterable[str], name: str = "-") -> Iterator[Incident | SkipItem]:
    """Incidents in order; a bad line comes out as a SkipItem that names it."""
    return _read(lines, name, incident_from_json)


def _rename_drift(record: dict[str, Any], old: str, new: str) -> None:
    for figure in (record.get("figures") or {}).values():
        for drift in figure.get("drift") or ():
            if old in drift:
                drift[new] = drift.pop(old)


def incident_from_json(line: str) -> Incident:
    """One incident from one JSON object; raises pydantic's ValidationError."""
    try:
        record = json.loads(line)
    except ValueError:
        record = None
    return incident_from_record(record)


def incident_from_record(record: Any) -> Incident:
    """The same from the object itself, which is changed by it."""
    if isinstance(record, dict):
        _rename_drift(record, "from", "from_")
    incident: Incident = _adapter(Incident).validate_python(record)
    return incident


def record_of(item: Document | Claim | Incident | Statement | Figure | Drift) -> dict[str, Any]:
    """The JSON-ready record of one item, as the design writes it."""
    record: dict[str, Any] = _adapter(cast(Hashable, type(item))).dump_python(item, mode="json")
    if isinstance(item, Incident):
        _rename_drift(record, "from_", "from")
    return record


def to_json(item: Document | Claim | Incident | Statement) -> str:
    """One line of JSON, UTF-8 letters kept as letters, no newline."""
    return json.dumps(record_of(item), ensure_ascii=False, separators=(",", ":"))
