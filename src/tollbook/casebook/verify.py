"""Checking that nothing has changed under a workspace: bytes, quotes, the database file."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connections

from tollbook import capture
from tollbook.casebook.workspace import Workspace
from tollbook.errors import SkipItem
from tollbook.model import Claim, Statement

RESTORE = "restore it from a copy"


@dataclass(slots=True)
class Checked:
    """How much was looked at."""

    originals: int = 0
    quotes: int = 0


def check(workspace: Workspace) -> tuple[Checked, list[SkipItem]]:
    """What was looked at, and every fault found; an empty list says that all is as it was stored."""
    checked = Checked()
    faults = [*_database(workspace), *_originals(workspace, checked), *_quotes(workspace, checked)]
    return checked, faults


def _database(workspace: Workspace) -> Iterator[SkipItem]:
    with connections[workspace.alias].cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        for (line,) in cursor.fetchall():
            if line != "ok":
                yield SkipItem(f"the database is damaged: {line}", "tollbook.sqlite3", RESTORE)


def _originals(workspace: Workspace, checked: Checked) -> Iterator[SkipItem]:
    kept = workspace.originals_kept()
    checked.originals = len(kept)
    for damage in capture.Store(workspace.originals).verify(kept):
        name = kept.get(damage.sha256, ("an original nobody noted", 0))[0]
        yield SkipItem(f"the original {damage.sha256} is {damage.what}", name, RESTORE)


def _quotes(workspace: Workspace, checked: Checked) -> Iterator[SkipItem]:
    texts = {document.id: document.text for document in workspace.documents()}
    items: list[Claim | Statement] = [*workspace.claims(), *workspace.statements()]
    for item in items:
        checked.quotes += 1
        if texts.get(item.document, "")[item.start : item.end] != item.quote:
            remedy = "run tollbook run again on the reports"
            yield SkipItem("the quote is not what the text says", f"{item.document}, {item.id}", remedy)
