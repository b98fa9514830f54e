"""From what was found to a Document: clean text, id, language, condition. One way for every kind of item."""

import re
from collections.abc import Iterator

from tollbook.capture.condition import condition_of
from tollbook.capture.found import Found
from tollbook.capture.ids import document_id
from tollbook.capture.item import Item
from tollbook.capture.language import choose
from tollbook.errors import SkipItem
from tollbook.model import Document

NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
SURROGATE = re.compile(r"[\ud800-\udfff]")
LONGEST_FIELD = 1_000
"""Characters of a title, publisher or address: more is a mistake in the file."""


def clean(text: str) -> str:
    """Text that every later step can store: line ends as \\n, no control characters, no halves of letters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    return SURROGATE.sub("\ufffd", NOT_TEXT.sub("", text)).strip()


def field(value: str | None) -> str | None:
    """One line of at most 1,000 characters, or ``None`` where nothing is left."""
    line = " ".join(clean(value).split()) if value else ""
    return line[:LONGEST_FIELD] or None


def document(item: Item, found: Found, key: str = "", where: str = "") -> Document:
    """The Document of one report; raises SkipItem where it holds no words or too many."""
    text = clean(found.text)
    origin = f"{item.origin}{where}"
    if not any(c.isalnum() for c in text):
        raise SkipItem("no words in it", origin, "get the report again, or give its text")
    if len(text) > item.limits.report_characters:
        raise SkipItem(
            f"{len(text):,} characters; one report is read up to {item.limits.report_characters:,}",
            origin,
            "split it into single reports",
        )
    return Document(
        id=field(found.id) or document_id(item.file, item.original, item.key + key),
        text=text,
        title=field(found.title),
        language=choose(found.language, text, found.title),
        published=found.published,
        url=field(found.url) or item.url,
        publisher=field(found.publisher),
        cites=field(found.cites),
        condition=condition_of(text),
        original=item.original,
        origin=origin,
    )


def documents(item: Item, found: Found) -> Iterator[Document | SkipItem]:
    """One report as a stream of one."""
    yield document(item, found)
