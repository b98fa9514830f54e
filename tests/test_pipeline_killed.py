"""kill -9 at any moment, then the same command again: the same workspace as an undisturbed run."""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE, ROOT
from tollbook.casebook.workspace import Workspace

NEVER = 1_000_000
"""More statements than any run makes: it is counted to its end."""


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """A run to its end: its workspace and what is in it, how many statements it made, and how long it took."""

    workspace: Path
    state: tuple[object, ...]
    statements: int
    seconds: float


def command(reports: Path, workspace: Path) -> list[str]:
    return ["run", str(reports), "-w", str(workspace), "--gazetteer", str(EXAMPLE / "places.csv"), "--title", "killed"]


def start(reports: Path, workspace: Path, kill_at: int = 0) -> subprocess.Popen[bytes]:
    child = [sys.executable, str(ROOT / "tests" / "killed_run.py"), str(kill_at), *command(reports, workspace)]
    return subprocess.Popen(child, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def finish(reports: Path, workspace: Path, kill_at: int = 0) -> str:
    """Its last line on standard error."""
    with start(reports, workspace, kill_at) as child:
        _, said = child.communicate(timeout=120)
    assert child.returncode == 0, said.decode()
    return said.decode().splitlines()[-1]


def tree(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def state(workspace: Path) -> tuple[object, ...]:
    with Workspace.open(workspace) as opened:
        return opened.fingerprint(), tree(opened.site), tree(opened.originals)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    shutil.copytree(EXAMPLE / "folder", folder, dirs_exist_ok=True)
    (folder / "cut-off.pdf").write_bytes(b"%PDF-1.4 cut off")
    (folder / "empty.txt").touch()
    return folder


@pytest.fixture(scope="module")
def undisturbed(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    workspace = tmp_path_factory.mktemp("undisturbed") / "ws"
    begun = time.monotonic()
    statements = int(finish(reports, workspace, kill_at=NEVER))
    return Undisturbed(workspace, state(workspace), statements, time.monotonic() - begun)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_killed_before_any_statement(seed: int, reports: Path, undisturbed: Undisturbed, tmp_path: Path) -> None:
    """Three kills one after the other; one drawn beyond the end of what is left to do leaves an undisturbed run."""
    chance = random.Random(seed)
    workspace = tmp_path / "ws"
    for _ in range(3):
        with start(reports, workspace, kill_at=chance.randint(1, undisturbed.statements)) as child:
            child.communicate(timeout=120)
        assert child.returncode in (0, -signal.SIGKILL)
    finish(reports, workspace)
    assert state(workspace) == undisturbed.state


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_killed_at_any_moment(seed: int, reports: Path, undisturbed: Undisturbed, tmp_path: Path) -> None:
    chance = random.Random(seed)
    workspace = tmp_path / "ws"
    for _ in range(4):
        with start(reports, workspace) as child:
            time.sleep(chance.uniform(0.2, undisturbed.seconds))
            os.kill(child.pid, signal.SIGKILL)
            child.communicate(timeout=120)
    finish(reports, workspace)
    assert state(workspace) == undisturbed.state


def test_second_run_adds_nothing_but_its_own_times(reports: Path, undisturbed: Undisturbed) -> None:
    finish(reports, undisturbed.workspace)
    assert state(undisturbed.workspace) == undisturbed.state
