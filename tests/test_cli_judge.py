"""Merging, splitting and leaving open as a user does it: real commands on a real run of the shipped example."""

import json
import shutil
from pathlib import Path

import pytest

from tests.commands import ran
from tests.conftest import EXAMPLE
from tollbook.casebook.workspace import Workspace
from tollbook.model import Incident


@pytest.fixture
def ws(example_run: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(example_run, tmp_path / "ws"))


def incidents(ws: Path) -> dict[str, Incident]:
    with Workspace.open(ws) as opened:
        return {one.id: one for one in opened.incidents()}


def records(ws: Path) -> list[str]:
    with Workspace.open(ws) as opened:
        return [line for line in opened.dump() if not line.startswith('["Event"')]


def pages(ws: Path) -> set[str]:
    return {str(page.relative_to(ws)) for page in (ws / "site").rglob("*.html")}


def two(ws: Path) -> tuple[Incident, Incident]:
    """Two incidents on different days, the earlier reported one first."""
    dated = [one for one in incidents(ws).values() if one.when and len(one.documents) > 1]
    return dated[0], dated[-1]


def merged(ws: Path) -> tuple[str, str]:
    """The id that is kept and the one that goes."""
    one, other = two(ws)
    ran("merge", str(ws), one.id, other.id, "--reason", "one strike", "--by", "ann")
    ran("publish", str(ws))
    (kept,) = incidents(ws).keys() & {one.id, other.id}
    return kept, ({one.id, other.id} - {kept}).pop()


def test_merged_incidents_are_one_after_every_run_and_undo_restores_all(ws: Path) -> None:
    before, had = records(ws), pages(ws)
    one, other = two(ws)
    said = ran("merge", str(ws), one.id, other.id[:12], "--reason", "one strike", "--by", "ann")
    assert "merged (event 1)" in said and "tollbook publish" in said
    assert records(ws) == before, "nothing is computed yet"
    ran("run", str(EXAMPLE / "reports.jsonl"), "-w", str(ws))
    (kept,) = incidents(ws).keys() & {one.id, other.id}
    assert f"make one incident, {kept}" in said
    assert set(incidents(ws)[kept].claims) == {*one.claims, *other.claims}
    assert "a person judged it one event" in ran("show", str(ws), kept)
    assert "Incidents judged by people: 1 merged" in ran("show", str(ws))
    assert "taken back: event 1" in ran("undo", str(ws), "--by", "ann")
    ran("publish", str(ws))
    assert records(ws) == before
    assert pages(ws) == had


def test_an_id_that_went_leads_to_the_incident(ws: Path) -> None:
    kept, gone = merged(ws)
    for said in (ran("show", str(ws), gone), ran("explain", gone, str(ws))):
        assert f"{gone} is {kept} now" in said
    out = ws / "one"
    assert f"{gone} is {kept} now" in ran("export", str(ws), "--format", "jsonl", "--incident", gone, "--out", str(out))
    (line,) = (out / "incidents.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["id"] == kept
    claims = [json.loads(one)["id"] for one in (out / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sorted(claims) == sorted(incidents(ws)[kept].claims)
    for code in ("en", "ar"):
        page = (ws / "site" / code / "incident" / f"{gone}.html").read_text(encoding="utf-8")
        assert f'content="0; url={kept}.html"' in page
        assert f"<bdi>{gone}</bdi>" in page


def test_split_tells_which_part_keeps_the_id(ws: Path) -> None:
    one, _ = two(ws)
    out = [claim for claim in one.claims if claim.startswith(f"{one.documents[-1]}#")]
    said = ran("split", str(ws), one.id, *out, "--reason", "another night", "--by", "ann")
    assert f"stays {one.id}" in said
    ran("publish", str(ws))
    parts = [i for i in incidents(ws).values() if {*one.claims} & {*i.claims}]
    assert all({*i.claims} <= {*out} or not {*i.claims} & {*out} for i in parts)
    assert one.id in incidents(ws)


def test_unsure_is_asked_on_both_pages(ws: Path) -> None:
    one, other = two(ws)
    assert "stay apart" in ran("unsure", str(ws), one.id, other.id, "--by", "ann")
    ran("publish", str(ws))
    for incident in (one, other):
        assert "unsure whether same" in ran("show", str(ws), incident.id)
        page = (ws / "site" / "en" / "incident" / f"{incident.id}.html").read_text(encoding="utf-8")
        assert "left open whether this and another incident are one event" in page


def test_a_newer_judgement_tells_what_it_overrules(ws: Path) -> None:
    one, other = two(ws)
    ran("unsure", str(ws), one.id, other.id, "--by", "ann", "--reason", "no day is named")
    said = ran("merge", str(ws), one.id, other.id, "--by", "bob")
    assert "Event 1 (left open) no longer holds" in said and "since event 2" in said
    listed = ran("corrections", str(ws))
    assert "merged by bob" in listed and "left open by ann" in listed and "because: no day is named" in listed
    assert "Event 1 (left open) no longer holds" in listed


@pytest.mark.parametrize(
    "args",
    [
        ["merge", "ONE", "ONE"], ["merge", "ONE"], ["merge", "ONE", "nobody"], ["merge", "ONE", "inc-"],
        ["unsure", "ONE", "ONE"], ["split", "ONE", "nothing"], ["split", "ONE", "ALL"], ["split", "nobody", "x"],
        ["merge", "ONE", "OTHER", "--by", "tollbook"],
    ],
)  # fmt: skip
def test_wrong_use_stops_with_a_remedy_and_changes_nothing(example_run: Path, args: list[str]) -> None:
    one, other = two(example_run)
    words = {"ONE": [one.id], "OTHER": [other.id], "ALL": list(one.claims)}
    command, *rest = args
    given = [word for arg in rest for word in words.get(arg, [arg])]
    assert ran(command, str(example_run), *given, status=3).startswith("tollbook: ")
    with Workspace.open(example_run) as opened:
        assert opened.events() == []
