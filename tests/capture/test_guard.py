"""A parser that hangs, crashes or eats memory costs its own report and nothing else."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.capture.making import PAGE, REPORT, pdf
from tollbook.capture import guard
from tollbook.capture.item import from_bytes
from tollbook.capture.limits import default
from tollbook.errors import SkipItem


@pytest.fixture(autouse=True)
def _fresh_worker() -> Iterator[None]:
    guard.stop()
    yield
    guard.stop()


def worker() -> int:
    return guard._workers[os.getpid()].pid


def test_one_worker_serves_many() -> None:
    item = from_bytes(PAGE.encode(), "a.html", "a.html", default())
    assert REPORT in guard.parse("html", item, PAGE.encode()).text
    first = worker()
    guard.parse("html", item, PAGE.encode())
    assert worker() == first


def test_a_hang_ends_at_the_limit_and_the_next_report_is_read() -> None:
    """A page of 22 MB takes the parser longer than the one second it is given here."""
    slow = PAGE.replace("</article>", f"<p>{REPORT}</p>" * 180_000 + "</article>").encode()
    limits = replace(default(), parse_seconds=1)
    began = time.monotonic()
    with pytest.raises(SkipItem, match="longer than 1 seconds"):
        guard.parse("html", from_bytes(slow, "slow.html", "slow.html", limits), slow)
    assert time.monotonic() - began < 5
    item = from_bytes(PAGE.encode(), "a.html", "a.html", default())
    assert REPORT in guard.parse("html", item, PAGE.encode()).text


def test_a_crash_is_named_and_the_next_report_is_read() -> None:
    item = from_bytes(PAGE.encode(), "a.html", "a.html", default())
    guard.parse("html", item, PAGE.encode())
    os.kill(worker(), signal.SIGSTOP)
    threading.Timer(0.3, os.kill, (worker(), signal.SIGSEGV)).start()
    threading.Timer(0.4, os.kill, (worker(), signal.SIGCONT)).start()
    with pytest.raises(SkipItem, match="crashed"):
        guard.parse("html", item, PAGE.encode())
    assert REPORT in guard.parse("html", item, PAGE.encode()).text


def test_a_parser_that_needs_too_much_memory_is_stopped() -> None:
    limits = replace(default(), parse_memory_bytes=300_000_000)
    large = PAGE.replace("</article>", f"<p>{REPORT}</p>" * 200_000 + "</article>").encode()
    item = from_bytes(large, "large.html", "large.html", limits)
    with pytest.raises(SkipItem) as caught:
        guard.parse("html", item, large)
    assert caught.value.where == "large.html"


def test_the_worker_ends_when_the_run_is_killed() -> None:
    script = (
        "import os, time; from tollbook.capture import guard; from tollbook.capture.item import from_bytes\n"
        "from tollbook.capture.limits import default\n"
        "page = b'<html><body><p>Two were killed in the village on Monday.</p></body></html>'\n"
        "guard.parse('html', from_bytes(page, 'a.html', 'a.html', default()), page)\n"
        "print(guard._workers[os.getpid()].pid, flush=True); time.sleep(60)"
    )
    run = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    pid = int(run.stdout.readline())
    run.kill()
    run.wait()
    run.stdout.close()
    deadline = time.monotonic() + 10
    while _runs(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _runs(pid)


def _runs(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False


def test_threads_share_the_worker_without_mixing_answers() -> None:
    found: dict[int, str] = {}

    def ask(number: int) -> None:
        data = pdf([[f"Report {number}: {number} people were killed."]])
        found[number] = guard.parse("pdf", from_bytes(data, "a.pdf", "a.pdf", default()), data).text

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {n: f"Report {n}: {n} people were killed." for n in range(8)}
