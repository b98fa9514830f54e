"""Bringing reports in, as jobs: files and addresses through capture, then everything that follows from them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tollbook.casebook import intake, models
from tollbook.casebook.workspace import Workspace
from tollbook.locate import homes
from tollbook.locate.importing import import_gazetteer
from tollbook.watch import Watch
from tollbook.web.inbox import incoming
from tollbook.web.jobs import job
from tollbook.web.refreshing import bring_up_to_date, in_turn

EXAMPLE = Path(__file__).parent / "example"
"""The shipped dispatches and their places: in a checkout, links to examples/ (decision 0090)."""
SHOWN = 200


@job("bring_in")
def bring_in(workspace: Workspace, watch: Watch, params: Mapping[str, Any]) -> dict[str, Any]:
    """Read uploaded files (``batch``) and fetch ``addresses``; returns how many reports are new and what was not read.

    A second run completes a first: a batch that was read to its end is no longer there.
    """
    files = _files(workspace, params.get("batch") or "")
    addresses = [str(one) for one in params.get("addresses") or ()]
    before = _held()
    in_turn(lambda: _read(workspace, files, addresses, watch))
    bring_up_to_date(workspace, None, watch)
    result = {"reports": _held() - before, "skipped": _skipped(workspace, files, addresses)}
    if params.get("batch"):
        incoming.forget(workspace.root, params["batch"])
    return result


@job("example")
def example(workspace: Workspace, watch: Watch, params: Mapping[str, Any]) -> dict[str, Any]:
    """Read the shipped example with the places it names."""
    import_gazetteer(EXAMPLE / "places.csv", homes.workspace_store(workspace.root))
    before = _held()
    in_turn(lambda: _read(workspace, [EXAMPLE / "reports.jsonl", EXAMPLE / "newspaper.txt"], [], watch))
    bring_up_to_date(workspace, None, watch)
    return {"reports": _held() - before, "skipped": []}


def _files(workspace: Workspace, batch: str) -> list[Path]:
    folder = incoming.folder_of(workspace.root, batch) if batch else None
    return sorted(folder.iterdir()) if folder is not None and folder.is_dir() else []


def _read(workspace: Workspace, files: Sequence[Path], addresses: Sequence[str], watch: Watch) -> None:
    with workspace.writing():
        intake.read(workspace, files, watch)
        if addresses:
            intake.fetch(workspace, addresses, watch)


def _held() -> int:
    return models.Document.objects.filter(superseded=False).count()


def _skipped(workspace: Workspace, files: Sequence[Path], addresses: Sequence[str]) -> list[dict[str, Any]]:
    """What these files and addresses left unread, or read with a remark, and what to do about it."""
    paths = [*(f"{incoming.FOLDER}/{file.parent.name}/{file.name}" for file in files), *addresses]
    rows = models.SkippedItem.objects.filter(reading__path__in=paths).order_by("reading__origin", "where", "what")
    return [dict(row) for row in rows.values("where", "what", "remedy", "read")[:SHOWN]]
