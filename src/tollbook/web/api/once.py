"""Writes that may be repeated: with the same Idempotency-Key the same answer, and the work done once."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from ninja import Status
from ninja.errors import HttpError

from tollbook.web.models.people import User
from tollbook.web.models.tokens import Written

HEADER = "Idempotency-Key"
LONGEST = 200


def once(request: HttpRequest, user: User, do: Callable[[], tuple[int, Any]]) -> Status[Any]:
    """What ``do`` answers (status, JSON-ready body), or what it answered before under this key.

    Raises HttpError 409 where the key came with another request before, 422 where it is too long. Work and note are
    one transaction: a killed call leaves neither.
    """
    key = request.headers.get(HEADER, "")
    if not key:
        return Status(*do())
    if len(key) > LONGEST or "\x00" in key:
        raise HttpError(422, f"{HEADER} is longer than {LONGEST} characters")
    mark = hashlib.sha256(f"{request.method} {request.path}\n".encode() + request.body).hexdigest()
    try:
        with transaction.atomic():
            known = Written.objects.filter(user=user, key=key).first()
            if known is None:
                status, answer = do()
                Written.objects.create(user=user, key=key, request=mark, status=status, answer=answer)
                return Status(status, answer)
    except IntegrityError:  # the same call came twice at once, and the other was first
        known = Written.objects.get(user=user, key=key)
    if known.request != mark:
        raise HttpError(409, f"this {HEADER} came with another request before")
    return Status(known.status, known.answer)
