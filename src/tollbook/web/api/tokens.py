"""Tokens: made once, shown once, kept as a digest; good for chosen kinds of action until a day."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja.errors import HttpError
from ninja.security import HttpBearer

from tollbook.web.models.people import User
from tollbook.web.models.tokens import Token
from tollbook.web.permissions import Refused, Verdict, require, table
from tollbook.web.submissions import limits

READ = "read"
"""The scope of every "see"; the others are kinds of record, with all their actions."""
PREFIX = "tollbook_"
HEADER = {"WWW-Authenticate": 'Bearer realm="Tollbook"'}
WRONG, WRITES = 60, 600
"""Calls without a good token from one address within an hour, and writes with one token within a minute."""


def scopes() -> list[str]:
    """Every scope there is."""
    return [READ, *sorted(kind for kind in table() if kind not in ("token", "person", "job", "search"))]


def make(user: User, name: str, wanted: Iterable[str], expires: date) -> str:
    """A new token's text, which is kept nowhere."""
    text = PREFIX + secrets.token_urlsafe(32)
    Token.objects.create(user=user, name=name, digest=_digest(text), scopes=sorted(wanted), expires=expires)
    return text


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class ByToken(HttpBearer):
    """``Authorization: Bearer tollbook_...``: the token's owner becomes the request's user."""

    openapi_description = "A token made in the casebook under Preferences."

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        """The token, if it is good; raises HttpError 429 where there were too many wrong ones, or too many writes."""
        found = Token.objects.select_related("user").filter(digest=_digest(token), ended=None).first()
        today = timezone.now().date()
        if found is None or found.expires < today or not found.user.is_active:
            if not limits.allowed(request, "token", WRONG):
                raise HttpError(429, "too many calls without a good token: try again in an hour")
            return None
        if request.method not in ("GET", "HEAD") and not limits.once_more(f"write:{found.pk}", WRITES, limits.MINUTE):
            raise HttpError(429, f"a token makes at most {WRITES} writes a minute: wait, then send it again")
        if found.used != today:
            Token.objects.filter(pk=found.pk).update(used=today)
        request.user = found.user
        return found


def allow(request: HttpRequest, action: str, record: Any = None) -> User:
    """The token's owner; raises Refused where her role or the token's scopes do not allow the action."""
    token: Token = request.auth  # type: ignore[attr-defined]
    require(token.user, action, record)
    kind, _dot, verb = action.partition(".")
    if kind not in token.scopes and not (verb == "see" and READ in token.scopes):
        needed = f"{READ} or {kind}" if verb == "see" else kind
        raise Refused(Verdict(False, f"this token lacks the scope {needed}"))
    return token.user


def end(token: Token) -> None:
    """The token is good no more."""
    Token.objects.filter(pk=token.pk, ended=None).update(ended=datetime.now(UTC))
