"""The rooms stay independent of each other: import-linter's contracts in pyproject.toml hold."""

import subprocess
import sys

from tests.conftest import ROOT


def test_no_room_knows_another() -> None:
    lint = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", lint], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout
