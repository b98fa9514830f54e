"""tollbook totals, sources and the growth of a toll in tollbook show, run as a person runs them."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE

PROGRAM = str(Path(sys.executable).parent / "tollbook")


def tollbook(*given: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([PROGRAM, *given], capture_output=True, encoding="utf-8", timeout=120, check=False)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> str:
    root = tmp_path_factory.mktemp("totals") / "ws"
    done = tollbook("run", str(EXAMPLE / "reports.jsonl"), "-w", str(root))
    assert done.returncode == 0, done.stderr
    return str(root)


def test_the_total_counts_what_may_overlap_once(workspace: str) -> None:
    done = tollbook("totals", workspace, "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    held = found["totals"]["range"]
    assert held["least"] <= held["apart"] <= held["greatest"]
    assert held["exact"]
    assert {use["kind"]: use["verdict"] for use in found["fit"]["uses"]}["trend"] == "do_not_trend"
    assert all(claim["level"] != "incident" for claim in found["totals_by_others"])


@pytest.mark.parametrize("by", ["month", "place", "belligerent", "grade"])
def test_every_part_is_listed_with_what_it_may_be_used_for(workspace: str, by: str) -> None:
    done = tollbook("totals", workspace, "--by", by)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(by)
    assert "Rows may share incidents and deaths" in done.stdout
    assert "total: floor only (unreported)" in done.stdout


def test_totals_as_csv_hold_every_part_and_rule(workspace: str) -> None:
    rows = list(csv.DictReader(io.StringIO(tollbook("totals", workspace, "--csv").stdout)))
    assert {row["by"] for row in rows} == {"", "month", "place", "belligerent", "grade"}
    assert {row["rule"] for row in rows} == {"range", "1", "2", "3"}
    only = list(csv.DictReader(io.StringIO(tollbook("totals", workspace, "--csv", "--by", "month").stdout)))
    assert {row["by"] for row in only} == {"month"}


def test_campaign_totals_stand_beside_and_are_not_added(workspace: str) -> None:
    said = tollbook("totals", workspace).stdout
    assert "Totals and background that reports give, never added" in said
    assert "360,000" in said
    assert "360" not in said.split("Totals and background")[0]


def test_overlaps_are_named_by_place_and_day(workspace: str) -> None:
    said = tollbook("totals", workspace, "--overlaps").stdout
    assert said.startswith("incident")
    assert "2018-11" in said


def test_sources_say_when_too_few_cases_stand_behind_them(workspace: str) -> None:
    done = tollbook("sources", workspace)
    assert done.returncode == 0, done.stderr
    assert "not enough cases" in done.stdout
    listed = json.loads(tollbook("sources", workspace, "--json").stdout)
    assert {"id", "name", "kind", "claims", "track_record", "least_cases"} <= set(listed[0])
    records = [row["track_record"] for row in listed if row["track_record"]]
    assert records
    assert all(record["ratio"] is None for record in records if record["cases"] < listed[0]["least_cases"])


def test_show_tells_how_a_toll_grew(workspace: str) -> None:
    incidents = tollbook("show", workspace).stdout.splitlines()
    key = next(line.split()[0] for line in incidents if " 2018-11-17 " in line)
    said = tollbook("show", workspace, key).stdout
    assert "Over time, killed (by day of publication):" in said
    assert " → " in said
    assert "children: " in said


def test_no_workspace_is_said(tmp_path: Path) -> None:
    for command in ("totals", "sources"):
        done = tollbook(command, str(tmp_path / "none"))
        assert done.returncode == 3
        assert "is no workspace" in done.stderr
