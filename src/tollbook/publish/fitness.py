"""What a total may be used for, from the shares of claims that are dated, placed and numbered by their speakers."""

import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tollbook.model import RADIUS_KM, Claim, Incident


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The limits of fitness.toml."""

    dated_share: float
    placed_share: float
    convention_share: float
    trend_months: int
    trend_incidents: int


@dataclass(frozen=True, slots=True)
class Fitness:
    """Shares (of one) over the incident-level claims, and the notes that follow: text keys under ``fit.note``."""

    claims: int
    dated: float
    placed: float
    by_convention: float
    notes: tuple[str, ...]


@cache
def thresholds() -> Thresholds:
    """The limits in force."""
    return Thresholds(**tomllib.loads((files("tollbook.publish") / "fitness.toml").read_text(encoding="utf-8")))


def _dated(claim: Claim) -> bool:
    when = claim.when
    return when is not None and when.start is not None and when.start == when.end


def _placed(claim: Claim) -> bool:
    places = claim.places
    return bool(places) and all(p.lat is not None and p.radius_km <= RADIUS_KM["town"] for p in places)


def _share(claims: Sequence[Claim], test: Callable[[Claim], bool]) -> float:
    return sum(map(test, claims)) / len(claims) if claims else 0.0


def _trendable(incidents: Sequence[Incident]) -> bool:
    limits = thresholds()
    months = {(w.start.year, w.start.month) for i in incidents if (w := i.when) and w.start}
    return len(months) >= limits.trend_months and len(incidents) >= limits.trend_incidents


def fitness(claims: Iterable[Claim], incidents: Sequence[Incident]) -> Fitness:
    """The shares and notes for a total over these incidents; every total is a floor: unreported harm is unseen."""
    limits = thresholds()
    used = [c for c in claims if c.level == "incident"]
    dated, placed = _share(used, _dated), _share(used, _placed)
    convention = _share(used, lambda c: c.count.by_convention)
    notes = ["floor"]
    if not _trendable(incidents) or dated < limits.dated_share:
        notes.append("no_trend")
    if placed < limits.placed_share:
        notes.append("no_small_areas")
    if convention > limits.convention_share:
        notes.append("convention")
    return Fitness(len(used), dated, placed, convention, tuple(notes))
