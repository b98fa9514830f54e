"""What the record of a search must make a person look at: the published ways in which places were missed."""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from tollbook.locate.keys import exact_key
from tollbook.locate.records import Entry, distance_km
from tollbook.locate.regions import regions, same_region
from tollbook.locate.resolve import SAME_PLACE_KM
from tollbook.locate.search import SAME_NAME, Found, PlaceSearch, where_of
from tollbook.locate.tries import WHOLE, splits
from tollbook.model.place import Place

MOST_NAMED = 5
THIN = 2000
"""GeoNames' file of towns holds some 300 places of Syria, its country dump some 20,000; between them lies "thin"."""


@dataclass(frozen=True, slots=True)
class Caution:
    """One warning: its code in warnings.toml, and the sentence in English and Arabic."""

    code: str
    text: str
    text_ar: str


@cache
def _texts() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "warnings.toml").read_text(encoding="utf-8"))


def _caution(code: str, script: str | None = None, **names: object) -> Caution:
    entry = _texts()[code]
    words = [_texts()["scripts"][script][language] if script else "" for language in ("en", "ar")]
    return Caution(code, entry["en"].format(script=words[0], **names), entry["ar"].format(script=words[1], **names))


def named(entry: Entry) -> str:
    """A place with its province and country: "Maskanah (Aleppo, SY)"."""
    beside = ", ".join(filter(None, (entry.admin, entry.country)))
    return f"{entry.name} ({beside})" if beside else entry.name


def _listed(found: Iterable[Found]) -> str:
    every = list(dict.fromkeys(named(one.entry) for one in found))
    more = f" +{len(every) - MOST_NAMED}" if len(every) > MOST_NAMED else ""
    return "; ".join(every[:MOST_NAMED]) + more


def _whole(found: Sequence[Found]) -> list[Found]:
    return [one for one in found if one.how in WHOLE]


def _of_name(found: Sequence[Found]) -> list[Found]:
    return [one for one in found if one.how in (*SAME_NAME, "transliterated")]


def _about_area(search: PlaceSearch) -> Iterator[Caution]:
    stated = search.area.province or search.area.near or search.area.countries
    if not stated:
        yield _caution("no_area", count=len(_of_name(search.found)))
    if search.area.province and not (search.area.regions or search.area.countries):
        yield _caution("province_unknown", province=search.area.province)


def _province_of(place: Place) -> str:
    return place.admin or "?"


def _contradicts(place: Place, search: PlaceSearch) -> bool:
    """Whether the chosen place lies in another province than the one named, as far as both are known."""
    own = next((one.entry for one in search.found if one.entry.id == place.id), None)
    if own and own.region:
        return not any(same_region(own.region, code) for code in search.area.regions)
    names = {exact_key(regions()[code].name) for code in search.area.regions} | {exact_key(search.area.province or "")}
    return bool(place.admin) and exact_key(place.admin or "") not in names


def _about_choice(search: PlaceSearch, chosen: Place | None) -> Iterator[Caution]:
    if not chosen or not search.area.regions or not _contradicts(chosen, search):
        return
    there = [one for one in _whole(search.found) if one.entry.id != chosen.id and _in_area(one, search)]
    words = {"chosen": chosen.name or chosen.text, "admin": _province_of(chosen), "province": search.area.province}
    if there:
        yield _caution("contradicts_province", others=_listed(there), **words)
    else:
        yield _caution("contradicts_province_only", **words)


def _in_area(one: Found, search: PlaceSearch) -> bool:
    return where_of(one.entry, search.area) == "inside"


def _one_place(a: Entry, b: Entry) -> bool:
    """Whether two lists give one place: they differ by some km."""
    return distance_km(a.lat, a.lon, b.lat, b.lon) <= SAME_PLACE_KM


def _about_homonyms(search: PlaceSearch) -> Iterator[Caution]:
    inside = [one for one in _whole(search.found) if one.where == "inside"]
    outside = [one for one in _of_name(search.found) if one.where == "same_country"]
    if any(not _one_place(inside[0].entry, one.entry) for one in inside):
        yield _caution("several_inside", count=len(inside), others=_listed(inside))
    if outside:
        yield _caution("other_provinces" if inside else "only_outside", others=_listed(outside))


def _about_spelling(search: PlaceSearch) -> Iterator[Caution]:
    inside = [one for one in search.found if one.where in ("inside", "no_area") and one.how in WHOLE]
    if inside and all(search.script not in one.scripts for one in inside):
        yield _caution("native_only", script=inside[0].script, others=_listed(inside))
    elif inside and all(one.how == "one_letter" or _one_off(one, search) for one in inside):
        yield _caution("one_letter", others=_listed(inside))


def _one_off(one: Found, search: PlaceSearch) -> bool:
    """Whether a place met through another script is one letter off in the script of the report."""
    if one.how != "transliterated":
        return False
    varied = (key for tried in search.tried if tried.kind == "one_letter" for key in tried.keys)
    return bool(set(one.entry.keys) & set(varied))


def _about_parts(search: PlaceSearch) -> Iterator[Caution]:
    if not splits(search.name):
        return
    whole = [one for one in _whole(search.found) if one.where in ("inside", "no_area")]
    parts = [one for one in search.found if one.how == "part"]
    met = {exact_key(one.spelling) for one in parts}
    if whole and parts:
        yield _caution("one_name", whole=_listed(whole), others=_listed(parts))
    elif any({exact_key(a), exact_key(b)} <= met for a, b in splits(search.name)):
        yield _caution("two_names", others=_listed(parts))


def _about_gazetteers(search: PlaceSearch) -> Iterator[Caution]:
    for script in search.native:
        if not any(held.named.get(script) for held in search.gazetteers):
            yield _caution("no_native_names", script=script)
    held = sum(one.here for one in search.gazetteers)
    if search.area.countries and held < THIN:
        yield _caution("thin", count=held, countries=", ".join(search.area.countries))


def warnings(search: PlaceSearch, chosen: Place | None = None) -> tuple[Caution, ...]:
    """What a person must look at before she trusts the search; ``chosen`` is the place that was settled on."""
    return (
        *_about_choice(search, chosen),
        *_about_area(search),
        *_about_spelling(search),
        *_about_homonyms(search),
        *_about_parts(search),
        *_about_gazetteers(search),
    )
