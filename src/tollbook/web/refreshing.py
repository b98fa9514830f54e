"""Bringing incidents up to date after people's decisions or new reports, as a job that waits for its turn."""

import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from tollbook import pipeline
from tollbook.assess import Standard, named_standard, standards
from tollbook.casebook import neighbourhood
from tollbook.casebook.workspace import Workspace
from tollbook.errors import StopRun
from tollbook.locate import homes
from tollbook.watch import Watch
from tollbook.web.here import DATABASE
from tollbook.web.inbox.sync import sync, sync_new
from tollbook.web.jobs import job, start
from tollbook.web.models.jobs import Job
from tollbook.web.models.people import User

T = TypeVar("T")
FIRST = "airwars"
"""The standard that is shown first where no run chose another."""
PATIENCE = 120.0
"""Seconds to wait while another run, such as one in a terminal, holds the workspace."""
PAUSE = 0.5


def refresh_soon(actor: User | None, documents: Iterable[str] = ()) -> Job:
    """Have the incidents brought up to date that follow from these reports."""
    return start("refresh", actor, documents=sorted(set(documents)))


def refresh_undone() -> None:
    """Have the incidents follow decisions that were stored just before the server was killed."""
    if neighbourhood.decided_since(DATABASE):
        refresh_soon(None)


@job("refresh")
def refresh(workspace: Workspace, watch: Watch, params: Mapping[str, Any]) -> dict[str, int]:
    """Lineage, incidents, figures and grades after decisions; returns how many incidents are new or changed."""
    documents = params.get("documents") or None
    return {"incidents": bring_up_to_date(workspace, documents, watch)}


def bring_up_to_date(workspace: Workspace, documents: Iterable[str] | None, watch: Watch) -> int:
    """Compute what follows from these reports, or from whatever is new, and have lists and search follow."""
    keys = None if documents is None else list(documents)
    given = (keys or [], chosen(workspace), watch, gazetteers(workspace))
    done = in_turn(lambda: pipeline.refresh(workspace, *given))
    sync(keys or ())
    sync_new()
    start("index", None)
    return len(done.incidents)


def in_turn(work: Callable[[], T], patience: float = PATIENCE) -> T:
    """Do what needs the workspace for itself; while another run holds it, wait. Raises StopRun after ``patience`` s."""
    until = time.monotonic() + patience
    while True:
        try:
            return work()
        except StopRun as error:
            if "another run" not in error.what or time.monotonic() > until:
                raise
            time.sleep(PAUSE)


def chosen(workspace: Workspace) -> tuple[Standard, ...]:
    """The standards of the latest run that named any; else all that come with Tollbook, the usual one first."""
    named = workspace.last_options().get("standards") or []
    try:
        first = tuple(named_standard(name) for name in named)
    except StopRun:  # a file of the user's own, which the history names but does not hold
        first = ()
    known = standards()
    return first or (known[FIRST], *(one for key, one in known.items() if key != FIRST))


def gazetteers(workspace: Workspace) -> tuple[Path, ...]:
    """The gazetteers of this workspace and of the user, in order of trust."""
    return tuple(dict.fromkeys([*homes.workspace_gazetteers(workspace.root), *homes.user_gazetteers()]))
