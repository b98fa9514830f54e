"""Opening the one SQLite file of a workspace: made whole or not at all, brought up to date, refused when not ours."""

import sqlite3
from pathlib import Path

from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor

from tollbook.casebook.settings import SQLITE
from tollbook.errors import StopRun

FILE = "tollbook.sqlite3"
APPLICATION_ID = 0x544F4C4C
"""Stands in the file's header (offset 68) and says "TOLL": what else is an SQLite file is not touched."""
DISK = ("disk I/O error", "disk is full", "readonly database", "unable to open")
"""What SQLite says where the disk fails it and the file is sound."""
HEADER = b"SQLite format 3\x00"


def open_database(root: Path) -> str:
    """The Django alias of the workspace's database, made or brought up to date; raises StopRun where it is not ours."""
    file = root / FILE
    if file.exists():
        _refuse_foreign(file)
    else:
        _create(file)
    alias = _connect(file)
    try:
        _migrate(alias, file)
    except StopRun:
        close_database(alias)
        raise
    return alias


def close_database(alias: str) -> None:
    """Close the connection and forget the alias."""
    if alias in connections.settings:
        connections[alias].close()
        del connections[alias]
        del connections.settings[alias]


def _refuse_foreign(file: Path) -> None:
    try:
        with file.open("rb") as stream:
            head = stream.read(100)
    except OSError as error:
        raise StopRun(f"cannot be read: {error.strerror}", str(file), "name another folder with --workspace") from error
    if not head.startswith(HEADER) or len(head) < 100:
        raise StopRun("is not a database", str(file), "nothing was changed; name another folder with --workspace")
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        remedy = "nothing was changed; name another folder with --workspace"
        raise StopRun("is the database of another program", str(file), remedy)


def _create(file: Path) -> None:
    """Build beside the name and move into place, so that a killed start leaves no half-made database."""
    for left in file.parent.glob(f".{FILE}.new*"):
        left.unlink()
    new = file.with_name(f".{FILE}.new")
    with sqlite3.connect(new) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.close()
    alias = _connect(new)
    try:
        _migrate(alias, new)
        _settle(alias)
    finally:
        close_database(alias)
    new.replace(file)


def _settle(alias: str) -> None:
    """Write the log back into the file, which is about to be renamed without it."""
    with connections[alias].cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute("PRAGMA journal_mode=DELETE")


def _connect(file: Path) -> str:
    alias = f"workspace:{file.resolve()}"
    connections.settings[alias] = {**SQLITE, "NAME": str(file)}
    return alias


def _migrate(alias: str, file: Path) -> None:
    try:
        executor = MigrationExecutor(connections[alias])
        loader = executor.loader
        unknown = [
            key for key in loader.applied_migrations if key[0] == "casebook" and key not in loader.disk_migrations
        ]
        if unknown:
            remedy = "nothing was changed; install the newer Tollbook"
            raise StopRun("was written by a newer version of Tollbook", str(file), remedy)
        executor.migrate(loader.graph.leaf_nodes("casebook"))
    except DatabaseError as error:
        if any(words in str(error) for words in DISK):
            remedy = "make room on the disk, or name a folder you may write to"
            raise StopRun(f"cannot be written: {error}", str(file), remedy) from error
        raise StopRun(f"the database is damaged: {error}", str(file), "restore it from a copy") from error
