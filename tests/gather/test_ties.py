"""A place that few reports name says more; a settlement known by its province alone is met by its name."""

from datetime import date
from math import log2

import pytest

from tollbook.gather.evidence import place
from tollbook.gather.features import area, is_broad, spot
from tollbook.gather.mentions import Mention, mentions
from tollbook.gather.surroundings import of_collection
from tollbook.gather.ties import ENOUGH_REPORTS, Ties, place_bits
from tollbook.gather.weights import default
from tollbook.model import Claim, Count, Document, Lineage, Period, Place

NOTHING = Ties(frozenset(), frozenset())
RARE = Place("Rare", "Rare", "r", 35.0, 38.0, "village")
COMMON = Place("Common", "Common", "c", 36.0, 38.0, "village")
DAY = Period("", date(2022, 3, 1), date(2022, 3, 1), "day")


def in_province(name: str, province: str, lat: float) -> Place:
    return Place(name, None, None, lat, 36.5, "province", province, "SY")


def mention(key: str, *places: Place) -> Mention:
    text = "3 killed"
    claim = Claim(f"{key}#1", key, 0, 8, text, "killed", Count(3, 3, "exact", "3"), "civilian", places=places, when=DAY)
    return mentions(Document(key, text), [claim], Lineage({}, {}, frozenset(), {}, ()))[0]


@pytest.fixture(scope="module")
def collection() -> list[Mention]:
    return [mention(f"d{i:03}", RARE if i < 2 else COMMON) for i in range(ENOUGH_REPORTS + 56)]


def test_bits_of_a_place_halve_the_share_of_reports_that_name_it(collection: list[Mention]) -> None:
    bits = place_bits(collection)
    assert bits["r"] == pytest.approx(log2(256 / 2))
    assert bits["c"] == pytest.approx(log2(256 / 254))
    assert place_bits(collection[: ENOUGH_REPORTS - 1]) == {}


def test_a_stored_collection_rates_places_alike(collection: list[Mention]) -> None:
    around, bits = of_collection(collection), place_bits(collection)
    assert around.place_bits(collection) == pytest.approx(bits)


def test_few_reports_of_a_place_weigh_more_and_many_less(collection: list[Mention]) -> None:
    ties = Ties(frozenset(), frozenset(), places=place_bits(collection))
    plain = place(collection[0], collection[1], NOTHING, default())
    rare = place(collection[0], collection[1], ties, default())
    common = place(collection[2], collection[3], ties, default())
    assert (plain.level, rare.level, common.level) == ("same_fine",) * 3
    assert common.weight < plain.weight < rare.weight
    assert plain.weight - common.weight <= default()["place"]["rare_most"]


def test_an_unlocated_settlement_is_no_area_and_keeps_its_province() -> None:
    village = in_province("Kafr Example", "Idlib", 35.9)
    assert not is_broad(village)
    assert (spot(village).lat, spot(village).label, area(village).lat, area(village).label) == (
        None,
        "Kafr Example",
        35.9,
        "Idlib",
    )
    assert is_broad(Place("Idlib", "Idlib", "p", 35.9, 36.5, "province"))


@pytest.mark.parametrize(
    ("other", "level"),
    [
        (in_province("Kafr Example", "Idlib", 35.9), "same_fine"),
        (in_province("Another", "Idlib", 35.9), "other"),
        (in_province("Another", "Far province", 31.0), "apart"),
        (Place("Distant", "Distant", "x", 30.0, 36.5, "village"), "apart"),
        (Place("Idlib", "Idlib", "p", 35.9, 36.5, "province"), "broad"),
    ],
)
def test_settlements_of_a_province_meet_by_name(other: Place, level: str) -> None:
    village = mention("a", in_province("Kafr Example", "Idlib", 35.9))
    assert place(village, mention("b", other), NOTHING, default()).level == level
