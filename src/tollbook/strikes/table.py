"""CSV and TSV: the rows of a log with the line each begins on."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tollbook.errors import StopRun
from tollbook.strikes.entry import Fault

DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Rows:
    """Columns, rows by where they stand, and what is wrong with the file's form."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, Mapping[str, str]], ...]
    faults: tuple[Fault, ...] = field(default=())


def rows(text: str, name: str) -> Rows:
    """The rows of a table; raises StopRun where it has no header or two columns bear one name."""
    text = text.lstrip("\ufeff")
    header = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=header.count)
    listed = list(_lines(text, delimiter, name))
    if not listed:
        raise StopRun("is empty", name, "give a table whose first row names the columns")
    columns = tuple(cell.strip() for cell in listed[0][1])
    _check(columns, name)
    good = [(number, row) for number, row in listed[1:] if len(row) <= len(columns) or not any(row[len(columns) :])]
    return Rows(columns, tuple((f"{name}, line {n}", dict(zip(columns, row, strict=False))) for n, row in good),
                tuple(_long(listed[1:], len(columns), name)))  # fmt: skip


def _lines(text: str, delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold anything, with the line they begin on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begin = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield begin, row
            begin = reader.line_num + 1
    except csv.Error as error:
        raise StopRun(
            f"not readable as a table: {error}", f"{name}, line {begin}", "look for a stray quotation mark"
        ) from error


def _check(columns: tuple[str, ...], name: str) -> None:
    twice = sorted({column for column in columns if column and columns.count(column) > 1})
    if twice:
        raise StopRun(f"two columns are called {twice[0]!r}", name, "give each column its own name")


def _long(listed: list[tuple[int, list[str]]], wide: int, name: str) -> Iterator[Fault]:
    for number, row in listed:
        if len(row) > wide and any(row[wide:]):
            remedy = "put quotation marks round values that hold the separator"
            yield Fault(f"{name}, line {number}", f"{len(row)} cells under {wide} columns", remedy)
