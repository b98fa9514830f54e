"""Strike logs at the terminal: taken in whole or not at all, told apart when they change, held against incidents."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.commands import ran
from tollbook.casebook.strikelogs import Logged
from tollbook.casebook.workspace import Workspace

LOG = """\ufeffStrike ID;Event Date;Local Time;MGRS;Weapon;Target
A1;2018-11-13;14:30;37SFU676401;F-16;building
A2;2018-11-12;;37SFU6740;MQ-9;vehicle
A3;2018-11-20;02:15;37SFU7040;artillery;tunnel
"""
COVERS = ["--force", "US-led Coalition", "--from", "2018-11-01", "--to", "2018-11-30", "--area", "35,32,49,38"]
WHOLE = [*COVERS, "--complete", "complete"]
ZONE = ["--zone", "Asia/Damascus"]


def strikes(*args: object, status: int = 0) -> str:
    return ran("strikes", *args, status=status)


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    with Workspace.open(tmp_path / "ws", create=True):
        return tmp_path / "ws"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "made log.csv"
    path.write_text(LOG, encoding="utf-8")
    return path


def rows(workspace: Path) -> list[str]:
    return strikes("show", workspace, "made-log").splitlines()[1:]


def holds_none(workspace: Path) -> bool:
    return "made-log" in strikes("show", workspace, "made-log", status=3)


def test_a_preview_shows_how_it_would_be_read_and_stores_nothing(empty: Path, log: Path) -> None:
    told = strikes("import", empty, log, "--preview", *ZONE)
    assert "grid         from column 'MGRS'" in told
    assert "2018-11-13 12:30 UTC" in told
    assert holds_none(empty)


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (WHOLE, "made log.csv, line 2: a time without its zone"),
        ([*ZONE], "--force, --from, --to, --complete, --area"),
        ([*ZONE, *COVERS], "--complete"),
        ([*WHOLE, "--zone", "AST"], "no time zone"),
        ([*WHOLE, *ZONE, "--column", "date"], "FIELD=COLUMN"),
        ([*WHOLE, *ZONE, "--to", "2018-11-15"], "is said to cover"),
        ([*WHOLE, *ZONE, "--to", "2999-01-01"], "future"),
        ([*WHOLE, *ZONE, "--area", "49,32,35,38"], "no area"),
        ([*WHOLE, *ZONE, "--from", "2018-13-01"], "no day"),
    ],
)
def test_what_is_not_said_is_asked_for_and_nothing_is_stored(
    empty: Path, log: Path, options: list[str], what: str
) -> None:
    assert what in strikes("import", empty, log, *options, status=3)
    assert holds_none(empty)


def test_one_bad_row_and_nothing_is_taken_in(empty: Path, log: Path) -> None:
    log.write_text(LOG + "A4;2018-11-20;;37SAA1234;;\nA5;;;;;\n", encoding="utf-8")
    told = strikes("import", empty, log, *ZONE, *WHOLE, "--faults", "2", status=3)
    assert "line 5: there is no square" in told
    assert "1 more faults" in told
    assert holds_none(empty)


def test_a_log_is_taken_in_once_and_a_change_is_shown_before_it_replaces(empty: Path, log: Path) -> None:
    assert "made-log: 3 entries, 3 strikes\n" in strikes("import", empty, log, *ZONE, *WHOLE)
    before = rows(empty)
    assert "made-log: imported before; nothing changes\n" in strikes("import", empty, log, *ZONE, *WHOLE)
    log.write_text(LOG.replace("F-16", "F-15").replace("A3", "A9"), encoding="utf-8")
    assert "1 added, 1 removed, 1 changed" in strikes("import", empty, log, *ZONE, *WHOLE, status=3)
    assert rows(empty) == before
    strikes("import", empty, log, *ZONE, *WHOLE, "--replace")
    assert [row.partition("\t")[0] for row in rows(empty)] == ["made-log/A2", "made-log/A1", "made-log/A9"]
    with Workspace.open(empty) as opened:
        assert [event["kind"] for event in opened.events()] == ["strike_log", "strike_log"]
        assert len(opened.originals_kept()) == 2


def test_logs_are_listed_with_what_they_cover(empty: Path, log: Path) -> None:
    strikes("import", empty, log, *ZONE, *COVERS, "--complete", "partial", "--lacks", "French strikes")
    told = " ".join(strikes("list", empty).split())
    for part in ("made-log", "partial", "French strikes", "35, 32, 49, 38"):
        assert part in told


def test_a_workspace_without_logs_says_so(empty: Path) -> None:
    assert "no strike log" in strikes("match", empty, status=3)


@pytest.mark.parametrize("name", ["log.xlsx", "missing.csv"])
def test_a_file_that_is_no_log(empty: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "log.xlsx").write_bytes(b"PK\x03\x04\x00\x00")
    assert name in strikes("import", empty, tmp_path / name, *ZONE, *WHOLE, status=3)


@pytest.fixture(scope="module")
def example(example_run: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped example with a made log."""
    folder = tmp_path_factory.mktemp("strikes")
    workspace = Path(shutil.copytree(example_run, folder / "ws"))
    (folder / "made log.csv").write_text(LOG, encoding="utf-8")
    strikes("import", workspace, folder / "made log.csv", *ZONE, *WHOLE)
    ran("publish", workspace, "--standard", "cjtf-oir")
    return workspace


def matched(workspace: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in strikes("match", workspace, "--json").splitlines()]


def test_incidents_are_held_against_the_log(example: Path) -> None:
    found = matched(example)
    with Workspace.open(example) as opened:
        assert [one["incident"] for one in found] == [incident.id for incident in opened.incidents()]
    met = [one for one in found if one["counts"]["matches"]]
    assert met
    assert {field for one in met for field in one["candidates"][0]["fields"]} >= {"distance", "time", "force", "means"}
    assert any(one["near_misses"] for one in found)
    assert all(one["denies"] is False for one in found if one["window_utc"] is None)


def test_one_incident_is_told_with_reasons(example: Path) -> None:
    wanted = next(one["incident"] for one in matched(example) if one["near_misses"])
    assert "Near misses: what would have to be true" in strikes("match", example, wanted)


def test_grades_and_pages_see_the_log(example: Path) -> None:
    near = next(one for one in matched(example) if one["counts"]["matches"] + one["counts"]["possible"])
    with Workspace.open(example) as opened:
        incident = next(one for one in opened.incidents() if one.id == near["incident"])
        told = Logged(opened, {})(incident, opened.claims_of(incident), opened.lineage())
        unplaced = next(one for one in opened.incidents() if not one.places)
        unknown = Logged(opened, {})(unplaced, opened.claims_of(unplaced), opened.lineage())
    assert told is not None
    assert told["strikes_near"] == near["counts"]["matches"] + near["counts"]["possible"]
    assert unknown == {"strikes_near": None, "log_complete": False}
    for code, words in (("en", "Strikes in the logs"), ("ar", "الضربات في السجلات")):
        page = (example / "site" / code / "incident" / f"{incident.id}.html").read_text(encoding="utf-8")
        assert words in page
        assert near["candidates"][0]["strike"] in page
