"""The worker: takes jobs from the database, and gives back those of workers that were killed.

python -m tollbook.web.worker
"""

import os
import signal
import sys
import threading
import traceback
from contextlib import suppress

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tollbook.web.settings")

REAP_EVERY = 60.0
NICE = 10
"""Long work gives way to people who wait for a page."""


def reap(stop: threading.Event) -> None:
    """Give back lost jobs, once a minute until told to stop; a minute without the database ends nothing.

    Where the server that started this process is no more, it ends after the job at hand.
    """
    from django.db import DatabaseError, close_old_connections  # noqa: PLC0415 - after Django is set up

    from tollbook.web.jobs import give_back  # noqa: PLC0415

    server = os.getppid()
    while not stop.wait(REAP_EVERY):
        if os.getppid() != server:  # it was killed: the next one has a worker of its own
            os.kill(os.getpid(), signal.SIGTERM)
        try:
            give_back()
        except DatabaseError:
            traceback.print_exc()
        close_old_connections()


def take_up() -> None:
    """Before the first job: what a killed worker had at hand, decisions that no job was started for any more, and files
    that came before files were sealed.
    """
    from tollbook.web.jobs import give_back  # noqa: PLC0415 - after Django is set up
    from tollbook.web.refreshing import refresh_undone  # noqa: PLC0415
    from tollbook.web.submissions import older  # noqa: PLC0415

    give_back()
    refresh_undone()
    older.seal_all()


def main(arguments: list[str]) -> None:
    """Work until told to stop."""
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    take_up()
    with suppress(OSError):  # whoever may not be nicer works as before
        os.nice(NICE)
    stop = threading.Event()
    threading.Thread(target=reap, args=(stop,), daemon=True).start()
    try:
        call_command("db_worker", *arguments)
    finally:
        stop.set()


if __name__ == "__main__":
    main(sys.argv[1:])
