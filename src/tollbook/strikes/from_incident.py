"""An incident as the subject of a comparison: its places, days, means, and whom its reports blame."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tollbook.model import Claim, Incident, Lineage, Place
from tollbook.strikes.index import PartiesOf
from tollbook.strikes.subject import Spot, Subject, spot_of
from tollbook.strikes.tables import kinds, load

GRID = re.compile(r"\d{1,2}[C-HJ-NP-X][A-HJ-NP-Z][A-HJ-NP-V](?:\d\d)+$")
WRITTEN = ("exact", "within_100m")
"""Precisions of places that were written as coordinates."""


def subject_of(
    incident: Incident,
    claims: Sequence[Claim],
    lineage: Lineage,
    parties_of: PartiesOf,
    homonyms: Iterable[Spot] = (),
) -> Subject:
    """What the incident's own claims say, ready to be held against a log; the days are those of where it happened."""
    ours = set(incident.claims)
    own = [claim for claim in claims if claim.id in ours]
    when, killed = incident.when, incident.figures.get("killed")
    return Subject(
        id=incident.id,
        spots=_spots(incident, least_radius(own, lineage)),
        first=when.start if when else None,
        last=when.end if when else None,
        forces=frozenset(party for claim in own for name in claim.blamed for party in parties_of(name)),
        means=frozenset(kind for claim in own for kind in kinds("means", claim.means or "")),
        objects=frozenset(kind for claim in own for kind in kinds("objects", claim.quote)),
        killed=(killed.min, killed.max) if killed else (None, None),
        homonyms=tuple(homonyms),
    )


def _spots(incident: Incident, least: float) -> tuple[Spot, ...]:
    """Its places, each once; where none has a point, the incident's own."""
    found = [_spot(place, least) for place in incident.places]
    spots = list(dict.fromkeys(spot for spot in found if spot))
    if spots or incident.lat is None or incident.lon is None:
        return tuple(spots)
    radius = min((place.radius_km for place in incident.places), default=Place("").radius_km)
    return (Spot(incident.lat, incident.lon, max(radius, least)),)


def _spot(place: Place, least: float) -> Spot | None:
    spot = spot_of(place)
    if spot is None:
        return None
    bare = re.sub(r"\s", "", place.text).upper()
    grid = bare if GRID.match(bare) else None
    written = grid is not None or place.precision in WRITTEN
    return replace(spot, grid=grid, radius_km=spot.radius_km if written else max(spot.radius_km, least))


def least_radius(claims: Iterable[Claim], lineage: Lineage) -> float:
    """The least radius in km by who, at best, speaks of the place (grades.toml); 0 where nobody is known to."""
    table = load("grades")["source_radius"]
    speakers = {lineage.origin.get(claim.id) for claim in claims}
    found = [float(table[lineage.sources[key].kind]) for key in speakers if key and key in lineage.sources]
    return min(found, default=0.0)
