"""A computed figure: a range with its reasons, never stored as fact."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from tollbook.model.count import Bounds
from tollbook.model.source import Drift

FigureKey = Literal["killed", "injured", "killed_combatants", "killed_all", "killed_or_injured", "missing"]


@dataclass(frozen=True, slots=True)
class SourceFigure:
    """What one source's claims imply in total: at least ``min``; at most ``max`` (``None``: it sets no upper end).

    ``relayed`` tells that no report of its own is at hand; ``proof`` lists the inequalities that gave the bounds.
    """

    source: str
    name: str
    min: int
    max: int | None
    claims: tuple[str, ...]
    relayed: bool = False
    by_convention: bool = False
    proof: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """How many, according to whom.

    ``min``/``max``: least and greatest number any source implies; ``open_ended`` where the greatest is only a floor.
    ``corroborated``: k as a string -> the greatest n such that k independent sources each imply at least n.
    ``consensus``: the integers every source allows. ``contradictions``: smallest sets of claims that cannot all hold.
    """

    min: int | None
    max: int | None
    open_ended: bool = False
    corroborated: Mapping[str, int] = field(default_factory=dict)
    sources: int = 0
    independent_sources: int = 0
    consensus: Bounds | None = None
    contradictions: tuple[tuple[str, ...], ...] = ()
    drift: tuple[Drift, ...] = ()
    by_source: tuple[SourceFigure, ...] = ()
    by_convention: bool = False
