"""A database that is not ours is refused and left as it is; ours is made whole or not at all."""

import sqlite3
from pathlib import Path

import pytest

from tollbook.casebook.database import APPLICATION_ID, FILE
from tollbook.casebook.workspace import Workspace
from tollbook.errors import StopRun


def foreign_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE photos (name TEXT)")
    connection.close()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (foreign_database, "another program"),
        (lambda path: path.write_text("not a database at all" * 20), "not a database"),
        (lambda path: path.write_bytes(b""), "not a database"),
        (lambda path: path.write_bytes(b"SQLite format 3\x00"), "not a database"),
    ],
)
def test_foreign_file_is_refused_and_unchanged(tmp_path: Path, make: object, words: str) -> None:
    file = tmp_path / FILE
    make(file)  # type: ignore[operator]
    before = file.read_bytes()
    with pytest.raises(StopRun, match=words):
        Workspace.open(tmp_path, create=True)
    assert file.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [FILE]


def test_damaged_database_is_told(tmp_path: Path) -> None:
    Workspace.open(tmp_path, create=True).close()
    file = tmp_path / FILE
    content = bytearray(file.read_bytes())
    content[100:] = b"\xa5" * (len(content) - 100)
    file.write_bytes(content)
    with pytest.raises(StopRun, match="damaged"):
        Workspace.open(tmp_path)


def test_newer_database_is_refused(tmp_path: Path) -> None:
    Workspace.open(tmp_path, create=True).close()
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('casebook', '9999_later', '')")
    connection.close()
    with pytest.raises(StopRun, match="newer"):
        Workspace.open(tmp_path)


def test_folder_without_workspace_is_named(tmp_path: Path) -> None:
    with pytest.raises(StopRun, match="no workspace"):
        Workspace.open(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()


def test_file_in_the_place_of_the_folder_stops(tmp_path: Path) -> None:
    (tmp_path / "ws").write_text("a file")
    with pytest.raises(StopRun, match="cannot be made"):
        Workspace.open(tmp_path / "ws", create=True)


def test_left_over_of_a_killed_start_is_cleared(tmp_path: Path) -> None:
    (tmp_path / f".{FILE}.new").write_bytes(b"half")
    with Workspace.open(tmp_path, create=True) as opened:
        assert opened.counts() == {"reports": 0, "claims": 0}
    assert not list(tmp_path.glob(f".{FILE}.new*"))


def test_file_says_whose_it_is_and_logs_ahead(tmp_path: Path) -> None:
    with Workspace.open(tmp_path, create=True):
        with sqlite3.connect(tmp_path / FILE) as connection:
            assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        connection.close()


def test_only_one_run_at_a_time(tmp_path: Path) -> None:
    with Workspace.open(tmp_path, create=True) as opened:
        with opened.writing(), pytest.raises(StopRun, match="another run"), opened.writing():
            pass
        with opened.writing():
            pass


def test_models_and_migrations_agree(tmp_path: Path) -> None:
    from django.core.management import call_command  # noqa: PLC0415 (Django is set up by the casebook)

    with Workspace.open(tmp_path, create=True):
        call_command("makemigrations", "casebook", check=True, dry_run=True, verbosity=0)
