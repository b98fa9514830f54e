"""Two people saving one record at once: the second is told, and nothing of either is lost."""

from typing import Any

from django.db.models import F, Model


class Conflict(Exception):
    """The record was saved by somebody else since it was opened; ``current`` is how it stands now."""

    def __init__(self, current: Any) -> None:
        super().__init__("saved by somebody else meanwhile")
        self.current = current


def save_version(record: Model, seen: int, **changes: Any) -> None:
    """Write ``changes`` if the record still has the version that was ``seen``, and count the version up.

    The model has an integer field ``version``. Raises Conflict, with nothing written, where it was saved meanwhile.
    """
    table = type(record)._default_manager
    if not table.filter(pk=record.pk, version=seen).update(**changes, version=F("version") + 1):
        raise Conflict(table.get(pk=record.pk))
    record.refresh_from_db()
