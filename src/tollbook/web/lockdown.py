"""The lockdown switch: while it is on, only administrators get in, and nothing of the public side is shown."""

from tollbook.web import switches

NAME = "lockdown"


def active() -> bool:
    """Whether the casebook is locked down."""
    return switches.is_on(NAME, at_first=False)


def switch(on: bool, actor: str, reason: str) -> None:
    """Turn it on or off; the history says who did and why. Raises Conflict where somebody did so meanwhile."""
    switches.turn(NAME, on, actor, reason, at_first=False)
