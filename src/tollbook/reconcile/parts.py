"""Parts of an incident's dead as bounds from the claims: children, women and men, and the dead of single places."""

from collections.abc import Mapping, Sequence
from datetime import date

from tollbook.model import Bounds, Claim, Figure, Lineage
from tollbook.model.revision import PartToll
from tollbook.reconcile.bounds import implied_in
from tollbook.reconcile.conventions import Conventions, default
from tollbook.reconcile.figure import demographics, first_hand
from tollbook.reconcile.rows import Implied
from tollbook.reconcile.said import Said, group_of, said
from tollbook.reconcile.speaker import words_for


def parts(
    claims: Sequence[Claim], lineage: Lineage, published: Mapping[str, date], conventions: Conventions | None = None
) -> tuple[PartToll, ...]:
    """Bounds of children, women and men killed, then of the civilians killed in each place (or set of places) that a
    claim speaks of by itself; a part no claim speaks of is unknown and not listed."""
    people = demographics(claims, lineage, conventions, published=published)
    return (
        *(_of_people(who, figure) for who, figure in people.items()),
        *_of_places(claims, lineage, published, conventions),
    )


def _of_people(who: str, figure: Figure) -> PartToll:
    ids = tuple(sorted({claim for row in figure.by_source for claim in row.claims}))
    end = None if figure.open_ended else figure.max
    return PartToll("people", who, Bounds(figure.min, end), figure.corroborated, figure.independent_sources, ids)


def _of_places(
    claims: Sequence[Claim], lineage: Lineage, published: Mapping[str, date], conventions: Conventions | None
) -> list[PartToll]:
    words, whole = said(claims, lineage, conventions or default(), published)
    told = [s for s in first_hand(words, lineage) if s.claim.id not in lineage.summaries]
    scopes: dict[int, list[Said]] = {}
    for s in told:
        if s.harm == "killed" and s.cells not in (0, whole) and s.cells & ~whole == 0 and s.claim.places:
            scopes.setdefault(s.cells, []).append(s)
    by_source: dict[str, list[Said]] = {}
    for s in told:
        by_source.setdefault(s.source, []).append(s)
    found = (_of_scope(cells, spoken, by_source, whole, lineage) for cells, spoken in sorted(scopes.items()))
    return [part for part in found if part]


def _of_scope(
    cells: int, spoken: Sequence[Said], by_source: Mapping[str, Sequence[Said]], whole: int, lineage: Lineage
) -> PartToll | None:
    """What the sources' rows imply for these cells: a claim about more places bounds them from above only."""
    bounds: dict[str, Implied] = {}
    for source, mine in sorted(by_source.items()):
        words = words_for("killed", mine, whole)
        held = implied_in(words.rows, cells) if words else None
        if held and (held.least or held.greatest is not None):
            bounds[source] = held
    if not bounds:
        return None
    label = ", ".join(dict.fromkeys(place.name or place.text for place in _narrowest(spoken).places))
    ids = tuple(sorted(s.claim.id for s in spoken))
    range_, supported = _range(bounds), _supported(bounds, lineage)
    return PartToll("place", label, range_, supported, len(supported), ids)


def _narrowest(spoken: Sequence[Said]) -> Claim:
    return min((s.claim for s in spoken), key=lambda claim: (len(claim.places), claim.id))


def _range(bounds: Mapping[str, Implied]) -> Bounds:
    """From the least to the greatest that a source giving a least number implies, as an incident's range is."""
    spoken = [held for held in bounds.values() if held.least] or list(bounds.values())
    ends = [held.greatest for held in spoken]
    known = [end for end in ends if end is not None]
    return Bounds(min(held.least for held in spoken), max(known) if len(known) == len(ends) else None)


def _supported(bounds: Mapping[str, Implied], lineage: Lineage) -> dict[str, int]:
    floors: dict[str, int] = {}
    for source, held in bounds.items():
        group = group_of(source, lineage)
        floors[group] = max(floors.get(group, 0), held.least)
    return {str(k): n for k, n in enumerate(sorted(floors.values(), reverse=True), 1) if n}
