"""Correcting as a user does it: real commands on a real workspace, from a correction to the table it changes."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import ran, tollbook
from tests.conftest import ROOT
from tests.extract.cases.validate import case_faults
from tollbook.casebook.workspace import Workspace
from tollbook.cli.explained import Style, lines
from tollbook.extract import explain
from tollbook.model import Document

REPORTS = [
    {"id": "a", "language": "en", "published": "2018-11-13", "publisher": "Paper A",
     "text": "At least 15 civilians were killed in Hajin on Monday, SANA said. The UN counted nine wounded."},
    {"id": "b", "language": "ar", "published": "2018-11-13", "publisher": "Paper B",
     "text": "قتل 12 مدنيا في هجين أمس."},
]  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports, and the workspace made of them."""
    folder = tmp_path_factory.mktemp("correct")
    reports = folder / "reports.jsonl"
    reports.write_text("".join(json.dumps(report) + "\n" for report in REPORTS), encoding="utf-8")
    ran("run", reports, "-w", folder / "ws")
    return folder


@pytest.fixture
def ws(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path, dirs_exist_ok=True)) / "ws"


def killed_in(ws: Path) -> str:
    return ran("show", str(ws))


def first(ws: Path) -> str:
    with Workspace.open(ws) as opened:
        return next(claim.id for claim in opened.claims())


def test_a_correction_changes_the_figure_once_published_and_undo_takes_it_back(ws: Path) -> None:
    before = killed_in(ws)
    said = ran(
        "correct", str(ws), first(ws), "--set", "min=4321", "--set", "max=4321", "--reason", "seen", "--by", "ann"
    )
    assert "corrected (event 1)" in said and "tollbook publish" in said
    assert "4321" not in killed_in(ws)
    ran("publish", str(ws))
    assert "4321" in killed_in(ws)
    assert "taken back: event 1" in ran("undo", str(ws), "--by", "ann")
    ran("publish", str(ws))
    assert killed_in(ws) == before


def test_a_correction_tells_each_field_it_changed(ws: Path) -> None:
    told = ran("correct", str(ws), first(ws), "--set", "places=Nowhere", "--set", "children=3", "--by", "ann")
    listed = ran("corrections", str(ws))
    for said in (told, listed):
        assert "places: Hajin → Nowhere" in said or "places: هجين → Nowhere" in said
        assert "children: – → 3" in said and "means" not in said


def test_a_second_run_keeps_the_correction(ws: Path, tmp_path: Path) -> None:
    ran("correct", str(ws), first(ws), "--set", "min=4321", "--set", "max=4321", "--by", "ann")
    ran("run", str(tmp_path / "reports.jsonl"), "-w", str(ws))
    assert "4321" in killed_in(ws)
    assert any("4,321" in page.read_text() or "4321" in page.read_text() for page in (ws / "site").rglob("*.html"))


def test_a_rejected_claim_stays_to_be_seen(ws: Path) -> None:
    claim = first(ws)
    ran("correct", str(ws), claim, "--reject", "--reason", "another year", "--by", "ann")
    assert "Already so" in ran("correct", str(ws), claim, "--reject", "--by", "ann")
    ran("publish", str(ws))
    assert "1 rejected" in killed_in(ws)
    assert "rejected by ann (another year)" in ran("explain", "a", str(ws))
    with Workspace.open(ws) as opened:
        own = [one for one in opened.incidents() if "a" in one.documents]
    assert "rejected" in ran("corrections", str(ws))
    for incident in own:
        shown = ran("show", str(ws), incident.id)
        assert "Rejected, in the same reports:" in shown and "another year" in shown


def test_a_claim_is_added_and_explained(ws: Path) -> None:
    text = REPORTS[0]["text"]
    start, end = text.index("nine"), text.index("wounded") + 7
    args = [
        "correct",
        str(ws),
        "--add",
        "a",
        str(start),
        str(end),
        "harm=missing",
        "min=9",
        "who=unspecified",
        "--by",
        "ann",
    ]
    assert "added (event 1)" in ran(*args)
    assert "Already so" in ran(*args)
    assert "added by ann" in ran("explain", "a", str(ws))


def test_corrections_are_exported_as_cases_that_the_tables_validator_takes(ws: Path, tmp_path: Path) -> None:
    ran("correct", str(ws), first(ws), "--set", "min=16", "--by", "ann")
    ran("correct", str(ws), "b#", "--set", "who=unspecified", "--by", "ann")
    ran("corrections", str(ws), "--export", str(tmp_path / "cases.jsonl"))
    for language, who, least in (("en", "civilian", 16), ("ar", "unspecified", 12)):
        (line,) = (tmp_path / f"cases-{language}.jsonl").read_text(encoding="utf-8").splitlines()
        case = json.loads(line)
        assert list(case_faults(case, language)) == []
        assert (case["kind"], case["published"]) == ("corrected", "2018-11-13")
        assert (case["claims"][0]["min"], case["claims"][0]["who"]) == (least, who)
    assert json.loads((tmp_path / "cases-en.jsonl").read_text(encoding="utf-8"))["text"] == REPORTS[0]["text"][:64]


@pytest.mark.parametrize(
    "args",
    [
        ["nobody", "--set", "min=1"], ["a#", "--set", "min=x"], ["a#"], ["a#", "--reject", "--set", "min=1"],
        ["--add", "nobody", "0", "5", "harm=killed"], ["a#", "--reject", "--by", "tollbook"], ["--reject"],
    ],
)  # fmt: skip
def test_wrong_use_stops_with_a_remedy_and_changes_nothing(ws: Path, args: list[str]) -> None:
    with Workspace.open(ws) as opened:
        before = opened.fingerprint()
    assert ran("correct", str(ws), *args, status=3).startswith("tollbook: ")
    with Workspace.open(ws) as opened:
        assert opened.fingerprint() == before


def test_nothing_to_undo(ws: Path) -> None:
    ran("undo", ws, status=3)
    ran("undo", ws, "7", status=3)
    ran("corrections", ws, "--export", ws / "x.jsonl", status=3)


def explained(text: str, *options: str, **env: str) -> str:
    told = tollbook("explain", "-", *options, given=text, **env)
    assert told.returncode == 0, told.stderr.decode()
    return told.stdout.decode()


def test_explain_marks_what_is_taken_and_left_and_says_why() -> None:
    said = explained("No civilians were killed in Hajin. Twelve people were killed 5 km away.")
    assert "No civilians were ‹killed› in Hajin." in said
    assert "[Twelve people were killed] ‹5› km away." in said
    assert "denied or said not to be so" in said and "a measure, or things" in said
    assert "\x1b" not in said


def test_explain_gives_reasons_in_arabic_and_opens_arabic_lines_from_the_right() -> None:
    said = explained("لم يقتل أي مدني في هجين.", "--language", "ar")
    assert "منفي في النص" in said
    assert any(line.startswith("\u200f") for line in said.splitlines())


def test_explain_lets_no_report_command_the_terminal() -> None:
    text = "Twelve people were killed\x1b]0;owned\x07 in \u202eHajin, \x9bAgency said."
    document = Document("a\x1b[2J", text, language="en")
    for marks in (True, False):
        shown = "".join(map(str, lines(document, explain(document), {}, Style(marks))))
        assert "Twelve people were killed" in shown
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown)


def test_explain_colours_a_terminal_and_respects_no_color(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text("Twelve people were killed in Hajin.", encoding="utf-8")
    assert "\x1b[" in on_a_terminal(file, "")
    plain = on_a_terminal(file, "NO_COLOR=1 ")
    assert "[Twelve people were killed]" in plain
    assert not re.search(r"\x1b\[[\d;]*(3|4|9|10)\d", plain)


def on_a_terminal(file: Path, before: str) -> str:
    command = f'{before}{sys.executable} -c "from tollbook.cli import main; main()" explain {file}'
    told = subprocess.run(["script", "-qec", command, "/dev/null"], capture_output=True, check=True, cwd=ROOT)
    return told.stdout.decode()
