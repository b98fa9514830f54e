"""How far somebody new is with her first reports: counted until she has read ten, then never shown again."""

from typing import Any

from tollbook.web.models.inbox import InboxItem, Stage
from tollbook.web.models.people import User

FIRST = 10
"""Reports after which nobody needs to be told how reading goes."""


def begun(person: Any) -> dict[str, int] | None:
    """How many of her first reports she has read to the end, of how many; None once that is behind her."""
    if not isinstance(person, User):
        return None
    read = InboxItem.objects.filter(person=person, state=Stage.DONE)[:FIRST].count()
    return {"read": read, "of": FIRST} if read < FIRST else None
