"""Pictures, films and sounds inside the kept original of a report: found, never decoded here, handed out as they are.

Only types that browsers show in their sandbox are known, by their first bytes and not by their names.
"""

import base64
import binascii
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import islice
from pathlib import Path

from tollbook.capture import Store
from tollbook.capture.item import from_path
from tollbook.capture.limits import default
from tollbook.capture.sniff import Kind, kind_of
from tollbook.errors import SkipItem
from tollbook.model import Document

MOST = 40
"""Shown of one report."""
LARGEST = 50_000_000
WHOLE = 100_000_000
"""Originals above this many bytes are not looked into."""
TYPES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
)
INLINE = re.compile(rb"data:(?:image|video|audio)/[a-z0-9.+-]+;base64,([A-Za-z0-9+/=\s]+)")


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture, film or sound; ``number`` counts from 1 in the order of the file, ``type`` is its media type."""

    number: int
    type: str
    name: str
    data: bytes

    @property
    def kind(self) -> str:
        """image, video or audio."""
        return self.type.partition("/")[0]


def pictures(document: Document, originals: Path) -> list[Picture]:
    """What the original of the report holds; nothing where it is not kept, too large, or of a kind not looked into."""
    path = _original(document, originals)
    if path is None:
        return []
    try:
        finder = FINDERS.get(kind_of(from_path(path, document.origin or path.name, path.name, default())))
        found = finder(path.read_bytes()) if finder else iter(())
        return list(islice(_known(found), MOST))
    except (SkipItem, OSError, zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError):
        return []  # the report itself was read; that its file cannot be looked into again takes nothing from it


def _original(document: Document, originals: Path) -> Path | None:
    if not document.original:
        return None
    path = Store(originals).path_of(document.original)
    return path if path.is_file() and path.stat().st_size <= WHOLE else None


def _known(found: Iterator[tuple[str, bytes]]) -> Iterator[Picture]:
    number = 0
    for name, data in found:
        kind = type_of(data)
        if kind and len(data) <= LARGEST:
            number += 1
            yield Picture(number, kind, name, data)


def type_of(data: bytes) -> str | None:
    """The media type by the first bytes; None for what is not shown."""
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE"):
        return "image/webp" if data[8:12] == b"WEBP" else "audio/wav"
    if data[4:8] == b"ftyp":
        return "image/avif" if data[8:12] == b"avif" else "video/mp4"
    return next((kind for magic, kind in TYPES if data.startswith(magic)), None)


def _of_email(data: bytes) -> Iterator[tuple[str, bytes]]:
    message = message_from_bytes(data, policy=policy.default)
    for part in message.walk():
        if isinstance(part, EmailMessage) and part.get_content_maintype() in ("image", "video", "audio"):
            body = part.get_payload(decode=True)
            if isinstance(body, bytes):
                yield part.get_filename() or "", body


def _of_docx(data: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for name in packed.namelist():
            if name.startswith("word/media/"):
                with packed.open(name) as file:
                    yield name.rpartition("/")[2], file.read(LARGEST + 1)


def _of_html(data: bytes) -> Iterator[tuple[str, bytes]]:
    for match in INLINE.finditer(data):
        try:
            yield "", base64.b64decode(match[1], validate=False)
        except binascii.Error:
            continue


FINDERS: dict[Kind, Callable[[bytes], Iterator[tuple[str, bytes]]]] = {
    "email": _of_email,
    "docx": _of_docx,
    "html": _of_html,
}
