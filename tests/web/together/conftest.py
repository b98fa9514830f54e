"""A small workspace: two reports, of two incidents, and people who open one form each."""

from datetime import date

import pytest

from tollbook.casebook.workspace import Workspace
from tollbook.model import Document
from tollbook.watch import Unwatched
from tollbook.web.refreshing import bring_up_to_date

TEXTS = {
    "mail/one.eml": "Three civilians were killed in Hajin on 13 November 2018, residents said. Five were wounded.",
    "mail/two.eml": "Seven civilians were killed in Raqqa on 2 June 2017, a doctor said.",
}
KEY = "mail/one.eml"


def fill(workspace: Workspace) -> None:
    """Two short reports with what follows from them."""
    for key, text in TEXTS.items():
        reading = workspace.begin_reading(key, key, None, "test")
        assert reading is not None
        report = Document(key, text, title=text[:20], language="en", published=date(2018, 11, 14), publisher="A paper")
        workspace.fill_reading(reading, [report])
    bring_up_to_date(workspace, None, Unwatched())


@pytest.fixture
def small(workspace: Workspace) -> Workspace:
    """The workspace with two short reports."""
    fill(workspace)
    return workspace
