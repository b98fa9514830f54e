"""Many incidents together: totals by month, place, belligerent and grade that count no death twice."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tollbook.model import Claim, Figure, FigureKey, Incident, Period, Place
from tollbook.model.campaign import UNKNOWN, By, Campaign, Overlap, Part, Rule, Total
from tollbook.reconcile.least import least
from tollbook.reconcile.overlap import extent, limits, pairs

RULES: tuple[Rule, ...] = ("range", "1", "2", "3")
Links = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Toll:
    """What one incident adds under one rule; ``greatest`` stands in for the least where no end is stated."""

    least: int
    greatest: int
    open_ended: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """What every total rests on: tolls by rule and incident, who may overlap, and who may be any other."""

    tolls: Mapping[Rule, Mapping[str, Toll]]
    linked: Links
    nowhere: frozenset[str]


def campaign(
    incidents: Sequence[Incident],
    published: Mapping[str, date],
    blamed: Mapping[str, Collection[str]] | None = None,
    *,
    key: FigureKey = "killed",
    apart: Collection[frozenset[str]] = (),
) -> Campaign:
    """Totals over all incidents for one figure; their order does not matter.

    ``published``: report id -> day; ``blamed``: incident id -> who is blamed (see ``blamed_in``); ``apart``: pairs of
    ids that a person holds to be two incidents.
    """
    counted = [i for i in sorted(incidents, key=lambda i: i.id) if key in i.figures]
    extents = [extent(i, published) for i in counted]
    found = list(pairs(extents, apart))
    tolls = {rule: {i.id: _toll(i.figures[key], rule) for i in counted} for rule in RULES}
    ground = Ground(tolls, _linked(found), frozenset(e.id for e in extents if e.nowhere))
    everyone = [i.id for i in counted]
    return Campaign(
        {rule: total(rule, everyone, everyone, ground) for rule in RULES},
        {by: _parts(kept, ground) for by, kept in _keys(counted, blamed or {}).items()},
        _overlaps(found, ground),
    )


def blamed_in(
    incidents: Iterable[Incident], claims: Iterable[Claim], names: Mapping[str, str]
) -> dict[str, frozenset[str]]:
    """Incident id -> whom its claims blame, under one name each (``names``: as written -> name)."""
    by_claim = {claim.id: {names.get(name, name) for name in claim.blamed} for claim in claims if claim.blamed}
    return {i.id: frozenset().union(*(by_claim.get(claim, ()) for claim in i.claims)) for i in incidents}


def total(rule: Rule, sure: Sequence[str], maybe: Sequence[str], ground: Ground) -> Total:
    """The total under one rule: ``sure`` incidents belong to it, ``maybe`` (these among them) at the most."""
    tolls = ground.tolls[rule]
    floors = {key: tolls[key].least for key in sure}
    held, exact = least({k: n for k, n in floors.items() if k not in ground.nowhere}, ground.linked)
    tops = [tolls[key] for key in maybe]
    return Total(
        least=max([held, *(floors[key] for key in sure if key in ground.nowhere)]),
        greatest=sum(toll.greatest for toll in tops),
        apart=sum(floors.values()),
        open_ended=any(toll.open_ended for toll in tops),
        incidents=sum(1 for n in floors.values() if n),
        maybe=sum(1 for toll in tops if toll.greatest) - sum(1 for key in sure if tolls[key].greatest),
        exact=exact,
    )


def _toll(figure: Figure, rule: Rule) -> Toll:
    if rule != "range":
        number = figure.corroborated.get(rule, 0)
        return Toll(number, number, False)
    low = figure.min or 0
    high = figure.max if figure.max is not None else low
    return Toll(low, high, figure.open_ended or (figure.max is None and figure.min is not None))


def _linked(found: Iterable[tuple[str, str, object]]) -> Links:
    linked: dict[str, set[str]] = {}
    for a, b, _ in found:
        linked.setdefault(a, set()).add(b)
        linked.setdefault(b, set()).add(a)
    return linked


def _overlaps(found: Iterable[tuple[str, str, object]], ground: Ground) -> tuple[Overlap, ...]:
    """The doubts, greatest first: two incidents can share no more deaths than the smaller of them has."""
    tops = {key: toll.greatest for key, toll in ground.tolls["range"].items()}
    listed = [Overlap(a, b, min(tops[a], tops[b]), why) for a, b, why in found]  # type: ignore[arg-type]
    listed += [Overlap(key, "", tops[key], "nowhere") for key in ground.nowhere if len(tops) > 1]
    return tuple(sorted((o for o in listed if o.people), key=lambda o: (-o.people, o.a, o.b)))


def _parts(keys: Mapping[str, frozenset[str]], ground: Ground) -> tuple[Part, ...]:
    """A part for every key that an incident has or may have, unknown last."""
    members: dict[str, list[str]] = {}
    for incident, named in keys.items():
        for name in named:
            members.setdefault(name, []).append(incident)
    order = sorted(members, key=lambda name: (name == UNKNOWN, name))
    return tuple(Part(name, _by_rule(members[name], keys, ground)) for name in order)


def _by_rule(ids: Sequence[str], keys: Mapping[str, frozenset[str]], ground: Ground) -> dict[Rule, Total]:
    sure = [key for key in ids if len(keys[key]) == 1]
    return {rule: total(rule, sure, ids, ground) for rule in RULES}


def _keys(incidents: Sequence[Incident], blamed: Mapping[str, Collection[str]]) -> dict[By, dict[str, frozenset[str]]]:
    """Incident id -> the keys it may belong to, by kind of part; only where there is one does it surely belong."""
    unknown = frozenset({UNKNOWN})
    return {
        "month": {i.id: months(i.when) or unknown for i in incidents},
        "place": {i.id: frozenset(map(_area, i.places)) or unknown for i in incidents},
        "belligerent": {i.id: frozenset(blamed.get(i.id, ())) or unknown for i in incidents},
        "grade": {i.id: frozenset({(i.grade.value if i.grade else "") or UNKNOWN}) for i in incidents},
    }


def months(when: Period | None) -> frozenset[str]:
    """The months a period touches as "2018-11"; none where it is open or longer than campaign.toml allows."""
    if when is None or when.start is None or when.end is None:
        return frozenset()
    first, last = (day.year * 12 + day.month - 1 for day in (when.start, when.end))
    touched = range(first, last + 1)
    return (
        frozenset(f"{m // 12:04}-{m % 12 + 1:02}" for m in touched) if len(touched) <= limits().months else frozenset()
    )


def _area(place: Place) -> str:
    """The province a place lies in, or is; unknown where the gazetteer does not tell it."""
    return place.admin or (place.name or place.text if place.precision == "province" else UNKNOWN)
