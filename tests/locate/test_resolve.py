import pytest

from tollbook.locate import Gazetteer
from tollbook.locate.records import Entry, Match
from tollbook.locate.regions import country_code, regions_named, same_region
from tollbook.locate.resolve import Context, choose, resolve

SYRIA = Context(countries=frozenset({"SY"}))


def entry(id_: str, lat: float, lon: float, **more: object) -> Entry:
    return Entry(id_, id_, lat, lon, "town", (id_,), **more)  # type: ignore[arg-type]


def exact(*entries: Entry) -> list[Match]:
    return [Match(e, "exact", 1.0) for e in entries]


def test_the_country_named_in_the_text_decides(towns: Gazetteer) -> None:
    syrian, iraqi = (
        resolve("Tripoli", Context(frozenset({"LB"})), towns),
        resolve("Tripoli", Context(frozenset({"LY"})), towns),
    )
    assert syrian is not None and iraqi is not None
    assert (syrian.match.entry.country, iraqi.match.entry.country) == ("LB", "LY")


def test_the_province_named_in_the_text_decides(towns: Gazetteer) -> None:
    there = Context(frozenset({"SY"}), regions_named("Deir ez-Zor"))
    choice = resolve("Hajin", there, towns)
    assert choice is not None
    assert "in a province named with it" in choice.evidence


def test_nothing_supports_a_choice_and_none_is_made(towns: Gazetteer) -> None:
    assert resolve("Hajin", Context(), towns) is None
    assert resolve("San Pedro", Context(), towns) is None
    assert resolve("Gamsha", SYRIA, towns) is None


def test_a_great_city_needs_no_context(towns: Gazetteer) -> None:
    choice = resolve("Mosul", Context(), towns)
    assert choice is not None and choice.match.entry.country == "IQ"


def test_a_wrong_country_is_no_support(towns: Gazetteer) -> None:
    assert resolve("Hajin", Context(frozenset({"FR"})), towns) is None


def test_two_homonyms_far_apart_in_one_country_are_refused() -> None:
    a, b = entry("a", 33.0, 36.0, country="SY"), entry("b", 36.0, 38.0, country="SY")
    assert choose(exact(a, b), SYRIA) is None


def test_one_place_listed_twice_is_no_homonym() -> None:
    a, b = entry("a", 34.69, 40.83, country="SY"), entry("b", 34.70, 40.84, country="SY", source="GeoNames")
    choice = choose(exact(a, b), SYRIA)
    assert choice is not None and choice.match.entry is a


def test_a_place_named_beside_it_tells_homonyms_apart() -> None:
    a, b = entry("a", 33.0, 36.0, country="SY"), entry("b", 36.0, 38.0, country="SY")
    choice = choose(exact(a, b), Context(frozenset({"SY"}), anchors=(entry("x", 33.1, 36.1),)))
    assert choice is not None and choice.match.entry is a


def test_the_publishers_region_is_a_weak_hint() -> None:
    a, b = entry("a", 33.0, 36.0, country="SY"), entry("b", 31.0, 45.0, country="IQ")
    choice = choose(exact(a, b), Context(hints=frozenset({"SY"})))
    assert choice is not None and choice.match.entry is a
    stronger = choose(exact(a, b), Context(frozenset({"IQ"}), hints=frozenset({"SY"})))
    assert stronger is not None and stronger.match.entry is b


@pytest.mark.parametrize(
    ("name", "code"),
    [("Syria", "SY"), ("سوريا", "SY"), ("the Gaza Strip", "PS"), ("Сирия", "SY"), ("IQ", "IQ"), ("Nowhere", None)],
)
def test_countries_by_name(name: str, code: str | None) -> None:
    assert country_code(name) == code


def test_regions_nest() -> None:
    assert same_region("PS.GZ", "PS.GZ.rafah") and same_region("PS.GZ.rafah", "PS.GZ")
    assert not same_region("SY.07", "SY.04")
    assert not same_region(None, "SY.07")
