"""How a long step tells somebody how far it is, without knowing who looks on."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol


class Bar(Protocol):
    """How much of one step is done."""

    def advance(self, by: int = 1) -> None:
        """So many more are done."""


class Watch(Protocol):
    """Somebody who looks on."""

    def step(self, name: str, total: int | None) -> AbstractContextManager[Bar]:
        """A step begins and ends; ``total`` is how many things it has to do, None where nobody knows."""


class Unwatched:
    """Nobody looks on."""

    @contextmanager
    def step(self, name: str, total: int | None) -> Iterator[Bar]:
        """Say nothing."""
        yield self

    def advance(self, by: int = 1) -> None:
        """Say nothing."""
