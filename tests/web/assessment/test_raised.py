"""Closed findings that something new bears on: first in the list, reopened with what changed, or left for a reason."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from tests.assess.made import facts
from tollbook.assess import grade, standards
from tollbook.casebook import allegations, models, watches
from tollbook.casebook.workspace import Workspace
from tollbook.model import Allegation, Incident, Step
from tollbook.web.here import DATABASE

CJTF = standards()["cjtf-oir"]
CLOSED = date(2019, 1, 10)


def run(workspace: Workspace, **given: object) -> None:
    held = facts(**given)
    incident = Incident("i", ("c1", "c2"), ("d",), grades=(grade(held, CJTF),))
    watches.after_run(workspace, [CJTF], {"i": (incident, held)})


@pytest.fixture
def raised(workspace: Workspace) -> Allegation:
    """A case closed as inconclusive in 2019, on whose incident a source came in since."""
    steps = (Step(date(2018, 12, 1), "received", "desk"), Step(date(2018, 12, 2), "initial_review", "desk"),
             Step(CLOSED, "inconclusive", "desk", "one source only", overturned_by=("source",)))  # fmt: skip
    given = Allegation("CS-1", "A house", "cjtf-oir", None, "letter", steps, incident="i")
    made = allegations.receive(DATABASE, "desk", given)
    run(workspace, independent_sources=1, sources=1, supported=[61])
    run(workspace)
    assert any(one.raised and one.subject == "CS-1" for one in watches.watched(workspace))
    return made


def test_what_changed_and_how_long_it_was_closed_stand_first(
    raised: Allegation, as_role: Callable[..., Client]
) -> None:
    page = as_role("analyst").get("/assessment/").content.decode()
    closed = (datetime.now(UTC).date() - CLOSED).days
    assert f"closed {closed} days" in page and "CS-1" in page
    assert page.index(f"closed {closed} days") < page.index('class="filters"')


def test_reopening_settles_the_watch(raised: Allegation, as_role: Callable[..., Client], workspace: Workspace) -> None:
    client = as_role("analyst")
    page = client.get("/assessment/case/CS-1/").content.decode()
    assert "→" in page  # what changed, ready as the reason
    client.post("/assessment/reopen/CS-1/", {"words": "A second source."})
    assert allegations.get(DATABASE, "CS-1").state == "reopened"
    assert not [one for one in watches.watched(workspace) if one.raised and one.subject == "CS-1"]


def test_it_was_looked_at_and_stays(raised: Allegation, as_role: Callable[..., Client]) -> None:
    name = models.Watch.objects.get(allegation="CS-1").id
    client = as_role("reviewer")
    client.post("/assessment/stays/", {"watch": name, "words": " "})
    assert models.Watch.objects.filter(pk=name).exists()
    client.post("/assessment/stays/", {"watch": name, "words": "The source repeats the first."})
    assert not models.Watch.objects.filter(pk=name).exists()
    assert allegations.get(DATABASE, "CS-1").state == "inconclusive"
    assert models.Event.objects.filter(reason="The source repeats the first.", actor="reviewer").exists()
    assert as_role("auditor").post("/assessment/stays/", {"watch": name, "words": "x"}).status_code == 403
