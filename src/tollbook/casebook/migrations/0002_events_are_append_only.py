"""Triggers that refuse to change or delete an event, whoever asks."""

from typing import Any, ClassVar

from django.db import migrations

VERBS = ("UPDATE", "DELETE")
SQLITE = (
    "CREATE TRIGGER casebook_event_no_{verb} BEFORE {verb} ON casebook_event "
    "BEGIN SELECT RAISE(ABORT, 'events are only ever added to'); END"
)
FUNCTION = (
    "CREATE FUNCTION casebook_event_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'events are only ever added to'; END $$"
)
POSTGRESQL = (
    "CREATE TRIGGER casebook_event_no_{verb} BEFORE {verb} ON casebook_event "
    "FOR EACH ROW EXECUTE FUNCTION casebook_event_refuse()"
)

EMPTIED = (
    "CREATE TRIGGER casebook_event_no_TRUNCATE BEFORE TRUNCATE ON casebook_event "
    "FOR EACH STATEMENT EXECUTE FUNCTION casebook_event_refuse()"
)


def forbid(apps: object, schema_editor: Any) -> None:
    """Add the triggers, in the words of the database at hand."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    if not sqlite:
        schema_editor.execute(FUNCTION)
    for verb in VERBS:
        schema_editor.execute((SQLITE if sqlite else POSTGRESQL).format(verb=verb))
    if not sqlite:
        schema_editor.execute(EMPTIED)


def allow(apps: object, schema_editor: Any) -> None:
    """Take them away again."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    for verb in VERBS:
        schema_editor.execute(f"DROP TRIGGER casebook_event_no_{verb}" + ("" if sqlite else " ON casebook_event"))
    if not sqlite:
        schema_editor.execute("DROP TRIGGER casebook_event_no_TRUNCATE ON casebook_event")
        schema_editor.execute("DROP FUNCTION casebook_event_refuse()")


class Migration(migrations.Migration):
    """Append-only events."""

    dependencies: ClassVar = [("casebook", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(forbid, allow)]
