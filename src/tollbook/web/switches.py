"""Switches of the whole casebook: turned by administrators, with a reason that the history keeps."""

from tollbook.casebook.events import record_event
from tollbook.web.models.people import Setting
from tollbook.web.saving import Conflict, alone

DATABASE = "default"


def is_on(name: str, *, at_first: bool) -> bool:
    """Whether a switch is on; ``at_first``: how it stands before anybody turned it."""
    return bool(next(iter(Setting.objects.filter(name=name).values_list("value", flat=True)), at_first))


def turn(name: str, on: bool, actor: str, reason: str, *, at_first: bool) -> None:
    """Turn it; the history says who did and why. Raises Conflict where somebody did so meanwhile."""
    with alone("setting", name):
        before = is_on(name, at_first=at_first)
        if before == on:
            raise Conflict(before)
        Setting.objects.update_or_create(name=name, defaults={"value": on})
        record_event(
            DATABASE, actor=actor, kind="setting", subject=("workspace", name), old=before, new=on, reason=reason
        )
