"""The append-only history: who, when, old, new, reason."""

from datetime import UTC, datetime
from typing import Any

from tollbook.casebook import models


def record_event(  # noqa: PLR0913 (the six things an event must say)
    alias: str,
    *,
    actor: str,
    kind: str,
    subject: tuple[str, str],
    old: Any = None,
    new: Any = None,
    field: str = "",
    reason: str = "",
) -> models.Event:
    """Add one event about ``subject`` (type, id); call it inside the transaction that makes the change."""
    event = models.Event(
        at=datetime.now(UTC),
        actor=actor,
        kind=kind,
        subject_type=subject[0],
        subject_id=subject[1],
        field=field,
        old=old,
        new=new,
        reason=reason,
    )
    event.save(using=alias)
    return event
