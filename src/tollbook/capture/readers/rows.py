"""Rows to Documents, one report a row: what CSV, TSV and JSON readers share."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from tollbook.capture.build import document
from tollbook.capture.columns import mapping, report_of, unread_day
from tollbook.capture.ids import digest
from tollbook.capture.item import Item
from tollbook.capture.remark import Remark
from tollbook.errors import SkipItem
from tollbook.model import Document

REMEDY = "give every row a text column (text, body or content)"


@dataclass(slots=True)
class Rows:
    """The rows of one item. Remembers the ids it gave, so that two reports of one file never share one."""

    item: Item
    seen: dict[str, str] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)

    def read(self, row: object, where: str) -> Iterator[Document | SkipItem]:
        """The report of one row, or the reason why it gives none."""
        try:
            yield from self._read(row, where)
        except SkipItem as error:
            yield error

    def _read(self, row: object, where: str) -> Iterator[Document | SkipItem]:
        if not isinstance(row, Mapping):
            raise SkipItem("no JSON object", f"{self.item.origin}{where}", "one JSON object a report")
        columns = mapping(str(name) for name in row)
        found = report_of(row, columns)
        if found is None:
            raise SkipItem("a row without text", f"{self.item.origin}{where}", REMEDY)
        if day := unread_day(row, columns):
            self.unread.append(f"{where.lstrip(', ')} ({day[:40]!r})")
        content = digest(*(str(value) for value in (found.id, found.text, found.title, found.url, found.publisher)))
        if (once := self.seen.get(found.id or content)) is not None and once == content:
            self.same.append(where.lstrip(", "))
            return
        if once is not None:
            found = replace(found, id=f"{found.id}-{content}")
        self.seen[found.id or content] = content
        yield document(self.item, found, key=content, where=where)

    def remarks(self) -> Iterator[SkipItem]:
        """What is to be told once the rows are through."""
        if self.unread:
            what = f"{len(self.unread)} dates could not be read or can be read two ways: {', '.join(self.unread[:3])}"
            yield Remark(what, self.item.origin, "write dates as 2018-11-13")
        if self.same:
            what = f"{len(self.same)} rows repeat an earlier one and were read once: {', '.join(self.same[:3])}"
            yield Remark(what, self.item.origin, "nothing to do")
