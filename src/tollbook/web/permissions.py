"""Who may do what: the one place that decides it, with the reason.

The table (permissions.toml) speaks of roles and kinds; the conditions here speak of single records. A page or an
endpoint names its action with ``needs``; nothing else may decide.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, wraps
from importlib.resources import files
from typing import Any, Concatenate, ParamSpec, Protocol

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from tollbook.web.models.people import Role, User

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an action is allowed and, where not, why. ``visible`` is false where even the record must not be told."""

    allowed: bool
    reason: str = ""
    visible: bool = True

    def __bool__(self) -> bool:
        return self.allowed


YES = Verdict(True)


class Refused(Exception):
    """An action that was not allowed; the middleware turns it into a page or a JSON answer."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.reason)
        self.verdict = verdict


class Person(Protocol):
    """Who asks: a user, or nobody."""

    is_authenticated: bool
    is_active: bool


@cache
def table() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Kind -> action -> roles."""
    text = files("tollbook.web").joinpath("permissions.toml").read_text(encoding="utf-8")
    kinds: dict[str, dict[str, list[str]]] = tomllib.loads(text)
    return {kind: {action: frozenset(roles) for action, roles in actions.items()} for kind, actions in kinds.items()}


def can(person: Any, action: str, record: Any = None) -> Verdict:
    """Whether ``person`` may do ``action`` ("claim.correct"), to ``record`` where the single record matters.

    Raises KeyError for an action that the table does not have.
    """
    kind, _dot, verb = action.partition(".")
    roles = table()[kind][verb]
    if not isinstance(person, User) or not person.is_active:
        return Verdict(False, str(_("Sign in first.")), visible=False)
    if person.role not in table()[kind]["see"]:
        return Verdict(False, str(_("There is no such page.")), visible=False)
    if person.role not in roles:
        return Verdict(False, _not_for(person, roles))
    return _of_record(person, verb, record)


def _not_for(person: User, roles: frozenset[str]) -> str:
    names = ", ".join(str(Role(role).label) for role in Role.values if role in roles)
    mine = Role(person.role).label
    return str(_("Your role (%(mine)s) does not allow this; it is for: %(roles)s.") % {"mine": mine, "roles": names})


def _of_record(person: User, verb: str, record: Any) -> Verdict:
    """What the single record says: its own ``verdict(person, verb)``, where it has one."""
    judge: Callable[[User, str], Verdict] | None = getattr(record, "verdict", None)
    return YES if judge is None else judge(person, verb)


def require(person: Any, action: str, record: Any = None) -> None:
    """Raises Refused where the action is not allowed."""
    verdict = can(person, action, record)
    if not verdict:
        raise Refused(verdict)


def needs(
    action: str,
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponseBase]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]
]:
    """Guard a view: it runs only for those whom the table allows ``action``.

    A record's own conditions are asked inside the view, with ``require``, once the record is at hand.
    """
    kind, _dot, verb = action.partition(".")
    if verb not in table()[kind]:
        raise KeyError(action)

    def guarded(
        view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def inner(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            require(request.user, action)
            return view(request, *args, **kwargs)

        inner.action = action  # type: ignore[attr-defined]
        return inner

    return guarded
