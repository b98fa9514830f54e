"""Uploaded files: checked by their content, kept in a folder of their own until they are read, never run."""

import os
import secrets
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from tollbook.capture.item import from_path
from tollbook.capture.limits import default, size
from tollbook.capture.sniff import kind_of
from tollbook.errors import SkipItem

FOLDER = "incoming"
MOST_FILES = 100
MOST_BYTES = 200_000_000
"""One file; a larger collection is better brought in with ``tollbook run`` on the machine itself."""
NAME = 120
BATCH = 22


@dataclass(frozen=True, slots=True)
class Kept:
    """A batch of uploads on disk, and the files that were refused with the reason and what to do."""

    batch: str
    names: tuple[str, ...]
    refused: tuple[SkipItem, ...]


def keep(workspace: Path, uploads: "Iterable[UploadedFile[Any]]") -> Kept:
    """Write the files that can be read into a new folder that only its owner can open."""
    batch = secrets.token_urlsafe(16)
    names: list[str] = []
    refused: list[SkipItem] = []
    for upload in uploads:
        name = _free(plain_name(upload.name or ""), names)
        try:
            _check_size(upload, name)
            target = folder_of(workspace, batch, make=True) / name
            _write(target, upload)
            _check_kind(target)
            names.append(name)
        except SkipItem as fault:
            refused.append(fault)
    return Kept(batch, tuple(names), tuple(refused))


def _check_size(upload: "UploadedFile[Any]", name: str) -> None:
    if (upload.size or 0) > MOST_BYTES:
        remedy = "split it, or bring it in on the machine itself: tollbook run FILE --workspace WORKSPACE"
        raise SkipItem(f"{size(upload.size or 0)}; an upload may have {size(MOST_BYTES)}", name, remedy)


def _check_kind(path: Path) -> None:
    """Raises SkipItem, the file deleted, where its first bytes are of no kind that is read, whatever its extension."""
    try:
        kind_of(from_path(path, path.name, "", default()))
    except SkipItem:
        path.unlink()
        raise


def plain_name(given: str) -> str:
    """The last part of a name without anything a path or a terminal could be led astray by."""
    last = PurePosixPath(given.replace("\\", "/")).name
    plain = "".join(c for c in last if c.isprintable() and c not in '/\\:*?"<>|').strip(". ")
    path = PurePosixPath(plain or "report")
    return f"{path.stem[:NAME]}{path.suffix[:20]}"


def _free(name: str, taken: list[str]) -> str:
    """The name, with a number where another file of the batch has it."""
    path, number = PurePosixPath(name), 1
    while name in taken:
        number += 1
        name = f"{path.stem} ({number}){path.suffix}"
    return name


def folder_of(workspace: Path, batch: str, make: bool = False) -> Path:
    """The folder of a batch; raises ValueError for what is no name of one."""
    if len(batch) != BATCH or not batch.replace("-", "").replace("_", "").isalnum():
        raise ValueError(f"no batch: {batch!r}")
    folder = workspace / FOLDER / batch
    if make:
        (workspace / FOLDER).mkdir(mode=0o700, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _write(target: Path, upload: "UploadedFile[Any]") -> None:
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    upload.seek(0)
    with os.fdopen(handle, "wb") as file:
        for chunk in upload.chunks():
            file.write(chunk)


def forget(workspace: Path, batch: str) -> None:
    """Delete the folder of a batch: what was read of it lies among the originals."""
    shutil.rmtree(folder_of(workspace, batch), ignore_errors=True)
