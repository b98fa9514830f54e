"""A claim changed field by field, as a person writes it: ``min=12``, ``who=civilian``, ``places=Hajin;al-Shafa``."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from tollbook.errors import StopRun
from tollbook.model import Claim, Document, Place
from tollbook.model.edge import record_of

_CLAIM = TypeAdapter(Claim)
UNKNOWN = ("", "null", "unknown")
SHORT: Mapping[str, str] = {
    "min": "count.min", "max": "count.max", "qualifier": "count.qualifier", "date": "when", "place": "places",
    "source": "sources", "children": "of_whom.children", "women": "of_whom.women", "men": "of_whom.men",
}  # fmt: skip
WORDS = ("harm", "who", "stance", "level", "means", "count.qualifier")
LISTS = ("sources", "blamed", "places")
NUMBERS = (
    "count.min", "count.max", "start", "end",
    *(f"of_whom.{part}.{bound}" for part in ("children", "women", "men") for bound in ("min", "max")),
)  # fmt: skip
BOTH = ("of_whom.children", "of_whom.women", "of_whom.men")
FIELDS = (*WORDS, *LISTS, *NUMBERS, *BOTH, "when")
PERSON = "person"
"""The rule of a claim that a person added; before the rule of one she corrected."""

Resolve = Callable[[str], Place]


def corrected(claim: Claim, settings: Iterable[str], document: Document, resolve: Resolve) -> Claim:
    """The claim with the settings; raises StopRun where one cannot be."""
    record = _with(record_of(claim), settings, resolve)
    rule = claim.rule if claim.rule.startswith(PERSON) else f"{PERSON}:{claim.rule}"
    return _checked(record | {"rule": rule}, document)


def added(document: Document, start: int, end: int, settings: Iterable[str], resolve: Resolve) -> Claim:
    """A claim on these words of the report; raises StopRun where it cannot be."""
    count = {"min": None, "max": None, "qualifier": "exact", "text": ""}
    span = {"id": "", "document": document.id, "start": start, "end": end, "quote": "", "rule": PERSON}
    record = _with({**span, "count": count}, settings, resolve)
    if "harm" not in record:
        raise StopRun("harm is missing", "", "write for example: harm=killed min=5")
    claim = _checked(record, document)
    return replace(claim, id=f"{document.id}#{claim.start}-{claim.end}-{claim.harm}-added")


def _with(record: dict[str, Any], settings: Iterable[str], resolve: Resolve) -> dict[str, Any]:
    changed: dict[str, Any] = {**record, "count": dict(record["count"]), "of_whom": dict(record.get("of_whom", {}))}
    named: set[str] = set()
    for setting in settings:
        name, equals, value = setting.partition("=")
        field = SHORT.get(name.strip(), name.strip())
        if not equals or field not in FIELDS:
            raise StopRun(f"no field {name.strip()!r}", "--set", f"write FIELD=VALUE with one of {', '.join(FIELDS)}")
        _set(changed, field, value.strip(), resolve)
        named.add(field)
    _settle_count(changed["count"], named)
    return changed


def _set(record: dict[str, Any], field: str, value: str, resolve: Resolve) -> None:
    if field in BOTH:
        number = _number(field, value)
        record["of_whom"][field.partition(".")[2]] = {"min": number, "max": number}
    elif field in LISTS:
        names = [name.strip() for name in value.split(";") if name.strip()] if value not in UNKNOWN else []
        record[field] = [_place(resolve(name)) for name in names] if field == "places" else names
    elif field == "when":
        record[field] = _period(value, record.get("when"))
    else:
        _put(record, field, _number(field, value) if field in NUMBERS else None if value in UNKNOWN else value)


def _put(record: dict[str, Any], field: str, value: object) -> None:
    *path, last = field.split(".")
    for name in path:
        record = record.setdefault(name, {"min": None, "max": None} if name != "of_whom" else {})
    record[last] = value


def _number(field: str, value: str) -> int | None:
    if value in UNKNOWN:
        return None
    if not value.isdecimal():
        raise StopRun(f"{field}: {value!r} is no whole number", "--set", "write digits, or null for unknown")
    return int(value)


def _place(place: Place) -> dict[str, Any]:
    record: dict[str, Any] = TypeAdapter(Place).dump_python(place, mode="json")
    return record


def _period(value: str, before: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """One day or DAY/DAY; the words that said the old day stay, as far as there were any."""
    if value in UNKNOWN:
        return None
    first, _, last = value.partition("/")
    text = before["text"] if before else ""
    return {"text": text, "start": first, "end": last or first, "precision": "days" if last else "day"}


def _settle_count(count: dict[str, Any], named: set[str]) -> None:
    """Fit the qualifier to bounds that were set without one; a greatest number that was not set follows the least."""
    if "count.min" in named and "count.max" not in named and count["qualifier"] in ("exact", "about"):
        count["max"] = count["min"]
    if {"count.min", "count.max"} & named and "count.qualifier" not in named:
        count["qualifier"] = _qualifier(count["min"], count["max"])


def _qualifier(least: int | None, most: int | None) -> str:
    if most is None:
        return "at_least"
    return "exact" if least == most else "between" if least else "at_most"


def _checked(record: dict[str, Any], document: Document) -> Claim:
    start, end = record["start"], record["end"]
    if not 0 <= start < end <= len(document.text):
        remedy = f"the text has {len(document.text)} characters"
        raise StopRun(f"{start} to {end} are no words of the report", document.id, remedy)
    try:
        return _CLAIM.validate_python(record | {"quote": document.text[start:end]})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise StopRun(f"{where}: {first['msg']}", "--set", "see: tollbook correct --help") from error
