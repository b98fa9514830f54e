"""Triggers that refuse to change or delete an event, whoever asks. PostgreSQL gets its own in the same place."""

from typing import ClassVar

from django.db import migrations

REFUSE = (
    "CREATE TRIGGER casebook_event_no_{verb} BEFORE {verb} ON casebook_event "
    "BEGIN SELECT RAISE(ABORT, 'events are only ever added to'); END"
)


def forbid(apps: object, schema_editor: object) -> None:
    """Add the triggers where the database is SQLite."""
    if schema_editor.connection.vendor == "sqlite":  # type: ignore[attr-defined]
        for verb in ("UPDATE", "DELETE"):
            schema_editor.execute(REFUSE.format(verb=verb))  # type: ignore[attr-defined]


def allow(apps: object, schema_editor: object) -> None:
    """Take them away again."""
    if schema_editor.connection.vendor == "sqlite":  # type: ignore[attr-defined]
        for verb in ("UPDATE", "DELETE"):
            schema_editor.execute(f"DROP TRIGGER casebook_event_no_{verb}")  # type: ignore[attr-defined]


class Migration(migrations.Migration):
    """Append-only events."""

    dependencies: ClassVar = [("casebook", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(forbid, allow)]
