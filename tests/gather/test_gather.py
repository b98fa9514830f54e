import random
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.claims_made import claim, no_lineage, report, spoken
from tollbook.gather import Material, explain, explainer, gather, in_full
from tollbook.model import Claim, Document, Incident, Place

HAJIN = Place("Hajin", "Hajin", "hajin", 34.6897, 40.83, "village")
HAJIN_AR = Place("هجين", "Hajin", "hajin", 34.6897, 40.83, "village")
SUSA = Place("السوسة", "As Susah", "susa", 34.5289, 40.9675, "village")
RAQQA = Place("Raqqa", "Raqqa", "raqqa", 35.9506, 39.0094, "city")
NORTH_QUARTER = Place("north quarter", "North quarter", "raqqa-n", 35.962, 39.011, "neighbourhood")
SOUTH_QUARTER = Place("south quarter", "South quarter", "raqqa-s", 35.944, 39.005, "neighbourhood")


def together(*tellings: Claim, documents: list[Document] | None = None, **more: Any) -> list[set[str]]:
    """Which claims are brought together, each report published on 2018-11-20 unless given."""
    reports = documents or [report(name, "2018-11-20") for name in dict.fromkeys(c.document for c in tellings)]
    return [set(i.claims) for i in gather(reports, tellings, no_lineage(), **more)]


def joined(a: Claim, b: Claim, documents: list[Document] | None = None) -> bool:
    return len(together(a, b, documents=documents)) == 1


def a(said: str, places: str = "", when: str | None = None, **more: Any) -> Claim:
    return claim("a", 0, said, places, when, **more)


def b(said: str, places: str = "", when: str | None = None, **more: Any) -> Claim:
    return claim("b", 0, said, places, when, **more)


DAY = "2018-11-17"
PAIRS = [
    ("one place, day and number", a("12", "Hajin", DAY), b("12", "Hajin", DAY), True),
    ("another script", a("12", "Hajin", DAY), b("12", "هجين", DAY), True),
    ("a later toll", a("9", "", DAY, spots=[HAJIN]), b("12", "", DAY, spots=[HAJIN_AR]), True),
    ("a floor and a number", a("9+", "", DAY, spots=[HAJIN]), b("15", "", DAY, spots=[HAJIN]), True),
    ("the next day", a("12", "Hajin", DAY), b("12", "Hajin", "2018-11-18"), False),
    ("a week later", a("12", "Hajin", DAY), b("12", "Hajin", "2018-11-24"), False),
    ("another village", a("12", "", DAY, spots=[HAJIN]), b("12", "", DAY, spots=[SUSA]), False),
    ("another village, no points", a("12", "Hajin", DAY), b("12", "Susa", DAY), False),
    ("far from each other in number", a("2", "", DAY, spots=[HAJIN]), b("40", "", DAY, spots=[HAJIN]), False),
    ("two quarters of a city", a("3", "", DAY, spots=[NORTH_QUARTER]), b("3", "", DAY, spots=[SOUTH_QUARTER]), False),
    ("fighters and civilians", a("12", "Hajin", DAY, who="combatant"), b("12", "Hajin", DAY), False),
    ("a dated and an undated report", a("12", "", DAY, spots=[HAJIN]), b("12", "", spots=[HAJIN]), True),
    ("place and day unknown", a("12"), b("12"), False),
    ("only one names its place", a("36", "Hajin", DAY), b("36", "", DAY), False),
]


@pytest.mark.parametrize(("what", "first", "second", "expected"), PAIRS, ids=[row[0] for row in PAIRS])
def test_pairs(what: str, first: Claim, second: Claim, expected: bool) -> None:
    documents = [report("a", DAY), report("b", "2018-11-18")]
    assert joined(first, second, documents) is expected


def test_a_round_up_feeds_each_event_and_joins_none() -> None:
    monthly = [
        claim("un", 0, "9+", "Hajin", "2018-11-03"),
        claim("un", 1, "3", "Sha'fe", "2018-11-03"),
        claim("un", 2, "10", "Hajin", "2018-11-08"),
    ]
    news = [claim("x", 0, "9", "هجين", "2018-11-03"), claim("y", 0, "3", "الشعفة", "2018-11-03")]
    expected = [["un#0", "x#0"], ["un#1", "y#0"], ["un#2"]]
    assert sorted(map(sorted, together(*monthly, *news))) == expected


def test_a_total_of_three_places_joins_its_parts() -> None:
    told = [
        claim("paper", 0, "30-60"),
        claim("paper", 1, "15", "Haijin", sources=("Turkish state media",)),
        claim("paper", 2, "20+", "Gamsha + al-Shafa", sources=("Turkish state media",)),
        claim("paper", 3, ">60", "al-Shafa + Gamsha + Haijin", sources=("Syrian state news",)),
    ]
    assert together(*told) == [{c.id for c in told}]


def test_a_total_of_two_days_joins_neither() -> None:
    told = [
        claim("sohr", 0, "33+", "Hajin + Al-Sha'afah"),
        claim("sohr", 1, "26", "", "2018-11-09"),
        claim("sohr", 2, "7", "Hajin + Al-Sha'afah", "2018-11-08"),
    ]
    found = in_full(Material([report("sohr", "2018-11-09")], told, no_lineage()))
    assert found.aside == ("sohr#0",)
    assert sorted(i.claims for i in found.incidents) == [("sohr#1",), ("sohr#2",)]


@pytest.mark.parametrize("level", ["campaign", "background"])
def test_campaign_and_background_are_kept_aside(level: str) -> None:
    told = [claim("a", 0, "57+", "Hajin", DAY, level=level), claim("a", 1, "9", "Hajin", DAY)]
    found = in_full(Material([report("a")], told, no_lineage()))
    assert (found.aside, [i.claims for i in found.incidents]) == (("a#0",), [("a#1",)])


def test_a_claim_without_place_and_day_takes_those_of_its_report() -> None:
    told = [claim("a", 0, "12", "Hajin", DAY), claim("a", 1, "30", harm="injured")]
    assert together(*told) == [{"a#0", "a#1"}]


def test_in_a_report_of_several_events_a_new_toll_without_place_is_its_own() -> None:
    told = [
        claim("a", 0, "10", "Hajin", "2018-11-08"),
        claim("a", 1, "11", "Hajin", "2018-11-10"),
        claim("a", 2, "18"),
        claim("a", 3, "4", harm="injured"),
    ]
    assert {"a#2"} in [group - {"a#3"} for group in together(*told)]


def test_a_strike_recalled_further_down_is_another_event() -> None:
    told = [claim("a", 0, "26+", "Hajin"), claim("a", 1, "15", "Hajin", "2018-11-03")]
    assert together(*told, documents=[report("a", "2018-11-10")]) == [{"a#1"}, {"a#0"}]


def test_two_events_of_one_report_never_meet_through_another_report() -> None:
    told = [
        claim("a", 0, "12", "", DAY, spots=[NORTH_QUARTER]),
        claim("a", 1, "12", "", DAY, spots=[SOUTH_QUARTER]),
        claim("b", 0, "12", "", DAY, spots=[RAQQA]),
        claim("c", 0, "12", "", DAY, spots=[RAQQA]),
    ]
    assert not any({"a#0", "a#1"} <= group for group in together(*told))


def test_no_chain_from_monday_to_wednesday() -> None:
    days = ["2018-11-12", "2018-11-12/2018-11-13", "2018-11-13/2018-11-14", "2018-11-14"]
    told = [claim(f"d{i}", 0, "12", "", when, spots=[HAJIN]) for i, when in enumerate(days)]
    assert not any({"d0#0", "d3#0"} <= group for group in together(*told))


def test_within_a_document_every_report_is_gathered_by_itself() -> None:
    told = [claim(name, 0, "12", "Hajin", DAY) for name in ("a", "b")]
    told += [claim("a", 1, "5", "Hajin market"), claim("a", 2, "7"), claim("a", 3, "4", "Hajin", "2018-09-01")]
    assert sorted(map(sorted, together(*told, within_document=True))) == [["a#0", "a#1", "a#2"], ["a#3"], ["b#0"]]


def test_an_unusable_page_supports_nothing() -> None:
    wall = Document("a", "", condition="login_wall")
    assert gather([wall], [claim("a", 0, "12", "Hajin", DAY)], no_lineage()) == []


def test_claims_of_unknown_reports_are_left_out() -> None:
    assert gather([], [claim("a", 0, "12", "Hajin", DAY)], no_lineage()) == []


def incident_of(*told: Claim, documents: list[Document] | None = None) -> Incident:
    reports = documents or [report(name, "2018-11-20") for name in dict.fromkeys(c.document for c in told)]
    (incident,) = gather(reports, told, no_lineage())
    return incident


def test_the_incident_carries_place_point_day_and_reasons() -> None:
    incident = incident_of(a("12", "", DAY, spots=[HAJIN]), b("12", "", DAY, spots=[HAJIN_AR]))
    assert [p.name for p in incident.places] == ["Hajin"]
    assert (incident.lat, incident.lon) == (34.6897, 40.83)
    assert incident.when is not None
    assert (incident.when.start, incident.when.end, incident.when.precision) == (*[incident.when.start] * 2, "day")
    assert incident.evidence["a#0"] == "the earliest claim: the incident is built on it"
    assert "same place (+" in incident.evidence["b#0"]
    assert incident.open_questions == ()


@pytest.mark.parametrize(
    ("told", "published", "question"),
    [
        (a("12", "Hajin"), None, "date_unknown"),
        (a("12", "Hajin"), "2018-11-20", "date_from_publication"),
        (a("12", "", DAY), None, "place_unknown"),
        (a("12", "Hajin", DAY), None, "place_not_located"),
        (a("12", "Hajin", DAY), None, "single_report"),
    ],
)
def test_open_questions(told: Claim, published: str | None, question: str) -> None:
    assert question in incident_of(told, documents=[report("a", published)]).open_questions


def test_wounded_may_be_in_the_number() -> None:
    incident = incident_of(a(">60", "Hajin", DAY, harm="killed_or_injured"), b(">60", "Hajin", DAY))
    assert "wounded_included" in incident.open_questions


def test_the_waterfall_adds_up() -> None:
    told = [a("12", "Hajin", DAY), b("12", "Hajin", DAY)]
    material = Material([report("a"), report("b")], told, no_lineage())
    fall = explain(material, "a#0", "b#0")
    assert fall is not None
    assert fall.score == pytest.approx(sum(piece.weight for piece in fall.pieces))
    assert {piece.name for piece in fall.pieces} >= {"place", "time", "number", "text", "lineage"}
    assert [w.score for w in in_full(material).waterfalls] == [fall.score]
    assert explain(material, "a#0", "nowhere") is None


def test_material_made_ready_once_gives_the_same_for_every_pair() -> None:
    told = [a("12", "Hajin", DAY), b("12", "Hajin", DAY), claim("c", 0, "30", "Susa", DAY)]
    material = Material([report("a"), report("b"), report("c")], told, no_lineage())
    ready = explainer(material)
    pairs = list(combinations([one.id for one in told] + ["nowhere"], 2))
    assert [ready(*pair) for pair in pairs] == [explain(material, *pair) for pair in pairs]


def test_the_same_figure_of_the_same_source_finds_a_report_without_place() -> None:
    told = [claim("own", 0, "26", "", "2018-11-09"), claim("afp", 0, "26", "Hajin", "2018-11-09")]
    documents = [report("own"), report("afp")]
    assert len(gather(documents, told, no_lineage())) == 2
    assert len(gather(documents, told, spoken({"own#0": "sohr", "afp#0": "sohr"}))) == 1


PLACES = st.sampled_from(["Hajin", "هجين", "Susa", "Raqqa", "Hajin + Susa", ""])
DAYS = st.sampled_from([None, "2018-11-09", "2018-11-10", "2018-11-17", "2018-11-09/2018-11-17"])
SAID = st.sampled_from(["1", "3", "12", "12-20", "20+", ">60", "~24"])


@st.composite
def many(draw: st.DrawFn) -> tuple[list[Document], list[Claim]]:
    documents, told = [], []
    for name in range(draw(st.integers(1, 6))):
        documents.append(report(f"r{name}", draw(st.sampled_from([None, "2018-11-10", "2018-11-18"]))))
        for number in range(draw(st.integers(0, 4))):
            told.append(claim(f"r{name}", number, draw(SAID), draw(PLACES), draw(DAYS)))
    return documents, told


@settings(max_examples=150, deadline=None)
@given(many(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_never_matters(
    made: tuple[list[Document], list[Claim]], shuffler: random.Random
) -> None:
    documents, told = made
    expected = gather(documents, told, no_lineage())
    shuffled, mixed = documents[:], told[:]
    shuffler.shuffle(shuffled)
    shuffler.shuffle(mixed)
    assert gather(shuffled, mixed, no_lineage()) == expected


@settings(max_examples=150, deadline=None)
@given(many(), st.booleans())
def test_every_claim_is_in_one_incident_or_aside(made: tuple[list[Document], list[Claim]], within: bool) -> None:
    documents, told = made
    found = in_full(Material(documents, told, no_lineage()), within)
    inside = [claim_id for incident in found.incidents for claim_id in incident.claims]
    assert sorted([*inside, *found.aside]) == sorted(c.id for c in told)
    assert len({incident.id for incident in found.incidents}) == len(found.incidents)
    assert all(set(i.evidence) == set(i.claims) for i in found.incidents)


@settings(max_examples=100, deadline=None)
@given(many())
def test_reports_of_other_events_change_no_id(made: tuple[list[Document], list[Claim]]) -> None:
    documents, told = made
    far = [claim(f"far{i}", 0, "7", "Kharkiv", f"2022-03-{10 + i}") for i in range(3)]
    before = gather(documents, told, no_lineage())
    after = gather([*documents, *(report(f"far{i}", "2022-03-20") for i in range(3))], [*told, *far], no_lineage())
    assert {i.id: i.claims for i in before}.items() <= {i.id: i.claims for i in after}.items()


def test_a_report_of_either_day_does_not_weld_two_days_together() -> None:
    told = [
        a("7", "", "2018-11-10", spots=[HAJIN]),
        claim("c", 0, "12", when="2018-11-11", spots=[HAJIN]),
        b("11", "", "2018-11-10/2018-11-12", spots=[HAJIN]),
    ]
    assert sorted(map(sorted, together(*told))) == [["a#0"], ["b#0", "c#0"]]
