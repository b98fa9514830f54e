"""Plain text and Markdown. Metadata only from a header block or front matter at the top, never guessed from prose."""

import re
from collections.abc import Iterator

from tollbook.capture.build import clean, document
from tollbook.capture.days import parse_day
from tollbook.capture.decode import decode, is_binary
from tollbook.capture.found import Found
from tollbook.capture.item import Item
from tollbook.capture.remark import Remark
from tollbook.errors import SkipItem
from tollbook.model import Document

HEADERS = {
    "title": "title", "headline": "title", "date": "published", "published": "published", "source": "publisher",
    "publisher": "publisher", "outlet": "publisher", "url": "url", "link": "url", "language": "language",
    "lang": "language", "cites": "cites", "id": "id",
    "العنوان": "title", "التاريخ": "published", "المصدر": "publisher", "الناشر": "publisher", "الرابط": "url",
    "titre": "title", "título": "title", "fecha": "published", "fuente": "publisher", "заголовок": "title",
    "дата": "published", "источник": "publisher", "başlık": "title", "tarih": "published", "kaynak": "publisher",
}  # fmt: skip
HEADER_LINE = re.compile(r"([^\W\d_]{2,12})[ \t]?:[ \t]*(\S.{0,500})$")
FRONT_MATTER = re.compile(r"---[ \t]*\n(.{0,5000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
HEADING = re.compile(r"\s*# +(.{1,300})")
MOST_HEADERS = 12
SHORT = 100_000
"""Bytes looked at to tell that a text is binary junk further on."""


def _pair(line: str) -> tuple[str, str] | None:
    match = HEADER_LINE.match(line.strip())
    name = HEADERS.get(match.group(1).lower()) if match else None
    return (name, match.group(2).strip().strip("\"'")) if match and name else None


def _header_block(text: str) -> tuple[dict[str, str], str]:
    """The "Name: value" lines at the top and the text after them; a block ends at its first other line."""
    values: dict[str, str] = {}
    lines = text.split("\n")
    taken = 0
    for line in lines[:MOST_HEADERS]:
        pair = _pair(line)
        if pair is None or pair[0] in values:
            break
        values[pair[0]] = pair[1]
        taken += 1
    ended = taken < len(lines) and not lines[taken].strip()
    if not values or not (ended or taken > 1):
        return {}, text
    return values, "\n".join(lines[taken:])


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    match = FRONT_MATTER.match(text)
    if not match:
        return {}, text
    pairs = [pair for line in match.group(1).split("\n") if (pair := _pair(line))]
    return dict(reversed(pairs)), text[match.end() :]


def found_in(text: str, markdown: bool) -> Found:
    """The report in a text: what its header says, and the text below it."""
    text = clean(text)
    values, body = _front_matter(text)
    if not values:
        values, body = _header_block(text)
    if markdown and "title" not in values and (heading := HEADING.match(body)):
        values["title"] = heading.group(1).strip()
    if not body.strip():
        values, body = {}, text
    published = parse_day(values.pop("published", None))
    return Found(text=body, published=published, **values)


def read(item: Item) -> Iterator[Document | SkipItem]:
    """The one report of a text file, and a remark where its encoding was guessed."""
    data = item.read(item.limits.plain_text_bytes, "text")
    if is_binary(data[:SHORT]) or is_binary(data[-SHORT:]):
        raise SkipItem("binary data with a text's name", item.origin, "get the file again")
    text, remark = decode(data)
    yield document(item, found_in(text, item.suffix in (".md", ".markdown")))
    if remark:
        yield Remark(remark, item.origin, "check the words; save the file as UTF-8")
