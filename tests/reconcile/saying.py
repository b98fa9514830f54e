"""Claims and lineages made by hand, as short as the sentences they stand for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

from tollbook.model import Bounds, Claim, Count, Drift, Lineage, Period, Place, Qualifier, Source

NUMBER = count(1)
UNSET = object()


def place(name: str, precision: Any = "unknown", lat: float | None = None, lon: float | None = None) -> Place:
    return Place(text=name, name=name, precision=precision, lat=lat, lon=lon)


def day(number: int, month: int = 11) -> Period:
    return Period(f"on {number}/{month}", date(2018, month, number), date(2018, month, number))


def inferred(number: int, month: int = 11) -> Period:
    """A day that no words of the report give."""
    return Period("", date(2018, month, number), date(2018, month, number))


def says(
    least: int | None,
    most: Any = UNSET,
    *,
    id: str | None = None,
    at: Sequence[str | Place] = (),
    qualifier: Qualifier | None = None,
    text: str | None = None,
    quote: str = "people were killed",
    document: str = "paper",
    start: int = 0,
    of_whom: Mapping[str, int] | None = None,
    **rest: Any,
) -> Claim:
    """A claim of ``least`` to ``most`` (left out: exactly ``least``; None: or more)."""
    top = least if most is UNSET else most
    kind: Qualifier = qualifier or ("exact" if top == least else "at_least" if top is None else "between")
    rest.setdefault("harm", "killed")
    rest.setdefault("who", "civilian")
    return Claim(
        id=id or f"c{next(NUMBER)}",
        document=document,
        start=start,
        end=start + len(quote),
        quote=quote,
        count=Count(least, top, kind, str(least) if text is None else text),
        of_whom={k: Bounds(v, v) for k, v in (of_whom or {}).items()},  # type: ignore[misc]
        places=tuple(p if isinstance(p, Place) else place(p) for p in at),
        **rest,
    )


@dataclass
class Reports:
    """Claims with who says them; ``lineage`` is what trace would hand over."""

    claims: list[Claim] = field(default_factory=list)
    origin: dict[str, str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    summaries: set[str] = field(default_factory=set)
    copies: dict[str, str] = field(default_factory=dict)
    drifts: list[Drift] = field(default_factory=list)

    def by(self, source: str, *claims: Claim) -> "Reports":
        self.claims += claims
        self.origin.update({claim.id: source for claim in claims})
        return self

    def summary(self, claim: Claim) -> "Reports":
        self.summaries.add(claim.id)
        return self.by("newspaper", claim)

    @property
    def lineage(self) -> Lineage:
        sources = {s: Source(s, s, group=self.groups.get(s)) for s in self.origin.values()}
        return Lineage(sources, self.origin, frozenset(self.summaries), self.copies, tuple(self.drifts))
