"""The tables to take away: CSV, JSON lines, GeoJSON and Parquet, each row with a stable id and a link back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa

from tollbook.model import Claim, Incident
from tollbook.model.edge import record_of, to_json
from tollbook.publish.data import SiteData
from tollbook.publish.index import Index, build_index, claim_href, incident_href, source_name
from tollbook.publish.rows import Column, Row, columns, csv_bytes, linked, parquet_bytes
from tollbook.publish.tables import COLUMNS, further

Format = Literal["csv", "jsonl", "geojson", "parquet"]
WRITERS = {"csv": csv_bytes, "parquet": parquet_bytes}
FORMATS: tuple[Format, ...] = ("csv", "jsonl", "geojson", "parquet")
FIGURE_KEYS = ("killed", "injured", "killed_or_injured", "missing", "killed_combatants", "killed_all")
CLAIM_COLUMNS = columns(
    (pa.string(), "id incident document"),
    (pa.int64(), "start end"),
    (pa.string(), "quote harm"),
    (pa.int64(), "count_min count_max"),
    (pa.string(), "qualifier count_words who"),
    (pa.int64(), "children_min children_max women_min women_max men_min men_max"),
    (pa.string(), "places place_ids"),
    (pa.float64(), "lat lon radius_km"),
    (pa.string(), "date_start date_end sources original_source blamed means stance level rule"),
    (pa.float64(), "score"),
    (pa.string(), "publisher published report_url link version"),
)
INCIDENT_COLUMNS = columns(
    (pa.string(), "id places"),
    (pa.float64(), "lat lon radius_km"),
    (pa.string(), "precision date_start date_end"),
    *(
        pair
        for key in FIGURE_KEYS
        for pair in (
            (pa.int64(), f"{key}_min {key}_max"),
            (pa.bool_(), f"{key}_open_ended"),
            (pa.int64(), f"{key}_corroborated_1 {key}_corroborated_2 {key}_corroborated_3 {key}_independent_sources"),
            (pa.bool_(), f"{key}_by_convention"),
        )
    ),
    (pa.int64(), "reports claims"),
    (pa.string(), "standard grade open_questions link version"),
)


TABLES: dict[str, tuple[Column, ...]] = {"claims": CLAIM_COLUMNS, "incidents": INCIDENT_COLUMNS, **COLUMNS}


def _point(places: Sequence[Any]) -> Row:
    placed = [p for p in places if p.lat is not None and p.lon is not None]
    if not placed:
        return {"lat": None, "lon": None, "radius_km": None}
    return {"lat": placed[0].lat, "lon": placed[0].lon, "radius_km": placed[0].radius_km}


def _part(claim: Claim) -> Row:
    row: Row = {}
    for part in ("children", "women", "men"):
        bounds = claim.of_whom.get(part)
        row[f"{part}_min"], row[f"{part}_max"] = (bounds.min, bounds.max) if bounds else (None, None)
    return row


def claim_row(claim: Claim, index: Index, base: str, code: str) -> Row:
    """One claim as a flat row; lists are joined with "; "."""
    document, when, source = index.documents.get(claim.document), claim.when, index.source(claim.id)
    return {
        "id": claim.id, "incident": index.incident_of.get(claim.id), "document": claim.document,
        "start": claim.start, "end": claim.end, "quote": claim.quote, "harm": claim.harm,
        "count_min": claim.count.min, "count_max": claim.count.max, "qualifier": claim.count.qualifier,
        "count_words": claim.count.text, "who": claim.who, **_part(claim),
        "places": "; ".join(p.text for p in claim.places),
        "place_ids": "; ".join(p.id for p in claim.places if p.id), **_point(claim.places),
        "date_start": when.start.isoformat() if when and when.start else None,
        "date_end": when.end.isoformat() if when and when.end else None,
        "sources": "; ".join(claim.sources), "original_source": source_name(source, code) if source else None,
        "blamed": "; ".join(claim.blamed), "means": claim.means, "stance": claim.stance, "level": claim.level,
        "rule": claim.rule, "score": claim.score, "publisher": document.publisher if document else None,
        "published": document.published.isoformat() if document and document.published else None,
        "report_url": document.url if document else None, "link": linked(base, code, claim_href(claim)),
        "version": claim.version,
    }  # fmt: skip


def _figurecolumns(incident: Incident, key: str) -> Row:
    figure = incident.figures.get(key)  # type: ignore[call-overload]
    if figure is None:
        names = [c.name for c in INCIDENT_COLUMNS if c.name.startswith(f"{key}_")]
        return dict.fromkeys(name for name in names if name.removeprefix(f"{key}_") in FIGURE_PARTS)
    row: Row = {
        f"{key}_min": figure.min, f"{key}_max": figure.max, f"{key}_open_ended": figure.open_ended,
        f"{key}_independent_sources": figure.independent_sources, f"{key}_by_convention": figure.by_convention,
    }  # fmt: skip
    return row | {f"{key}_corroborated_{k}": figure.corroborated.get(str(k)) for k in (1, 2, 3)}


FIGURE_PARTS = frozenset(
    [
        "min",
        "max",
        "open_ended",
        "corroborated_1",
        "corroborated_2",
        "corroborated_3",
        "independent_sources",
        "by_convention",
    ]
)


def _where(incident: Incident) -> Row:
    if incident.lat is None or incident.lon is None:
        return _point(incident.places)
    radius = max((p.radius_km for p in incident.places if p.lat is not None), default=None)
    return {"lat": incident.lat, "lon": incident.lon, "radius_km": radius}


def incident_row(incident: Incident, index: Index, base: str, code: str) -> Row:
    """One incident as a flat row; unknown is empty, never 0."""
    when, grade = incident.when, incident.grade
    row: Row = {
        "id": incident.id, "places": "; ".join(index.place_names(incident.places, code)), **_where(incident),
        "precision": "; ".join(dict.fromkeys(p.precision for p in incident.places)),
        "date_start": when.start.isoformat() if when and when.start else None,
        "date_end": when.end.isoformat() if when and when.end else None,
    }  # fmt: skip
    for key in FIGURE_KEYS:
        row |= _figurecolumns(incident, key)
    return row | {
        "reports": len(incident.documents), "claims": len(incident.claims),
        "standard": grade.standard if grade else None, "grade": grade.value if grade else None,
        "open_questions": "; ".join(incident.open_questions),
        "link": linked(base, code, incident_href(incident.id)), "version": incident.version,
    }  # fmt: skip


def jsonl_bytes(items: Iterable[Claim | Incident], links: Mapping[str, str]) -> bytes:
    """The records as the edge writes them, each with its ``link``."""
    lines = (
        json.dumps({**record_of(i), "link": links[i.id]}, ensure_ascii=False, separators=(",", ":")) for i in items
    )
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def geojson_bytes(rows: Iterable[Row]) -> bytes:
    """Incidents as points with ``radius_km``; those without a point are named under ``unplaced``."""
    kept = list(rows)
    features = [_feature(row) for row in kept if row["lat"] is not None]
    unplaced = [{"id": row["id"], "link": row["link"]} for row in kept if row["lat"] is None]
    collection = {"type": "FeatureCollection", "features": features, "unplaced": unplaced}
    return (json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8", "replace")


def _feature(row: Row) -> Row:
    properties = {k: v for k, v in row.items() if k not in ("lat", "lon")}
    point = {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
    return {"type": "Feature", "id": row["id"], "geometry": point, "properties": properties}


def export(data: SiteData, kind: Format, base: str = "", code: str = "en") -> dict[str, bytes]:
    """File name -> content for one format. ``base`` is put before every link (an address, or a relative path)."""
    index = build_index(data)
    claims = [claim_row(c, index, base, code) for c in data.claims]
    incidents = [incident_row(i, index, base, code) for i in data.incidents]
    if kind in ("csv", "parquet"):
        listed = {"claims": claims, "incidents": incidents, **further(data, index, base, code)}
        return {f"{name}.{kind}": WRITERS[kind](rows, TABLES[name]) for name, rows in listed.items()}
    if kind == "geojson":
        return {"incidents.geojson": geojson_bytes(incidents)}
    links = {row["id"]: row["link"] for row in (*claims, *incidents)}
    documents = "".join(f"{to_json(d)}\n" for d in data.documents).encode("utf-8", "replace")
    return {
        "claims.jsonl": jsonl_bytes(data.claims, links),
        "incidents.jsonl": jsonl_bytes(data.incidents, links),
        "documents.jsonl": documents,
    }


def write_exports(data: SiteData, out: Path, base: str = "../", code: str = "en") -> list[Path]:
    """Every format into one folder; the files written, by name."""
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for kind in FORMATS:
        for name, content in export(data, kind, base, code).items():
            (out / name).write_bytes(content)
            written.append(out / name)
    return sorted(written)
