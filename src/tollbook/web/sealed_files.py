"""Sealed files: lines, each a part of at most ``PART`` bytes sealed by itself, so that no file is held in memory whole.

Each part tells which file it is of, which part, and whether it is the last: none is left out, added or moved unseen.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from tollbook.web.sealed import Unreadable, seal_bytes, unseal_bytes

PART = 1 << 20
GOES_ON, LAST = b"+", b"."


def write(target: Path, content: Iterable[bytes], of: str) -> None:
    """Seal ``content`` into ``target``, which appears whole or not at all; ``of`` names the record it belongs to."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            number = -1
            for number, block in enumerate(_blocks(content)):
                out.write(seal_bytes(_head(of, number, GOES_ON) + block) + b"\n")
            out.write(seal_bytes(_head(of, number + 1, LAST)) + b"\n")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def read(path: Path, of: str) -> Iterator[bytes]:
    """The content, part by part. The first is read at once: raises FileNotFoundError, or Unreadable where the key is
    not at hand or the file was changed; so does any later part.
    """
    found = _parts(path, of)
    first = next(found, b"")
    return _after(first, found)


def _after(first: bytes, others: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from others


def _parts(path: Path, of: str) -> Iterator[bytes]:
    with path.open("rb") as file:
        ended = False
        for number, line in enumerate(file):
            said = unseal_bytes(line.rstrip(b"\n"))
            head = _head(of, number, LAST)
            ended = not ended and said == head
            if not ended and not said.startswith(_head(of, number, GOES_ON)):
                break
            yield said[len(head) :]
    if not ended:
        raise Unreadable("the file was changed")


def _head(of: str, number: int, kind: bytes) -> bytes:
    return f"{of} {number} ".encode() + kind


def _blocks(content: Iterable[bytes]) -> Iterator[bytes]:
    for block in content:
        yield from (block[start : start + PART] for start in range(0, len(block), PART))
