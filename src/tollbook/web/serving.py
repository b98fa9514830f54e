"""Running the casebook: the workspace brought up to date, then the web server with a worker beside it."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from gunicorn.app.base import BaseApplication

from tollbook.casebook.workspace import Workspace

POLL = "0.5"
"""Seconds between the worker's looks into the queue."""
AGAIN = 2.0
"""Seconds after which a worker that ended is replaced."""
LOOKED_AT = 2000
"""Rows of an index that SQLite looks at."""


def bring_up_to_date(root: Path) -> None:
    """The workspace and the tables of the pages, made or brought up to date."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        Workspace.open(root, create=True).close()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    _count_rows()


def _count_rows() -> None:
    """Have SQLite look at tables that have grown, which it needs to choose its indexes; PostgreSQL does by itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit = {LOOKED_AT}")
            cursor.execute("PRAGMA optimize = 0x10002")


class Server(BaseApplication):  # type: ignore[misc] # gunicorn has no types
    """gunicorn configured in code."""

    def __init__(self, application: Callable[..., Any], options: dict[str, Any]) -> None:
        self.options, self.application = options, application
        super().__init__()

    def load_config(self) -> None:
        """Take the options."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        """The application."""
        return self.application


def worker() -> "subprocess.Popen[bytes]":
    """The process that does long work; it ends by itself when it is told to (SIGTERM), after the job at hand."""
    command = [sys.executable, "-m", "tollbook.web.worker", "--interval", POLL]
    return subprocess.Popen(command)  # noqa: S603 - our own module


@contextmanager
def kept_working() -> Iterator[None]:
    """A worker while inside; where it was killed, another takes up its job."""
    stop, held = threading.Event(), [worker()]

    def keep() -> None:
        while not stop.wait(AGAIN):
            if held[0].poll() is not None:
                held[0] = worker()

    threading.Thread(target=keep, daemon=True).start()
    try:
        yield
    finally:
        stop.set()
        held[0].terminate()
        with suppress(subprocess.TimeoutExpired):
            held[0].wait(20)


def serve(address: str, port: int, workers: int) -> None:
    """Serve until told to stop; the worker ends with the server."""
    from tollbook.web import warming  # noqa: PLC0415 - loads every page
    from tollbook.web.wsgi import application  # noqa: PLC0415

    warming.warm()
    warming.settle()
    options = {
        "bind": f"{address}:{port}",
        "workers": workers,
        "threads": 4,
        "worker_class": "gthread",
        "accesslog": None,
        "control_socket_disable": True,
        "keepalive": 75,  # longer than people look at a page: shorter, a browser may write into a closed connection
        "timeout": 120,
    }
    with kept_working():
        Server(application, options).run()
