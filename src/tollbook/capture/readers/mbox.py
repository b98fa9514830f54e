"""A mailbox: each mail in it as a report of its own, read one after the other, however large the file."""

import re
from collections.abc import Callable, Iterator

from tollbook.capture.item import Item, inside
from tollbook.capture.readers.lines import lines
from tollbook.errors import SkipItem
from tollbook.model import Document

Read = Callable[[Item], Iterator[Document | SkipItem]]
SEPARATOR = re.compile(rb"From \S+ .*\d\d:\d\d.*\d{4}.*$")
"""The line above each mail: "From sender Wed Nov 14 10:00:00 2018"."""


def _mails(item: Item) -> Iterator[bytes | SkipItem]:
    """The bytes of each mail; of one that is too large just more than may be read, so that it is refused by name."""
    mail = bytearray()
    begun, above = False, b""
    with item.opener() as stream:
        for _, line in lines(stream, item):
            if isinstance(line, SkipItem):
                yield line
                continue
            if not above.strip() and SEPARATOR.match(line.rstrip()):
                if begun:
                    yield bytes(mail)
                begun = True
                mail.clear()
            elif len(mail) <= item.limits.email_bytes:
                mail += line
            above = line
    if begun:
        yield bytes(mail)


def read_with(item: Item, read: Read) -> Iterator[Document | SkipItem]:
    """What ``read`` finds in each mail, in their order."""
    for number, mail in enumerate(_mails(item), 1):
        if isinstance(mail, SkipItem):
            yield mail
        else:
            yield from read(inside(item, mail, f"mail-{number}.eml", f"/mail-{number}"))
