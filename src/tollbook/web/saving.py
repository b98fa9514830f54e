"""Two people saving one record at once: the second is told, and nothing of either is lost."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Model
from django.http import HttpRequest

LONGEST = 19
"""Digits that no longer fit a column of numbers."""
Standing = Sequence[tuple[str, str]]
"""How a record stands now, as (what, its words), for whoever is told."""


class Conflict(Exception):
    """The record was saved by somebody else since it was opened; ``current`` is how it stands now.

    Left to the middleware, it becomes a page (409) with both: ``standing``, and what was sent. ``address``: where the
    record is read as it stands.
    """

    def __init__(self, current: Any, standing: Standing = (), address: str = "") -> None:
        super().__init__("saved by somebody else meanwhile")
        self.current, self.standing, self.address = current, standing, address


def save_version(record: Model, seen: int, **changes: Any) -> None:
    """Write ``changes`` if the record still has the version that was ``seen``, and count the version up.

    The model has an integer field ``version``. Raises Conflict, with nothing written, where it was saved meanwhile.
    """
    table = type(record)._default_manager
    if not table.filter(pk=record.pk, version=seen).update(**changes, version=F("version") + 1):
        raise Conflict(table.get(pk=record.pk))
    record.refresh_from_db()


@contextmanager
def alone(*name: str) -> Iterator[None]:
    """A transaction in which nobody else does what has this name: what is read in it holds until it is written.

    SQLite has one writer at a time; PostgreSQL holds an advisory lock to the end of the transaction.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            mark = hashlib.sha256("\n".join(name).encode()).digest()[:8]
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(mark, signed=True)])
        yield


def seen_number(request: HttpRequest) -> int | None:
    """The version that the form sent says was seen; None where it says none."""
    return whole_number(request.POST.get("seen", ""))


def whole_number(given: str) -> int | None:
    """A number from outside that a column can hold; None where it is none."""
    return int(given) if given.isdecimal() and len(given) < LONGEST else None


def as_sent(fields: Any) -> list[str]:
    """The words of a form as they were sent, for whoever could not save them: no secret, no button, no version."""
    kept = ((name, words.strip()) for name, every in fields.lists() for words in every)
    return [words for name, words in kept if words and not name.startswith(UNTOLD)]


UNTOLD = ("csrf", "password", "seen", "version", "do", "watch")
"""Beginnings of the names of fields that say nothing to whoever filled them in."""
