"""Processes of their own on a workspace of their own: SQLite, or a new database where DATABASE_URL names a server."""

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from tests.conftest import ROOT

PATIENCE = 150


@contextmanager
def surroundings(root: Path, own_file: bool = False) -> Iterator[Mapping[str, str]]:
    """The environment of such processes; a database made for them goes afterwards. ``own_file``: SQLite in any case."""
    root.mkdir(exist_ok=True)
    given = {**os.environ, "TOLLBOOK_WORKSPACE": str(root), "DJANGO_SETTINGS_MODULE": "tollbook.web.settings",
             "TOLLBOOK_HOSTS": "testserver,127.0.0.1"}  # fmt: skip
    server = given.get("DATABASE_URL")
    if own_file or server is None:
        given.pop("DATABASE_URL", None)
        yield given
        return
    name = f"together_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield {**given, "DATABASE_URL": f"{server.rpartition('/')[0]}/{name}"}
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def run(module: str, env: Mapping[str, str], *arguments: str) -> str:
    """What the module prints; its errors are told where it fails."""
    done = started(module, env, *arguments)
    out, err = done.communicate(timeout=PATIENCE)
    assert done.returncode == 0, err[-3000:]
    return str(out)


def started(module: str, env: Mapping[str, str], *arguments: str) -> "subprocess.Popen[Any]":
    """The module begun, in its own process."""
    command = [sys.executable, "-m", module, *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, env=dict(env), stdout=pipe, stderr=pipe, text=True)
