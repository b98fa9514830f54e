"""Names in the script of the page that shows them."""

from pathlib import Path

import pytest

from tests.conftest import EXAMPLE
from tollbook.locate import Gazetteer, import_gazetteer
from tollbook.locate.index import Index, Listing, build
from tollbook.locate.records import Entry
from tollbook.locate.scripts import other_scripts

SPELLINGS = {
    ("Ar Raqqah", "رقه", "الرقة", "ڕەققە"): ("الرقة",),
    ("Damascus", "د مشق", "دمشق"): ("دمشق",),
    ("Abu al-Hassan", "أبو الحسن", "البوحسن"): ("أبو الحسن",),
    ("الكشمة", "al-Kashma", "Кашма"): ("al-Kashma",),
    ("Хаджин", "هجين", "Hajin"): ("هجين", "Hajin"),
    ("Aachen", "آخن، ألمانيا", "ئاخێن"): (),
    ("Hajin", "Haijin"): (),
}


@pytest.mark.parametrize(("names", "shown"), SPELLINGS.items())
def test_one_spelling_for_each_other_script(names: tuple[str, ...], shown: tuple[str, ...]) -> None:
    assert other_scripts(names[0], names) == shown


def test_a_gazetteer_keeps_how_its_places_are_written(tmp_path: Path) -> None:
    path = import_gazetteer(EXAMPLE / "places.csv", tmp_path).path
    places = Gazetteer.load([path], with_cities=False)
    assert places.written("euphrates:kashma") == ("الكشمة",)
    assert places.written("euphrates:nowhere") == ()
    assert Gazetteer.default().written("geonames:172955") == ("الرقة",)


def test_the_first_index_that_has_a_name_speaks(tmp_path: Path) -> None:
    for file, names in (("a", ("Mira",)), ("b", ("Mira", "ميرا")), ("c", ("Mira", "ميره"))):
        build(tmp_path / file, [Listing(Entry("p", "Mira", 1.0, 2.0, "town"), names)])
    indexes = [Index(tmp_path / file) for file in "abc"]
    assert Gazetteer(indexes).written("p") == ("ميرا",)
