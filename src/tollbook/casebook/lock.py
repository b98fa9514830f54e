"""One writer at a time: a lock the system frees by itself when the process ends, however it ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tollbook.errors import StopRun

FILE = ".lock"


@contextmanager
def writing(root: Path) -> Iterator[None]:
    """Hold the workspace's lock; raises StopRun where another run holds it."""
    handle = os.open(root / FILE, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StopRun("another run is at work in this workspace", str(root), "wait for it to end") from error
        yield
    finally:
        os.close(handle)
