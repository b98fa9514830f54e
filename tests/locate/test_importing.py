import gzip
import json
import zipfile
from pathlib import Path

import pytest

from tests.locate.conftest import EXAMPLE
from tollbook.errors import StopRun
from tollbook.locate import Gazetteer, import_gazetteer, user_gazetteers, workspace_gazetteers, workspace_store
from tollbook.locate.homes import user_store
from tollbook.locate.index import Index

HEADER = "name,names,lat,lon,precision,admin,country,id,source\n"


def geonames_line(number: int, name: str, lat: str = "34.55", kind: str = "PPL") -> str:
    cells = [
        str(number),
        name,
        name,
        f"{name}h,الشعفة",
        lat,
        "40.90",
        "P",
        kind,
        "SY",
        "",
        "07",
        "",
        "",
        "",
        "1200",
        "",
        "",
        "",
        "",
    ]
    return "\t".join(cells) + "\n"


def found(index: Path, name: str) -> list[str]:
    return [match.entry.id for match in Gazetteer.load([index], with_cities=False).exact(name)]


def test_the_example_is_taken_whole(tmp_path: Path) -> None:
    report = import_gazetteer(EXAMPLE / "places.csv", tmp_path)
    assert (report.places, report.refused, report.already_there) == (11, (), False)
    assert found(report.path, "Gamsha") == found(report.path, "الكشمة") == ["euphrates:kashma"]


def test_importing_twice_changes_nothing(tmp_path: Path) -> None:
    first = import_gazetteer(EXAMPLE / "places.csv", tmp_path)
    before = first.path.read_bytes()
    second = import_gazetteer(EXAMPLE / "places.csv", tmp_path)
    assert second.already_there
    assert (second.path, second.places, second.refused) == (first.path, first.places, first.refused)
    assert first.path.read_bytes() == before
    assert len(list(tmp_path.glob("*.sqlite"))) == 1


def test_bad_rows_are_refused_with_line_and_reason(tmp_path: Path) -> None:
    csv = tmp_path / "places.csv"
    rows = "Hajin,,34.69,40.83,town,,SY,,\n,,1,2,,,,,\nNowhere,,,40,,,,,\nFar,,95,40,,,,,\nOdd,,34,40,galaxy,,,,\n"
    csv.write_text(HEADER + rows, encoding="utf-8")
    report = import_gazetteer(csv, tmp_path / "store")
    assert report.places == 1
    assert [(row.line, row.reason.split(":")[0]) for row in report.refused] == [
        (3, "no name"),
        (4, "no point"),
        (5, "no point"),
        (6, "unknown precision or kind 'galaxy'"),
    ]
    assert import_gazetteer(csv, tmp_path / "store").refused == report.refused


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("words.txt", b"no gazetteer at all"),
        ("broken.csv", b"\xff\xfe\x00bad"),
        ("rows.csv", HEADER.encode()),
    ],
)
def test_what_is_no_gazetteer_leaves_nothing_behind(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(StopRun):
        import_gazetteer(tmp_path / name, tmp_path / "store")
    assert list((tmp_path / "store").glob("*")) == []


def test_a_file_that_breaks_off_leaves_nothing_behind(tmp_path: Path) -> None:
    whole = gzip.compress(json.dumps({"place_en": "Hajin", "lat": 34.69, "lon": 40.83}).encode() * 900)
    (tmp_path / "cut.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(StopRun):
        import_gazetteer(tmp_path / "cut.jsonl.gz", tmp_path / "store")
    assert list((tmp_path / "store").glob("*")) == []


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(StopRun, match="no such file"):
        import_gazetteer(tmp_path / "absent.csv", tmp_path)


def test_a_geonames_dump_plain_and_zipped_gives_the_same_places(tmp_path: Path) -> None:
    lines = geonames_line(1, "Shaafa") + geonames_line(2, "Nowhere", lat="north") + "short\trow\n"
    (tmp_path / "SY.txt").write_text(lines, encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "SY.zip", "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr("SY.txt", lines)
    plain, zipped = (import_gazetteer(tmp_path / name, tmp_path / name[3:]) for name in ("SY.txt", "SY.zip"))
    assert plain.places == zipped.places == 1
    assert [row.line for row in plain.refused] == [2, 3]
    assert found(plain.path, "الشعفة") == found(zipped.path, "shaafah") == ["geonames:1"]


def test_a_recorders_incidents_become_places_once_each(tmp_path: Path) -> None:
    rows = [
        {
            "place_en": "Hajin",
            "place_ar": "هجين",
            "admin": "Deir Ezzor",
            "country": "Syria",
            "lat": 34.6897,
            "lon": 40.83,
        },
        {
            "place_en": "Hajin",
            "place_ar": "هجين",
            "admin": "Deir Ezzor",
            "country": "Syria",
            "lat": 34.6898,
            "lon": 40.8301,
        },
        {"place_en": "Vicinity of Taiba Mosque, Tal Al Sultan", "country": "the Gaza Strip", "lat": 31.3, "lon": 34.2}
        | {"geo_accuracy": "Nearby landmark"},
        {"place_en": "Ableen", "lat": None, "lon": None},
        {"place_en": None, "lat": 1, "lon": 2},
    ]
    path = tmp_path / "incidents.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    report = import_gazetteer(path, tmp_path / "store")
    entries = {entry.name: entry for entry in Index(report.path)}
    assert set(entries) == {"Hajin", "Taiba"}
    assert (entries["Hajin"].region, entries["Hajin"].country, entries["Hajin"].precision) == ("SY.07", "SY", "village")
    assert (entries["Taiba"].country, entries["Taiba"].precision) == ("PS", "landmark")
    assert [(row.line, row.reason) for row in report.refused] == [(4, "no point"), (5, "no place name")]
    assert found(report.path, "هجين") == [entries["Hajin"].id]


def test_what_is_imported_for_the_user_or_a_workspace_is_found_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOLLBOOK_HOME", str(tmp_path / "home"))
    assert user_gazetteers() == workspace_gazetteers(tmp_path / "ws") == []
    mine = import_gazetteer(EXAMPLE / "places.csv", user_store())
    theirs = import_gazetteer(EXAMPLE / "places.csv", workspace_store(tmp_path / "ws"))
    assert user_gazetteers() == [mine.path]
    assert workspace_gazetteers(tmp_path / "ws") == [theirs.path]


def test_a_file_that_is_no_index_stops_the_run(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite").write_text("no database")
    with pytest.raises(StopRun, match="not a gazetteer index"):
        Gazetteer.load([tmp_path / "x.sqlite"], with_cities=False)
