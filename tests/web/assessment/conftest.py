"""Cases of the tests: from the example's largest incident, or by themselves."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from tollbook.casebook import allegations
from tollbook.casebook.workspace import Workspace
from tollbook.model import Allegation, Incident, Step
from tollbook.web.assessment.cases import today
from tollbook.web.here import DATABASE

Sent = dict[str, Any]


@pytest.fixture
def incident(filled: Workspace) -> Incident:
    """The incident of the example with most reports."""
    return max(filled.incidents(), key=lambda one: len(one.documents))


def received(title: str = "A house in Hajin", days: int = 20, **more: Any) -> Allegation:
    """A case in the ledger, received so many days ago."""
    first = Step(today() - timedelta(days=days), "received", "intake")
    given: dict[str, Any] = {"standard": "airwars", "belligerent": "US-led Coalition", "via": "letter", **more}
    return allegations.receive(DATABASE, "intake", Allegation("", title, steps=(first,), **given))


def stepped(one: Allegation, *states: str, at: date | None = None) -> Allegation:
    """The case after steps that are no finding."""
    for state in states:
        one = allegations.step(DATABASE, "analyst", one.id, Step(at or today(), state, "analyst"))  # type: ignore[arg-type]
    return one


@pytest.fixture
def case(incident: Incident) -> Allegation:
    """A case of that incident, under assessment."""
    one = received(incident=incident.id, documents=incident.documents, place="Hajin", event_date=date(2018, 11, 13))
    return stepped(one, "initial_review", "assessment")


@pytest.fixture
def credible() -> Sent:
    """A form that proposes a credible finding, the first piece of evidence considered."""
    return {
        "finding": "credible", "reason": "Two sources.", "killed_least": "3", "killed_most": "5", "considered_0": "on",
        "weight_0": "supports", "why_0": "saw it", "overturned_by": ["date"],
    }  # fmt: skip


@pytest.fixture
def proposed(case: Allegation, credible: Sent, as_role: Callable[..., Client]) -> Allegation:
    """The case with that finding proposed by a reviewer called ``first``, who may decide others."""
    answer = as_role("reviewer", "first").post(f"/assessment/propose/{case.id}/", credible)
    assert answer.status_code == 302
    return case
