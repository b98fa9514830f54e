"""The history: what people decided and what the program replaced. Only ever added to."""

from typing import Any, ClassVar

from django.db import models


class EventError(TypeError):
    """Raised where code tries to change or delete an event."""


class Event(models.Model):
    """What somebody decided or the program replaced: who, when, old, new, reason. Only ever added to.

    ``actor`` is a person's name, or ``tollbook`` for the program itself; triggers in the database refuse changes too.
    """

    at = models.DateTimeField()
    actor = models.TextField()
    kind = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=40)
    subject_id = models.TextField(db_index=True)
    field = models.CharField(max_length=40, default="")
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    reason = models.TextField(default="")

    class Meta:
        """Decisions and judgements are few among all events."""

        indexes: ClassVar = [
            models.Index(fields=["kind", "field", "id"], name="event_by_kind"),
            models.Index(fields=["subject_type", "id"], name="event_by_subject_type"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the event; raises EventError where it is already there."""
        if self.pk is not None:
            raise EventError("an event is never changed: add another")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Raise EventError, always."""
        raise EventError("an event is never deleted: add another")
