"""Backups made here: bundles (web/bundle.py) without keys, in the workspace's ``export`` folder."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tollbook.casebook.workspace import Workspace
from tollbook.watch import Watch
from tollbook.web import bundle
from tollbook.web.jobs import job

FOLDER = "export"
NAME = re.compile(r"backup-\d{8}-\d{6}\.tar")
KEPT = 5
"""So many stay; older ones are removed when a new one is whole."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One file; ``size`` in bytes."""

    name: str
    size: int


def held(root: Path) -> list[Backup]:
    """The backups there are, newest first."""
    files = [path for path in (root / FOLDER).glob("backup-*.tar") if NAME.fullmatch(path.name)]
    return [Backup(path.name, path.stat().st_size) for path in sorted(files, reverse=True)]


def path_of(root: Path, name: str) -> Path | None:
    """The file of this name; None where there is none."""
    path = root / FOLDER / name
    return path if NAME.fullmatch(name) and path.is_file() else None


@job("backup")
def backup(workspace: Workspace, watch: Watch, params: Mapping[str, Any]) -> dict[str, str]:
    """Write a backup without keys; returns its file's name."""
    folder = workspace.root / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / f"backup-{datetime.now(UTC):%Y%m%d-%H%M%S}.tar"
    bundle.write(workspace.root, target, watch)
    target.chmod(0o600)
    for old in held(workspace.root)[KEPT:]:
        (folder / old.name).unlink(missing_ok=True)
    return {"file": target.name}
