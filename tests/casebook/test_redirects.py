"""Where ids of incidents lead that are no more."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.casebook.build import document
from tests.casebook.test_judgements import HAJIN, conclude, fill_step, merge, of, reports
from tollbook.casebook import models
from tollbook.casebook.redirects import GONE, flat, found, heir, leading_to
from tollbook.casebook.workspace import Workspace


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    for one in reports():
        fill_step(workspace, [one])
    return workspace


def test_a_merged_incident_leads_to_the_one_that_was_kept(filled: Workspace) -> None:
    kept, gone = of(filled, "c").id, of(filled, "a").id
    merge(filled, "a", "c")
    assert [one.id for one in filled.incidents()] == [kept], "it keeps the id of the one with the earliest claim"
    assert filled.former_ids() == {gone: kept}


def test_an_id_that_comes_alive_again_leads_nowhere_else(filled: Workspace) -> None:
    merge(filled, "a", "c")
    assert filled.former_ids() != {}
    filled.undo("ann")
    conclude(filled)
    assert filled.former_ids() == {}


def test_an_earlier_report_gives_the_incident_a_new_id_to_which_the_old_leads(filled: Workspace) -> None:
    before = of(filled, "a").id
    fill_step(filled, [document("z", HAJIN, language="en", published=date(2018, 11, 12))])
    after = of(filled, "z").id
    assert of(filled, "a").id == after != before
    assert filled.former_ids() == {before: after}


def test_chains_lead_to_their_end(filled: Workspace) -> None:
    first = of(filled, "a").id
    fill_step(filled, [document("z", HAJIN, language="en", published=date(2018, 11, 12))])
    second, raqqa = of(filled, "z").id, of(filled, "c").id
    merge(filled, "z", "c")
    assert filled.former_ids() == {first: raqqa, second: raqqa}
    filled.undo("ann")
    conclude(filled)
    assert filled.former_ids() == {first: second}


def test_the_id_of_a_withdrawn_report_leads_nowhere(filled: Workspace) -> None:
    gone = of(filled, "c").id
    fill_step(filled, [document("c", "Nothing happened.", language="en", published=date(2018, 9, 4))])
    assert filled.former_ids() == {gone: GONE}


def test_a_report_about_another_event_changes_no_id(filled: Workspace) -> None:
    before = {one.id: one.claims for one in filled.incidents()}
    fill_step(filled, [document("d", "Nine civilians were killed in Mosul on 1 March 2017.", language="en")])
    assert before.items() <= {one.id: one.claims for one in filled.incidents()}.items()
    assert filled.former_ids() == {}


def test_from_scratch_the_same_input_has_the_same_ids(filled: Workspace, tmp_path: Path) -> None:
    earlier = document("z", HAJIN, language="en", published=date(2018, 11, 12))
    fill_step(filled, [earlier])
    with Workspace.open(tmp_path / "fresh", create=True) as fresh:
        fill_step(fresh, [*reports(), earlier])
        assert fresh.incidents() == filled.incidents()
        assert fresh.former_ids() == {}, "what was never given out needs to lead nowhere"


HEIRS = [
    ("its first claim decides", [("x", True), ("y", False), ("z", False)], {"x": "i1", "y": "i2", "z": "i2"}, "i1"),
    ("else most of its claims", [("x", True), ("y", False), ("z", False)], {"y": "i2", "z": "i2"}, "i2"),
    ("of equals the lesser id", [("y", False), ("z", False)], {"y": "i2", "z": "i1"}, "i1"),
    ("none is left", [("x", True)], {"y": "i1"}, GONE),
]


@pytest.mark.parametrize(("what", "claims", "home", "expected"), HEIRS, ids=[row[0] for row in HEIRS])
def test_heirs(what: str, claims: list[tuple[str, bool]], home: dict[str, str], expected: str) -> None:
    assert heir(claims, home) == expected


NAMES = [
    ("inc-1a", ["inc-1a"], ""),
    ("inc-1", ["inc-1a", "inc-1b"], ""),
    ("inc-9", ["inc-1a"], "inc-9f"),
    ("inc-9f", ["inc-1a"], "inc-9f"),
    ("inc-8", [], "inc-8f"),
    ("inc-7", ["inc-1a", "inc-1b"], ""),
    ("nowhere", [], ""),
]


@pytest.mark.parametrize(("wanted", "expected", "former"), NAMES)
def test_what_a_name_may_mean(wanted: str, expected: list[str], former: str) -> None:
    gone = {"inc-9f": "inc-1a", "inc-8f": GONE, "inc-7a": "inc-1a", "inc-7b": "inc-1b"}
    assert found(wanted, ["inc-1a", "inc-1b"], gone) == (expected, former)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sets(st.sampled_from("abcdef")), st.data()), max_size=6))
def test_however_ids_come_and_go_each_that_went_leads_to_one_that_lives(
    turns: list[tuple[set[str], st.DataObject]],
) -> None:
    """Steps as ``note`` keeps them: those that live lose theirs, those that go get one to a living id or to none."""
    alive, steps = set[str](), dict[str, str]()
    for now, data in turns:
        steps = {old: new for old, new in steps.items() if old not in now}
        targets = st.sampled_from([GONE, *sorted(now)])
        steps |= {old: data.draw(targets) for old in sorted(alive - now)}
        alive = now
        assert all(new in alive or new == GONE for new in flat(steps).values())
        assert not steps.keys() & alive


def test_the_ids_that_lead_to_an_incident_are_those_whose_chain_ends_there(workspace: Workspace) -> None:
    steps = {"a": "b", "b": "c", "d": "c", "c": "x", "e": "y", "f": GONE}
    models.Redirect.objects.using(workspace.alias).bulk_create(models.Redirect(old=o, new=n) for o, n in steps.items())
    for end in ("x", "y", "z"):
        led = {old for old, new in flat(steps).items() if new == end}
        assert set(leading_to(workspace.alias, end)) == {end, *led}
