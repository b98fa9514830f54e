"""People's decisions about claims: laid over what is extracted, never overwritten, taken back by new events."""

import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.casebook.build import document
from tests.conftest import ROOT
from tollbook import pipeline
from tollbook.casebook import decisions
from tollbook.casebook.computed import Extraction
from tollbook.casebook.decisions import Change
from tollbook.casebook.models import EventError, Reading
from tollbook.casebook.workspace import Workspace
from tollbook.extract import extract
from tollbook.model import Claim, Count, Document
from tollbook.watch import Unwatched

TEXT = "Three people were killed in Hajin on Monday. Five others were wounded. Two fighters died in al-Shafa."


def fill(workspace: Workspace, *documents: Document, maker: str = "m1") -> None:
    workspace.fill_reading(_reading(workspace), documents)
    workspace.save_extraction([Extraction(one, extract(one)) for one in documents], maker)


def _reading(workspace: Workspace) -> Reading:
    reading = workspace.begin_reading("reports.jsonl", "reports.jsonl", None, "m")
    assert reading is not None
    return reading


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    fill(workspace, document("a", TEXT, language="en"), document("b", TEXT.replace("Monday", "Friday"), language="en"))
    return workspace


def first(workspace: Workspace) -> Claim:
    return next(claim for claim in workspace.claims() if claim.document == "a")


def correct(workspace: Workspace, least: int, by: str = "ann") -> Claim:
    claim = first(workspace)
    new = replace(claim, count=Count(least, least, "exact", claim.count.text))
    workspace.correct(by, Change("corrected", claim, new), "counted again")
    return new


def reject(workspace: Workspace) -> Claim:
    claim = first(workspace)
    workspace.correct("ann", Change("rejected", claim, None), "another year")
    return claim


def add(workspace: Workspace) -> Claim:
    claim = Claim("a#44-50-missing-added", "a", 45, 49, TEXT[45:49], "missing", Count(5, 5), rule="person")
    workspace.correct("ann", Change("added", None, claim), "overlooked")
    return claim


def test_a_corrected_claim_takes_the_place_of_the_extracted(filled: Workspace) -> None:
    before = list(filled.claims())
    new = correct(filled, 12)
    assert [claim for claim in filled.claims() if claim.id == new.id] == [new]
    assert [claim for claim in filled.claims() if claim != new] == [claim for claim in before if claim.id != new.id]


def test_a_rejected_claim_is_gone_from_the_claims_and_stays_in_the_decisions(filled: Workspace) -> None:
    many, gone = filled.counts()["claims"], reject(filled)
    assert gone.id not in {claim.id for claim in filled.claims()}
    assert filled.counts()["claims"] == many - 1
    (decision,) = filled.decisions()
    assert (decision.kind, decision.old, decision.new, decision.reason) == ("rejected", gone, None, "another year")


def test_an_added_claim_stands_in_its_place(filled: Workspace) -> None:
    new = add(filled)
    claims = list(filled.claims())
    assert new in claims
    assert claims == sorted(claims, key=lambda claim: (claim.document, claim.start, claim.end, claim.id))


def test_extraction_by_new_rules_overwrites_no_decision(filled: Workspace) -> None:
    new, added = correct(filled, 12), add(filled)
    shifted = [
        replace(c, id=c.id + "x", end=c.end + 1, quote=TEXT[c.start : c.end + 1]) for c in extract(documents(filled)[0])
    ]
    filled.save_extraction([Extraction(documents(filled)[0], shifted)], "m2")
    own = [claim for claim in filled.claims() if claim.document == "a"]
    assert new in own and added in own
    assert len(own) == len(shifted) + 1, "the claim corrected is not there a second time"


def test_a_rejected_claim_that_new_rules_find_under_another_id_stays_rejected(filled: Workspace) -> None:
    gone = reject(filled)
    again = [replace(c, id=c.id + "x") for c in extract(documents(filled)[0])]
    filled.save_extraction([Extraction(documents(filled)[0], again)], "m2")
    assert gone.id + "x" not in {claim.id for claim in filled.claims()}


def documents(workspace: Workspace) -> list[Document]:
    return list(workspace.documents())


def test_undo_takes_back_the_latest_by_a_new_event(filled: Workspace) -> None:
    before = list(filled.claims())
    correct(filled, 12)
    twelve = list(filled.claims())
    correct(filled, 13)
    assert filled.undo("bob") is not None
    assert list(filled.claims()) == twelve
    assert filled.undo("bob") is not None
    assert list(filled.claims()) == before
    assert filled.undo("bob") is None
    assert [event["field"] for event in filled.events()] == ["corrected", "corrected", "undone", "undone"]
    assert [event["actor"] for event in filled.events()] == ["ann", "ann", "bob", "bob"]


def test_an_undoing_can_be_undone_and_no_event_twice(filled: Workspace) -> None:
    gone = reject(filled)
    assert filled.undo("bob", 1) is not None
    assert filled.undo("bob", 1) is None
    assert gone in list(filled.claims())
    assert filled.undo("bob", 2) is not None
    assert gone not in list(filled.claims())


def test_the_event_holds_who_old_new_and_reason_and_cannot_change(filled: Workspace) -> None:
    old, new = first(filled), correct(filled, 12)
    (event,) = filled.events()
    assert (event["actor"], event["kind"], event["subject_id"], event["reason"]) == (
        "ann",
        "decision",
        old.id,
        "counted again",
    )
    assert (event["old"]["count"]["min"], event["new"]["count"]["min"]) == (3, 12)
    assert new.id == old.id
    with pytest.raises(EventError):
        filled.undo("bob").delete()  # type: ignore[union-attr]


def test_a_decision_about_words_that_were_edited_away_is_not_in_force(filled: Workspace) -> None:
    correct(filled, 12)
    fill(filled, document("a", "Nothing happened.", language="en"), maker="m2")
    assert filled.decisions() == []
    assert len(filled.all_decisions()) == 1
    assert [claim for claim in filled.claims() if claim.document == "a"] == []


def test_what_follows_is_computed_again_and_feeds_on_the_correction(filled: Workspace) -> None:
    pipeline.conclude_changed(filled, (), Unwatched())
    key, before = filled.computed_key(), killed(filled)
    correct(filled, 12)
    pipeline.conclude_changed(filled, (), Unwatched())
    assert filled.computed_key() != key
    assert 12 in killed(filled) and 12 not in before
    filled.undo("ann")
    pipeline.conclude_changed(filled, (), Unwatched())
    assert (filled.computed_key(), killed(filled)) == (key, before)


def test_a_rejected_claim_supports_no_incident(filled: Workspace) -> None:
    gone = reject(filled)
    pipeline.conclude_changed(filled, (), Unwatched())
    assert all(gone.id not in incident.claims for incident in filled.incidents())
    assert all(claim.id != gone.id for incident in filled.incidents() for claim in filled.claims_of(incident))


def killed(workspace: Workspace) -> set[int | None]:
    return {incident.figures["killed"].max for incident in workspace.incidents() if "killed" in incident.figures}


def test_the_same_decisions_give_the_same_fingerprint(tmp_path: Path) -> None:
    prints = set()
    for name in ("one", "two"):
        with Workspace.open(tmp_path / name, create=True) as opened:
            fill(opened, document("a", TEXT, language="en"))
            empty = opened.fingerprint()
            correct(opened, 12)
            assert opened.fingerprint() != empty
            add(opened)
            opened.undo("ann")
            pipeline.conclude_changed(opened, (), Unwatched())
            prints.add(opened.fingerprint())
    assert len(prints) == 1


@pytest.mark.slow
def test_killed_at_any_statement_a_decision_is_whole_or_absent(tmp_path: Path) -> None:
    root = tmp_path / "ws"
    with Workspace.open(root, create=True) as opened:
        fill(opened, document("a", TEXT, language="en"))
        wanted = first(opened).id
    statements, done = 0, False
    while not done:
        statements += 1
        status = _correct(statements, root, wanted)
        assert status in (0, -signal.SIGKILL)
        done = status == 0
        with Workspace.open(root) as opened:
            decided = opened.decisions()
            assert [one.new.count.min for one in decided if one.new] in ([], [12])
            assert len(opened.events()) == len(decided) <= 1
    assert decided and statements > 3


def _correct(number: int, root: Path, claim: str) -> int:
    child = [sys.executable, str(ROOT / "tests" / "killed_run.py"), str(number), "correct", str(root), claim]
    command = [*child, "--set", "min=12", "--reason", "again", "--by", "ann"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=60).returncode


def accept(workspace: Workspace) -> int:
    claim = first(workspace)
    return workspace.correct("ann", Change("accepted", claim, claim), "")


def test_an_accepted_claim_stands_whatever_is_extracted_later(filled: Workspace) -> None:
    claim = first(filled)
    accept(filled)
    other = replace(claim, score=0.1, rule="another-rule")
    filled.save_extraction([Extraction(one, [other] if one.id == "a" else []) for one in filled.documents()], "m2")
    assert [one for one in filled.claims() if one.document == "a"] == [claim]
    filled.save_extraction([Extraction(one, []) for one in filled.documents()], "m3")
    assert first(filled) == claim


def test_an_acceptance_changes_nothing_that_follows_until_extraction_does(filled: Workspace) -> None:
    before = filled.input_key([])
    event = accept(filled)
    assert filled.input_key([]) == before
    filled.save_extraction([Extraction(one, []) for one in filled.documents()], "m2")
    held = filled.input_key([])
    filled.undo("ann", event)
    assert filled.input_key([]) not in {before, held}


def test_a_correction_may_be_accepted_and_each_taken_back(filled: Workspace) -> None:
    said = first(filled)
    new = correct(filled, 12)
    key = filled.input_key([])
    accept(filled)
    assert first(filled) == new and filled.decisions()[0].said == said and filled.input_key([]) == key
    filled.undo("ann")
    assert [one.kind for one in filled.decisions()] == ["corrected"]
    filled.undo("ann")
    assert first(filled) == said and not filled.decisions()


def test_decisions_of_single_reports_are_those_of_all(filled: Workspace) -> None:
    correct(filled, 12)
    event = accept(filled)
    other = next(claim for claim in filled.claims() if claim.document == "b")
    filled.correct("bob", Change("rejected", other, None), "another year")
    filled.undo("ann", event)
    assert [d.claim for d in filled.decisions(["a"])] == [first(filled).id]
    assert filled.decisions(["b", "a"]) == filled.decisions() and filled.decisions([]) == []
    assert filled.claims_in(["a", "b"]) == list(filled.claims())


def test_many_reports_are_looked_for_in_parts_and_each_decision_is_found_once(workspace: Workspace) -> None:
    """More reports than are named in one question, some of whose ids begin with another's and its mark of a claim."""
    keys = [key for number in range(decisions.FEW) for key in (f"r{number}", f"r{number}#1")]
    for number, key in enumerate(keys):
        claim = Claim(f"{key}#{number % 3}", key, 0, 5, "Three", "killed", Count(3, 3, "exact", "Three"))
        workspace.correct("ann", Change("added", None, claim), "")
    wanted = keys[::2] + keys[1::6]
    found = decisions.standing(workspace.alias, wanted)
    assert [one.speaks_of.document for one in found] == [key for key in keys if key in wanted]
    assert decisions.standing(workspace.alias, keys) == decisions.standing(workspace.alias)


def test_each_claim_has_a_version_that_every_event_about_it_raises(filled: Workspace) -> None:
    claim = first(filled)
    assert decisions.versions(filled.alias, "a") == {}
    event = accept(filled)
    assert decisions.versions(filled.alias, "a") == {claim.id: event}
    filled.undo("bob", event)
    assert decisions.versions(filled.alias, "a") == {claim.id: event + 1} and not decisions.versions(filled.alias, "b")
