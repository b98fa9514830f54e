"""A workspace with one short report: what follows from decisions about its claims is computed quickly."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tollbook.casebook.workspace import Workspace
from tollbook.model import Document
from tollbook.watch import Unwatched
from tollbook.web.reader.page import Card, page_of
from tollbook.web.refreshing import bring_up_to_date

TEXT = (
    "Three civilians were killed in Hajin on Monday, residents said. Five others were wounded.\n\n"
    "Two fighters died in al-Shafa. Nobody counted the four dead in Hajin, a doctor said."
)
KEY = "mail/one.eml"


@pytest.fixture
def one(workspace: Workspace) -> Workspace:
    """One report in English, extracted, and its incidents."""
    reading = workspace.begin_reading("one.eml", "one.eml", None, "test")
    assert reading is not None
    report = Document(KEY, TEXT, title="Three killed", language="en", published=date(2018, 11, 13), publisher="A paper")
    workspace.fill_reading(reading, [report])
    bring_up_to_date(workspace, None, Unwatched())
    return workspace


@pytest.fixture
def cards(one: Workspace) -> Callable[[], list[Card]]:
    """The claims of the report as the reader shows them now."""

    def now() -> list[Card]:
        return list(page_of(next(one.fetch([KEY]))).cards)

    return now


@pytest.fixture
def analyst(as_role: Callable[..., Client]) -> Client:
    """Somebody who may decide about claims."""
    return as_role("analyst")
