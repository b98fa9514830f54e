"""Files that come with a submission: checked by content and size, kept sealed, served to the desk alone."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from tollbook.web import sealed_files
from tollbook.web.models.public import Attachment, Submission

FOLDER, SEALED = "attachments", "sealed"
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
    """Store checked files, sealed; on the disk and in the database nothing tells what they show or are called."""
    for file, kind in files:
        total = hashlib.sha256()
        for block in file.chunks():
            total.update(block)
        sealed = told(Path(file.name or kind).name[:200], total.hexdigest())
        made = Attachment.objects.create(submission=submission, size=file.size or 0, kind=kind, sealed=sealed)
        sealed_files.write(path_of(made), file.chunks(), _mark(made))


def told(name: str, sha256: str) -> str:
    """What is sealed in the database of a file."""
    return json.dumps({"name": name, "sha256": sha256}, ensure_ascii=False)


def opened(held: Attachment) -> Iterator[bytes]:
    """The file's content, part by part. Raises FileNotFoundError, or Unreadable where its key is not at hand."""
    if held.sealed:
        return sealed_files.read(path_of(held), _mark(held))
    return iter(UploadedFile(path_of(held).open("rb")).chunks())


def seal(held: Attachment) -> None:
    """Seal a file that came before files were sealed, beside where it lies; the record is the caller's to change."""
    with older_path(held.sha256).open("rb") as file:
        sealed_files.write(sealed_path(held), UploadedFile(file).chunks(), _mark(held))


def remove(held: Attachment) -> None:
    """The file goes with its record; one of the same content that another record holds unsealed stays."""
    sealed_path(held).unlink(missing_ok=True)  # even where it is being sealed just now
    if held.sha256 and not Attachment.objects.filter(sha256=held.sha256).exclude(pk=held.pk).exists():
        older_path(held.sha256).unlink(missing_ok=True)
    held.delete()


def path_of(held: Attachment) -> Path:
    """Where a file lies."""
    return sealed_path(held) if held.sealed else older_path(held.sha256)


def sealed_path(held: Attachment) -> Path:
    """Where it lies sealed."""
    return Path(settings.WORKSPACE) / FOLDER / SEALED / str(held.pk)


def older_path(sha256: str) -> Path:
    """Where a file of this content lay before files were sealed."""
    return Path(settings.WORKSPACE) / FOLDER / sha256[:2] / sha256


def _mark(held: Attachment) -> str:
    return f"attachment {held.pk}"
