from pathlib import Path

import pytest

from tests.claims_made import claim, no_lineage, report
from tollbook.errors import StopRun
from tollbook.gather import Material, explain, in_full
from tollbook.gather.evidence import PLACE_ORDER
from tollbook.gather.features import party, spot
from tollbook.gather.near import km, level
from tollbook.gather.ties import ENOUGH_REPORTS
from tollbook.gather.weights import default, load
from tollbook.gather.words import SENTENCES
from tollbook.model import Place, Precision


def at(name: str, lat: float | None = None, lon: float | None = None, precision: Precision = "village") -> Place:
    return Place(name, name if lat is not None else None, None, lat, lon, precision)


HAJIN = at("Hajin", 34.69, 40.83)
LEVELS = [
    (HAJIN, at("Hajin", 34.69, 40.83), "same_fine"),
    (HAJIN, at("Hajin"), "same_fine"),
    (HAJIN, at("هجين"), "alike"),
    (HAJIN, at("Susa"), "other"),
    (HAJIN, at("Gharanij", 34.69, 40.831), "same_point"),
    (HAJIN, at("Gharanij", 34.71, 40.85), "near"),
    (HAJIN, at("As Susah", 34.53, 40.97), "apart"),
    (HAJIN, at("Hajin", 34.9, 41.1), "namesake"),
    (HAJIN, at("Hajin", 34.3, 74.6), "apart"),
    (at("Raqqa", 35.95, 39.01, "city"), at("Raqqa", 35.96, 39.0, "city"), "same_city"),
    (at("Raqqa", 35.95, 39.01, "city"), at("الرقة", 35.95, 39.01, "city"), "alike_city"),
    (at("Raqqa", 35.95, 39.01, "city"), at("Old mosque", 35.96, 39.0, "landmark"), "inside"),
    (at("Raqqa", 35.95, 39.01, "city"), at("Kasra", 35.9, 39.0, "village"), "near"),
]


@pytest.mark.parametrize(("a", "b", "expected"), LEVELS)
def test_place_levels_both_ways(a: Place, b: Place, expected: str) -> None:
    gap = km(spot(a), spot(b))
    assert level(spot(a), spot(b), gap) == level(spot(b), spot(a), gap) == expected


def test_distance_is_the_great_circle() -> None:
    assert km(spot(at("a", 0.0, 0.0)), spot(at("b", 0.0, 1.0))) == pytest.approx(111.19, abs=0.01)
    assert km(spot(at("a")), spot(HAJIN)) is None


def test_every_level_has_a_weight_and_words() -> None:
    assert set(PLACE_ORDER) <= set(default()["place"])
    assert {name for name, _ in SENTENCES} - {"judgement"} <= set(default().levels)
    assert {kind for name, kind in SENTENCES if name in ("place", "text", "lineage", "means")} <= {
        kind for name in ("place", "text", "lineage", "means") for kind in default()[name]
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("US-led Coalition", {"us", "coalition"}),
        ("التحالف الدولي", {"coalition"}),
        ("Russian warplanes", {"russia"}),
        ("قوات النظام", {"syria"}),
        ("the hill tribes", {"the hill tribes"}),
    ],
)
def test_parties(name: str, expected: set[str]) -> None:
    assert expected <= party(name)


def test_own_weights_change_what_is_joined(tmp_path: Path) -> None:
    told = [claim("a", 0, "12", "Hajin", "2018-11-17"), claim("b", 0, "12", "Hajin", "2018-11-17")]
    material = Material([report("a"), report("b")], told, no_lineage())
    own = tmp_path / "weights.toml"
    own.write_text("prior = -40\njoin = 0\nhold = 0\nclip = 9\n[place]\nsame_fine = 1\n", "utf-8")
    assert len(in_full(material).incidents) == 1
    assert len(in_full(material, weights=load(own)).incidents) == 2
    assert load(own)["time"] == default()["time"]


@pytest.mark.parametrize("text", ["", "prior = 'x'\njoin = 0\nhold = 0\nclip = 9", "prior ="])
def test_bad_weights_stop(tmp_path: Path, text: str) -> None:
    own = tmp_path / "weights.toml"
    own.write_text(text, "utf-8")
    with pytest.raises(StopRun):
        load(own)


def rare_pair(reports: int, publisher: str = "") -> str:
    """The level of the words of two reports that share three rare names, among ``reports`` reports."""
    common = "Residents said that the houses by the river were struck at night and that people died there"
    documents = [report(f"r{i:04}", text=f"{common} {'x' * 4}{i} today", publisher=f"p{i}") for i in range(reports)]
    for name in ("a", "b"):
        text = f"{name}{name}{name} Karsani and Bolturi and Vesselin {name * 5} {name * 6} were named, {common[::-1]}"
        documents.append(
            report(name, text=text if name == "a" else text.replace(" and ", " "), publisher=publisher or name)
        )
    told = [claim(d.id, 0, "3", "") for d in documents]
    fall = explain(Material(documents, told, no_lineage()), "a#0", "b#0")
    assert fall is not None
    return next(piece.level for piece in fall.pieces if piece.name == "text")


def test_rare_names_count_where_there_are_enough_reports() -> None:
    assert rare_pair(ENOUGH_REPORTS).startswith("rare_m")


def test_on_pages_of_one_publisher_they_count_less() -> None:
    assert rare_pair(ENOUGH_REPORTS, "one page") == "one_site"


def test_among_few_reports_they_do_not() -> None:
    assert not rare_pair(20).startswith("rare")


@pytest.mark.parametrize(
    ("text", "places", "level"),
    [
        ("Shelling of Hajin. Later on people said", "", "named"),
        ("قصف على بلدة هجين", "", "unknown"),
        ("Shelling of Susa", "", "unknown"),
        ("Shelling of Hajin", "Susa", "named_other"),
    ],
)
def test_the_first_lines_name_the_place_of_another_report(text: str, places: str, level: str) -> None:
    told = [claim("a", 0, "3", spots=[HAJIN]), claim("b", 0, "3", places)]
    material = Material([report("a"), report("b", text=text)], told, no_lineage())
    for pair in (("a#0", "b#0"), ("b#0", "a#0")):
        fall = explain(material, *pair)
        assert fall is not None
        assert {p.name: p.level for p in fall.pieces}["place"] == level


def test_the_first_lines_of_a_report_say_nothing_by_naming_a_city() -> None:
    raqqa = at("Raqqa", 35.95, 39.01, "city")
    material = Material(
        [report("a"), report("b", text="Shelling of Raqqa")],
        [claim("a", 0, "3", spots=[raqqa]), claim("b", 0, "3")],
        no_lineage(),
    )
    fall = explain(material, "a#0", "b#0")
    assert fall is not None
    assert {p.name: p.level for p in fall.pieces}["place"] == "unknown"


def test_undated_reports_of_years_need_more_to_be_joined() -> None:
    def span(years: int) -> float:
        reports = [report(f"r{i}", f"{2020 + i % years}-05-{1 + i % 28:02}") for i in range(ENOUGH_REPORTS)]
        material = Material(
            [*reports, report("x"), report("y")],
            [*(claim(d.id, 0, "3") for d in reports), claim("x", 0, "5", spots=[HAJIN]), claim("y", 0, "5", "Hajin")],
            no_lineage(),
        )
        fall = explain(material, "x#0", "y#0")
        assert fall is not None
        return sum(p.weight for p in fall.pieces if p.name == "time")

    assert 0.0 > span(1) > span(2) >= span(5)
