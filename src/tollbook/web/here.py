"""The workspace these pages stand on, and the history of what people do to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from tollbook.casebook.events import record_event
from tollbook.casebook.workspace import Workspace
from tollbook.web.models.people import User

DATABASE = "default"


def workspace() -> Workspace:
    """The workspace of this installation; its connection is Django's own, so it is not to be closed."""
    return Workspace(settings.WORKSPACE, DATABASE)


def person(request: HttpRequest) -> User:
    """Who is signed in; only in views that are guarded."""
    assert isinstance(request.user, User), "the view is guarded"
    return request.user


@contextmanager
def recorded(  # noqa: PLR0913 (the six things an event must say)
    request: HttpRequest,
    kind: str,
    subject: tuple[str, str],
    *,
    field: str = "",
    old: Any = None,
    new: Any = None,
    reason: str = "",
) -> Iterator[None]:
    """A change and its event in the history, both or neither."""
    with transaction.atomic(using=DATABASE):
        yield
        record_event(
            DATABASE,
            actor=request.user.get_username(),
            kind=kind,
            subject=subject,
            field=field,
            old=old,
            new=new,
            reason=reason,
        )
