"""What is known about an incident, as the typed facts rules speak of."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypedDict, Unpack

from tollbook.assess.asking import asked_names, whom_to_ask
from tollbook.assess.derived import Facts, with_derived
from tollbook.assess.evidence import kinds_of
from tollbook.assess.parties import is_listed, parties_in, parties_of
from tollbook.model import Claim, Figure, FigureKey, Incident, Lineage, Statement, StatementKind

DAY = frozenset({"time", "day"})
SETTLED_KM = 10.0  # the radius of a city: a district or province is no place a strike can be looked up for
UNKNOWN_KM = 1000.0
NAMED = "-name"
"""How the rules end that take a claim from a person's name."""


class Outside(TypedDict, total=False):
    """What the reports do not hold: strike records, earlier assessments, and evidence people found.

    ``strikes_near`` is ``None`` where no records are at hand; ``log_complete``: they are said to be complete for
    that day, area and force; ``certificate``: the search for strikes is on record; ``already_assessed``: what it
    repeats.
    """

    strikes_near: int | None
    log_complete: bool
    certificate: bool
    already_assessed: Sequence[str]
    evidence: Sequence[str]


def facts_of(
    incident: Incident,
    claims: Sequence[Claim],
    lineage: Lineage,
    statements: Sequence[Statement],
    **outside: Unpack[Outside],
) -> Facts:
    """The facts by name (vocabulary.VARIABLES); only claims and statements of the incident count.

    Without any of its claims at hand, what the incident's own figures say of its sources is taken.
    """
    ours = [c for c in claims if c.id in set(incident.claims) and c.level == "incident" and c.stance != "denied"]
    blamed = parties_of(name for claim in ours for name in claim.blamed)
    at_hand = bool(ours) or not incident.claims
    records = outside.get("strikes_near")
    return with_derived(
        {
            **(_harm(incident, ours, lineage) if at_hand else _harm_as_told(incident)),
            **_figures(incident),
            **_responses(_bearing(incident, statements), blamed),
            **_when_and_where(incident),
            "blamed": blamed,
            "reports": len(incident.documents),
            "named": _named(ours),
            "evidence": kinds_of(ours, lineage, records is not None, outside.get("evidence", ())),
            "could_be_asked": asked_names(whom_to_ask(ours, lineage, records is None)),
            "strike_log": records is not None,
            "strikes_near": records or 0,
            "log_complete": records is not None and outside.get("log_complete", False),
            "certificate": bool(outside.get("certificate", False)),
            "already_assessed": sorted(outside.get("already_assessed", ())),
            "missing": _untold(ours) if at_hand else [],
        }
    )


def _harm(incident: Incident, claims: Sequence[Claim], lineage: Lineage) -> dict[str, Any]:
    civil = [c for c in claims if c.who != "combatant" and c.harm != "missing"]
    speakers = {_source(c, lineage) for c in civil if c.id not in lineage.summaries}
    return {
        "sources": len(speakers),
        "independent_sources": len({_group(s, lineage) for s in speakers}),
        "has_civilian_harm": bool(civil) and _any_harm(incident.figures),
        "only_combatants": bool(claims) and not civil and any(c.who == "combatant" for c in claims),
        "civilian_status_disputed": _disputed(claims),
    }


def _harm_as_told(incident: Incident) -> dict[str, Any]:
    """The same from the incident's figures alone."""
    figures = [figure for key, figure in incident.figures.items() if key != "killed_combatants"]
    return {
        "sources": max((figure.sources for figure in figures), default=0),
        "independent_sources": max((figure.independent_sources for figure in figures), default=0),
        "has_civilian_harm": bool(incident.figures) and _any_harm(incident.figures),
        "only_combatants": "killed_combatants" in incident.figures and not _any_harm(incident.figures),
        "civilian_status_disputed": False,
    }


def _figures(incident: Incident) -> dict[str, Any]:
    killed, everybody = incident.figures.get("killed"), _everybody(incident.figures)
    return {
        "killed_min": _least(killed),
        "killed_max": _most(killed),
        "corroborated": _by(killed, 2),
        "supported": _ladder(killed),
        "deaths_min": _least(everybody),
        "deaths_max": _most(everybody),
        "deaths_corroborated": _by(everybody, 2),
    }


def _everybody(figures: Mapping[FigureKey, Figure]) -> Figure | None:
    """The figure of all killed, whatever their status; where none is given apart, the one kind that is spoken of."""
    return figures.get("killed_all") or figures.get("killed") or figures.get("killed_combatants")


def _least(figure: Figure | None) -> int:
    return (figure and figure.min) or 0


def _most(figure: Figure | None) -> int:
    """The greatest number stated; where no upper end is, the least stands for it."""
    return max((figure and figure.max) or 0, _least(figure))


def _by(figure: Figure | None, sources: int) -> int:
    return figure.corroborated.get(str(sources), 0) if figure else 0


def _ladder(figure: Figure | None) -> list[int]:
    """What one, two, three ... independent sources support, as far as so many speak."""
    most = max(map(int, figure.corroborated), default=0) if figure else 0
    return [_by(figure, k) for k in range(1, most + 1)]


def _named(claims: Sequence[Claim]) -> int:
    """The greatest number of killed whom one report names."""
    by_report: dict[str, int] = {}
    for claim in claims:
        if claim.harm == "killed" and claim.who != "combatant" and claim.rule.endswith(NAMED):
            by_report[claim.document] = by_report.get(claim.document, 0) + (claim.count.min or 0)
    return max(by_report.values(), default=0)


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


def _untold(claims: Sequence[Claim]) -> list[str]:
    """What no claim tells and no other fact shows."""
    number = all(c.count.min is None and c.count.max is None for c in claims)
    return [name for name, lacks in (("number", number), ("means", not any(c.means for c in claims))) if lacks]
