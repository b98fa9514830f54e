"""Many incidents together: totals that count no death twice, and the incidents that may be one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

By = Literal["month", "place", "belligerent", "grade"]
Rule = Literal["range", "1", "2", "3"]
"""range: from the least to the greatest number of each incident; k: what k independent sources each support."""
Doubt = Literal["same_time_and_place", "day_unknown", "place_unknown", "covers", "nowhere"]
"""Why two incidents may overlap; covers: one is a total over an area or a span of days that holds the other;
nowhere: neither day nor place is known, so that it may be any of the others."""
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Total:
    """People under one rule. ``least`` counts once what may overlap, ``greatest`` counts all of it apart.

    ``apart`` is the sum of the least numbers without regard to overlaps. ``exact``: ``least`` is the smallest number
    of people possible; where not, it is a lower bound of it. ``incidents`` add to the least, ``maybe`` only may belong.
    """

    least: int = 0
    greatest: int = 0
    apart: int = 0
    open_ended: bool = False
    incidents: int = 0
    maybe: int = 0
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """The totals of one month, place, belligerent or grade; ``key`` is ``unknown`` where nothing tells it."""

    key: str
    totals: Mapping[Rule, Total]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two incidents that may share deaths, at most ``people``; ``b`` is empty where ``a`` may be any other."""

    a: str
    b: str
    people: int
    why: Doubt


@dataclass(frozen=True, slots=True)
class Campaign:
    """All incidents together, by rule and by part, for one figure; parts may share incidents and do not add up."""

    totals: Mapping[Rule, Total] = field(default_factory=dict)
    parts: Mapping[By, tuple[Part, ...]] = field(default_factory=dict)
    overlaps: tuple[Overlap, ...] = ()
