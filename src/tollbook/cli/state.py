"""What the options before the command set."""

from dataclasses import dataclass


@dataclass(slots=True)
class State:
    """``debug``: errors keep their traceback."""

    debug: bool = False


state = State()
