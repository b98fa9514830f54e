"""Files that come with a submission: checked by content and size, kept under their hash, served to the desk alone."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from tollbook.web.models.public import Attachment, Submission

FOLDER = "attachments"
MOST_FILES, MOST_BYTES = 5, 20_000_000
KINDS: dict[bytes, tuple[str, str]] = {
    b"\xff\xd8\xff": ("jpeg", "image/jpeg"),
    b"\x89PNG\r\n\x1a\n": ("png", "image/png"),
    b"%PDF-": ("pdf", "application/pdf"),
    b"GIF8": ("gif", "image/gif"),
}
"""First bytes -> kind: what is not one of these is refused, whatever its name."""
VIDEO = (b"ftyp", 4, "mp4", "video/mp4")


class Wrong(ValueError):
    """A file that is not taken, in words for its sender."""


def kind_of(head: bytes) -> str | None:
    """The kind of a file by its first bytes."""
    mark, at, name, _type = VIDEO
    if head[at : at + len(mark)] == mark:
        return name
    return next((kind for first, (kind, _type) in KINDS.items() if head.startswith(first)), None)


def content_type(kind: str) -> str:
    """As what a file of this kind is served."""
    return next((mime for name, mime in (*KINDS.values(), VIDEO[2:]) if name == kind), "application/octet-stream")


def check(files: Iterable[UploadedFile[Any]]) -> list[tuple[UploadedFile[Any], str]]:
    """The files with their kinds; raises Wrong where one is not taken."""
    found = []
    for file in files:
        kind = kind_of(file.read(16))
        file.seek(0)
        if kind is None:
            raise Wrong(_("%(name)s is no picture, video (MP4) or PDF.") % {"name": file.name})
        if (file.size or 0) > MOST_BYTES:
            raise Wrong(_("%(name)s is larger than 20 MB.") % {"name": file.name})
        found.append((file, kind))
    if len(found) > MOST_FILES:
        raise Wrong(_("At most five files."))
    return found


def keep(submission: Submission, files: Iterable[tuple[UploadedFile[Any], str]]) -> None:
    """Store checked files; nobody but this program can read them on the disk."""
    for file, kind in files:
        total = hashlib.sha256()
        for block in file.chunks():
            total.update(block)
        _write(path_of(total.hexdigest()), file)
        name = Path(file.name or kind).name[:200]
        size = file.size or 0
        Attachment.objects.create(submission=submission, name=name, sha256=total.hexdigest(), size=size, kind=kind)


def path_of(sha256: str) -> Path:
    """Where a file lies."""
    return Path(settings.WORKSPACE) / FOLDER / sha256[:2] / sha256


def _write(target: Path, file: UploadedFile[Any]) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        for block in file.chunks():
            out.write(block)
    part.replace(target)
