"""Comments on an incident, and whom they mention."""

import re
from collections.abc import Sequence

from django.db.models import QuerySet

from tollbook.web.models.incidents import Comment
from tollbook.web.models.people import User
from tollbook.web.permissions import can

MENTION = re.compile(r"(?<![\w@.])@([\w.+-]*\w)")
MOST = 200


def of(keys: Sequence[str]) -> list[Comment]:
    """The latest comments on an incident, oldest first, withdrawn ones in their places."""
    rows: QuerySet[Comment] = Comment.objects.filter(incident__in=keys).select_related("person")
    return list(reversed(rows.order_by("-pk")[:MOST]))


def mentioned(text: str) -> list[User]:
    """The people whom a text names as @name and who may see incidents, each once."""
    names = {name.casefold() for name in MENTION.findall(text)}
    people = User.objects.filter(is_active=True).order_by("username") if names else ()
    return [one for one in people if one.username.casefold() in names and can(one, "incident.see")]
