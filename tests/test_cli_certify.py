"""Certificates and the bench as a user has them: real commands on a real workspace."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.commands import ran, tollbook
from tollbook.casebook.workspace import Workspace
from tollbook.cli.main import STOPPED

REPORTS = [
    {"id": "a", "language": "en", "published": "2018-11-13", "publisher": "Paper A",
     "text": "At least 15 civilians were killed in a US-led Coalition airstrike on Hajin, Deir ez-Zor, Syria, "
             "on 12 November 2018, SANA said."},
    {"id": "b", "language": "en", "published": "2018-11-13", "publisher": "Paper B",
     "text": "Nine civilians were killed in an airstrike on Qalbzan in Syria on 12 November 2018, residents said."},
]  # fmt: skip
ELSEWHERE = "date,lat,lon,weapon\n2018-11-12 09:00,33.31,44.36,GBU-38\n"
NEXT_DAY = ELSEWHERE + "2018-11-13 12:00,34.69,40.83,GBU-38\n"


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with two incidents and no strike log."""
    root = tmp_path_factory.mktemp("certify")
    reports = root / "reports.jsonl"
    reports.write_text("".join(json.dumps(report) + "\n" for report in REPORTS), encoding="utf-8")
    ran("run", str(reports), "-w", str(root / "ws"), "--standard", "cjtf-oir")
    return root / "ws"


def incidents(ws: Path) -> dict[str, str]:
    """Report -> the incident it tells of."""
    with Workspace.open(ws) as opened:
        return {one.documents[0]: one.id for one in opened.incidents()}


def imported(ws: Path, text: str, complete: str = "complete", *more: str) -> None:
    log = ws.parent / "log.csv"
    log.write_text(text, encoding="utf-8")
    ran(
        "strikes", "import", str(ws), str(log), "--zone", "UTC", "--force", "US-led Coalition", "--from", "2018-11-01",
        "--to", "2018-11-30", "--area", "everywhere", "--complete", complete, "--by", "R", *more,
    )  # fmt: skip


def grade(ws: Path, incident: str) -> str:
    ran("publish", str(ws), "--standard", "cjtf-oir")
    with Workspace.open(ws) as opened:
        [one] = [one for one in opened.incidents() if one.id == incident]
    assert one.grade is not None
    return one.grade.value


def test_a_finding_of_no_strikes_goes_from_refusal_to_certificate_to_grade_and_falls_with_the_log(ready: Path) -> None:
    ws, hajin = str(ready), incidents(ready)["a"]
    assert "no certificate" in ran("certify", ws, hajin, status=3)
    assert "no strike log is at hand" in ran("certify", ws, hajin, "--kind", "no-strike", status=3)
    imported(ready, ELSEWHERE, "partial")
    assert "inconclusive: the log cannot show it" in ran("certify", ws, hajin, "--kind", "no-strike", status=3)
    assert grade(ready, hajin) == "inconclusive"
    imported(ready, ELSEWHERE, "complete", "--replace")
    assert grade(ready, hajin) != "non-credible"
    said = ran("certify", ws, hajin, "--kind", "no-strike", "--by", "R. Example")
    for told in ("Search certificate: no strike found", "هجين", "Hajin", "called complete", "Made on", "R. Example"):
        assert told in said
    assert grade(ready, hajin) == "non-credible"

    file = ready.parent / "certificate.json"
    file.write_text(ran("certify", ws, hajin, "--json"), encoding="utf-8")
    assert "the search made again gives the same" in ran("certify", "--verify", str(file), ws)
    imported(ready, NEXT_DAY, "complete", "--replace")
    differs = ran("certify", "--verify", str(file), ws, status=1)
    assert "entries: was 1, is now 2" in differs
    assert "near_misses" in differs
    assert grade(ready, hajin) != "non-credible"

    refused = ran("certify", ws, hajin, "--kind", "no-strike", status=3)
    assert "near misses that one likely slip explains" in refused
    strike = refused.split("meant: ")[1].split(": ")[0]
    kept = ran("certify", ws, hajin, "--kind", "no-strike", "--dismiss", f"{strike}=A bridge at night")
    assert "A person's reason: A bridge at night" in kept


def test_a_certificate_is_an_event_and_made_once(ready: Path) -> None:
    ws, hajin = str(ready), incidents(ready)["a"]
    imported(ready, ELSEWHERE, "complete", "--replace")
    first = json.loads(ran("certify", ws, hajin, "--kind", "no-strike", "--by", "R", "--json"))
    again = json.loads(ran("certify", ws, hajin, "--kind", "no-strike", "--by", "S", "--json"))
    assert again == first
    with Workspace.open(ready) as opened:
        events = [event for event in opened.events() if event["kind"] == "certificate"]
    assert [event["new"]["id"] for event in events].count(first["id"]) == 1


def test_a_place_is_unknown_only_where_the_lists_could_have_held_it(ready: Path, tmp_path: Path) -> None:
    ws, qalbzan = str(ready), incidents(ready)["b"]
    assert "too thin" in ran("certify", ws, qalbzan, "--kind", "place-unknown", status=3)
    many = tmp_path / "villages.csv"
    rows = "".join(f"Villa {n},قرية {n},35,40,SY\n" for n in range(1200))
    many.write_text("name,names,lat,lon,country\n" + rows, encoding="utf-8")
    page = tmp_path / "place.html"
    listed = ("--gazetteer", str(many))
    said = ran(
        "certify", ws, qalbzan, "--kind", "place-unknown", *listed, "--language", "ar", "--html", str(page)
    )  # fmt: skip
    assert "شهادة بحث: لم يُعثر على المكان" in said
    assert "قلبزان" in said
    assert 'dir="rtl"' in page.read_text(encoding="utf-8")
    named = many.with_name("more.csv")
    named.write_text("name,names,lat,lon,country\nقلبزان,,35,40,SY\n" + rows, encoding="utf-8")
    found = ran("certify", ws, qalbzan, "--kind", "place-unknown", "--gazetteer", str(named), status=3)
    assert "the place is not unknown, the search found: قلبزان" in found


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--kind", "no-strike", "--dismiss", "x"), "no reason"),
        (("--kind", "no-strike", "--near", "north"), "no point"),
        (("--kind", "no-strike", "--near", "nan,1"), "no point"),
    ],
)
def test_wrong_options_are_told(ready: Path, args: tuple[str, ...], said: str) -> None:
    assert said in ran("certify", str(ready), incidents(ready)["a"], *args, status=3)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"body": 3}', "\x00", '{"id": "x", "kind": "no_strike", "body": {}}']
)
def test_a_file_that_is_no_certificate_is_told(tmp_path: Path, text: str) -> None:
    file = tmp_path / "certificate.json"
    file.write_text(text, encoding="utf-8")
    assert "tollbook certify --json wrote" in ran("certify", "--verify", str(file), status=3)


def test_a_certificate_of_nowhere_is_refused_in_plain_words(ready: Path) -> None:
    assert "no incident 'inc-none'" in ran("certify", str(ready), "inc-none", "--kind", "no-strike", status=3)
    assert "give a workspace" in ran("certify", status=2)


OURS = "id,date,lat,lon,place,means,killed\nINC-1,2018-11-12,34.69,40.83,Hajin,airstrike,15\nINC-2,2018-11-20,,,X,,\n"


def test_the_bench_goes_both_ways_and_alone(tmp_path: Path) -> None:
    ours, log = tmp_path / "ours.csv", tmp_path / "log.csv"
    ours.write_text(OURS, encoding="utf-8")
    log.write_text("date,lat,lon,weapon\n2018-11-12 09:00,34.6941,40.8291,GBU-38\n", encoding="utf-8")
    as_log = (str(log), "--strikes", "--zone", "UTC")
    told = ran("bench", "compare", str(ours), *as_log)
    assert "1 pairs, one-to-one; 1 of ours and 0 of theirs alone" in told
    lines: list[dict[str, Any]] = [json.loads(line) for line in ran(
        "bench", "compare", str(ours), *as_log, "--json", "--pairing", "one-to-many").splitlines()]  # fmt: skip
    assert lines[0]["tolerance"] == {"days": 1, "km": 5.0, "toll": 2.0, "least": 0.5}
    assert lines[1]["grade"] == "strong"
    packet, grades = tmp_path / "packet.json", tmp_path / "grades.jsonl"
    ran("bench", "export", str(ours), "-o", str(packet), "--km", "2", "--fields", "date,place")
    assert "airstrike" not in packet.read_text(encoding="utf-8")
    key = tmp_path / "packet.key.json"
    assert key.stat().st_mode & 0o077 == 0
    ran("bench", "run", str(packet), *as_log, "-o", str(grades))
    answer = grades.read_text(encoding="utf-8")
    assert not [secret for secret in ("34.69", "40.82", "GBU", "log", "09:00") if secret in answer]
    merged = [json.loads(line) for line in ran("bench", "merge", str(key), str(grades)).splitlines()]
    assert {line["id"]: line["grade"] for line in merged} == {"INC-1": "strong", "INC-2": "none"}


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("place,date\nX,2018-01-01\n", "no table of incidents"),
        ("id,date\n", "no row below its header"),
        ("id,date\nA,soon\n", "line 2: no date"),
        ("id,date\n,2018-01-01\n", "line 2: a row without id"),
        ("id,date,lat,lon\nA,2018-01-01,91,0\n", "no number within 90"),
        ("id,date,lat,lon\nA,2018-01-01,nan,0\n", "no number within 90"),
        ("id,date,lat,lon\nA,2018-01-01,30,\n", "latitude without a longitude"),
        ("id,date,end\nA,2018-01-02,2018-01-01\n", "ends before it starts"),
        ("id,date,killed\nA,2018-01-02,many\n", "no number of killed"),
        ("id,date,killed\nA,2018-01-02,9-3\n", "ends before it starts"),
        ("id,date\nA,2018-01-02\nA,2018-01-03\n", "more than once: A"),
    ],
)
def test_a_table_that_cannot_be_read_is_told_with_its_line(tmp_path: Path, table: str, said: str) -> None:
    file = tmp_path / "theirs.csv"
    file.write_text(table, encoding="utf-8")
    assert said in ran("bench", "compare", str(file), str(file), status=3)


def test_places_are_looked_for_from_the_terminal() -> None:
    real = tollbook("places", "search", "Siha", "--near", "north")
    assert (real.returncode, real.stdout) == (STOPPED, b"")
    assert b"write latitude and longitude in degrees" in real.stderr
    said = ran(
        "places", "search", "Siha", "--gazetteer", str(Path(__file__).parent / "locate/published.csv"), "-p", "Nineveh"
    )
    assert "Sihah (Nineveh, IQ)" in said
    record = json.loads(ran("places", "search", "هيت", "--province", "Anbar", "--json"))
    assert record["found"][0]["country"] == "IQ"
    assert "nothing" in ran("places", "search", "Qqqxzzy", "--province", "Anbar", status=1)
