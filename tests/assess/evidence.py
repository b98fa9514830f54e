"""Incidents with their evidence, made by hand."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from tollbook.assess import Standard, assess, standards
from tollbook.model import (
    Claim,
    Count,
    Figure,
    FigureKey,
    Grade,
    Incident,
    Lineage,
    Period,
    Place,
    Source,
    Statement,
    StatementKind,
)

VILLAGE = Place("Hajin", "Hajin", "1", 34.69, 40.83, "village")
THE_DAY = Period("13 November", date(2018, 11, 13), date(2018, 11, 13))


@dataclass
class Case:
    """Claims by their speakers about one incident, and what parties said of it."""

    said: list[tuple[str, Claim]] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    groups: dict[str, str] = field(default_factory=dict)
    summaries: set[str] = field(default_factory=set)
    places: tuple[Place, ...] = (VILLAGE,)
    when: Period | None = THE_DAY

    def claim(self, source: str, number: int = 15, blamed: Sequence[str] = ("coalition",), **more: Any) -> "Case":
        made = Claim(
            id=f"c{len(self.said)}",
            document="d",
            start=0,
            end=1,
            quote="x",
            harm=more.pop("harm", "killed"),
            count=Count(number, number, "exact", str(number)),
            who=more.pop("who", "civilian"),
            blamed=tuple(blamed),
            means=more.pop("means", "airstrike"),
        )
        self.said.append((source, replace(made, **more)))
        return self

    def states(self, speaker: str | None, kind: StatementKind) -> "Case":
        self.statements.append(Statement(f"s{len(self.statements)}", "d", 0, 1, "x", speaker, kind))
        return self

    @property
    def claims(self) -> list[Claim]:
        return [claim for _, claim in self.said]

    @property
    def lineage(self) -> Lineage:
        sources = {source: Source(source, source, group=self.groups.get(source)) for source, _ in self.said}
        return Lineage(sources, {claim.id: source for source, claim in self.said}, frozenset(self.summaries))

    @property
    def incident(self) -> Incident:
        civil = [c for c in self.claims if c.who != "combatant" and c.level == "incident" and c.stance != "denied"]
        numbers = [c.count.min or 0 for c in civil if c.harm == "killed"]
        figures: dict[FigureKey, Figure] = {"killed": Figure(min(numbers), max(numbers))} if numbers else {}
        return Incident(
            "i",
            tuple(c.id for c in self.claims),
            ("d",),
            self.places,
            when=self.when,
            figures=figures,
            statements=tuple(s.id for s in self.statements),
        )

    def under(self, standard: str | Standard, **outside: Any) -> Grade:
        chosen = standards()[standard] if isinstance(standard, str) else standard
        return assess(self.incident, self.claims, self.lineage, self.statements, chosen, **outside)


def two_sources(**more: Any) -> Case:
    """Two independent sources that blame one party."""
    return Case().claim("anadolu", **more).claim("sana", 61, **more)
