"""What totals, trends and shares may be used for, with the facts that led to it: coverage, silence, dates, places."""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

from tollbook.model import RADIUS_KM, Claim, Incident, Lineage
from tollbook.publish.silence import Regular, fell_silent

Kind = Literal["total", "trend", "share"]
Verdict = Literal["floor_only", "do_not_trend", "usable"]
KINDS: tuple[Kind, ...] = ("total", "trend", "share")
SIZES: tuple[tuple[int, int | None], ...] = ((1, 1), (2, 4), (5, 9), (10, 19), (20, None))
"""Classes of incidents by their dead; Carpenter and others tell the first and the last of them."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The limits of fitness.toml."""

    dated_share: float
    placed_share: float
    convention_share: float
    trend_months: int
    trend_incidents: int
    size_incidents: int
    single_share: float
    silent_gaps: float
    silent_days: int
    silent_reports: int


@dataclass(frozen=True, slots=True)
class Use:
    """A verdict on one kind of number and the keys of the facts that led to it (texts under ``fit.fact``)."""

    kind: Kind
    verdict: Verdict
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fitness:
    """Shares (of one) over the incident-level claims, incidents by size, silent sources, and the verdicts.

    ``sizes``: incidents in each class of SIZES, by the least number of civilians killed; ``months`` with a dated
    incident.
    """

    claims: int
    dated: float
    placed: float
    by_convention: float
    incidents: int
    months: int
    sizes: tuple[int, ...]
    silent: tuple[str, ...]
    uses: tuple[Use, ...]

    @property
    def sized(self) -> int:
        """Incidents with a toll."""
        return sum(self.sizes)

    @property
    def single(self) -> float:
        """Incidents with one death among those with a toll, as a share of one."""
        return self.sizes[0] / self.sized if self.sized else 0.0

    def of(self, kind: Kind) -> Use:
        """The verdict on one kind of number."""
        return next(use for use in self.uses if use.kind == kind)


@cache
def thresholds() -> Thresholds:
    """The limits in force."""
    return Thresholds(**tomllib.loads((files("tollbook.publish") / "fitness.toml").read_text(encoding="utf-8")))


def fitness(
    claims: Iterable[Claim], incidents: Sequence[Incident], published: Mapping[str, date], lineage: Lineage
) -> Fitness:
    """The shares and verdicts for numbers over these incidents; every total is a floor: unreported harm is unseen."""
    limits = thresholds()
    regular = Regular(limits.silent_reports, limits.silent_gaps, limits.silent_days)
    used = [c for c in claims if c.level == "incident"]
    found = Fitness(
        len(used),
        _share(used, _dated),
        _share(used, _placed),
        _share(used, lambda c: c.count.by_convention),
        len(incidents),
        len({(w.start.year, w.start.month) for i in incidents if (w := i.when) and w.start}),
        _sizes(incidents),
        fell_silent(used, published, lineage, regular),
        (),
    )
    return replace(found, uses=tuple(_use(kind, found) for kind in KINDS))


FACTS: dict[str, Callable[[Fitness, Thresholds], bool]] = {
    "unreported": lambda f, limits: True,
    "few_months": lambda f, limits: f.months < limits.trend_months,
    "few_incidents": lambda f, limits: f.incidents < limits.trend_incidents,
    "undated": lambda f, limits: f.dated < limits.dated_share,
    "unplaced": lambda f, limits: f.placed < limits.placed_share,
    "convention": lambda f, limits: f.by_convention > limits.convention_share,
    "silent": lambda f, limits: bool(f.silent),
    "small_missing": lambda f, limits: f.sized >= limits.size_incidents and f.single < limits.single_share,
    "size_unknown": lambda f, limits: f.sized < limits.size_incidents,
}
"""Fact -> whether it holds."""
AGAINST: dict[Kind, tuple[str, ...]] = {
    "total": ("unreported", "small_missing", "convention"),
    "trend": ("few_months", "few_incidents", "undated", "silent", "small_missing", "convention"),
    "share": ("few_incidents", "unplaced", "convention", "small_missing", "size_unknown"),
}
"""What speaks against taking each kind of number for more than a floor."""
SPOILED: dict[Kind, Verdict] = {"total": "floor_only", "trend": "do_not_trend", "share": "floor_only"}


def _use(kind: Kind, found: Fitness) -> Use:
    facts = tuple(fact for fact in AGAINST[kind] if FACTS[fact](found, thresholds()))
    return Use(kind, SPOILED[kind] if facts else "usable", facts)


def _dated(claim: Claim) -> bool:
    when = claim.when
    return when is not None and when.start is not None and when.start == when.end


def _placed(claim: Claim) -> bool:
    places = claim.places
    return bool(places) and all(p.lat is not None and p.radius_km <= RADIUS_KM["town"] for p in places)


def _share(claims: Sequence[Claim], test: Callable[[Claim], bool]) -> float:
    return sum(map(test, claims)) / len(claims) if claims else 0.0


def _sizes(incidents: Iterable[Incident]) -> tuple[int, ...]:
    """Incidents in each class of SIZES, by the least number of civilians killed."""
    tolls = Counter(f.min for i in incidents if (f := i.figures.get("killed")) and f.min)
    return tuple(
        sum(n for toll, n in tolls.items() if low <= toll and (high is None or toll <= high)) for low, high in SIZES
    )
