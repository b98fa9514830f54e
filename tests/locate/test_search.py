from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.locate import Gazetteer, import_gazetteer
from tollbook.locate.keys import exact_key
from tollbook.locate.search import PlaceSearch, area_of, search
from tollbook.locate.search_record import search_record
from tollbook.locate.search_warnings import warnings
from tollbook.locate.spell import MOST_SPELLINGS, one_letter_off, script_of, spelled
from tollbook.locate.stated import area_stated
from tollbook.locate.tries import splits
from tollbook.model import Document, Place

WEST_MOSUL = (36.34, 43.11)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    """The places of the published failures."""
    store = tmp_path_factory.mktemp("published")
    return Gazetteer.load([import_gazetteer(Path(__file__).with_name("published.csv"), store).path], with_cities=False)


def codes(found: PlaceSearch, chosen: Place | None = None) -> set[str]:
    return {caution.code for caution in warnings(found, chosen)}


def inside(found: PlaceSearch) -> list[str]:
    return [one.entry.name for one in found.found if one.where == "inside"]


@pytest.mark.parametrize(
    ("stated", "expected", "warning"),
    [
        (("Siha", "Nineveh", None), "Sihah", "one_letter"),
        (("Siha", None, WEST_MOSUL), "Sihah", "one_letter"),
        (("al-Siha", "Ninewa", None), "Sihah", "one_letter"),
        (("Sehah", "Nineveh", None), "Sihah", "one_letter"),
        (("Maskana", "Homs", None), "Maskana", "other_provinces"),
        (("Maskana", "Aleppo", None), "Maskanah", "other_provinces"),
        (("Al-Bab al-Gharbi", "Nineveh", None), "Al-Bab al-Gharbi", "one_name"),
        (("Al-Bab, al-Gharbi", "Nineveh", None), "Al-Bab al-Gharbi", "one_name"),
        (("Albab Algharbi", "Nineveh", None), "Al-Bab al-Gharbi", "one_name"),
        (("Jerri", "Anbar", None), "جري", "native_only"),
        (("Jeri", "Anbar", None), "جري", "native_only"),
        (("Hit", "Anbar", None), "هيت", "native_only"),
        (("Heet", "Anbar", None), "هيت", "native_only"),
    ],
)
def test_the_published_failures_are_found_and_told(
    published: Gazetteer, stated: tuple[str, str | None, tuple[float, float] | None], expected: str, warning: str
) -> None:
    found = search(stated[0], published, area_of(*stated[1:]))
    assert expected in inside(found)
    assert warning in codes(found)


def test_a_place_chosen_in_another_province_than_the_report_names_is_told(published: Gazetteer) -> None:
    homs = Place("Maskana", "Maskana", "csv:x", 34.49, 36.77, "village", "Homs", "SY")
    found = search("Maskana", published, area_of("Aleppo"))
    [told] = [caution for caution in warnings(found, homs) if caution.code == "contradicts_province"]
    assert "Homs" in told.text
    assert "Maskanah (Aleppo, SY)" in told.text
    assert "Homs" in told.text_ar
    aleppo = Place("Maskana", "Maskanah", "csv:y", 35.96, 38.04, "town", "Aleppo", "SY")
    assert "contradicts_province" not in codes(found, aleppo)


def test_a_name_found_only_outside_its_stated_province_asks_whether_the_province_is_right(
    published: Gazetteer,
) -> None:
    found = search("Sihah", published, area_of("Basra"))
    assert inside(found) == []
    assert "only_outside" in codes(found)


def test_parts_that_lie_apart_while_the_whole_is_unknown_may_be_two_places(published: Gazetteer) -> None:
    assert "two_names" in codes(search("Al-Bab Maskana", published, area_of("Aleppo")))


def test_without_an_area_every_homonym_stands_and_the_record_says_that_none_was_stated(published: Gazetteer) -> None:
    found = search("Maskana", published)
    assert {one.entry.admin for one in found.found if one.how != "consonants"} >= {"Homs", "Aleppo"}
    assert "no_area" in codes(found)


def test_a_province_nobody_knows_is_told(published: Gazetteer) -> None:
    assert "province_unknown" in codes(search("Hit", published, area_of("Nowhereshire")))


def test_a_gazetteer_without_native_names_is_told(tmp_path: Path) -> None:
    file = tmp_path / "latin.csv"
    file.write_text("name,lat,lon,country\nHit,33.64,42.83,IQ\n", encoding="utf-8")
    latin = Gazetteer.load([import_gazetteer(file, tmp_path).path], with_cities=False)
    assert "no_native_names" in codes(search("Jerri", latin, area_of("Anbar")))


@pytest.mark.parametrize(
    ("name", "province", "near"),
    [("Hit", "Anbar", (33.64, 42.83)), ("هيت", "الأنبار", (33.64, 42.83)), ("Maskana", "Aleppo", (35.96, 38.04))],
)
def test_geonames_towns_hold_what_they_hold(
    towns: Gazetteer, name: str, province: str, near: tuple[float, float]
) -> None:
    found = [one for one in search(name, towns, area_of(province, near)).found if one.where == "inside"]
    assert found
    assert found[0].distance_km is not None
    assert found[0].distance_km < 5


def test_a_record_holds_every_spelling_by_kind_and_script_and_what_lists_were_asked(published: Gazetteer) -> None:
    record = search_record(search("Siha", published, area_of("Nineveh")))
    kinds = {(one["kind"], one["script"]) for one in record["tried"]}
    assert {("as_written", "latin"), ("transliterated", "arabic"), ("transliterated", "cyrillic")} <= kinds
    arabic = next(one for one in record["tried"] if (one["kind"], one["script"]) == ("transliterated", "arabic"))
    assert {"سيحة", "صيحة", "سيها"} <= set(arabic["spellings"])
    [listed] = record["gazetteers"]
    assert (listed["places"], listed["here"], listed["named"]) == (8, 5, {"arabic": 5})
    assert len(listed["sha256"]) == 64


def test_the_content_of_a_gazetteer_has_one_hash_wherever_it_was_imported(tmp_path: Path) -> None:
    source = Path(__file__).with_name("published.csv")
    paths = [import_gazetteer(source, tmp_path / name).path for name in ("a", "b")]
    one, two = (search_record(search("Hit", Gazetteer.load([path], with_cities=False))) for path in paths)
    assert one == two
    changed = tmp_path / "changed.csv"
    changed.write_text(source.read_text(encoding="utf-8").replace("33.6425", "33.6426"), encoding="utf-8")
    other = search_record(search("Hit", Gazetteer.load([import_gazetteer(changed, tmp_path).path], with_cities=False)))
    assert other["gazetteers"][0]["sha256"] != one["gazetteers"][0]["sha256"]


@pytest.mark.parametrize(
    ("name", "native"),
    [
        ("Siha", "الصيحة"), ("Jerri", "جري"), ("Hit", "هيت"), ("Maskana", "مسكنة"), ("Al-Kashma", "الكشمة"),
        ("Sha'afa", "الشعفة"), ("Mosul", "الموصل"), ("Hawija", "الحويجة"), ("Tal Afar", "تلعفر"),
        ("Al-Bajdaliyah", "الباجدلية"), ("Mariupol", "Мариуполь"), ("Avdiivka", "Авдіївка"), ("Haifa", "חיפה"),
    ],
)  # fmt: skip
def test_the_native_spelling_is_among_those_tried_both_ways(name: str, native: str) -> None:
    there = {exact_key(spelling) for spelling in spelled(name, script_of(native))}
    back = {exact_key(spelling) for spelling in spelled(native, "latin")}
    assert exact_key(native) in there
    assert exact_key(name) in back


@pytest.mark.parametrize(
    ("name", "pairs"),
    [
        ("Al-Bab al-Gharbi", (("Al-Bab", "al-Gharbi"),)),
        ("Deir ez-Zor", (("Deir", "ez-Zor"),)),
        ("Hit", ()),
        ("al", ()),
        ("الباب الغربي", (("الباب", "الغربي"),)),
    ],
)
def test_names_are_split_between_words_but_not_after_an_article(name: str, pairs: tuple[object, ...]) -> None:
    assert splits(name) == pairs


@given(st.text(alphabet="abcهجينsh", min_size=1, max_size=5), st.sampled_from(["latin", "arabic"]))
def test_variants_are_what_one_slip_makes(key: str, script: str) -> None:
    variants = one_letter_off(key, script)
    assert key not in variants
    assert len(set(variants)) == len(variants)
    assert all(abs(len(one) - len(key)) <= 1 for one in variants)


@given(st.text(max_size=30))
def test_any_name_can_be_searched_and_gives_the_same_record_again(published: Gazetteer, name: str) -> None:
    first = search_record(search(name, published, area_of("Nineveh")))
    assert first == search_record(search(name, published, area_of("Nineveh")))
    spellings = [len(one["spellings"]) for one in first["tried"] if one["kind"] == "transliterated"]
    assert max(spellings, default=0) <= MOST_SPELLINGS


def test_a_text_that_is_no_name_is_looked_up_as_it_is_and_not_varied(published: Gazetteer) -> None:
    found = search("Hit " * 50_000, published, area_of("Anbar"))
    assert [one.kind for one in found.tried] == ["as_written"]
    assert found.found == ()
    assert search("", published).tried == search("--- 。", published).tried == ()


def test_small_words_are_no_countries_in_the_area_that_reports_state(towns: Gazetteer) -> None:
    text = "At least 15 people died in Hajin in Syria, as residents said. No one was to be in it."
    assert area_stated([Document("a", text, language="en")], towns).countries == ("SY",)


def test_the_area_is_what_the_reports_name_and_empty_where_they_name_none(towns: Gazetteer) -> None:
    named = area_stated([Document("a", "Four died in Tal Afar, Nineveh.", language="en")], towns)
    assert (named.countries, "IQ.15" in named.regions) == (("IQ",), True)
    assert area_stated([Document("a", "Four died.", language="en", publisher="Syrian Observatory")], towns) == area_of()
