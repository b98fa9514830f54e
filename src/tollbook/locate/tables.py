"""A recorder's own places: a CSV of hers, or a file of coded incidents whose places can be used again."""

import csv
import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from tollbook.locate.index import Listing
from tollbook.locate.keys import exact_key
from tollbook.locate.parts import Part, parts
from tollbook.locate.reading import Refused, point, precision_of
from tollbook.locate.records import Entry
from tollbook.locate.regions import country_code, regions_named
from tollbook.model.place import Precision

CELL = 0.01
"""Degrees (about 1 km): rows that name one place within such a cell are one entry."""


def own_id(source: str, name: str, lat: float, lon: float) -> str:
    """A stable id for a place that brings none of its own."""
    digest = sha256(f"{exact_key(name)}|{lat:.4f}|{lon:.4f}".encode()).hexdigest()[:12]
    return f"{source}:{digest}"


def _entry(source: str, name: str, where: tuple[float, float], precision: Precision, row: Mapping[str, Any]) -> Entry:
    country = country_code(row.get("country"))
    admin = row.get("admin") or None
    found = regions_named(admin, country) if admin else ()
    return Entry(
        id=str(row.get("id") or own_id(source, name, *where)),
        name=name,
        lat=where[0],
        lon=where[1],
        precision=precision,
        admin=admin,
        region=found[0].code if found else None,
        country=country,
        source=str(row.get("source") or source),
    )


def _csv_row(row: dict[str | None, Any], number: int) -> Listing | Refused:
    cells = {
        str(key).strip().lower(): (value or "").strip() for key, value in row.items() if key and isinstance(value, str)
    }
    name = cells.get("name", "")
    if not exact_key(name):
        return Refused(number, "no name")
    where = point(cells.get("lat"), cells.get("lon"))
    if where is None:
        return Refused(number, f"no point: lat {cells.get('lat', '')!r}, lon {cells.get('lon', '')!r}")
    words = cells.get("precision") or cells.get("kind")
    precision = precision_of(words) if words else "village"
    if precision is None:
        return Refused(number, f"unknown precision or kind {words!r}")
    variants = [variant.strip() for variant in cells.get("names", "").split(";") if variant.strip()]
    return Listing(_entry("csv", name, where, precision, cells), (name, *variants))


def csv_places(path: Path) -> Iterator[Listing | Refused]:
    """Rows of a CSV with the columns name, names (spellings, by semicolon), lat, lon, precision or kind, admin,
    country, id, source; only name, lat and lon are required."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        for row in reader:
            yield _csv_row(row, reader.line_num)


def _incident_parts(row: Mapping[str, Any]) -> tuple[Part, ...]:
    english, arabic = (parts(str(row.get(field) or "")) for field in ("place_en", "place_ar"))
    return (*english[:1], *arabic[:1])


def _incident(line: str, number: int) -> Listing | Refused:
    try:
        row = json.loads(line)
    except ValueError as error:
        return Refused(number, f"not JSON: {error}")
    if not isinstance(row, dict) or not (found := _incident_parts(row)):
        return Refused(number, "no place name")
    where = point(row.get("lat"), row.get("lon"))
    if where is None:
        return Refused(number, "no point")
    stated = precision_of(row.get("geo_accuracy"))
    precision = stated or found[0].precision or "village"
    details = {"admin": row.get("admin"), "country": row.get("country")}
    entry = _entry("incidents", found[0].name, where, precision, details)
    return Listing(entry, tuple(part.name for part in found))


def _lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as stream:
        yield from stream


def incident_places(path: Path) -> Iterator[Listing | Refused]:
    """The places of a file of coded incidents (JSON lines, gzipped or not): one entry for all rows of one place.

    Of a string such as "Vicinity of X mosque, Al Zeitoun neighbourhood" the finest part is what the point belongs to.
    """
    rows = (_incident(line, number) for number, line in enumerate(_lines(path), 1) if line.strip())
    yield from merged(rows)


def _cell(listing: Listing) -> tuple[str, int, int]:
    e = listing.entry
    return exact_key(e.name), round(e.lat / CELL), round(e.lon / CELL)


def merged(rows: Iterable[Listing | Refused]) -> Iterator[Listing | Refused]:
    """Rows of one name in one cell as one listing with every spelling; refused rows as they come."""
    kept: dict[tuple[str, int, int], Listing] = {}
    for row in rows:
        if isinstance(row, Refused):
            yield row
        elif (at := kept.setdefault(_cell(row), row)) is not row:
            entry = replace(at.entry, uses=at.entry.uses + 1)
            kept[_cell(row)] = replace(at, entry=entry, names=tuple(dict.fromkeys((*at.names, *row.names))))
    yield from kept.values()
