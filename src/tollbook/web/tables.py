"""Lists as files: every list exports what its filters show."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import StreamingHttpResponse

from tollbook.publish.rows import guarded


class _Line:
    """What csv writes to: it gives the line back."""

    def write(self, line: str) -> str:
        """The line."""
        return line


def as_csv(name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> StreamingHttpResponse:
    """A CSV file that spreadsheets read as UTF-8, sent while it is made."""
    writer = csv.writer(_Line())

    def lines() -> Iterator[str]:
        yield "\ufeff" + writer.writerow(columns)
        for row in rows:
            yield writer.writerow([guarded("" if value is None else value) for value in row])

    return _attachment(lines(), f"{name}.csv", "text/csv; charset=utf-8")


def as_json_lines(name: str, records: Iterable[dict[str, Any]]) -> StreamingHttpResponse:
    """One JSON object a line."""
    lines = (json.dumps(record, ensure_ascii=False, default=str) + "\n" for record in records)
    return _attachment(lines, f"{name}.jsonl", "application/jsonl; charset=utf-8")


def _attachment(lines: Iterable[str], name: str, kind: str) -> StreamingHttpResponse:
    return StreamingHttpResponse(
        lines, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
