"""What is known about an incident, as the typed facts rules speak of."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tollbook.assess.parties import is_listed, parties_in, parties_of
from tollbook.model import Claim, Figure, FigureKey, Incident, Lineage, Statement, StatementKind

Facts = Mapping[str, Any]

DAY = frozenset({"time", "day"})
SETTLED_KM = 10.0  # the radius of a city: a district or province is no place a strike can be looked up for
UNKNOWN_KM = 1000.0


def facts_of(  # noqa: PLR0913 - the four kinds of evidence and the two outside records
    incident: Incident,
    claims: Sequence[Claim],
    lineage: Lineage,
    statements: Sequence[Statement],
    *,
    strikes_near: int | None = None,
    already_assessed: Sequence[str] = (),
) -> Facts:
    """The facts by name (vocabulary.VARIABLES); only claims and statements of the incident count."""
    ours = [c for c in claims if c.id in set(incident.claims) and c.level == "incident" and c.stance != "denied"]
    blamed = parties_of(name for claim in ours for name in claim.blamed)
    facts = {
        **_harm(incident, ours, lineage),
        **_responses(_bearing(incident, statements), blamed),
        **_when_and_where(incident),
        "blamed": blamed,
        "reports": len(incident.documents),
        "strike_log": strikes_near is not None,
        "strikes_near": strikes_near or 0,
        "already_assessed": sorted(already_assessed),
    }
    facts["strike_status"] = _strike_status(facts)
    facts["missing"] = _missing(facts, ours)
    return facts


def _harm(incident: Incident, claims: Sequence[Claim], lineage: Lineage) -> dict[str, Any]:
    civil = [c for c in claims if c.who != "combatant" and c.harm != "missing"]
    speakers = {_source(c, lineage) for c in civil if c.id not in lineage.summaries}
    killed = incident.figures.get("killed")
    return {
        "sources": len(speakers),
        "independent_sources": len({_group(s, lineage) for s in speakers}),
        "has_civilian_harm": bool(civil) and _any_harm(incident.figures),
        "killed_min": (killed and killed.min) or 0,
        "killed_max": (killed and killed.max) or 0,
        "corroborated": killed.corroborated.get("2", 0) if killed else 0,
        "only_combatants": bool(claims) and not civil and any(c.who == "combatant" for c in claims),
        "civilian_status_disputed": _disputed(claims),
    }


def _source(claim: Claim, lineage: Lineage) -> str:
    return lineage.origin.get(claim.id) or f"document:{claim.document}"


def _group(source: str, lineage: Lineage) -> str:
    return lineage.group_of(source) if source in lineage.sources else source


def _any_harm(figures: Mapping[FigureKey, Figure]) -> bool:
    """Whether a civilian figure is above zero; before figures are computed the claims are taken at their word."""
    spoken = [figures[key] for key in ("killed", "injured", "killed_or_injured") if key in figures]
    return not figures or any((figure.max or 0) > 0 for figure in spoken)


def _disputed(claims: Sequence[Claim]) -> bool:
    """Whether one number of dead is called combatants by one claim and not by another."""
    fighters = {(c.count.min, c.count.max) for c in claims if c.harm == "killed" and c.who == "combatant"}
    return any((c.count.min, c.count.max) in fighters for c in claims if c.harm == "killed" and c.who != "combatant")


def _bearing(incident: Incident, statements: Sequence[Statement]) -> list[Statement]:
    """The statements that gathering found to bear on this incident: a denial of another day denies nothing here."""
    ours = set(incident.statements)
    return [s for s in statements if s.id in ours]


def _responses(statements: Sequence[Statement], blamed: Sequence[str]) -> dict[str, Any]:
    return {
        "accepted_by": _parties(statements, ("accepted", "credible"), blamed),
        "denied_by": _parties(statements, ("denied", "non_credible"), blamed),
        "doubted_by": parties_of(s.speaker for s in statements if s.kind == "doubted" and s.speaker),
        "investigating": any(s.kind == "under_investigation" for s in statements),
    }


def _parties(statements: Iterable[Statement], kinds: tuple[StatementKind, ...], blamed: Sequence[str]) -> list[str]:
    """The belligerents among those who said so; what a bystander accepts or denies is no belligerent's word."""
    said = {party for s in statements if s.kind in kinds and s.speaker for party in parties_in(s.speaker)}
    return sorted(party for party in said if is_listed(party) or party in blamed)


def _when_and_where(incident: Incident) -> dict[str, Any]:
    when = incident.when
    radius = min((place.radius_km for place in incident.places), default=UNKNOWN_KM)
    return {
        "date_known": bool(when and when.start and when.start == when.end and when.precision in DAY),
        "date_precision": when.precision if when and when.start else "unknown",
        "place_known": radius <= SETTLED_KM,
        "place_precision_km": float(radius),
    }


def _strike_status(facts: Facts) -> str:
    """Airwars' strike status from what is said: declared by a party, contested, likely, or one source's claim."""
    if facts["accepted_by"]:
        return "declared"
    if len(facts["blamed"]) > 1:
        return "contested"
    if not facts["blamed"]:
        return "unattributed"
    return "likely" if facts["independent_sources"] > 1 else "single_source"


def _missing(facts: Facts, claims: Sequence[Claim]) -> list[str]:
    lacks = {
        "date": not facts["date_known"],
        "place": not facts["place_known"],
        "number": all(c.count.min is None and c.count.max is None for c in claims),
        "means": not any(c.means for c in claims),
        "strike_log": not facts["strike_log"],
    }
    return [name for name, missing in lacks.items() if missing]
