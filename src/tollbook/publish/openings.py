"""What is still open about an incident: what gather noted, and what its figures, claims and statements show."""

from collections.abc import Callable

from tollbook.model import RADIUS_KM, Incident
from tollbook.publish.index import Index

Test = Callable[[Incident, Index], bool]


def _rough(incident: Incident, index: Index) -> bool:
    return bool(incident.places) and all(p.radius_km > RADIUS_KM["city"] for p in incident.places)


def _one_source(incident: Incident, index: Index) -> bool:
    return max((f.independent_sources for f in incident.figures.values()), default=0) == 1


def _contradicted(incident: Incident, index: Index) -> bool:
    return any(figure.contradictions for figure in incident.figures.values())


def _drifted(incident: Incident, index: Index) -> bool:
    return any(figure.drift for figure in incident.figures.values())


def _unspecified(incident: Incident, index: Index) -> bool:
    return any(c.who == "unspecified" and c.harm == "killed" for c in index.claims_of(incident))


def _vague(incident: Incident, index: Index) -> bool:
    return any(figure.by_convention for figure in incident.figures.values())


def _denied(incident: Incident, index: Index) -> bool:
    return any(s.kind == "denied" for s in index.statements_of(incident))


def _nobody_blamed(incident: Incident, index: Index) -> bool:
    return not any(c.blamed for c in index.claims_of(incident))


TESTS: tuple[tuple[str, Test], ...] = (
    ("place_imprecise", _rough),
    ("single_source", _one_source),
    ("contradictions", _contradicted),
    ("drift", _drifted),
    ("who_unspecified", _unspecified),
    ("number_vague", _vague),
    ("denied", _denied),
    ("blamed_unknown", _nobody_blamed),
)


def open_questions(incident: Incident, index: Index) -> tuple[str, ...]:
    """Keys of what is open, gather's first; one report is said once, not also as one source."""
    noted = incident.open_questions
    found = [key for key, holds in TESTS if holds(incident, index)]
    if "single_report" in noted and "single_source" in found:
        found.remove("single_source")
    return tuple(dict.fromkeys((*noted, *found)))
