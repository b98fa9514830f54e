"""tollbook totals, sources and the growth of a toll in tollbook show, run as a person runs them."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.commands import ran


@pytest.fixture
def workspace(example_run: Path) -> str:
    return str(example_run)


def test_the_total_counts_what_may_overlap_once(workspace: str) -> None:
    said = ran("totals", workspace, "--json")
    found = json.loads(said)
    held = found["totals"]["range"]
    assert held["least"] <= held["apart"] <= held["greatest"]
    assert held["exact"]
    assert {use["kind"]: use["verdict"] for use in found["fit"]["uses"]}["trend"] == "do_not_trend"
    assert all(claim["level"] != "incident" for claim in found["totals_by_others"])


@pytest.mark.parametrize("by", ["month", "place", "belligerent", "grade"])
def test_every_part_is_listed_with_what_it_may_be_used_for(workspace: str, by: str) -> None:
    said = ran("totals", workspace, "--by", by)
    assert said.startswith(by)
    assert "Rows may share incidents and deaths" in said
    assert "total: floor only (unreported)" in said


def test_totals_as_csv_hold_every_part_and_rule(workspace: str) -> None:
    rows = list(csv.DictReader(io.StringIO(ran("totals", workspace, "--csv"))))
    assert {row["by"] for row in rows} == {"", "month", "place", "belligerent", "grade"}
    assert {row["rule"] for row in rows} == {"range", "1", "2", "3"}
    only = list(csv.DictReader(io.StringIO(ran("totals", workspace, "--csv", "--by", "month"))))
    assert {row["by"] for row in only} == {"month"}


def test_campaign_totals_stand_beside_and_are_not_added(workspace: str) -> None:
    said = ran("totals", workspace)
    assert "Totals and background that reports give, never added" in said
    assert "360,000" in said
    assert "360" not in said.split("Totals and background")[0]


def test_overlaps_are_named_by_place_and_day(workspace: str) -> None:
    said = ran("totals", workspace, "--overlaps")
    assert said.startswith("incident")
    assert "2018-11" in said


def test_sources_say_when_too_few_cases_stand_behind_them(workspace: str) -> None:
    said = ran("sources", workspace)
    assert "not enough cases" in said
    listed = json.loads(ran("sources", workspace, "--json"))
    assert {"id", "name", "kind", "claims", "track_record", "least_cases"} <= set(listed[0])
    records = [row["track_record"] for row in listed if row["track_record"]]
    assert records
    assert all(record["ratio"] is None for record in records if record["cases"] < listed[0]["least_cases"])


def test_show_tells_how_a_toll_grew(workspace: str) -> None:
    incidents = ran("show", workspace).splitlines()
    key = next(line.split()[0] for line in incidents if " 2018-11-17 " in line)
    said = ran("show", workspace, key)
    assert "Over time, killed (by day of publication):" in said
    assert " → " in said
    assert "children: " in said


def test_no_workspace_is_said(tmp_path: Path) -> None:
    for command in ("totals", "sources"):
        assert "is no workspace" in ran(command, tmp_path / "none", status=3)
