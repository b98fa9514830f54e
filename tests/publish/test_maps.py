import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.publish.sample import DATA, HAJIN, INCIDENTS, PROVINCE
from tollbook.model import RADIUS_KM, Place
from tollbook.publish.index import build_index
from tollbook.publish.maps import MOST_LABELS, Spot, draw, drawable, map_script, region_of, spots, unplaced
from tollbook.publish.outlines import Region, countries
from tollbook.publish.texts import Texts

EN, AR = Texts("en"), Texts("ar")
INDEX = build_index(DATA)
FOUND = spots(INCIDENTS, EN, INDEX)


def test_each_place_is_one_spot_with_its_incidents() -> None:
    named = {s.name: len(s.incidents) for s in FOUND}
    assert named == {"Abu al-Hassan": 1, "Al-Kashma": 1, "Al-Sha'afa": 3, "Hajin": 4}


def test_places_are_named_in_the_script_of_the_page() -> None:
    assert {"هجين", "الشعفة"} <= {s.name for s in spots(INCIDENTS, AR, INDEX)}


def test_a_gazetteer_can_name_places_in_the_other_script() -> None:
    index = build_index(replace(DATA, place_names={"own-kashma": ("الكشمة",)}))
    assert "الكشمة" in {s.name for s in spots(INCIDENTS, AR, index)}


def test_what_is_known_only_roughly_is_listed_and_not_drawn() -> None:
    assert not drawable(PROVINCE)
    assert not drawable(Place("somewhere"))
    assert [i.id for i in unplaced(INCIDENTS)] == ["rural-2018-11"]


def test_a_circle_is_as_wide_as_the_place_is_uncertain() -> None:
    drawing = draw(FOUND, (), EN)
    assert drawing is not None
    hajin = next(c for c in drawing.circles if c.name == "Hajin")
    per_km = drawing.scale_length / drawing.scale_km
    assert abs(hajin.r - RADIUS_KM["town"] * per_km) < 0.2


def test_nothing_placed_gives_no_map() -> None:
    assert draw((), FOUND, EN) is None


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.floats(30, 37), st.floats(35, 45)), min_size=1, max_size=80))
def test_every_spot_is_inside_the_frame(points: list[tuple[float, float]]) -> None:
    found = [Spot(str(n), f"place {n}", lat, lon, 2.0, "village", ()) for n, (lat, lon) in enumerate(points)]
    drawing = draw(found, (), EN, (640, 400))
    assert drawing is not None
    assert all(-1 <= c.x <= 641 and -1 <= c.y <= 401 for c in drawing.circles)
    assert len([label for label in drawing.labels if label.kind == "main"]) <= MOST_LABELS


def test_the_data_of_the_movable_map_is_a_plain_script() -> None:
    hostile = [replace(FOUND[0], name="</script>\u2028'")]
    script = map_script(hostile, region_of(hostile), EN, dict.fromkeys(hostile[0].incidents, "t"))
    start = "window.TOLLBOOK_MAP="
    assert script.startswith(start)
    assert script.isascii()
    assert json.loads(script.removeprefix(start).rstrip(";\n"))["spots"][0]["name"] == "</script>\u2028'"


def test_outlines_are_cut_to_the_region() -> None:
    region = Region(39.0, 33.0, 43.0, 36.0)
    found = countries(region)
    assert [c.name for c in found] == ["Iraq", "Syria"]
    assert found[0].name_ar == "العراق"
    for country in found:
        for ring in country.rings:
            assert all(38.99 <= x <= 43.01 and 32.99 <= y <= 36.01 for x, y in ring)


def test_the_view_drawn_is_the_one_the_page_names() -> None:
    """Germany's view puts Simferopol in Ukraine; another file of the same data puts it elsewhere."""
    around = countries(Region(34.0, 44.9, 34.2, 45.0))
    assert [c.name for c in around] == ["Ukraine"]


def test_open_sea_has_no_country() -> None:
    assert countries(Region(-30.0, 20.0, -29.0, 21.0)) == ()


def test_hajin_is_in_syria() -> None:
    at = Region(HAJIN.lon or 0, HAJIN.lat or 0, (HAJIN.lon or 0) + 0.01, (HAJIN.lat or 0) + 0.01)
    assert [c.name for c in countries(at)] == ["Syria"]
