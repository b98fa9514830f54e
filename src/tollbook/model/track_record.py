"""How a source's first figures compare with what the others came to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """One incident for one source: the least number it first gave, and what other independent sources ended at.

    ``settled`` is the median of their least numbers; ``low`` to ``high`` their range (``None``: no upper end).
    """

    source: str
    incident: str
    first: int
    settled: float
    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with its interval at 95 per cent confidence or better."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """A source over ``cases`` incidents; the measures are ``None`` where fewer than the stated minimum stand behind it.

    ``ratio``: median of first figure by settled figure; ``within``: share of first figures inside the others' range;
    ``over`` and ``under`` count first figures above and below it, ``balance`` is the two-sided probability of so
    uneven a split were both equally likely.
    """

    source: str
    name: str
    cases: int
    over: int = 0
    under: int = 0
    ratio: Interval | None = None
    within: Interval | None = None
    balance: float | None = None
