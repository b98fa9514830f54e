"""Flat rows as files: columns with their types, CSV that a spreadsheet cannot run, Parquet."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

FORMULA = ("=", "+", "-", "@", "\t", "\r")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table and its Parquet type."""

    name: str
    type: pa.DataType


def columns(*groups: tuple[pa.DataType, str]) -> tuple[Column, ...]:
    """Columns from types, each with the names that have it."""
    return tuple(Column(name, kind) for kind, names in groups for name in names.split())


def linked(base: str, code: str, href: str) -> str:
    """The address of a page of one language."""
    return f"{base}{code}/{href}"


def guarded(value: Any) -> Any:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection)."""
    if isinstance(value, str) and value.lstrip(" \u00a0\ufeff").startswith(FORMULA):
        return f"'{value}"
    return value


def csv_bytes(rows: Sequence[Row], columns: Sequence[Column]) -> bytes:
    """UTF-8 with a byte order mark, so that spreadsheets open Arabic and Cyrillic rightly."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    names = [c.name for c in columns]
    writer.writerow(names)
    writer.writerows([guarded(row[name]) for name in names] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def parquet_bytes(rows: Sequence[Row], columns: Sequence[Column]) -> bytes:
    """A Parquet file; the same rows give the same bytes under the same pyarrow."""
    schema = pa.schema([(c.name, c.type) for c in columns])
    table = pa.Table.from_pylist([_encodable(row) for row in rows], schema=schema)
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return bytes(sink.getvalue())


def _encodable(row: Row) -> Row:
    return {k: v.encode("utf-8", "replace").decode() if isinstance(v, str) else v for k, v in row.items()}
