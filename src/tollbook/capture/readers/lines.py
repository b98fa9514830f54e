"""Lines of a stream of any size in bounded memory."""

from collections.abc import Iterator
from typing import BinaryIO

from tollbook.capture.item import Item
from tollbook.capture.limits import size
from tollbook.errors import SkipItem


def _skip_line(stream: BinaryIO, limit: int) -> None:
    while (part := stream.readline(limit)) and not part.endswith(b"\n"):
        pass


def lines(stream: BinaryIO, item: Item) -> Iterator[tuple[int, bytes | SkipItem]]:
    """Each line with its number; one too long is passed over and named. Raises SkipItem past the file's limit."""
    limit = item.limits.row_bytes
    number = total = 0
    while line := stream.readline(limit + 1):
        number += 1
        total += len(line)
        if total > item.limits.table_bytes:
            raise SkipItem(
                f"unpacks to more than {size(item.limits.table_bytes)}; read up to line {number}",
                item.origin,
                "split it into several files",
            )
        if len(line) > limit:
            _skip_line(stream, limit)
            yield (
                number,
                SkipItem(f"a line of more than {size(limit)}", f"{item.origin}, line {number}", "one report a line"),
            )
            continue
        yield number, line
