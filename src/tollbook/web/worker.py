"""The worker: takes jobs from the database, and gives back those of workers that were killed.

python -m tollbook.web.worker
"""

import os
import sys
import threading

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tollbook.web.settings")

REAP_EVERY = 60.0


def reap(stop: threading.Event) -> None:
    """Give back lost jobs, once a minute until told to stop."""
    from django.db import close_old_connections  # noqa: PLC0415 - after Django is set up

    from tollbook.web.jobs import give_back  # noqa: PLC0415

    while not stop.wait(REAP_EVERY):
        give_back()
        close_old_connections()


def main(arguments: list[str]) -> None:
    """Work until told to stop."""
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from tollbook.web.jobs import give_back  # noqa: PLC0415

    give_back()
    stop = threading.Event()
    threading.Thread(target=reap, args=(stop,), daemon=True).start()
    try:
        call_command("db_worker", *arguments)
    finally:
        stop.set()


if __name__ == "__main__":
    main(sys.argv[1:])
