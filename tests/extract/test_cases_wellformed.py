"""The labelled cases keep to their format, and the validator that says so sees each kind of fault."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parent / "cases"
TABLES = sorted(CASES.glob("*.jsonl"))


def validate(table: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(CASES / "validate.py"), str(table)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def rows(code: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CASES / f"{code}.jsonl").read_text(encoding="utf-8").splitlines()]


def written(folder: Path, cases: list[dict[str, Any]]) -> Path:
    table = folder / "en.jsonl"
    table.write_text("".join(json.dumps(case) + "\n" for case in cases), encoding="utf-8")
    return table


def test_english_and_arabic_are_there() -> None:
    assert {"en.jsonl", "ar.jsonl"} <= {table.name for table in TABLES}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_table_is_well_formed(table: Path) -> None:
    done = validate(table)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


@pytest.mark.parametrize("code", ["en", "ar"])
def test_every_kind_of_answer_is_covered(code: str) -> None:
    claims = [claim for case in rows(code) for claim in case["claims"]]
    assert {claim["harm"] for claim in claims} == {"killed", "injured", "killed_or_injured", "missing"}
    assert {claim["who"] for claim in claims} == {"civilian", "combatant", "unspecified"}
    assert {claim["level"] for claim in claims} == {"incident", "campaign", "background"}
    assert len({claim["qualifier"] for claim in claims}) == 7
    assert sum(not case["claims"] for case in rows(code)) >= 15


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("harm", "hurt", "harm 'hurt'"),
        ("min", 99, "min 99 above max 12"),
        ("max", None, "max None with qualifier exact"),
        ("places", ["Atlantis"], "'Atlantis' is not in the text"),
        ("source", "Nobody", "'Nobody' is not in the text"),
        ("quote_has", "", "quote_has is empty"),
        ("date", "2018-13-01", "date '2018-13-01'"),
        ("of_whom", {"children": 13}, "above 12"),
        ("approximate", True, "approximate True with qualifier exact"),
        ("colour", "red", "unknown fields ['colour']"),
    ],
)
def test_faults_in_a_claim_are_named(tmp_path: Path, field: str, value: object, complaint: str) -> None:
    cases = rows("en")
    cases[0]["claims"][0][field] = value
    done = validate(written(tmp_path, cases))
    assert done.returncode == 1
    assert done.stdout.startswith("en.jsonl:1: claim 1: ")
    assert complaint in done.stdout


def test_faults_of_a_table_are_named(tmp_path: Path) -> None:
    cases = rows("en")[:2]
    table = written(tmp_path, [*cases, cases[0]])
    table.write_text(table.read_text(encoding="utf-8") + "{not json\n", encoding="utf-8")
    out = validate(table).stdout
    assert "en.jsonl: twice: 'en-001'" in out
    assert "en.jsonl:4: " in out
    assert "4 cases, 150 wanted" in out
