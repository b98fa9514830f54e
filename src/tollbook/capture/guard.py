"""Parses in another process, so that a crash, a hang or a memory bomb in a parser costs one report (decision 0010)."""

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import asdict
from typing import IO, Any

from tollbook.capture.item import Item
from tollbook.capture.limits import Limits
from tollbook.capture.parsers.parsed import Parsed
from tollbook.capture.worker import HEADER
from tollbook.errors import SkipItem

_lock = threading.Lock()
_workers: dict[int, "subprocess.Popen[bytes]"] = {}
"""This process's worker, by this process's own id: a fork must not share its parent's."""


def _start(limits: Limits) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
        [sys.executable, "-m", "tollbook.capture.worker", str(limits.parse_memory_bytes)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _worker(limits: Limits) -> "subprocess.Popen[bytes]":
    worker = _workers.get(os.getpid())
    if worker is None or worker.poll() is not None:
        worker = _workers[os.getpid()] = _start(limits)
    return worker


@atexit.register
def stop() -> None:
    """Ends this process's worker, if there is one."""
    worker = _workers.pop(os.getpid(), None)
    if worker is None:
        return
    for stream in (worker.stdin, worker.stdout):
        if stream:
            stream.close()
    worker.kill()
    worker.wait()


def _exchange(worker: "subprocess.Popen[bytes]", head: bytes, data: bytes) -> dict[str, Any] | None:
    """The answer; ``None`` where the worker ended instead of giving one."""
    requests, answers = worker.stdin, worker.stdout
    if requests is None or answers is None:
        return None
    try:
        requests.write(HEADER.pack(len(head), len(data)) + head)
        requests.write(data)
        requests.flush()
    except OSError:
        return None
    return _receive(answers)


def _receive(answers: IO[bytes]) -> dict[str, Any] | None:
    sizes = answers.read(HEADER.size)
    if len(sizes) < HEADER.size:
        return None
    body = answers.read(HEADER.unpack(sizes)[0])
    try:
        answer: dict[str, Any] = json.loads(body)
    except ValueError:
        return None
    return answer


def _why_it_ended(status: int, limits: Limits) -> str:
    if status == -signal.SIGALRM:
        return f"parsing took longer than {limits.parse_seconds} seconds"
    return "the parser crashed on it"


def parse(parser: str, item: Item, data: bytes) -> Parsed:
    """What the parser ("html", "pdf", "docx") finds; raises SkipItem with the reason, a crash or a hang included."""
    head = json.dumps({"parser": parser, "url": item.url, "limits": asdict(item.limits)}).encode()
    with _lock:
        worker = _worker(item.limits)
        answer = _exchange(worker, head, data)
        if answer is None:
            status = worker.wait()
            stop()
    if answer is None:
        raise SkipItem(_why_it_ended(status, item.limits), item.origin, "get it again or in another format")
    if "skip" in answer:
        what, remedy = answer["skip"]
        raise SkipItem(what, item.origin, remedy)
    parsed = answer["parsed"]
    return Parsed(**(parsed | {"remarks": tuple(parsed["remarks"])}))
