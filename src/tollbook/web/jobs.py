"""Long work: put into the database, done by the worker, its progress shown, given back when a worker is killed.

A job's function may run twice, so it must be of the kind that a second run completes: every step of the pipeline is.
"""

import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from time import monotonic
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from tollbook.casebook.workspace import Workspace
from tollbook.errors import TollbookError
from tollbook.watch import Watch
from tollbook.web.here import workspace
from tollbook.web.models.jobs import Job, State
from tollbook.web.models.people import User

Work = Callable[[Workspace, Watch, Mapping[str, Any]], Any]
KINDS: dict[str, Work] = {}
SILENT = timedelta(minutes=5)
"""A running job not heard of for so long belongs to a worker that is no more."""
ATTEMPTS = 3
EVERY = 0.5


def job(kind: str) -> Callable[[Work], Work]:
    """Register the function of a kind of job; it gets the workspace, a watch to report to, and the job's params."""

    def register(work: Work) -> Work:
        KINDS[kind] = work
        return work

    return register


def start(kind: str, actor: User | None, **params: Any) -> Job:
    """A new job, waiting for the worker; one of the same kind and params that still waits is taken instead."""
    if kind not in KINDS:
        raise KeyError(kind)
    waiting = Job.objects.filter(kind=kind, params=params, state=State.WAITING).first()
    if waiting:
        return waiting
    with transaction.atomic():
        made = Job.objects.create(kind=kind, params=params, actor=actor)
        work.enqueue(made.pk)
    return made


@task()
def work(number: int) -> None:
    """Do one job and note how it ended; a job that is done is not done again."""
    found = Job.objects.filter(pk=number).exclude(state=State.DONE).first()
    if found is None:
        return
    now = timezone.now()
    found.state, found.started, found.heard, found.attempts = State.RUNNING, now, now, found.attempts + 1
    found.save()
    try:
        found.result = KINDS[found.kind](workspace(), Progress(found), found.params)
        found.state, found.error = State.DONE, ""
    except TollbookError as error:
        found.state, found.error = State.FAILED, str(error)
    except Exception as error:
        found.state, found.error = State.FAILED, f"{type(error).__name__}: {error}"
        traceback.print_exc()
    found.finished = timezone.now()
    found.save()


class Progress:
    """A watch that writes how far a job is into its row, at most every half second."""

    def __init__(self, job: Job) -> None:
        self._job, self._last = job, 0.0

    @contextmanager
    def step(self, name: str, total: int | None) -> Iterator["Progress"]:
        """Note the step's beginning and end."""
        self._job.step, self._job.done, self._job.total = name, 0, total or 0
        self._write()
        yield self
        self._write()

    def advance(self, by: int = 1) -> None:
        """Note that so many more are done."""
        self._job.done += by
        if monotonic() - self._last > EVERY:
            self._write()

    def _write(self) -> None:
        self._last, self._job.heard = monotonic(), timezone.now()
        self._job.save(update_fields=["step", "done", "total", "heard"])


def give_back() -> int:
    """Put jobs of workers that were killed back into the queue, or end them after three attempts; returns how many."""
    lost = Job.objects.filter(state=State.RUNNING, heard__lt=timezone.now() - SILENT)
    found = list(lost)
    for one in found:
        with transaction.atomic():
            if one.attempts >= ATTEMPTS:
                one.state, one.error, one.finished = State.FAILED, "its worker was killed three times", timezone.now()
            else:
                one.state = State.WAITING
                work.enqueue(one.pk)
            one.save()
    return len(found)
