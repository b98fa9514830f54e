"""What takes too long to compute for a request: made by a job, kept, and shown with a word where it is out of date."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Max

from tollbook.casebook import models
from tollbook.casebook.decisions import DECISION
from tollbook.casebook.rows import digest
from tollbook.web.jobs import start
from tollbook.web.models.jobs import Job
from tollbook.web.models.people import User
from tollbook.web.models.results import Result

ACCEPTED = "accepted"
MARK = 16
"""Characters of a digest, 64 bits, that tell an incident from what it was before."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A result as it is at hand (``record`` is None where there is none yet) and the job that brings it up to date."""

    record: Any
    at: Any = None
    job: Job | None = None


def stamp() -> str:
    """What every result follows from: the incidents as they are, the strike logs, and the latest decision.

    Accepting a claim changes nothing about it, so the results hold while people read on and accept.
    """
    decided = models.Event.objects.filter(kind=DECISION).exclude(field=ACCEPTED).aggregate(last=Max("pk"))["last"]
    logs = models.StrikeLog.objects.order_by("id").values_list("id", "original")
    return digest([decided, _digests(), *map(list, logs)])


def _digests() -> str:
    """The beginnings of the digests of all incidents, joined by the database: to fetch 20,000 rows takes five times
    as long.
    """
    joined = "group_concat(mark, '')" if connection.vendor == "sqlite" else "string_agg(mark, '' ORDER BY id)"
    every = f"SELECT id, substr(digest, 1, {MARK}) AS mark FROM casebook_incident ORDER BY id"  # noqa: S608 (no input)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {joined} FROM ({every}) every")  # noqa: S608
        return str(cursor.fetchone()[0] or "")


def shown(name: str, kind: str, person: User, **params: Any) -> Shown:
    """The result of this name; where it no longer holds, a job of this kind is started that makes it anew."""
    now = stamp()
    held = Result.objects.filter(pk=name).first()
    if held is not None and held.key == now:
        return Shown(held.record, held.at)
    job = start(kind, person, **params)
    held = Result.objects.filter(pk=name).first()
    if held is None:
        return Shown(None, None, job)
    return Shown(held.record, held.at, None if held.key == now else job)


def holds(name: str, key: str) -> bool:
    """Whether the result was made from exactly this."""
    return Result.objects.filter(pk=name, key=key).exists()


def keep(name: str, key: str, record: Any) -> None:
    """Store a result in the place of the one before."""
    Result.objects.update_or_create(name=name, defaults={"key": key, "record": record})


def thin(prefix: str, most: int) -> None:
    """Forget the oldest results whose name begins so, beyond the newest ``most``."""
    names = Result.objects.filter(name__startswith=prefix).order_by("-at").values_list("name", flat=True)
    Result.objects.filter(name__in=list(names[most:])).delete()
