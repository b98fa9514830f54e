"""Web pages, PDFs and Word files: parsed in the guarded process, made Documents here."""

from collections.abc import Iterator

from tollbook.capture.build import document
from tollbook.capture.days import parse_day
from tollbook.capture.found import Found
from tollbook.capture.guard import parse
from tollbook.capture.item import Item
from tollbook.capture.parsers.parsed import Parsed
from tollbook.capture.remark import Remark
from tollbook.errors import SkipItem
from tollbook.model import Document


def _found(parsed: Parsed) -> Found:
    return Found(
        text=parsed.text,
        title=parsed.title,
        published=parse_day(parsed.published),
        publisher=parsed.publisher,
        url=parsed.url,
        language=parsed.language,
    )


def _read(parser: str, item: Item, limit: int, what: str) -> Iterator[Document | SkipItem]:
    parsed = parse(parser, item, item.read(limit, what))
    yield document(item, _found(parsed))
    for remark in parsed.remarks:
        yield Remark(remark, item.origin, "check the report against the original")


def read_html(item: Item) -> Iterator[Document | SkipItem]:
    """The one report of a web page."""
    return _read("html", item, item.limits.html_bytes, "web page")


def read_pdf(item: Item) -> Iterator[Document | SkipItem]:
    """The one report of a PDF."""
    return _read("pdf", item, item.limits.pdf_bytes, "PDF")


def read_docx(item: Item) -> Iterator[Document | SkipItem]:
    """The one report of a Word file."""
    return _read("docx", item, item.limits.docx_bytes, "Word file")
