"""The files of a folder in a stable order, and what in it is left alone."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from tollbook.capture.read import origin_of
from tollbook.errors import SkipItem, StopRun

DATABASE = "tollbook.sqlite3"
"""What makes a folder a workspace: its copies, pages and tables would be read as reports a second time."""


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: os.fsencode(entry.name))


def _link(path: Path, top: Path, origin: str) -> Path | SkipItem | None:
    """A link to a file inside the folder is no second file: it is passed over; one that leads out is named."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return SkipItem("a link that leads nowhere or in a circle", origin, "put the file itself into the folder")
    if target == top or target.is_relative_to(top):
        return None
    return SkipItem("a link that leads out of the folder", origin, "put the file itself into the folder")


def _one(entry: os.DirEntry[str], top: Path, base: Path) -> Path | SkipItem | None:
    path = Path(entry.path)
    if entry.is_symlink():
        return _link(path, top, origin_of(path, base))
    if not stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
        return SkipItem("no ordinary file", origin_of(path, base), "take it out of the folder")
    return path


def _below(folder: Path, top: Path, base: Path, skip: frozenset[Path]) -> Iterator[Path | SkipItem]:
    try:
        entries = _entries(folder)
    except OSError as error:
        yield SkipItem(
            f"a folder that could not be opened: {error.strerror}", origin_of(folder, base), "check its permissions"
        )
        return
    for entry in entries:
        if entry.name.startswith(".") or Path(entry.path).absolute() in skip:
            continue
        if _is_workspace(entry):
            remedy = "nothing to do, or name the folder that its reports came from"
            yield SkipItem("a workspace, whose files are no reports", origin_of(Path(entry.path), base), remedy)
        elif entry.is_dir(follow_symlinks=False):
            yield from _below(Path(entry.path), top, base, skip)
        elif (found := _one(entry, top, base)) is not None:
            yield found


def _is_workspace(folder: os.DirEntry[str] | Path) -> bool:
    return (Path(folder) / DATABASE).is_file()


def survey(folder: Path, skip: tuple[Path, ...] = ()) -> Iterator[Path | SkipItem]:
    """Every file below a folder in the byte order of its names, and a SkipItem for each entry that is not followed.

    Hidden entries and the folders in ``skip`` (the workspace) are passed over, other workspaces named. Raises StopRun
    where there is no folder, and where it is a workspace itself.
    """
    if not folder.is_dir():
        raise StopRun("no such folder", str(folder), "give the folder that holds the reports")
    if _is_workspace(folder) or folder.resolve() in {path.resolve() for path in skip}:
        raise StopRun(
            "is a workspace, whose files are no reports", str(folder), "give the folder that holds the reports"
        )
    return _below(folder, folder.resolve(), folder, frozenset(path.absolute() for path in skip))


def walk(folder: Path, skip: tuple[Path, ...] = ()) -> Iterator[Path]:
    """The files of ``survey`` alone."""
    return (found for found in survey(folder, skip) if isinstance(found, Path))
