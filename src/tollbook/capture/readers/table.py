"""CSV and TSV: one report a row, the first row naming the columns; read row by row, however large."""

import csv
import io
from collections.abc import Iterator

from tollbook.capture.columns import aliases, mapping
from tollbook.capture.decode import Encoding, guess_stream
from tollbook.capture.item import Item
from tollbook.capture.readers.lines import lines
from tollbook.capture.readers.rows import Rows
from tollbook.capture.remark import Remark
from tollbook.errors import SkipItem
from tollbook.model import Document

DELIMITERS = ",;\t|"


def _text_lines(item: Item, encoding: Encoding) -> Iterator[str]:
    """Decoded lines; stops with SkipItem at one that is too long, since a row may run over several lines."""
    with item.opener() as stream:
        if encoding.name.startswith(("utf-16", "utf-32", "utf_16")):
            data = item.read(item.limits.json_bytes, "table in UTF-16")
            yield from io.StringIO(data.decode(encoding.name, "replace").lstrip("\ufeff"), newline="")
            return
        for number, line in lines(stream, item):
            if isinstance(line, SkipItem):
                raise line
            text = line.decode(encoding.name, "replace").replace("\x00", "\ufffd")
            yield text.lstrip("\ufeff") if number == 1 else text


def _delimiter(header: str, suffix: str) -> str:
    return "\t" if suffix == ".tsv" else max(DELIMITERS, key=header.count)


def _header(item: Item, encoding: Encoding) -> tuple[list[str], str]:
    first = next((line for line in _text_lines(item, encoding) if line.strip()), "")
    delimiter = _delimiter(first, item.suffix)
    return next(csv.reader([first], delimiter=delimiter), []), delimiter


def _check(columns: list[str], item: Item) -> None:
    if "text" not in mapping(columns):
        names = ", ".join(repr(c[:40]) for c in columns[:12])
        accepted = ", ".join(aliases()["text"][:5])
        raise SkipItem(f"no column with the text; its columns are {names}", item.origin, f"name one of {accepted}")


def _undated(columns: list[str], item: Item) -> Remark:
    names = ", ".join(repr(c[:40]) for c in columns[:12])
    accepted = ", ".join(aliases()["published"][:5])
    what = f"no column with the day of publication, so “on Tuesday” names no day; its columns are {names}"
    return Remark(what, item.origin, f"name one of {accepted}")


class _Quotes:
    """Passes lines on and counts their quotation marks: an odd number means that rows have run together."""

    def __init__(self) -> None:
        self.count = 0

    def through(self, source: Iterator[str]) -> Iterator[str]:
        for line in source:
            self.count += line.count('"')
            yield line


def _rows(item: Item, encoding: Encoding, delimiter: str, rows: Rows) -> Iterator[Document | SkipItem]:
    csv.field_size_limit(item.limits.row_bytes)
    quotes = _Quotes()
    reader = csv.DictReader(quotes.through(_text_lines(item, encoding)), delimiter=delimiter)
    try:
        for row in reader:
            yield from rows.read(
                {str(name): value for name, value in row.items() if name is not None}, f", line {reader.line_num}"
            )
    except csv.Error as error:
        raise SkipItem(
            f"not readable as a table from line {reader.line_num} on: {error}",
            item.origin,
            "look for a stray quotation mark",
        ) from error
    if quotes.count % 2:
        yield Remark(
            "an odd number of quotation marks: rows may have run together", item.origin, "look for the stray one"
        )


def read(item: Item) -> Iterator[Document | SkipItem]:
    """Every report of a table in its order; a row without text is named by its line and the rest is read."""
    with item.opener() as stream:
        encoding = guess_stream(stream)
    columns, delimiter = _header(item, encoding)
    _check(columns, item)
    rows = Rows(item)
    held = False
    for found in _rows(item, encoding, delimiter, rows):
        held = True
        yield found
    if not held:
        yield SkipItem("a table without a row below its header", item.origin, "look for the rows, or name it .txt")
    yield from rows.remarks()
    if "published" not in mapping(columns):
        yield _undated(columns, item)
    if encoding.remark:
        yield Remark(encoding.remark, item.origin, "check the words; save the file as UTF-8")
