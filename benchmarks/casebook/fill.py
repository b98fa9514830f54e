"""Fill a workspace: python benchmarks/casebook/fill.py FOLDER [REPORTS] [INCIDENTS]; DATABASE_URL for PostgreSQL."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parents[1]))

T = TypeVar("T")
REPORTS, INCIDENTS = 100_000, 20_000


def timed(what: str, work: Callable[[], T]) -> T:
    """Do it and print the processor seconds."""
    begun = time.process_time()
    done = work()
    print(f"  {what:<28}{time.process_time() - begun:>7.1f} s", flush=True)
    return done


def fill(folder: Path, reports: int = REPORTS, incidents: int = INCIDENTS) -> None:
    """Make the workspace and print processor seconds, step by step."""
    from tollbook.cli.serve import settle  # noqa: PLC0415 - it chooses Django's settings

    folder.mkdir(parents=True, exist_ok=True)
    timed("tables", lambda: settle(folder))
    from casebook import beside, making  # noqa: PLC0415 - they need the settings
    from tollbook.casebook.models import Incident  # noqa: PLC0415
    from tollbook.watch import Unwatched  # noqa: PLC0415
    from tollbook.web.here import workspace  # noqa: PLC0415
    from tollbook.web.inbox.sync import sync_new  # noqa: PLC0415
    from tollbook.web.search.entries import index  # noqa: PLC0415

    found = timed("made texts and claims", lambda: making.made(reports, incidents))
    print(f"  {len(found.documents):,} reports, {len(found.claims):,} claims, {len(found.told):,} incidents")
    timed("reports, claims, incidents", lambda: making.write(found))
    people = timed("people", beside.people)
    timed("history", lambda: beside.history(found))
    keys = list(Incident.objects.order_by("pk").values_list("pk", flat=True)[: beside.PUBLISHED])
    timed("publications", lambda: beside.publications(keys, people[0], people[-1]))
    timed("allegations", beside.cases)
    timed("inbox", sync_new)
    timed("search index", lambda: index(workspace(), Unwatched(), {}))
    timed("statistics", analyze)


def analyze() -> None:
    """Have the database look at its tables, as both do by themselves in time."""
    from django.db import connection  # noqa: PLC0415 - settings come first

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    fill(Path(sys.argv[1]), *map(int, sys.argv[2:4]))
