"""Standards on the command line: listed, checked, compared; what moved; how likely; what reopens."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from tests.commands import PLACES, ran
from tests.conftest import EXAMPLE, ROOT

REPORTS = str(EXAMPLE / "reports.jsonl")
AIRWARS = (ROOT / "src" / "tollbook" / "assess" / "standards" / "airwars.toml").read_text(encoding="utf-8")
STRICT = AIRWARS.replace('id = "airwars"', 'id = "strict"', 1).replace(
    "independent_sources >= 2 && strike_status", "independent_sources >= 3 && strike_status"
)


@pytest.fixture
def workspace(example_run: Path) -> Path:
    return example_run


@pytest.fixture
def incident(workspace: Path) -> str:
    """An incident that four sources tell of."""
    rows = json.loads(ran("compare", str(workspace), "--json"))["incidents"]
    return str(max(rows, key=lambda row: row["facts"]["independent_sources"])["id"])


def test_standards_are_listed_with_what_was_read() -> None:
    told = ran("standards")
    for name in ("airwars", "cjtf-oir", "dod-3000-17", "ucdp", "n-sources:2", "ohchr"):
        assert f"{name} · " in told
    assert "not at hand" in told


def test_facts_are_documented() -> None:
    told = json.loads(ran("standards", "facts", "--json"))
    assert told["certificate"]["type"] == "bool"
    assert "independent_sources" in ran("standards", "facts")


def test_a_sound_standard_is_called_sound(tmp_path: Path) -> None:
    (tmp_path / "strict.toml").write_text(STRICT, encoding="utf-8")
    assert "sound" in ran("standards", "check", str(tmp_path / "strict.toml"))
    assert "n-sources:3: 3 rules" in ran("standards", "check", "n-sources:3")


FAULTS = [
    (('ar = "مؤكَّد"\n', ""), 3, "grade.0.ar: the Arabic text is missing"),
    (("size(accepted_by) > 0", "size(acepted_by) > 0"), 3, "undeclared reference to 'acepted_by'"),
    (("[default]", "[otherwise]"), 3, "never ends in a grade"),
    (('[name]\nen', 'exclusive = true\n[name]\nen'), 1, "two rules both apply"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "status", "message"), FAULTS)
def test_a_faulty_standard_is_told_what_to_mend(
    change: tuple[str, str], status: int, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(STRICT.replace(*change, 1), encoding="utf-8")
    assert message in ran("standards", "check", str(path), status=status)


def test_a_campaign_side_by_side(workspace: Path) -> None:
    told = ran("compare", str(workspace))
    assert "incidents move between these standards" in told
    found = json.loads(ran("compare", str(workspace), "--json", "--standard", "airwars,n-sources:3"))
    assert found["standards"] == ["airwars", "n-sources:3"]
    assert len(found["totals"]) == 2
    assert any(row["moves"] and row["differences"][0]["if"][0][0]["ar"] for row in found["incidents"])


def test_the_table_has_a_row_for_each_incident_and_standard(workspace: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(ran("compare", str(workspace), "--csv"))))
    assert len({row["incident"] for row in rows}) * 6 == len(rows)
    moved = [row for row in rows if row["moves"] == "yes" and row["if"]]
    assert moved and all(row["would_stand_as"] for row in moved)


def test_one_incident_says_what_makes_the_difference(workspace: Path, incident: str) -> None:
    told = ran("compare", str(workspace), incident[:7])
    assert "What makes the difference:" in told
    assert "cjtf-oir would be counted, as under airwars, if" in told
    assert "EMPTY" in told


@pytest.mark.parametrize("given", ["airwars,airwars", ",", "nobody", "n-sources:0"])
def test_wrong_standards_are_refused(given: str, workspace: Path) -> None:
    assert "tollbook:" in ran("compare", str(workspace), "--standard", given, status=3)


@pytest.fixture(scope="module")
def filtered(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """Claims and incidents of the example as files."""
    folder = tmp_path_factory.mktemp("filtered")
    claims, incidents = str(folder / "claims.jsonl"), str(folder / "incidents.jsonl")
    ran("extract", REPORTS, claims, *PLACES)
    ran("resolve", claims, incidents, "-d", REPORTS, *PLACES)
    return claims, incidents


def test_incidents_of_a_file_are_compared_too(filtered: tuple[str, str]) -> None:
    claims, incidents = filtered
    assert ",fair,counted," in ran("compare", incidents, "-c", claims, "-d", REPORTS, "--csv")
    assert "without --claims nobody is blamed" in ran("compare", incidents, "--csv")


def test_a_changed_standard_lists_what_moved_and_stays_with_the_workspace(example_run: Path, tmp_path: Path) -> None:
    path, workspace = tmp_path / "strict.toml", Path(shutil.copytree(example_run, tmp_path / "ws"))
    path.write_text(STRICT, encoding="utf-8")
    told = ran("publish", str(workspace), "--standard", str(path))
    assert "incidents move:" in told
    assert " → weak (strict)" in told
    path.write_text(STRICT.replace("independent_sources >= 3", "independent_sources >= 2", 1), encoding="utf-8")
    assert "weak → fair (strict)" in ran("publish", str(workspace), "--standard", str(path))
    assert "strict" in ran("compare", str(workspace), "--standard", "airwars,strict")
    assert "fair (strict)" not in ran("publish", str(workspace), "--standard", "airwars")


def test_assess_lists_what_moved(filtered: tuple[str, str], tmp_path: Path) -> None:
    claims, incidents = filtered
    told = ran("assess", incidents, str(tmp_path / "o.jsonl"), "--standard", "n-sources:4", "-c", claims)
    assert "incidents move:" in told
    first = json.loads((tmp_path / "o.jsonl").read_text().splitlines()[0])
    assert first["grade"]["standard"] == "n-sources:4"


def test_likelihood_before_the_standard(workspace: Path, incident: str) -> None:
    root = str(workspace)
    assert "nobody has judged yet" in ran("likelihood", root, incident)
    given = ["--found", "imagery=two videos", "--not-obtainable", "site=held by the force"]
    told = ran("likelihood", root, incident, *given, "--judge", "likely", "--by", "A", "--reason", "they agree")
    assert "not obtainable because held by the force (by A)" in told and "witness       EMPTY" in told
    assert "they agree" not in ran("likelihood", root, incident, "--by", "B")
    assert "they agree" in ran("likelihood", root, incident, "--by", "B", "--judge", "10")
    shown = ran("likelihood", root, incident, "--by", "B", "--standard", "cjtf-oir")
    assert "likely (A): meets the test" in shown and "very unlikely (B): does not meet the test" in shown
    assert "AFTER a standard was shown" in ran("likelihood", root, incident, "--by", "B", "--judge", "even")
    assert "two videos" in ran("show", root, incident)


@pytest.mark.parametrize("given", [("--judge", "perhaps"), ("--found", "photo=x"), ("--not-obtainable", "site")])
def test_wrong_words_leave_nothing(given: tuple[str, str], workspace: Path, incident: str) -> None:
    before = ran("likelihood", str(workspace), incident, "--by", "nobody")
    ran("likelihood", str(workspace), incident, *given, "--by", "nobody", status=3)
    assert ran("likelihood", str(workspace), incident, "--by", "nobody") == before


def report(folder: Path, number: int, text: str, day: str) -> None:
    one = {
        "id": f"r{number}",
        "text": text,
        "published": day,
        "publisher": f"Page {number}",
        "title": f"Report {number}",
    }
    (folder / f"{number}.jsonl").write_text(json.dumps(one), encoding="utf-8")


def test_a_rejection_reopens_when_the_place_is_told(tmp_path: Path) -> None:
    folder, root = tmp_path / "reports", str(tmp_path / "ws")
    folder.mkdir()
    text = "At least 15 civilians were killed in a coalition airstrike on Tuesday 13 November 2018{}, SANA said."
    report(folder, 1, text.format(""), "2018-11-13")
    ran("run", str(folder), "-w", root, "--standard", "cjtf-oir", *PLACES)
    told = ran("watches", root)
    assert "0 raised, 1 watched." in told
    assert "non-credible under cjtf-oir" in told and "the place is known to the village" in told
    held = json.loads(ran("watches", root, "--json"))
    report(folder, 1, text.format(" in Hajin"), "2018-11-13")
    ran("run", str(folder), "-w", root, "--standard", "cjtf-oir", *PLACES)
    told = ran("watches", root)
    assert "1 raised, 0 watched." in told, told
    assert "changed: place known was no, is yes" in told
    ran("watches", root, "--settle", held["id"], "--by", "A", "--reason", "reopened")
    assert "0 raised, 0 watched." in ran("watches", root)
