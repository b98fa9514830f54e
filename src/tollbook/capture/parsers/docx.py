"""A Word file: every paragraph a reader of its final text sees, with footnotes; sizes are checked before unpacking."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date

import docx
from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree  # type: ignore[import-untyped]

from tollbook.capture.limits import Limits, size
from tollbook.capture.parsers.parsed import Parsed
from tollbook.errors import SkipItem

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
WORDS = {f"{W}t": None, f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
NOT_READ = {f"{W}del", f"{W}moveFrom", FALLBACK}
"""Deleted and moved-away words, and the second copy of a text box for old programs."""
CHUNK = 1 << 20
TEMPLATE_MADE = date(2013, 12, 23)
"""When the template of python-docx was made: files written with it carry that day until somebody sets another."""
NO_TITLE = ("word document", "untitled", "document")


def check_sizes(data: bytes, limits: Limits) -> None:
    """Raises SkipItem where the parts are too many, or come to too much by their own account or when unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        declared = sum(part.file_size for part in parts)
        if len(parts) > limits.docx_parts:
            raise SkipItem(
                f"{len(parts):,} parts; a Word file has at most {limits.docx_parts:,}",
                "",
                "a possible zip bomb: do not open it",
            )
        if declared > limits.docx_unpacked_bytes:
            raise _bomb(declared, limits)
        unpacked = 0
        for part in parts:
            with archive.open(part) as stream:
                while chunk := stream.read(CHUNK):
                    unpacked += len(chunk)
                    if unpacked > limits.docx_unpacked_bytes:
                        raise _bomb(unpacked, limits)


def _bomb(found: int, limits: Limits) -> SkipItem:
    return SkipItem(
        f"unpacks to {size(found)} or more; a Word file is read up to {size(limits.docx_unpacked_bytes)}",
        "",
        "a possible zip bomb: do not open it; ask the sender for a PDF",
    )


def _words(element: etree._Element) -> Iterator[str]:
    """The words of one paragraph; paragraphs inside it (text boxes) come on their own."""
    for child in element:
        if child.tag in WORDS:
            yield WORDS[child.tag] or child.text or ""
        elif child.tag not in NOT_READ and child.tag != f"{W}p":
            yield from _words(child)


def _paragraphs(root: etree._Element) -> Iterator[str]:
    for paragraph in root.iter(f"{W}p"):
        if not any(above.tag in NOT_READ for above in paragraph.iterancestors()):
            yield "".join(_words(paragraph)).strip()


def _footnotes(word: WordFile) -> Iterator[str]:
    for relation in word.part.rels.values():
        if relation.reltype in (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES) and not relation.is_external:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            yield from _paragraphs(etree.fromstring(relation.target_part.blob, parser))


def _open(data: bytes, limits: Limits) -> WordFile:
    try:
        check_sizes(data, limits)
        return docx.Document(io.BytesIO(data))
    except (
        zipfile.BadZipFile,
        PackageNotFoundError,
        KeyError,
        ValueError,
        etree.LxmlError,
        EOFError,
        OSError,
    ) as error:
        raise SkipItem("a damaged or cut off Word file", "", "get the file again") from error
    except (RuntimeError, NotImplementedError) as error:
        raise SkipItem(
            "a Word file with a password or an unknown packing", "", "save it again without a password"
        ) from error


def parse(data: bytes, limits: Limits, url: str | None = None) -> Parsed:
    """Text and core properties; raises SkipItem for a damaged, locked or swollen file."""
    word = _open(data, limits)
    text = "\n".join(p for p in (*_paragraphs(word.element.body), *_footnotes(word)) if p)
    core = word.core_properties
    title = (core.title or "").strip()
    day = core.created
    return Parsed(
        text,
        None if title.lower() in NO_TITLE else title or None,
        day.date().isoformat() if day and day.year > 2000 and day.date() != TEMPLATE_MADE else None,
        url=url,
        language=core.language or None,
    )
