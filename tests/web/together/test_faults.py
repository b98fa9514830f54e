"""Processes killed, a clock set back, a full disk, two workers, a terminal beside the pages: nothing is lost.

Each in real processes on a workspace of its own, on SQLite or PostgreSQL.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.web.together.apart import PATIENCE, run, started, surroundings

STATE, WORKER, WRITER = "tests.web.together.state", "tollbook.web.worker", "tests.web.together.writer"
REPORTS = 160
Env = Mapping[str, str]


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Env]:
    """A workspace with two reports, and what processes need to find it."""
    with surroundings(tmp_path_factory.mktemp("faults") / "ws") as given:
        run(STATE, given, "fill")
        yield given


def ask(env: Env, *words: str) -> Any:
    return json.loads(run(STATE, env, *words))


def test_a_job_whose_worker_is_killed_is_taken_up_again_whatever_the_clock_says(env: Env) -> None:
    job = str(ask(env, "bring", str(REPORTS)))
    worker = started(WORKER, env, "--interval", "0.1")
    assert ask(env, "killed_at", job, "extract", str(worker.pid))
    worker.communicate(timeout=PATIENCE)
    assert worker.returncode == -signal.SIGKILL
    left = ask(env, "job", job)
    assert left["state"] == "running", "it was in the middle of it"
    ask(env, "age")
    workers = [started(WORKER, env, "--batch", "--interval", "0.1") for _ in range(2)]
    terminal = subprocess.Popen(
        [sys.executable, "-m", "tollbook.cli.main", "run", env["TOLLBOOK_WORKSPACE"]],
        env=dict(env), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    for one in workers:
        _out, err = one.communicate(timeout=PATIENCE)
        assert one.returncode == 0, err[-3000:]
    terminal.communicate(timeout=PATIENCE)
    done, held = ask(env, "job", job), ask(env, "held")
    assert (done["state"], done["attempts"], done["error"]) == ("done", 2, ""), done
    assert held["reports"] == held["with_claims"] == REPORTS + 2
    assert held["twice"] == 0 and held["incidents"] > 2


def test_a_server_killed_while_it_writes_leaves_each_change_whole(env: Env) -> None:
    writer = started(WRITER, env)
    assert writer.stdout is not None
    said = [writer.stdout.readline().split() for _ in range(6)]
    os.kill(writer.pid, signal.SIGKILL)
    rest, _err = writer.communicate(timeout=PATIENCE)
    said += [line.split() for line in rest.splitlines() if len(line.split()) == 2]
    assert {status for _number, status in said} == {"302"}
    kept = ask(env, "texts")
    assert kept["versions"] == kept["events"] == list(range(1, len(kept["versions"]) + 1))
    assert len(kept["versions"]) >= int(said[-1][0]), "what was answered is there"


def test_a_full_disk_is_told_and_nothing_of_hers_is_lost(env: Env, tmp_path: Path) -> None:
    """PostgreSQL writes in processes of its own: SQLite in any case."""
    with surroundings(tmp_path / "ws", own_file=True) as own:
        here = own if "DATABASE_URL" in env else env
        if here is own:
            run(STATE, own, "fill")
        before = ask(here, "texts")
        assert run(WRITER, here, "full").split() == ["503", "True"]
        assert ask(here, "texts") == before
