"""The full-text index on the searchable entries, in the words of the database at hand."""

from typing import Any, ClassVar

from django.db import migrations

SQLITE = (
    "CREATE VIRTUAL TABLE web_entry_text USING fts5(words, stems, content='web_entry', content_rowid='id', "
    "tokenize='unicode61', prefix='2 3')",
    "CREATE TRIGGER web_entry_text_insert AFTER INSERT ON web_entry BEGIN "
    "INSERT INTO web_entry_text(rowid, words, stems) VALUES (new.id, new.words, new.stems); END",
    "CREATE TRIGGER web_entry_text_delete AFTER DELETE ON web_entry BEGIN "
    "INSERT INTO web_entry_text(web_entry_text, rowid, words, stems) "
    "VALUES ('delete', old.id, old.words, old.stems); END",
    "CREATE TRIGGER web_entry_text_update AFTER UPDATE ON web_entry BEGIN "
    "INSERT INTO web_entry_text(web_entry_text, rowid, words, stems) "
    "VALUES ('delete', old.id, old.words, old.stems); "
    "INSERT INTO web_entry_text(rowid, words, stems) VALUES (new.id, new.words, new.stems); END",
)
POSTGRESQL = (
    "ALTER TABLE web_entry ADD COLUMN text tsvector GENERATED ALWAYS AS "
    "(to_tsvector('simple', words) || to_tsvector('simple', stems)) STORED",
    "CREATE INDEX web_entry_text ON web_entry USING gin (text)",
)
BACK = {
    "sqlite": (
        *(f"DROP TRIGGER web_entry_text_{verb}" for verb in ("insert", "delete", "update")),
        "DROP TABLE web_entry_text",
    ),
    "postgresql": ("DROP INDEX web_entry_text", "ALTER TABLE web_entry DROP COLUMN text"),
}


def make(apps: object, schema_editor: Any) -> None:
    """Make the index."""
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop(apps: object, schema_editor: Any) -> None:
    """Take it away."""
    for statement in BACK[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """Full text."""

    dependencies: ClassVar = [("web", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(make, drop)]
