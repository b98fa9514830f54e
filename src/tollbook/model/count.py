"""A number as people say it: bounds, the kind of statement, and the words."""

from dataclasses import dataclass
from typing import Literal

Qualifier = Literal["exact", "about", "at_least", "more_than", "at_most", "between", "vague"]
"""about: the bounds are approximate; vague: the words name no number and a convention gave the bounds."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Whole people, both ends included; ``None`` is unknown, never zero."""

    min: int | None
    max: int | None

    def __post_init__(self) -> None:
        if self.min is not None and self.min < 0:
            raise ValueError(f"a count of people cannot be negative: {self.min}")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"the least is more than the most: {self.min} > {self.max}")


@dataclass(frozen=True, slots=True)
class Count(Bounds):
    """Bounds with the qualifier and the words they come from."""

    qualifier: Qualifier = "exact"
    text: str = ""

    @property
    def by_convention(self) -> bool:
        """Whether a convention, not the speaker, chose the number ("dozens", a bare plural)."""
        return self.qualifier == "vague"
