"""JSON: one object a line, one object, or a list of objects, also inside one object ({"articles": [...]})."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from tollbook.capture.columns import mapping
from tollbook.capture.decode import Encoding, decode, guess_stream
from tollbook.capture.item import Item
from tollbook.capture.readers.lines import lines
from tollbook.capture.readers.rows import Rows
from tollbook.capture.remark import Remark
from tollbook.errors import SkipItem
from tollbook.model import Document


def _parse(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError as error:
        raise SkipItem("brackets nested too deep", where, "one flat JSON object a report") from error
    except ValueError as error:
        raise SkipItem(f"not valid JSON: {error}", where, "one JSON object a line, or one list") from error


def _is_object(line: bytes, encoding: Encoding) -> bool:
    try:
        return isinstance(_parse(line.decode(encoding.name, "replace"), ""), dict)
    except SkipItem:
        return False


def _by_line(item: Item, encoding: Encoding) -> bool:
    """Whether the first line that is not empty is an object of its own, with more below it or .jsonl for a name."""
    if encoding.name.startswith(("utf-16", "utf-32", "utf_16")):
        return False
    with item.opener() as stream:
        found = [line for _, line in zip(range(50), lines(stream, item), strict=False)]
    full = [line for _, line in found if isinstance(line, SkipItem) or line.strip()]
    first = next((line for line in full if isinstance(line, bytes)), b"")
    named = item.suffix in (".jsonl", ".ndjson")
    return named or (len(full) > 1 and _is_object(first, encoding))


def _rows_by_line(stream: BinaryIO, rows: Rows, encoding: Encoding) -> Iterator[Document | SkipItem]:
    for number, line in lines(stream, rows.item):
        where = f", line {number}"
        if isinstance(line, SkipItem):
            yield line
            continue
        text = line.decode(encoding.name, "replace").lstrip("\ufeff").strip()
        if not text:
            continue
        try:
            row = _parse(text, f"{rows.item.origin}{where}")
        except SkipItem as error:
            yield error
            continue
        for one in _rows_in(row):
            yield from rows.read(one, where)


def _rows_in(value: Any) -> list[Any]:
    """The reports in a JSON value: a list's, an object's own, or those of the one list of objects inside it."""
    if isinstance(value, list):
        return value
    if isinstance(value, Mapping) and "text" not in mapping(str(name) for name in value):
        inner = [v for v in value.values() if isinstance(v, list) and v and isinstance(v[0], Mapping)]
        if len(inner) == 1:
            return list(inner[0])
    return [value]


def _whole(item: Item, rows: Rows) -> Iterator[Document | SkipItem]:
    text, _ = decode(item.read(item.limits.json_bytes, "JSON file that is one value"))
    reports = _rows_in(_parse(text.lstrip("\ufeff"), item.origin))
    for number, row in enumerate(reports, 1):
        yield from rows.read(row, f", entry {number}" if len(reports) > 1 else "")


def read(item: Item) -> Iterator[Document | SkipItem]:
    """Every report of a JSON file in its order; a bad line or entry is named and the rest is read."""
    with item.opener() as stream:
        encoding = guess_stream(stream)
    rows = Rows(item)
    if _by_line(item, encoding):
        with item.opener() as stream:
            yield from _rows_by_line(stream, rows, encoding)
    else:
        yield from _whole(item, rows)
    yield from rows.remarks()
    if encoding.remark:
        yield Remark(encoding.remark, item.origin, "check the words; save the file as UTF-8")
