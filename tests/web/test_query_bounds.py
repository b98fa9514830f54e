"""Every guarded page asks the database a bounded number of questions, however many reports and incidents there are."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.guarded import Guarded, guarded, there
from tollbook.casebook import models
from tollbook.casebook.workspace import Workspace
from tollbook.watch import Unwatched
from tollbook.web.inbox.sync import sync_new
from tollbook.web.search.entries import index

MOST = 40
"""Queries for any page; the incident's page and why a claim is in its incident come nearest."""
MORE = 200
LISTS = (
    "inbox",
    "incidents",
    "map",
    "map_data",
    "timeline",
    "assessment",
    "ledger",
    "history",
    "publications",
    "sources",
)


def _grow(workspace: Workspace, many: int) -> None:
    """That many more reports with a claim and an incident each, as those that are there, in lists and search too."""
    document, incident = models.Document.objects.first(), models.Incident.objects.first()
    inside = models.IncidentClaim.objects.select_related("incident").first()
    reading = models.Reading.objects.first()
    assert document and incident and inside and reading
    claim = models.Claim.objects.get(pk=inside.claim_id)
    grades, figures = list(incident.grade_set.all()), list(incident.figure_set.all())
    for number in range(many):
        told = f"more{number}"
        _add(document, id=told, given_id=told, content=told)
        models.Appearance.objects.create(reading=reading, document_id=told)
        _add(claim, id=f"{told}#0", document_id=told)
        _add(incident, id=told, digest=told, record={**incident.record, "id": told})
        _add(inside, id=None, incident_id=told, claim_id=f"{told}#0")
        for row in (*grades, *figures):
            _add(row, id=None, incident_id=told)
    sync_new()
    index(workspace, Unwatched(), {})


def _add(row: Model, **changes: Any) -> None:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    type(row)._default_manager.create(**{**values, **changes})


def _pages() -> Iterator[Guarded]:
    """The addresses, an export or download of each kind among them."""
    yield from (one for one in guarded())


def _asked(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
        if answer.streaming:
            list(answer)
    assert answer.status_code < 500, address
    return len(asked)


@pytest.fixture
def administrator(filled: Workspace, as_role: Callable[..., Client]) -> Client:
    """Somebody who may open everything, with the lists made."""
    sync_new()
    index(filled, Unwatched(), {})
    return as_role("administrator")


def test_every_page_asks_a_bounded_number_of_questions_that_does_not_grow(
    filled: Workspace, administrator: Client
) -> None:
    """The same pages before and after 200 more reports and incidents."""
    known = there()
    addresses = {one.name: one.address(known) for one in _pages()}
    assert set(LISTS) <= addresses.keys()
    for address in addresses.values():  # what is made at first sight, and caches
        _asked(administrator, address)
    before = {name: _asked(administrator, address) for name, address in addresses.items()}
    assert {name: many for name, many in before.items() if many > MOST} == {}
    _grow(filled, MORE)
    for address in addresses.values():
        _asked(administrator, address)
    after = {name: _asked(administrator, address) for name, address in addresses.items()}
    assert {name: (before[name], many) for name, many in after.items() if many > before[name]} == {}


@pytest.mark.parametrize(
    "query",
    ["incidents/?order=most", "incidents/?q=killed", "inbox/?language=en", "inbox/?place=a", "search/?q=killed"],
)
def test_filters_do_not_grow_either(query: str, filled: Workspace, administrator: Client) -> None:
    """A full page of fifty rows costs as many queries as a page of a few."""
    few = max(_asked(administrator, f"/{query}") for _ in range(2))
    _grow(filled, MORE)
    assert min(_asked(administrator, f"/{query}") for _ in range(2)) <= few
