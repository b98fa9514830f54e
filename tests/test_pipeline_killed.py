"""kill -9 at any moment, then the same command again: the same workspace as an undisturbed run."""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE, ROOT
from tollbook.casebook.workspace import Workspace

MOST_STATEMENTS = 900
"""More than one run needs: a kill drawn beyond its end leaves an undisturbed run, which must be the same too."""


def command(reports: Path, workspace: Path) -> list[str]:
    return ["run", str(reports), "-w", str(workspace), "--gazetteer", str(EXAMPLE / "places.csv"), "--title", "killed"]


def start(reports: Path, workspace: Path, kill_at: int = 0) -> subprocess.Popen[bytes]:
    child = [sys.executable, str(ROOT / "tests" / "killed_run.py"), str(kill_at), *command(reports, workspace)]
    return subprocess.Popen(child, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def finish(reports: Path, workspace: Path) -> None:
    with start(reports, workspace) as child:
        _, said = child.communicate(timeout=120)
    assert child.returncode == 0, said.decode()


def tree(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def state(workspace: Path) -> tuple[str, dict[str, str], dict[str, str]]:
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
def undisturbed(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[object, float]:
    workspace = tmp_path_factory.mktemp("undisturbed") / "ws"
    begun = time.monotonic()
    finish(reports, workspace)
    return state(workspace), time.monotonic() - begun


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_killed_before_any_statement(
    seed: int, reports: Path, undisturbed: tuple[object, float], tmp_path: Path
) -> None:
    chance = random.Random(seed)
    workspace = tmp_path / "ws"
    for _ in range(3):
        with start(reports, workspace, kill_at=chance.randint(1, MOST_STATEMENTS)) as child:
            child.communicate(timeout=120)
        assert child.returncode in (0, -signal.SIGKILL)
    finish(reports, workspace)
    assert state(workspace) == undisturbed[0]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_killed_at_any_moment(seed: int, reports: Path, undisturbed: tuple[object, float], tmp_path: Path) -> None:
    chance = random.Random(seed)
    workspace = tmp_path / "ws"
    for _ in range(4):
        with start(reports, workspace) as child:
            time.sleep(chance.uniform(0.2, undisturbed[1]))
            os.kill(child.pid, signal.SIGKILL)
            child.communicate(timeout=120)
    finish(reports, workspace)
    assert state(workspace) == undisturbed[0]


def test_second_run_adds_nothing_but_its_own_times(
    reports: Path, undisturbed: tuple[object, float], tmp_path: Path
) -> None:
    finish(reports, tmp_path / "ws")
    finish(reports, tmp_path / "ws")
    assert state(tmp_path / "ws") == undisturbed[0]
