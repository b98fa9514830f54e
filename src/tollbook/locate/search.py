"""A place looked for in every way there is, and everything that was tried and found, as a record to be kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from tollbook.locate.gazetteer import LEAST_SKELETON, Gazetteer, alike
from tollbook.locate.holdings import Holding, holdings
from tollbook.locate.keys import exact_key
from tollbook.locate.records import Entry, distance_km
from tollbook.locate.regions import Region, country_code, regions, regions_named, same_region
from tollbook.locate.spell import native_scripts, script_of
from tollbook.locate.tries import WHOLE, Try, TryKind, tries

Where = Literal["inside", "same_country", "elsewhere", "no_area"]
AREA_KM = 50.0
"""How far from a stated point counts as the stated area, where nothing else is said."""

PROVINCE_KM = 150.0
"""A place of no known province lies in the stated one where it is this near to its largest town."""

BORDER_KM = 250.0
PART_KM = 1000.0
"""A place that a part of the name alone means is told where a searcher might have looked there instead."""

SAME_NAME: tuple[TryKind, ...] = ("as_written", "joined", "prefix_off")
MOST_BY_CONSONANTS, SURE_ALIKE = 40, 0.9
"""By consonants alone at most so many are listed, and without an area only those that sound nearly the same."""


@dataclass(frozen=True, slots=True)
class Area:
    """Where the place is said to be: a province or country by name, a point with a radius, either or neither.

    ``regions`` and ``countries`` are the codes the words and the point stand for.
    """

    province: str | None = None
    near: tuple[float, float] | None = None
    radius_km: float = AREA_KM
    regions: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One place that the name may mean.

    ``how``: the likeliest try that met it, with the ``spelling`` and its script; ``score`` how alike the spellings
    sound; ``distance_km`` from the stated point, else from the province's largest town; ``scripts`` in which the
    gazetteer names it.
    """

    entry: Entry
    how: TryKind
    spelling: str
    script: str
    score: float
    where: Where
    distance_km: float | None
    scripts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceSearch:
    """What was tried for one name, in which gazetteers, and all that was found; ``beyond`` counts what is not listed.

    ``native`` are the scripts that places of the area's countries are written in there, where that is not Latin.
    """

    name: str
    script: str
    area: Area
    tried: tuple[Try, ...]
    found: tuple[Found, ...]
    gazetteers: tuple[Holding, ...]
    native: tuple[str, ...] = ()
    beyond: int = 0


def _countries_near(near: tuple[float, float]) -> set[str]:
    """Countries of the provinces whose largest town is near: where no province is named, both sides of a border."""
    gaps = [(distance_km(*near, region.lat, region.lon), region.country) for region in regions().values()]
    nearest = min(gaps)
    return {country for gap, country in gaps if gap <= BORDER_KM} | {nearest[1]}


def area_of(province: str | None = None, near: tuple[float, float] | None = None, radius_km: float = AREA_KM) -> Area:
    """The stated area, with the provinces and countries that its words and point stand for."""
    units = regions_named(province) if province else ()
    land = country_code(province)
    lands = {land} if land and not units else {unit.country for unit in units}
    if near and not lands:
        lands = _countries_near(near)
    return Area(province, near, radius_km, tuple(unit.code for unit in units), tuple(sorted(lands)))


def _centres(area: Area) -> list[Region]:
    return [regions()[code] for code in area.regions]


def distance_to(area: Area, lat: float, lon: float) -> float | None:
    """Km from the stated point, else from the largest town of the stated province; None where neither is stated."""
    if area.near:
        return round(distance_km(lat, lon, *area.near), 1)
    gaps = [distance_km(lat, lon, centre.lat, centre.lon) for centre in _centres(area)]
    return round(min(gaps), 1) if gaps else None


def _in_province(entry: Entry, area: Area) -> bool:
    if entry.region:
        return any(same_region(entry.region, code) for code in area.regions)
    if entry.admin and exact_key(entry.admin) == exact_key(area.province or ""):
        return True
    gaps = [distance_km(entry.lat, entry.lon, centre.lat, centre.lon) for centre in _centres(area)]
    return not entry.admin and min(gaps, default=PROVINCE_KM + 1) <= PROVINCE_KM


def where_of(entry: Entry, area: Area) -> Where:
    """Whether a place lies in the stated area, elsewhere in its country, or abroad.

    A stated point outweighs the province: a report's province may be wrong, its point is what was looked at.
    """
    if not (area.province or area.near or area.countries):
        return "no_area"
    if area.near and distance_km(entry.lat, entry.lon, *area.near) <= area.radius_km:
        return "inside"
    if not area.near and (_in_province(entry, area) or (not area.regions and entry.country in area.countries)):
        return "inside"
    unsure = entry.country is None or not area.countries
    return "same_country" if unsure or entry.country in area.countries else "elsewhere"


def _met(name: str, one: Try, entry: Entry, area: Area) -> Found:
    score = 1.0 if one.kind in ("as_written", "joined") else round(alike(name, entry), 3)
    scripts = tuple(sorted({script_of(key) for key in entry.keys}))
    spelling = one.spelling or next((key for key in one.keys if key in entry.keys), one.of)
    where = where_of(entry, area)
    return Found(entry, one.kind, spelling, one.script, score, where, distance_to(area, entry.lat, entry.lon), scripts)


def _exact_hits(gazetteer: Gazetteer, one: Try) -> Iterable[Entry]:
    return (entry for index in gazetteer.indexes for entry in index.by_keys(one.keys))


def _bone_hits(gazetteer: Gazetteer, one: Try, name: str, area: Area) -> Iterable[Entry]:
    least = LEAST_SKELETON if area.countries else SURE_ALIKE
    every = (entry for index in gazetteer.indexes for entry in index.by_skeleton(one.keys, area.countries))
    return (entry for entry in every if alike(name, entry) >= least)


RANK: dict[TryKind, int] = {
    "as_written": 0, "joined": 1, "prefix_off": 2, "transliterated": 3, "one_letter": 4, "prefix_on": 5,
    "consonants": 6, "part": 7,
}  # fmt: skip
NEARNESS: dict[Where, int] = {"inside": 0, "no_area": 0, "same_country": 1, "elsewhere": 2}


def _order(found: Found) -> tuple[int, int, float, float, str]:
    gap = found.distance_km if found.distance_km is not None else 0.0
    return NEARNESS[found.where], RANK[found.how], -found.score, gap, found.entry.id


def _is_near_part(one: Found) -> bool:
    return one.how == "part" and one.distance_km is not None and one.distance_km <= PART_KM


def _shortened(found: Sequence[Found]) -> tuple[tuple[Found, ...], int]:
    """All that the whole name finds, in the country all its parts find, and the likeliest by consonants."""
    kept, by_chance, left = [], 0, 0
    for one in sorted(found, key=_order):
        far = one.where == "elsewhere" and not (one.how in SAME_NAME or _is_near_part(one))
        by_chance += one.how == "consonants" or (one.where == "no_area" and one.how not in WHOLE)
        if far or (one.how not in WHOLE and by_chance > MOST_BY_CONSONANTS):
            left += 1
        else:
            kept.append(one)
    return tuple(kept), left


def _lands(found: Sequence[Found]) -> tuple[str, ...]:
    same = (one.entry.country for one in found if one.how in (*SAME_NAME, "transliterated"))
    return tuple(sorted({land for land in same if land}))


def search(name: str, gazetteer: Gazetteer, area: Area | None = None) -> PlaceSearch:
    """Everything that was tried to find a name and every place found, those in the stated area first.

    The same name, area and gazetteers give the same record. Nothing is chosen: that is for a person.
    """
    area = area or area_of()
    every = tries(name)
    found: dict[str, Found] = {}
    for one in every:
        bones = one.kind == "consonants"
        for entry in _bone_hits(gazetteer, one, name, area) if bones else _exact_hits(gazetteer, one):
            found.setdefault(entry.id, _met(name, one, entry, area))
    listed, beyond = _shortened(list(found.values()))
    native = native_scripts(area.countries or _lands(listed))
    held = holdings(gazetteer, area.countries, native)
    return PlaceSearch(name, script_of(name), area, every, listed, held, native, beyond)
