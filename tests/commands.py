"""The commands as tests run them: in a process of their own, or in this one."""

import os
import subprocess
import sys

from typer.testing import CliRunner

from tests.conftest import EXAMPLE, ROOT
from tollbook.cli.main import STOPPED, app, in_words
from tollbook.errors import TollbookError

PLACES = ["--gazetteer", str(EXAMPLE / "places.csv")]
TOLLBOOK = [sys.executable, "-c", "from tollbook.cli import main; main()"]


def tollbook(*args: str, given: str | bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    """A command as a user starts it, with what it is given on its standard input."""
    return subprocess.run(
        [*TOLLBOOK, *args],
        input=given.encode() if isinstance(given, str) else given,
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, **env},
    )


def ran(*args: object, status: int = 0) -> str:
    """All that a command says, in this process: programs are loaded and the gazetteer is read once.

    An error is a line and a status, as ``main`` has it; tests/test_cli.py shows that a process does the same.
    """
    result = CliRunner().invoke(app, [str(arg) for arg in args])
    stopped = result.exception if isinstance(result.exception, TollbookError) else None
    said = result.output + (f"tollbook: {in_words(stopped)}" if stopped else "")
    assert (STOPPED if stopped else result.exit_code) == status, (said, result.exception)
    return said
