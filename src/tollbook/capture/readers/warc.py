"""A web archive: every page or text that was answered with success is a report, with its address."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from tollbook.capture.ids import digest
from tollbook.capture.item import Item, inside
from tollbook.capture.limits import size
from tollbook.capture.remark import Remark
from tollbook.errors import SkipItem
from tollbook.model import Document

Read = Callable[[Item], Iterator[Document | SkipItem]]
READABLE = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}  # fmt: skip
SUCCESS = range(200, 300)
KINDS = WarcRecordType.response | WarcRecordType.resource


def _type(record: WarcRecord) -> str:
    headers = record.http_headers if record.is_http else record.headers
    given = (headers.get("Content-Type") if headers is not None else None) or "text/html"
    return str(given).partition(";")[0].strip().lower()


def _status(record: WarcRecord) -> int:
    return int(record.http_headers.status_code or 0) if record.is_http and record.http_headers is not None else 200


def _page(record: WarcRecord, item: Item, suffix: str) -> Item:
    url = str(record.headers.get("WARC-Target-URI") or "").strip("<>") or None
    limit = item.limits.warc_record_bytes
    data = record.reader.read(limit + 1)
    if len(data) > limit:
        raise SkipItem(f"a page of more than {size(limit)}", f"{item.origin} > {url}", "save the page by itself")
    page = inside(item, data, f"page{suffix}", f"/{url}/{digest(data.decode('latin-1'))}")
    return replace(page, url=url, origin=f"{item.origin} > {url}")


def _record(record: WarcRecord, item: Item, read: Read, left: Counter[str]) -> Iterator[Document | SkipItem]:
    kind, status = _type(record), _status(record)
    if kind not in READABLE:
        left[kind] += 1
    elif status not in SUCCESS:
        left[f"answers with status {status}"] += 1
    else:
        yield from read(_page(record, item, READABLE[kind]))


def _records(item: Item, read: Read, left: Counter[str]) -> Iterator[Document | SkipItem]:
    with item.opener() as stream:
        for record in ArchiveIterator(stream, record_types=KINDS, parse_http=True, auto_decode="all"):
            try:
                yield from _record(record, item, read, left)
            except SkipItem as error:
                yield error


def read_with(item: Item, read: Read) -> Iterator[Document | SkipItem]:
    """The reports of an archive in its order; then, in one line, what was passed over and why."""
    left: Counter[str] = Counter()
    pages = 0
    try:
        for found in _records(item, read, left):
            pages += isinstance(found, Document)
            yield found
    except (OSError, ValueError, RuntimeError) as error:
        yield SkipItem(f"damaged or cut off after {pages} pages: {error}", item.origin, "get the archive again")
    if left:
        what = ", ".join(f"{count} {name}" for name, count in sorted(left.items()))
        yield Remark(f"passed over as no pages: {what}", item.origin, "nothing to do, unless one of them is a report")
    elif not pages:
        yield SkipItem("no page in it", item.origin, "check that the archive is whole")
