"""One file to its reports. Whatever is in it, nothing is raised: what cannot be read comes out as a SkipItem."""

import gzip
import os
import stat
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from tollbook.capture.decode import decode
from tollbook.capture.item import Item, from_path, hash_file
from tollbook.capture.limits import Limits, default, size
from tollbook.capture.readers import email, json, mbox, table, text, warc
from tollbook.capture.readers.parsed import read_docx, read_html, read_pdf
from tollbook.capture.sniff import Kind, kind_of
from tollbook.errors import SkipItem
from tollbook.model import Document

Reader = Callable[[Item], Iterator[Document | SkipItem]]
MOST_GZIPS = 2
UNREAD_BY_SIZE = {".txt": "plain_text_bytes", ".md": "plain_text_bytes", ".html": "html_bytes", ".htm": "html_bytes"}
"""Kinds refused by their size before their bytes are hashed: a 200 MB text costs nothing."""


def _addresses(item: Item) -> Iterator[Document | SkipItem]:
    listed = decode(item.read(item.limits.plain_text_bytes, "list of addresses"))[0]
    count = sum(bool(line.strip()) and not line.lstrip().startswith("#") for line in listed.splitlines())
    what = f"a list of {count} web addresses, not fetched"
    yield SkipItem(what, item.origin, "name the list with --fetch to have them fetched")


def _gunzip(inner: Callable[[], BinaryIO]) -> BinaryIO:
    return cast(BinaryIO, gzip.GzipFile(fileobj=inner(), mode="rb"))


def _gzip(item: Item) -> Iterator[Document | SkipItem]:
    """What is packed in a .gz; a web archive is handed on packed, since its reader needs each record's own stream."""
    unpacked = replace(item, opener=partial(_gunzip, item.opener), length=None, depth=item.depth + 1)
    if unpacked.depth > MOST_GZIPS + item.limits.email_depth:
        raise SkipItem("packed again and again", item.origin, "unpack it by hand")
    unpacked = replace(unpacked, name=item.name.removesuffix(".gz"))
    if unpacked.head().startswith(b"WARC/"):
        yield from warc.read_with(item, read_item)
    else:
        yield from read_item(unpacked)


READERS: dict[Kind, Reader] = {
    "text": text.read,
    "html": read_html,
    "pdf": read_pdf,
    "docx": read_docx,
    "json": json.read,
    "table": table.read,
    "gzip": _gzip,
    "addresses": _addresses,
}


def _reader(kind: Kind) -> Reader:
    if kind == "email":
        return partial(email.read_with, read=read_item)
    if kind == "mbox":
        return partial(mbox.read_with, read=read_item)
    if kind == "warc":
        return partial(warc.read_with, read=read_item)
    return READERS[kind]


def _in_words(error: Exception) -> str:
    if isinstance(error, PermissionError):
        return "no permission to read it"
    if isinstance(error, OSError) and error.strerror:
        return f"could not be read: {error.strerror}"
    return f"could not be read ({type(error).__name__}: {str(error)[:200]})"


def read_item(item: Item) -> Iterator[Document | SkipItem]:
    """The reports of one item; never raises for what is in it."""
    try:
        yield from _reader(kind_of(item))(item)
    except SkipItem as error:
        yield error
    except (EOFError, zlib.error, gzip.BadGzipFile):
        yield SkipItem("packed data, damaged or cut off", item.origin, "get the file again")
    except (Exception, RecursionError) as error:
        yield SkipItem(_in_words(error), item.origin, "check the file, or get it again or in another format")


def _check(path: Path, origin: str, limits: Limits) -> None:
    """Raises SkipItem for what is no ordinary file or is refused by its size alone."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise SkipItem("no ordinary file", origin, "take it out of the folder")
    if status.st_size == 0:
        raise SkipItem("an empty file", origin, "get the file again")
    limit = getattr(limits, UNREAD_BY_SIZE.get(path.suffix.lower(), "table_bytes"))
    if status.st_size > limit:
        raise SkipItem(
            f"{size(status.st_size)}; one such file is read up to {size(limit)}",
            origin,
            "split it into single reports, or give a table with one report a row",
        )


def origin_of(path: Path, base: Path | None) -> str:
    """How a file is named to the user: its path below the folder that was read, with forward slashes."""
    name = path.relative_to(base).as_posix() if base and path.is_relative_to(base) else path.name
    return os.fsencode(name).decode("utf-8", "replace")


def read(
    path: Path, base: Path | None = None, limits: Limits | None = None, original: str | None = None
) -> Iterator[Document | SkipItem]:
    """The reports of one file in their order, and a SkipItem for each part that cannot be used; a Remark (a SkipItem
    too) where something was read but should be looked at. ``origin`` is the path below ``base``, else the file's name;
    ``original`` its SHA-256 where the caller knows it already. Never raises for what the file holds.
    """
    origin, limits = origin_of(path, base), limits or default()
    try:
        _check(path, origin, limits)
        item = from_path(path, origin, original or hash_file(path), limits)
    except SkipItem as error:
        yield error
        return
    except OSError as error:
        yield SkipItem(_in_words(error), origin, "check its permissions and that it still exists")
        return
    yield from read_item(item)
