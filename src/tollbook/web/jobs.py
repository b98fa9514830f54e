"""Long work: put into the database, done by the worker, its progress shown, given back when a worker is killed.

A job's function may run twice, so it must be of the kind that a second run completes: every step of the pipeline is.
A sign of life is written beside the work, on a connection of its own, so that neither a long step nor a long
transaction looks like a worker that was killed.
"""

import errno
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from time import monotonic
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models import Q, QuerySet
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
SILENT = timedelta(minutes=2)
"""A running job not heard of for so long belongs to a worker that is no more."""
ATTEMPTS = 3
EVERY = 0.5
"""Seconds between two writings of how far a job is."""
ALIVE = 15.0
"""Seconds between two signs of life of a job that says nothing."""
KILLED = "its worker was killed three times: see what ends it (often too little memory), then start this again"
FULL = ("disk is full", "no space left")


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
    with transaction.atomic():
        # Locked, so that the worker begins with it only after what the caller changed in this transaction is there.
        waiting = Job.objects.select_for_update(of=("self",)).filter(kind=kind, params=params, state=State.WAITING)
        if found := waiting.first():
            return found
        made = Job.objects.create(kind=kind, params=params, actor=actor)
        work.enqueue(made.pk)
    return made


@task()
def work(number: int) -> None:
    """Do one job and note how it ended; one that another worker has, or that is done, is left alone."""
    found = _taken(number)
    if found is None:
        return
    progress = Progress(found)
    try:
        with progress.alive():
            found.result = KINDS[found.kind](workspace(), progress, found.params)
        found.state, found.error = State.DONE, ""
    except TollbookError as error:
        found.state, found.error = State.FAILED, str(error)
    except Exception as error:
        found.state, found.error = State.FAILED, _told(error)
        traceback.print_exc()
    found.finished = timezone.now()
    found.save()


def _taken(number: int) -> Job | None:
    """The job, if it waits: of several workers one gets it."""
    now = timezone.now()
    with transaction.atomic():
        found = Job.objects.select_for_update(of=("self",)).filter(pk=number, state=State.WAITING).first()
        if found is not None:
            found.state, found.started, found.heard, found.attempts = State.RUNNING, now, now, found.attempts + 1
            found.save()
    return found


def _told(error: Exception) -> str:
    """An error nobody foresaw, by its kind alone, since its words may repeat a record to whoever sees the job; where
    the disk is full, with what to do.
    """
    words = f"{type(error).__name__}: {error}"
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    if full or any(one in words.casefold() for one in FULL):
        return "the disk is full: make room on it, then start this again; nothing was lost"
    return f"a fault of the program ({type(error).__name__}): its log says more"


class Progress:
    """A watch that writes how far a job is into its row, at most every half second."""

    def __init__(self, job: Job) -> None:
        self._job, self._last, self._beside = job, 0.0, False

    @contextmanager
    def alive(self) -> Iterator[None]:
        """While inside, progress and signs of life are written beside the work; within a transaction, as it goes."""
        if connection.in_atomic_block:
            yield
            return
        stop, self._beside = threading.Event(), True
        beside = threading.Thread(target=self._beat, args=(stop,), daemon=True)
        beside.start()
        try:
            yield
        finally:
            stop.set()
            beside.join()
            self._beside = False

    def _beat(self, stop: threading.Event) -> None:
        told: tuple[Any, ...] = ()
        try:
            while not stop.wait(EVERY):
                now = (self._job.step, self._job.done, self._job.total)
                if now != told or monotonic() - self._last > ALIVE:
                    self._note()
                    told = now
        finally:
            connection.close()  # this thread's own

    def _note(self) -> None:
        """A sign that cannot be written, since another transaction holds the database, comes a little later."""
        try:
            self._save()
        except DatabaseError:
            connection.close()

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
        if not self._beside:
            self._save()

    def _save(self) -> None:
        self._last, held = monotonic(), self._job
        values = {"step": held.step, "done": held.done, "total": held.total, "heard": timezone.now()}
        Job.objects.filter(pk=held.pk, state=State.RUNNING).update(**values)


def give_back() -> int:
    """Put jobs of workers that were killed back into the queue, or end them after three attempts; returns how many."""
    numbers = list(_silent().values_list("pk", flat=True))
    for number in numbers:
        with transaction.atomic():
            one = _silent().select_for_update(of=("self",)).filter(pk=number).first()
            if one is None:  # it was heard of meanwhile, or another worker gave it back
                continue
            if one.attempts >= ATTEMPTS:
                one.state, one.error, one.finished = State.FAILED, KILLED, timezone.now()
            else:
                one.state = State.WAITING
                work.enqueue(one.pk)
            one.save()
    return len(numbers)


def _silent() -> "QuerySet[Job]":
    """Running jobs not heard of, or heard of in the future: then the clock was set back since their worker ended."""
    now = timezone.now()
    return Job.objects.filter(Q(heard__lt=now - SILENT) | Q(heard__gt=now + SILENT), state=State.RUNNING)
