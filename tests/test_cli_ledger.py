"""The commands of the ledger as somebody at the keyboard uses them."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ledger.published_reports import HEADER, NOVEMBER_2018, PUBLISHED
from tollbook.cli.main import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["tollbook", *map(str, arguments)])
        try:
            main()
            status = 0
        except SystemExit as ended:
            status = int(ended.code or 0)
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


def table(*changes: tuple[str, str]) -> str:
    text = ";".join(HEADER) + "\n" + "".join(";".join(row) + "\n" for row in PUBLISHED)
    for old, new in changes:
        text = text.replace(old, new)
    return text


def test_audit(run: Run, tmp_path: Path) -> None:
    good, bad, release = tmp_path / "good.csv", tmp_path / "bad.csv", tmp_path / "release.txt"
    good.write_text(table(), encoding="utf-8")
    bad.write_text(table((";12;5;6", ";13;5;6")), encoding="utf-8-sig")
    release.write_text(NOVEMBER_2018, encoding="utf-8")
    status, out, _ = run("audit", good, release)
    assert (status, out.splitlines()[-1]) == (0, "5 months, 25 checks made, 4 cannot be made: nothing wrong")
    status, out, _ = run("audit", bad)
    assert status == 1
    assert f"{bad}, line 5 (2018-12): carried over 184 + received 10 - completed 13 = 181, but open is 182" in out
    assert "line 5: 2018-12;184;10;13;5;6;1;182;;51;1,190" in out
    status, out, _ = run("audit", bad, "--json")
    assert status == 1
    assert '"line": 5' in out


def test_audit_of_what_it_cannot_read(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "note.txt").write_text("Nothing of the kind.", encoding="utf-8")
    (tmp_path / "few.csv").write_text("month,open,killed\n2018-11,4,\n", encoding="utf-8")
    for name, said in (
        ("note.txt", "no monthly figures"),
        ("few.csv", "no check can be made"),
        ("none.csv", "cannot be read"),
    ):
        status, _, err = run("audit", tmp_path / name)
        assert (status, said in err) == (3, True)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(table().encode())))
    assert run("audit", "-")[0] == 0


def test_from_intake_to_report_and_letter(run: Run, tmp_path: Path) -> None:
    ws = tmp_path / "ws"
    status, out, _ = run(
        "allegation", "receive", ws, "--title", "Strike", "--standard", "cjtf-oir", "--via", "press report",
        "--on", "2018-11-14", "--place", "Hajin", "--by", "desk",
    )  # fmt: skip
    assert (status, out.strip()) == (0, "2018-0001")
    status, _, err = run(
        "allegation", "step", ws, "2018", "credible", "--on", "2018-11-20", "--reason", "r", "--by", "desk"
    )
    assert (status, "cannot follow received" in err) == (3, True)
    run("allegation", "step", ws, "2018", "initial_review", "--on", "2018-11-15", "--by", "desk")
    run("allegation", "step", ws, "2018", "assessment", "--on", "2018-11-16", "--by", "desk")
    found = ("--on", "2018-11-20", "--killed", "3-5", "--reason", "seen", "--by", "desk")
    assert run("allegation", "step", ws, "2018", "credible", *found)[0] == 0
    assert run("allegation", "step", ws, "2018", "credible", *found, "--correct", "3")[0] == 3
    assert "credible" in run("allegation", "list", ws, "--state", "credible")[1]
    assert "3 2018-11-20 credible by desk; killed 3-5: seen" in run("allegation", "show", ws, "2018-0001")[1]
    assert "= open               0" in run("ledger", ws, "--month", "2018-11", "--lists")[1]
    assert "found your report credible" in run("letter", ws, "2018-0001", "--by", "desk")[1]
    assert run("letter", ws, "2018-0001", "--language", "ar", "-o", tmp_path / "a.html", "--by", "desk")[0] == 0
    assert 'dir="rtl"' in (tmp_path / "a.html").read_text(encoding="utf-8")
    assert run("letter", ws, "2018-0001", "-o", tmp_path / "a.docx")[0] == 3
    status, _, err = run("report", "--month", "2018-11", ws, "--out", tmp_path / "r", "--by", "desk")
    assert (status, err.count("written:")) == (0, 9)
    assert run("audit", tmp_path / "r" / "2018-11-cjtf-oir.csv")[0] == 0
    again = run("report", "--month", "2018-11", ws, "--out", tmp_path / "again", "--format", "csv", "--version", "1")
    assert again[0] == 0
    same = [(folder / "2018-11-cjtf-oir.csv").read_bytes() for folder in (tmp_path / "r", tmp_path / "again")]
    assert same[0] == same[1]


def test_refusals_are_clear_and_change_nothing(run: Run, tmp_path: Path) -> None:
    ws = tmp_path / "ws"
    rows = tmp_path / "rows.csv"
    rows.write_text("id,title,received\nx1,One,2018-11-01\nx2,Two,2038-11-01\nx3,,2018-11-01\n", encoding="utf-8")
    status, _, err = run("allegation", "import", ws, rows, "--standard", "cjtf-oir", "--by", "desk")
    assert status == 3
    assert "line 3: 2038-11-01 lies in the future" in err
    assert "line 4: no title" in err
    assert "0 allegations" in run("allegation", "list", ws)[2]
    rows.write_text("id,title,received\nx1,One,2018-11-01\n", encoding="utf-8")
    assert "1 allegations imported" in run("allegation", "import", ws, rows, "--standard", "cjtf-oir", "--by", "d")[1]
    for arguments, said in (
        (("ledger", ws, "--month", "2999-01"), "lies in the future"), (("ledger", ws, "--month", "x"), "is no month"),
        (("report", "--month", "2999-01", ws), "lies in the future"),
        (("report", "--month", "2018-11", ws, "--format", "docx"), "no format docx"),
        (("report", "--month", "2018-11", ws, "--version", "3"), "no version 3"),
        (("letter", ws, "zz"), "no allegation 'zz'"),
        (("allegation", "step", ws, "x1", "initial_review", "--on", "soon"), "is no day"),
        (("allegation", "step", ws, "x1", "credible", "--killed", "many"), "is no count"),
    ):  # fmt: skip
        status, _, err = run(*arguments)
        assert (status, said in err) == (3, True), arguments
