"""People's judgements of incidents: laid over gathering by every run, contradictions told, taken back by new events."""

import signal
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.casebook.build import document
from tests.casebook.test_decisions import fill
from tests.conftest import ROOT
from tollbook import pipeline
from tollbook.casebook import judgements
from tollbook.casebook.computed import Extraction
from tollbook.casebook.decisions import Change
from tollbook.casebook.workspace import Workspace
from tollbook.errors import StopRun
from tollbook.extract import extract
from tollbook.gather import Verdict
from tollbook.model import Document, Incident
from tollbook.watch import Unwatched

HAJIN = "At least 15 civilians were killed in Hajin on 12 November 2018."
RAQQA = "Three civilians were killed in Raqqa on 3 September 2018. Forty were wounded."


def reports() -> list[Document]:
    return [
        document("a", HAJIN, language="en", published=date(2018, 11, 13)),
        document("b", HAJIN, language="en", published=date(2018, 11, 14)),
        document("c", RAQQA, language="en", published=date(2018, 9, 4)),
    ]


def conclude(workspace: Workspace) -> None:
    """As a run does, after rules or gazetteers changed: everything that follows from the claims is computed anew."""
    pipeline.conclude_changed(workspace, (), Unwatched())


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    fill(workspace, *reports())
    conclude(workspace)
    return workspace


def of(workspace: Workspace, report: str) -> Incident:
    (found,) = [one for one in workspace.incidents() if report in one.documents]
    return found


def without_history(workspace: Workspace) -> list[str]:
    return [line for line in workspace.dump() if not line.startswith('["Event"')]


def merge(workspace: Workspace, *of_reports: str, by: str = "ann") -> int:
    event = workspace.judge(by, "same", [of(workspace, one).claims for one in of_reports], "one strike")
    conclude(workspace)
    return event


def test_the_fixture_holds_two_incidents(filled: Workspace) -> None:
    assert of(filled, "a").id == of(filled, "b").id != of(filled, "c").id


def test_merged_incidents_are_one_and_stay_so_when_reports_come(filled: Workspace) -> None:
    merge(filled, "a", "c")
    assert len(filled.incidents()) == 1
    fill_more(filled, document("d", "Nine civilians were killed in Mosul on 1 March 2017.", language="en"))
    assert of(filled, "a").id == of(filled, "c").id != of(filled, "d").id


def fill_more(workspace: Workspace, *documents: Document) -> None:
    reading = workspace.begin_reading("more.jsonl", "more.jsonl", None, "m")
    assert reading is not None
    workspace.fill_reading(reading, documents)
    workspace.save_extraction([Extraction(one, extract(one)) for one in documents], "m1")
    conclude(workspace)


def test_claims_split_off_make_an_incident_of_their_own(filled: Workspace) -> None:
    whole = of(filled, "a")
    out = [claim for claim in whole.claims if claim.startswith("b")]
    filled.judge("ann", "different", [out, [c for c in whole.claims if c not in out]], "")
    conclude(filled)
    assert of(filled, "a").id == whole.id, "the part that holds the first claim keeps the id"
    assert set(of(filled, "b").claims) == set(out)


def test_unsure_leaves_apart_and_asks_on_both(filled: Workspace) -> None:
    one, two = of(filled, "a"), of(filled, "c")
    filled.judge("ann", "unsure", [one.claims, two.claims], "the same number")
    conclude(filled)
    assert {i.id for i in filled.incidents()} == {one.id, two.id}
    assert all("unsure_whether_same" in i.open_questions for i in filled.incidents())


@pytest.mark.parametrize("verdict", ["same", "different", "unsure"])
def test_undo_restores_every_record_and_the_key(filled: Workspace, verdict: Verdict) -> None:
    before, key = without_history(filled), filled.computed_key()
    if verdict == "different":
        first, *rest = of(filled, "a").claims
        groups = [[first], rest]
    else:
        groups = [list(of(filled, name).claims) for name in ("a", "c")]
    event = filled.judge("ann", verdict, groups, "")
    conclude(filled)
    assert without_history(filled) != before and filled.computed_key() != key
    row = filled.undo("bob")
    assert row is not None and row.pk == event
    conclude(filled)
    assert (without_history(filled), filled.computed_key()) == (before, key)
    assert filled.judged() == []
    assert filled.undo("bob") is None


def test_an_undoing_is_undone_and_decisions_of_both_kinds_are_taken_back_in_turn(filled: Workspace) -> None:
    event = merge(filled, "a", "c")
    claim = next(filled.claims())
    filled.correct("ann", Change("rejected", claim, None), "")
    assert filled.undo("bob").field == "rejected"  # type: ignore[union-attr]
    assert filled.undo("bob").field == "same"  # type: ignore[union-attr]
    assert filled.judged() == []
    assert filled.undo("bob", 4) is not None
    assert [one.event for one in filled.judged()] == [event]


def test_the_newest_holds_and_the_older_is_told_to_be_overruled(filled: Workspace) -> None:
    one, two = of(filled, "a").claims, of(filled, "c").claims
    first = filled.judge("ann", "same", [one, two], "")
    second = filled.judge("bob", "different", [one, two], "")
    conclude(filled)
    assert len(filled.incidents()) == 2
    told = judgements.overruled(filled.judged())
    assert set(told) == {first}
    assert {by for pair in told[first] for by in pair.by} == {second}


def test_the_event_says_who_what_and_why_and_which_incidents_there_were(filled: Workspace) -> None:
    ids = sorted(one.id for one in filled.incidents())
    number = merge(filled, "a", "c")
    (event,) = filled.events()
    assert (event["id"], event["actor"], event["kind"], event["subject_type"], event["field"], event["reason"]) == (
        number, "ann", "decision", "claims", "same", "one strike",
    )  # fmt: skip
    assert event["old"] == {"incidents": ids}
    (judged,) = filled.judged()
    assert judged.incidents == tuple(ids)


def test_a_judgement_finds_its_claims_under_the_ids_of_newer_rules(filled: Workspace) -> None:
    merge(filled, "a", "c")
    for one in reports():
        moved = [replace(c, id=f"{c.id}-new", end=c.end - 1, quote=one.text[c.start : c.end - 1]) for c in extract(one)]
        filled.save_extraction([Extraction(one, moved)], "m2")
    conclude(filled)
    (incident,) = filled.incidents()
    assert all(claim.endswith("-new") for claim in incident.claims)


def test_a_judgement_holds_where_some_of_its_claims_are_rejected(filled: Workspace) -> None:
    merge(filled, "a", "c")
    gone = next(claim for claim in filled.claims() if claim.document == "a")
    filled.correct("ann", Change("rejected", gone, None), "")
    conclude(filled)
    assert of(filled, "b").id == of(filled, "c").id


@pytest.mark.parametrize(
    ("kind", "groups", "words"),
    [
        ("same", [["x"]], "only one side"),
        ("same", [["x"], []], "only one side"),
        ("different", [["x"], ["x"]], "two sides"),
        ("same", [["x"], ["nowhere"]], "no claim"),
        ("alike", [["x"], ["y"]], "no judgement"),
    ],
)
def test_what_cannot_be_judged_is_refused_whole(
    filled: Workspace, kind: Verdict, groups: list[list[str]], words: str
) -> None:
    real = [claim.id for claim in filled.claims()]
    named = [[{"x": real[0], "y": real[1]}.get(name, name) for name in group] for group in groups]
    with pytest.raises(StopRun, match=words):
        filled.judge("ann", kind, named, "")
    assert filled.events() == []


def test_two_workspaces_of_the_same_input_and_judgements_are_equal(tmp_path: Path) -> None:
    prints = set()
    for name, steps in (("at once", [reports()]), ("one by one", [[one] for one in reports()])):
        with Workspace.open(tmp_path / name, create=True) as opened:
            for step in steps:
                fill_step(opened, step)
            merge(opened, "a", "c")
            prints.add(tuple(sorted((i.id, i.claims, tuple(i.evidence.items())) for i in opened.incidents())))
    assert len(prints) == 1


def fill_step(workspace: Workspace, documents: list[Document]) -> None:
    reading = workspace.begin_reading(f"{documents[0].id}.jsonl", "r", None, "m")
    assert reading is not None
    workspace.fill_reading(reading, documents)
    workspace.save_extraction([Extraction(one, extract(one)) for one in documents], "m1")
    conclude(workspace)


@pytest.mark.slow
def test_killed_at_any_statement_a_judgement_is_whole_or_absent(tmp_path: Path) -> None:
    root = tmp_path / "ws"
    with Workspace.open(root, create=True) as opened:
        fill(opened, *reports())
        conclude(opened)
        wanted = sorted(one.id for one in opened.incidents())
    statements, done = 0, False
    while not done:
        statements += 1
        status = _merge(statements, root, *wanted)
        assert status in (0, -signal.SIGKILL)
        with Workspace.open(root) as opened:
            held = opened.judged()
            assert [one.incidents for one in held] in ([], [tuple(wanted)])
            assert len(opened.events()) == len(held)
        done = bool(held)
    assert statements > 3


def _merge(number: int, root: Path, *incidents: str) -> int:
    child = [sys.executable, str(ROOT / "tests" / "killed_run.py"), str(number), "merge", str(root), *incidents]
    ran = subprocess.run([*child, "--by", "ann"], cwd=ROOT, capture_output=True, check=False, timeout=60)
    return ran.returncode
