import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.publish.sample import DATA, hostile
from tollbook.model.edge import claim_from_json, incident_from_json
from tollbook.publish import FORMATS, export
from tollbook.publish.export import write_exports
from tollbook.publish.rows import guarded


def rows(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf"), "a spreadsheet needs the mark to read Arabic"
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    ("value", "safe"),
    [
        ("=1+1", "'=1+1"), ("+49", "'+49"), ("-5", "'-5"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"),
        (" =1", "' =1"), ("Hajin", "Hajin"), (-5, -5), (None, None), ("", ""),
    ],
)  # fmt: skip
def test_formulas_are_guarded(value: Any, safe: Any) -> None:
    assert guarded(value) == safe


@given(st.text())
def test_no_guarded_text_starts_a_formula(text: str) -> None:
    assert not str(guarded(text)).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_csv_reads_back_claim_by_claim() -> None:
    claims = rows(export(DATA, "csv")["claims.csv"])
    by_id = {row["id"]: row for row in claims}
    assert len(by_id) == len(DATA.claims)
    villages = by_id["ap-villages"]
    assert (villages["count_min"], villages["count_max"], villages["qualifier"]) == ("20", "", "at_least")
    assert villages["places"] == "Gamsha; al-Sha'afa"
    assert villages["incident"] == "euphrates-2018-11-13"
    assert villages["link"] == "en/report/ap-2018-11-20.html#c-ap-villages"
    assert by_id["sabah-9"]["quote"] == "قُتل 26 مدنياً، بينهم 14 طفلاً وتسع نساء"
    assert by_id["sabah-9"]["original_source"] == "Syrian Observatory for Human Rights"


def test_csv_leaves_unknown_empty_and_never_zero() -> None:
    incidents = {row["id"]: row for row in rows(export(DATA, "csv")["incidents.csv"])}
    rural = incidents["rural-2018-11"]
    assert (rural["date_start"], rural["killed_corroborated_2"], rural["injured_min"]) == ("", "", "")
    assert incidents["euphrates-2018-11-13"]["killed_corroborated_2"] == "35"
    assert incidents["euphrates-2018-11-13"]["killed_open_ended"] == "True"


def test_a_hostile_report_starts_no_formula() -> None:
    (row,) = rows(export(hostile(), "csv")["claims.csv"])
    assert row["sources"] == "'=1+1"
    assert row["report_url"].startswith("javascript:"), "kept as found; text, not a link"


def test_jsonl_lines_are_the_records_with_a_link() -> None:
    made = export(DATA, "jsonl", base="https://example.org/")
    claims = made["claims.jsonl"].decode().splitlines()
    first = json.loads(claims[0])
    assert first.pop("link") == "https://example.org/en/report/ap-2018-11-20.html#c-ap-hajin"
    assert claim_from_json(json.dumps(first)) == DATA.claims[0]
    incident = json.loads(made["incidents.jsonl"].decode().splitlines()[0])
    incident.pop("link")
    assert incident_from_json(json.dumps(incident)) == DATA.incidents[0]
    assert len(made["documents.jsonl"].splitlines()) == len(DATA.documents)


def test_geojson_has_points_with_a_radius_and_names_the_unplaced() -> None:
    made = json.loads(export(DATA, "geojson")["incidents.geojson"])
    assert made["type"] == "FeatureCollection"
    assert {f["id"] for f in made["features"]} | {u["id"] for u in made["unplaced"]} == {i.id for i in DATA.incidents}
    hajin = next(f for f in made["features"] if f["id"] == "hajin-2018-11-09")
    assert hajin["geometry"] == {"type": "Point", "coordinates": [40.83, 34.6895]}
    assert hajin["properties"]["radius_km"] == 4.0


def test_geojson_without_any_point() -> None:
    adrift = tuple(replace(i, places=(), lat=None, lon=None) for i in DATA.incidents)
    made = json.loads(export(replace(DATA, incidents=adrift), "geojson")["incidents.geojson"])
    assert made["features"] == []
    assert len(made["unplaced"]) == len(DATA.incidents)


def test_parquet_keeps_types(tmp_path: Path) -> None:
    path = tmp_path / "claims.parquet"
    path.write_bytes(export(DATA, "parquet")["claims.parquet"])
    table = pq.read_table(path)
    assert table.num_rows == len(DATA.claims)
    assert str(table.schema.field("count_min").type) == "int64"
    assert table.column("count_max").to_pylist()[1] is None


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_input_gives_the_same_bytes(kind: Any) -> None:
    assert export(DATA, kind) == export(DATA, kind)


@pytest.mark.parametrize("kind", FORMATS)
def test_an_empty_workspace_exports_empty_tables(kind: Any) -> None:
    empty = replace(DATA, documents=(), claims=(), incidents=(), statements=())
    assert all(isinstance(content, bytes) for content in export(empty, kind).values())


def test_every_format_is_written(tmp_path: Path) -> None:
    assert [path.name for path in write_exports(DATA, tmp_path / "data")] == [
        "claims.csv", "claims.jsonl", "claims.parquet", "documents.jsonl", "incidents.csv", "incidents.geojson",
        "incidents.jsonl", "incidents.parquet", "overlaps.csv", "overlaps.parquet", "parts.csv", "parts.parquet",
        "tolls.csv", "tolls.parquet", "totals.csv", "totals.parquet",
    ]  # fmt: skip
