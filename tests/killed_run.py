"""`tollbook` that kills itself with SIGKILL before the n-th statement that reaches the database, or the n-th move.

python killed_run.py N COMMAND...        N = 0 runs undisturbed

A run that comes to its end under a count says last, on standard error, how many statements and moves it made.
"""

import atexit
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tollbook.casebook import computed, reports
from tollbook.cli import main

kill_at = left = int(sys.argv[1])


def count() -> None:
    global left  # noqa: PLW0603 (one counter for the whole process)
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)


def before_statement(execute: Callable[..., Any], *args: Any) -> Any:
    count()
    return execute(*args)


def counted_moves(move: Callable[..., Any]) -> Callable[..., Any]:
    def moved(*args: Any) -> Any:
        count()
        return move(*args)

    return moved


def arrange() -> None:
    """Small batches give many transactions to be killed between."""
    from django.db.backends.signals import connection_created  # noqa: PLC0415 (Django is set up by the casebook)

    def watch(connection: Any, **_: Any) -> None:
        connection.execute_wrappers.append(before_statement)

    connection_created.connect(watch, weak=False)
    reports.BATCH = 2
    vars(computed)["CHUNK"] = 7
    Path.rename = counted_moves(Path.rename)  # type: ignore[method-assign]
    Path.replace = counted_moves(Path.replace)  # type: ignore[method-assign]


if __name__ == "__main__":
    sys.argv = ["tollbook", *sys.argv[2:]]
    if left:
        arrange()
        atexit.register(lambda: print(kill_at - left, file=sys.stderr))
    main()
