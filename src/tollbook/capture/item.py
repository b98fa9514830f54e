"""One thing to read: a file, an attachment, a record of a web archive. Bytes are opened when asked for, not before."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from tollbook.capture.limits import Limits, default, size
from tollbook.errors import SkipItem


@dataclass(frozen=True, slots=True)
class Item:
    """``origin`` names it to the user; ``name`` carries the extension; ``original`` is the SHA-256 of its file.

    ``file`` is the name of the file it lies in; ``key`` is hashed into the id where several items share one file.
    """

    origin: str
    name: str
    original: str
    opener: Callable[[], BinaryIO]
    file: str
    length: int | None = None
    key: str = ""
    depth: int = 0
    url: str | None = None
    limits: Limits = field(default_factory=default)

    @property
    def suffix(self) -> str:
        """The last extension in lower case, with its dot."""
        return PurePosixPath(self.name).suffix.lower()

    def head(self, count: int = 8192) -> bytes:
        """The first bytes; of packed data that is cut off, what comes before the cut."""
        out = b""
        with self.opener() as stream:
            try:
                while len(out) < count and (part := stream.read(512)):
                    out += part
            except EOFError:
                pass
        return out

    def read(self, limit: int, what: str) -> bytes:
        """All bytes; raises SkipItem where there are more than ``limit``, known or found while reading."""
        if self.length is not None and self.length > limit:
            raise self.too_large(self.length, limit, what)
        with self.opener() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise self.too_large(None, limit, what)
        return data

    def too_large(self, found: int | None, limit: int, what: str) -> SkipItem:
        """The refusal of something over its limit."""
        found_words = size(found) if found is not None else f"more than {size(limit)}"
        return SkipItem(
            f"{found_words}; one {what} is read up to {size(limit)}",
            self.origin,
            "split it into single reports, or give a table with one report a row",
        )


def hash_file(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def from_path(path: Path, origin: str, original: str, limits: Limits) -> Item:
    """The item of a file."""
    return Item(origin, path.name, original, partial(_open, path), path.name, path.stat().st_size, limits=limits)


def from_bytes(data: bytes, origin: str, name: str, limits: Limits, url: str | None = None) -> Item:
    """The item of bytes that came from nowhere on disk, such as a fetched page."""
    digest = hashlib.sha256(data).hexdigest()
    return Item(origin, name, digest, partial(io.BytesIO, data), name, len(data), url=url, limits=limits)


def inside(parent: Item, data: bytes, name: str, key: str) -> Item:
    """Something that lies in ``parent`` (attachment, record): it keeps the parent's original."""
    return replace(
        parent,
        origin=f"{parent.origin} > {name}",
        name=name,
        opener=partial(io.BytesIO, data),
        length=len(data),
        key=f"{parent.key}{key}",
        depth=parent.depth + 1,
    )
