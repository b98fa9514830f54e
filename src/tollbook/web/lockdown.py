"""The lockdown switch: while it is on, only administrators get in, and nothing of the public side is shown."""

from tollbook.casebook.events import record_event
from tollbook.web.models.people import Setting
from tollbook.web.saving import Conflict, alone

NAME = "lockdown"
DATABASE = "default"


def active() -> bool:
    """Whether the casebook is locked down."""
    return Setting.objects.filter(name=NAME, value=True).exists()


def switch(on: bool, actor: str, reason: str) -> None:
    """Turn it on or off; the history says who did and why. Raises Conflict where somebody did so meanwhile."""
    with alone("setting", NAME):
        before = active()
        if before == on:
            raise Conflict(before)
        Setting.objects.update_or_create(name=NAME, defaults={"value": on})
        record_event(
            DATABASE, actor=actor, kind="setting", subject=("workspace", NAME), old=before, new=on, reason=reason
        )
