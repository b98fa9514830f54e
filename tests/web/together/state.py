"""What a workspace holds, asked by a process of its own: python -m tests.web.together.state VERB ...

fill: the tables and two reports. bring N: a batch of N reports to be brought in, as a job; its number.
job NUMBER: that job. killed_at NUMBER STEP PID: waits until it is there, and kills the process that is at it.
age: as if the clock had been set back a day since jobs were heard of.
texts: versions of the translation and events about them. held: reports and reports extracted.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import django

PATIENCE = 60.0


def main(verb: str, *given: str) -> None:
    """Print what is asked for as JSON."""
    django.setup()
    verbs: dict[str, Callable[..., Any]] = {
        "fill": fill, "bring": bring, "killed_at": killed_at, "job": job, "age": age, "texts": texts, "held": held,
    }  # fmt: skip
    json.dump(verbs[verb](*given), sys.stdout)


def fill() -> None:
    from django.conf import settings  # noqa: PLC0415 - after Django is set up, here and below

    from tests.web.together import conftest  # noqa: PLC0415
    from tollbook.web.here import workspace  # noqa: PLC0415
    from tollbook.web.serving import bring_up_to_date  # noqa: PLC0415

    bring_up_to_date(settings.WORKSPACE)
    conftest.fill(workspace())


def bring(many: str) -> int:
    from django.conf import settings  # noqa: PLC0415

    from tollbook.web.inbox import incoming  # noqa: PLC0415
    from tollbook.web.jobs import start  # noqa: PLC0415

    batch = "0123456789abcdefghijkl"
    folder = incoming.folder_of(settings.WORKSPACE, batch)
    folder.mkdir(parents=True)
    text = "On {n} May 2017 {n} civilians were killed in Raqqa, a doctor said. Later {n} more died in Hajin."
    for number in range(int(many)):
        (folder / f"report-{number}.txt").write_text(text.format(n=number % 28 + 1) + f" {number}", encoding="utf-8")
    return int(start("bring_in", None, batch=batch, names=[], addresses=[]).pk)


def killed_at(number: str, step: str, pid: str) -> bool:
    until = time.monotonic() + PATIENCE
    while job(number)["step"] != step:
        if time.monotonic() > until:
            return False
        time.sleep(0.005)
    os.kill(int(pid), signal.SIGKILL)
    return True


def job(number: str) -> dict[str, Any]:
    from tollbook.web.models import Job  # noqa: PLC0415

    row = Job.objects.get(pk=number)
    return {"state": row.state, "attempts": row.attempts, "error": row.error, "result": row.result, "step": row.step}


def age() -> None:
    from django.utils import timezone  # noqa: PLC0415

    from tollbook.web.models import Job  # noqa: PLC0415

    Job.objects.filter(state="running").update(heard=timezone.now() + timedelta(days=1))


def texts() -> dict[str, Any]:
    from tollbook.casebook.models import Event  # noqa: PLC0415
    from tollbook.web.models import Translation  # noqa: PLC0415

    events = Event.objects.filter(kind="translation").order_by("pk")
    numbers = Translation.objects.order_by("number").values_list("number", flat=True)
    return {"versions": list(numbers), "events": list(events.values_list("new", flat=True))}


def held() -> dict[str, Any]:
    from django.db.models import Count  # noqa: PLC0415

    from tollbook.casebook import models  # noqa: PLC0415

    twice = models.Claim.objects.values("document", "start", "end", "harm").annotate(n=Count("id")).filter(n__gt=1)
    rows = models.Document.objects.filter(superseded=False)
    with_claims = models.Claim.objects.values("document").distinct().count()
    return {"reports": rows.count(), "with_claims": with_claims, "twice": twice.count(),
            "incidents": models.Incident.objects.count()}  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:])
