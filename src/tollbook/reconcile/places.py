"""Which places an incident's claims speak of, as numbered leaves, and which leaves each claim covers."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from math import cos, hypot, radians

from tollbook.model import Claim, Place
from tollbook.reconcile.sorts import classes
from tollbook.text.fold import fold_word
from tollbook.text.skeleton import skeleton

Key = tuple[str, str]
Cover = frozenset[int] | None
"""Numbered leaves; ``None``: the whole incident; the empty set: one of several, not known which."""

SETTLEMENTS = frozenset({"village", "town", "city"})
REGIONS = frozenset({"subdistrict", "district", "province", "country"})
KM_PER_DEGREE = 111.2
SAME_POINT = 3  # decimals of a degree, about 100 m: gazetteers keep one generic point for a village
TWO_SETTLEMENTS_KM = 1.0  # nearer points are one village placed twice
SIDE_BY_SIDE = 400  # code points: the same sentence or the next


def _spelling(name: str) -> str:
    """What the spellings of a name share in any script; two names that share it by chance count as one place."""
    return skeleton(name) or fold_word(name)


def key_of(place: Place) -> Key:
    """What tells a place from others: its point where it is known, else its gazetteer entry, else its name."""
    if place.lat is not None and place.lon is not None:
        return "at", f"{round(place.lat, SAME_POINT)} {round(place.lon, SAME_POINT)}"
    return ("id", place.id) if place.id else ("name", _spelling(place.name or place.text))


def covers(claims: Sequence[Claim]) -> list[Cover]:
    """For each claim the places it covers; a claim that names none, or only a region, covers the whole incident."""
    named = [[p for p in claim.places if p.precision not in REGIONS] for claim in claims]
    spelled = _spellings(p for group in named for p in group)
    keys = [frozenset(spelled[key_of(p)] for p in group) for group in named]
    if len(frozenset().union(*keys)) < 2:
        return [None] * len(claims)
    return _numbered(claims, keys, {spelled[key_of(p)]: p for group in named for p in group})


def _spellings(places: Iterable[Place]) -> dict[Key, Key]:
    """Key -> the key it goes by: a name that was not found joins a found place of that name."""
    found = {key_of(place): place for place in places}
    known = {_spelling(n): key for key, p in sorted(found.items()) if key[0] != "name" for n in (p.text, p.name or "")}
    return {key: known.get(key[1], key) if key[0] == "name" else key for key in found}


def _numbered(claims: Sequence[Claim], keys: list[frozenset[Key]], places: dict[Key, Place]) -> list[Cover]:
    holds = {key: {k for k in places if k != key and _inside(places[k], place)} for key, place in places.items()}
    beside = _side_by_side(claims, keys)
    leaf = [key for key in places if not holds[key]]
    order = sorted(leaf, key=lambda k: (places[k].precision not in SETTLEMENTS, k))
    together = _in_one_report(claims, keys)

    def apart(a: Key, b: Key) -> bool:
        pair = frozenset((a, b))
        return pair in beside or (pair not in together and _settled(places, a, b))

    number = classes(order, apart)
    if len(set(number.values()) - {None}) < 2:
        return [None] * len(claims)
    whole = {key: {number[k] for k in holds[key] or {key} if k in number} for key in places}
    return [_cover([whole[key] for key in group]) for group in keys]


def _cover(parts: Sequence[set[int | None]]) -> Cover:
    if not parts:
        return None
    union = frozenset[int | None]().union(*parts)
    return frozenset() if None in union else frozenset(n for n in union if n is not None)


def _settled(places: dict[Key, Place], a: Key, b: Key) -> bool:
    """Whether both are settlements, and far enough from each other to be two."""
    if not all(key[0] == "at" and places[key].precision in SETTLEMENTS for key in (a, b)):
        return False
    return _distance_km(places[a], places[b]) > TWO_SETTLEMENTS_KM


def _inside(small: Place, large: Place) -> bool:
    """Whether a street, landmark or quarter lies in a settlement, by the settlement's radius."""
    if large.precision not in SETTLEMENTS or small.precision in SETTLEMENTS | {"unknown"}:
        return False
    return _distance_km(small, large) <= large.radius_km


def _distance_km(a: Place, b: Place) -> float:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return float("inf")
    narrowing = cos(radians((a.lat + b.lat) / 2))
    return KM_PER_DEGREE * hypot(a.lat - b.lat, (a.lon - b.lon) * narrowing)


def _in_one_report(claims: Sequence[Claim], keys: list[frozenset[Key]]) -> set[frozenset[Key]]:
    """Pairs of places that one report names anywhere: whether they are two tolls is for the report to say."""
    named: dict[str, set[Key]] = {}
    for claim, group in zip(claims, keys, strict=True):
        named.setdefault(claim.document, set()).update(group)
    return {frozenset(pair) for group in named.values() for pair in combinations(group, 2)}


def _side_by_side(claims: Sequence[Claim], keys: list[frozenset[Key]]) -> set[frozenset[Key]]:
    """Pairs of places that one report sets beside each other: in one claim, or in claims a sentence apart."""
    by_document: dict[str, list[int]] = {}
    for i, claim in enumerate(claims):
        by_document.setdefault(claim.document, []).append(i)
    near = [
        keys[i] | keys[j]
        for group in by_document.values()
        for i, j in combinations(group, 2)
        if abs(claims[i].start - claims[j].start) <= SIDE_BY_SIDE
    ]
    return {frozenset(pair) for union in {*near, *keys} for pair in combinations(union, 2)}
