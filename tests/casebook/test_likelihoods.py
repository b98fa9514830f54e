"""Judgements and evidence as decisions: kept, blind until a standard is shown, and never lost."""

import pytest

from tollbook.assess.evidence import State
from tollbook.casebook import likelihoods
from tollbook.casebook.likelihoods import cell_of
from tollbook.casebook.workspace import Workspace
from tollbook.errors import StopRun


def test_a_judgement_is_a_decision_with_its_reason(workspace: Workspace) -> None:
    found = likelihoods.judge(workspace, "i", "A", "70", "two accounts agree")
    assert (found.by, found.level, found.reason, found.blind) == ("A", "likely", "two accounts agree", True)
    event = workspace.events()[-1]
    assert (event["kind"], event["subject_type"], event["subject_id"]) == ("decision", "incident", "i")


def test_two_people_judge_and_a_later_word_replaces_ones_own(workspace: Workspace) -> None:
    for by, level in (("A", "likely"), ("B", "even"), ("A", "unlikely")):
        likelihoods.judge(workspace, "i", by, level, "")
    held = likelihoods.weighed(workspace, "i").judgements
    assert [(one.by, one.level) for one in held] == [("A", "unlikely"), ("B", "even")]
    assert len(workspace.events()) == 3


def test_whoever_saw_the_standard_no_longer_judges_blind(workspace: Workspace) -> None:
    likelihoods.show_standard(workspace, "i", "A", "cjtf-oir")
    likelihoods.show_standard(workspace, "i", "A", "cjtf-oir")
    assert likelihoods.judge(workspace, "i", "A", "likely", "").blind is False
    assert likelihoods.judge(workspace, "i", "B", "likely", "").blind is True
    assert likelihoods.judge(workspace, "other", "A", "likely", "").blind is True
    assert sum(event["field"] == "standard_shown" for event in workspace.events()) == 1


def test_a_wrong_likelihood_leaves_nothing(workspace: Workspace) -> None:
    with pytest.raises(StopRun, match="no likelihood"):
        likelihoods.judge(workspace, "i", "A", "perhaps", "")
    assert workspace.events() == []


def fill(workspace: Workspace, kind: str, state: State, what: str, by: str = "A") -> None:
    likelihoods.fill(workspace, "i", by, cell_of(kind, state, what))


def test_cells_are_kept_and_found_evidence_reaches_the_facts(workspace: Workspace) -> None:
    fill(workspace, "imagery", "held", "two videos")
    fill(workspace, "site", "not_obtainable", "held by the force")
    cells = likelihoods.weighed(workspace, "i").cells
    assert (cells["imagery"].what, cells["imagery"].by, cells["site"].state) == ("two videos", "A", "not_obtainable")
    assert likelihoods.found_by_people(workspace) == {"i": {"evidence": ("imagery",)}}


def test_a_cell_filled_again_takes_the_newer_word(workspace: Workspace) -> None:
    fill(workspace, "imagery", "held", "two videos")
    fill(workspace, "imagery", "not_obtainable", "taken down", by="B")
    assert likelihoods.weighed(workspace, "i").cells["imagery"].by == "B"
    assert likelihoods.found_by_people(workspace) == {}


@pytest.mark.parametrize(("kind", "what"), [("photo", "x"), ("imagery", "  "), ("", "x")])
def test_a_wrong_cell_is_refused(kind: str, what: str) -> None:
    with pytest.raises(StopRun):
        cell_of(kind, "held", what)


def test_a_judgement_is_no_decision_about_a_claim(workspace: Workspace) -> None:
    likelihoods.judge(workspace, "i", "A", "likely", "")
    fill(workspace, "imagery", "held", "two videos")
    assert workspace.decisions() == []
    assert workspace.undo("A") is None
