"""A claim as an inequality: lo <= the sum over some cells <= hi, the cells as bits of a whole number."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Row:
    """``lo`` <= sum of x over ``cells`` <= ``hi`` (``None``: no upper end), and the claims that say so.

    ``part``: the words speak of some of the people only. ``vague``: a convention gave the numbers. ``floor``: the
    words give a least number ("up to 60" gives none). ``opening``: a report begins with it. ``extent``: the cells it
    speaks of beside other sources, where they name more places than its own source does; 0: the same.
    """

    cells: int
    lo: int
    hi: int | None
    claims: tuple[str, ...] = ()
    part: bool = False
    vague: bool = False
    floor: bool = True
    opening: bool = False
    extent: int = 0

    @property
    def beside_others(self) -> int:
        """The cells it speaks of in the terms of all sources."""
        return self.extent or self.cells


class Implied(NamedTuple):
    """The least and the greatest total that rows allow over the cells they speak of; ``None``: without end."""

    least: int
    greatest: int | None


def smaller(a: int | None, b: int | None) -> int | None:
    """The lesser of two upper ends, ``None`` being without end."""
    return b if a is None else a if b is None else min(a, b)


def over(lo: int, hi: int | None) -> bool:
    """Whether a lower end lies above an upper one."""
    return hi is not None and lo > hi
