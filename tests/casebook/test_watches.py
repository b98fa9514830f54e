"""Rejections that reopen themselves: kept after a run, raised by what comes in, settled by a person."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.assess.made import facts
from tollbook.assess import Facts, grade, standards
from tollbook.casebook import models, watches
from tollbook.casebook.computed import Extraction
from tollbook.casebook.workspace import Workspace
from tollbook.errors import StopRun
from tollbook.model import Incident

from .build import claim, document, incident, lineage

CJTF = standards()["cjtf-oir"]
UNDATED: dict[str, Any] = {"date_known": False, "date_precision": "month"}
Known = dict[str, tuple[Incident, Facts]]


def known(key: str = "i", claims: tuple[str, ...] = ("c1", "c2"), **given: Any) -> Known:
    held = facts(**given)
    return {key: (Incident(key, claims, ("d",), grades=(grade(held, CJTF),)), held)}


def run(workspace: Workspace, now: Known) -> list[watches.Watched]:
    watches.after_run(workspace, [CJTF], now)
    return watches.watched(workspace)


def test_a_proposed_rejection_is_watched_with_what_would_overturn_it(workspace: Workspace) -> None:
    (one,) = run(workspace, known(**UNDATED))
    assert (one.subject, one.standard, one.grade, one.raised) == ("i", "cjtf-oir", "non-credible", None)
    assert [list(flip.keys) for flip in one.flips] == [[("accepted", "yes")], [("date", "day")]]
    assert one.closed == datetime.now(UTC).date()


def test_what_is_not_rejected_is_not_watched(workspace: Workspace) -> None:
    assert run(workspace, known()) == []


def test_the_same_again_raises_nothing(workspace: Workspace) -> None:
    run(workspace, known(**UNDATED))
    (one,) = run(workspace, known(**UNDATED))
    assert one.raised is None


def test_a_date_raises_it_with_what_changed(workspace: Workspace) -> None:
    run(workspace, known(**UNDATED))
    (one,) = run(workspace, known())
    assert one.raised
    assert [(b.fact, b.was.en, b.now.en) for b in one.bearing] == [("date_known", "no", "yes")]
    assert one.bearing[0].now.ar == "نعم"


def test_how_long_it_had_been_closed_is_told(workspace: Workspace) -> None:
    run(workspace, known(**UNDATED))
    row = models.Watch.objects.using(workspace.alias).get()
    row.record = {**row.record, "closed": (datetime.now(UTC).date() - timedelta(days=400)).isoformat()}
    row.save(using=workspace.alias)
    (one,) = run(workspace, known())
    assert one.days_closed == 400


def test_those_raised_stand_first(workspace: Workspace) -> None:
    run(workspace, {**known("a", ("c1",), **UNDATED), **known("b", ("c2",), **UNDATED)})
    found = run(workspace, {**known("a", ("c1",), **UNDATED), **known("b", ("c2",))})
    assert [(one.subject, bool(one.raised)) for one in found] == [("b", True), ("a", False)]


def test_it_is_found_where_its_claims_went(workspace: Workspace) -> None:
    """Incidents take another id when reports join them; the finding follows its claims."""
    run(workspace, known("old", ("c1", "c2"), **UNDATED))
    found = run(workspace, {**known("other", ("c9",)), **known("new", ("c1", "c2", "c3"))})
    assert [(one.subject, one.incident) for one in found if one.raised] == [("old", "new")]


def test_one_whose_claims_are_gone_waits(workspace: Workspace) -> None:
    run(workspace, known(**UNDATED))
    (one,) = run(workspace, known("else", ("c9",)))
    assert one.raised is None


def test_a_raised_one_is_settled_by_a_person_and_watched_anew(workspace: Workspace) -> None:
    run(workspace, known(**UNDATED))
    with pytest.raises(StopRun, match="not raised"):
        watches.settle(workspace, "i", "A", "")
    run(workspace, known(**UNDATED, accepted_by=["us-led-coalition"]))
    watches.settle(workspace, "i", "A", "read again, it stays closed")
    event = workspace.events()[-1]
    assert (event["actor"], event["kind"], event["reason"]) == ("A", "decision", "read again, it stays closed")
    assert event["old"]["changed"] == ["accepted"]
    assert [one.raised for one in run(workspace, known(**UNDATED))] == [None]


def test_settling_nothing_is_refused(workspace: Workspace) -> None:
    with pytest.raises(StopRun, match="0 watched findings"):
        watches.settle(workspace, "nothing", "A", "")


def closed_allegation(workspace: Workspace, state: str = "non_credible", standard: str = "cjtf-oir") -> None:
    row = models.Allegation.objects.using(workspace.alias).create(
        id="CS-1", title="x", standard=standard, incident="i", received=date(2018, 11, 13), state=state, record={}
    )
    models.Step.objects.using(workspace.alias).create(
        allegation=row, number=1, at=date(2018, 12, 1), state=state, record={}
    )


def test_a_closed_allegation_is_watched_from_the_day_it_was_closed(workspace: Workspace) -> None:
    """The rules would not have rejected it: a person did, so a date, a place, a source, a strike are watched."""
    closed_allegation(workspace)
    (one,) = run(workspace, known(independent_sources=1, sources=1, supported=[61]))
    assert (one.subject, one.closed) == ("CS-1", date(2018, 12, 1))
    found = run(workspace, known())
    assert [b.axis for b in found[0].bearing] == ["sources"]
    assert found[0].days_closed > 2000


def test_an_allegation_closed_between_runs_is_watched_as_things_stood(workspace: Workspace) -> None:
    """What comes in with the next run must not become what the finding is measured against."""
    of = document("r")
    told = claim(of)
    begun = workspace.begin_reading("http://example.org/", "feed", None, "reader")
    assert begun
    workspace.fill_reading(begun, [of])
    workspace.save_extraction([Extraction(of, [told])], "m")
    workspace.save_computed(lineage(told), [incident("i", told)], "m", "k")
    closed_allegation(workspace)
    watches.watch_closed(workspace, [CJTF])
    watches.watch_closed(workspace, [CJTF])
    (one,) = watches.watched(workspace)
    assert (one.subject, one.facts["date_known"], one.facts["independent_sources"]) == ("CS-1", False, 1)
    (raised,) = run(workspace, known(claims=(told.id,)))
    assert {b.axis for b in raised.bearing} >= {"date", "place"}


@pytest.mark.parametrize("state", ["credible", "assessment", "received"])
def test_an_allegation_that_is_open_or_credible_is_not_watched(state: str, workspace: Workspace) -> None:
    closed_allegation(workspace, state)
    assert run(workspace, known()) == []


def test_a_standard_nobody_knows_watches_the_general_facts(workspace: Workspace) -> None:
    closed_allegation(workspace, standard="another-force")
    (one,) = run(workspace, known(place_known=False, place_precision_km=30.0, date_known=True))[:1]
    assert "place" in {key[0] for flip in one.flips for key in flip.keys}


def test_a_run_that_fails_leaves_no_half_of_it(workspace: Workspace) -> None:
    run(workspace, known(**UNDATED))
    rejected, _ = known(**UNDATED)["i"]
    nothing: Facts = {}
    with pytest.raises(KeyError):
        watches.after_run(workspace, [CJTF], {**known(), "j": (replace(rejected, id="j", claims=()), nothing)})
    assert [one.raised for one in watches.watched(workspace)] == [None]
