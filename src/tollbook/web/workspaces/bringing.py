"""Bringing a whole workspace into one that holds nothing yet: verified first, then everything or nothing.

Its people come with it. Whoever brings it in keeps her account beside theirs, with tokens and second factors, unless
one of them has her name; what was noted here before is noted again after its history: nothing of either is lost.
"""

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, models, transaction

from tollbook.casebook.events import record_event
from tollbook.casebook.models import Event
from tollbook.casebook.workspace import Workspace
from tollbook.errors import StopRun
from tollbook.watch import Watch
from tollbook.web import bundle, jobs
from tollbook.web.here import DATABASE
from tollbook.web.inbox import incoming
from tollbook.web.jobs import job
from tollbook.web.models.jobs import Job
from tollbook.web.models.people import User
from tollbook.web.models.tokens import Token

NAME = "workspace.tar"
BEFOREHAND = {
    "casebook.event", "web.user", "web.setting", "web.token", "web.notice", "web.written", "web.result",
    "account.emailaddress", "mfa.authenticator",
}  # fmt: skip
"""Tables that a workspace has rows in before anything was brought in."""
HERS: tuple[Any, ...] = (Token, Authenticator, EmailAddress)
OWN_KEYS = ("secrets/signing",)
"""Keys of this installation, which stay as they are; the one that opens sealed words comes from the bundle, if it is in
it."""
EMPTY = "bring it into an empty workspace"


def refuse_unless_empty(root: Path) -> None:
    """Raises StopRun, saying what is there, where the workspace holds more than the account of its administrator."""
    for model in bundle.tables():
        if model._meta.label_lower not in BEFOREHAND and model._default_manager.exists():
            raise StopRun(f"is not empty: it holds {model._meta.verbose_name_plural}", root.name, EMPTY)
    if User.objects.count() > 1:
        raise StopRun("is not empty: it holds the accounts of other people", root.name, EMPTY)


def start(root: Path, upload: "UploadedFile[Any]", actor: User) -> Job:
    """Keep the file, verify it to the last byte, and have it brought in; raises StopRun with nothing changed where it
    is no whole backup, or the workspace holds something.
    """
    refuse_unless_empty(root)
    batch = secrets.token_urlsafe(16)
    path = incoming.folder_of(root, batch, make=True) / NAME
    try:
        _keep(path, upload)
        bundle.check(path)
    except StopRun as error:
        incoming.forget(root, batch)
        raise StopRun(error.what, upload.name or NAME, error.remedy) from error
    return jobs.start("restore", None, batch=batch, name=Path(upload.name or NAME).name, by=actor.username)


def _keep(path: Path, upload: "UploadedFile[Any]") -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for block in upload.chunks():
            file.write(block)


@job("restore")
def restore(workspace: Workspace, watch: Watch, params: Mapping[str, Any]) -> dict[str, int]:
    """Bring the uploaded file in; returns how many rows. A second run after a whole one finds no file and is done."""
    path = incoming.folder_of(workspace.root, params["batch"]) / NAME
    if not path.is_file():
        return {}
    manifest = bring_in(path, workspace.root, watch, params["by"], params["name"])
    incoming.forget(workspace.root, params["batch"])
    jobs.start("index", None)
    return {"rows": sum(manifest.rows.values())}


def bring_in(source: Path, root: Path, watch: Watch, by: str, name: str) -> bundle.Manifest:
    """Fill the workspace from a bundle; raises StopRun, with no row changed, where either is not as it must be."""
    manifest = bundle.check(source)
    with transaction.atomic():
        refuse_unless_empty(root)
        before = _put_aside(by)
        bundle.put(source, manifest, root, watch, OWN_KEYS)
        _put_back(before)
        new = {"file": name, **{key: value for key, value in asdict(manifest).items() if key in ("made", "version")}}
        record_event(DATABASE, actor=by, kind="imported", subject=("workspace", "workspace"), new=new)
    return manifest


@dataclass(frozen=True, slots=True)
class Before:
    """What the workspace held: its history, and the account of whoever brings another in."""

    events: list[Event]
    user: User
    hers: list[Any]


def _put_aside(by: str) -> Before:
    user = User.objects.get(username=by)
    hers = [row for table in HERS for row in table.objects.filter(user=user).order_by("pk")]
    before = Before(list(Event.objects.order_by("pk")), user, hers)
    Job.objects.update(actor=None)
    with _history_open():
        for model in bundle.tables():
            model._base_manager.all()._raw_delete(DATABASE)
    return before


def _put_back(before: Before) -> None:
    if not User.objects.filter(username=before.user.username).exists():
        for row in (before.user, *before.hers):
            row.pk, row._state.adding = None, True
        before.user.save(force_insert=True)
        for row in before.hers:
            row.user = before.user
            row.save(force_insert=True)
    for event in before.events:
        event.pk = None
    Event.objects.bulk_create(before.events)


@contextmanager
def _history_open() -> Iterator[None]:
    """The history without the triggers that keep it, which are there again afterwards: only of a workspace in which
    nothing was done yet, and whose events are added again.
    """
    sqlite = connection.vendor == "sqlite"
    listed = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'casebook_event'"
        if sqlite
        else "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger "
        "WHERE tgrelid = 'casebook_event'::regclass AND NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(listed)
        kept: list[tuple[str, str]] = cursor.fetchall()
        for name, _sql in kept:
            cursor.execute(f'DROP TRIGGER "{name}"' + ("" if sqlite else " ON casebook_event"))
        yield
        for _name, sql in kept:
            cursor.execute(sql)


def free() -> bool:
    """Whether the page offers it: nothing was brought in yet. What else there may be is said when it is tried."""
    label = ("casebook.document", "casebook.allegation", "web.submission")
    return not any(_table(name)._default_manager.exists() for name in label)


def _table(label: str) -> type[models.Model]:
    return next(model for model in bundle.tables() if model._meta.label_lower == label)
