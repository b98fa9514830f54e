"""Which grade each standard proposes, and that its reasons say why in both languages."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tollbook.assess import assess, grade, standards
from tollbook.assess.vocabulary import VARIABLES
from tollbook.model import Grade, Place

from .evidence import Case, two_sources

PROVINCE = Place("Deir ez-Zor", "Deir ez-Zor", "2", 35.3, 40.1, "province")
ARABIC = re.compile("[\u0621-\u064a]")


AIRWARS = {
    "two sources, one party blamed": (two_sources(), "fair"),
    "two sources, the party doubts it": (two_sources().states("coalition", "doubted"), "fair"),
    "two sources, the party denies it": (two_sources().states("coalition", "denied"), "fair"),
    "the party accepts it": (two_sources().states("US-led Coalition", "accepted"), "confirmed"),
    "its own assessment finds it credible": (two_sources().states("CJTF-OIR", "credible"), "confirmed"),
    "a bystander accepts it": (two_sources().states("a villager", "accepted"), "fair"),
    "somebody unnamed accepts it": (two_sources().states(None, "accepted"), "fair"),
    "two parties blamed by two sources": (
        Case().claim("a", blamed=["coalition"]).claim("b", blamed=["Russia"]),
        "contested",
    ),
    "two parties blamed by one source": (Case().claim("a", blamed=["coalition", "the regime"]), "contested"),
    "one party under three names": (
        Case().claim("a", blamed=["U.S. and coalition"]).claim("b", blamed=["التحالف الدولي", "CJTF-OIR"]),
        "fair",
    ),
    "one source": (Case().claim("a"), "weak"),
    "two sources of one house": (replace(two_sources(), groups={"anadolu": "x", "sana": "x"}), "weak"),
    "one source and a summary": (replace(two_sources(), summaries={"c1"}), "weak"),
    "two sources, nobody blamed": (two_sources(blamed=[]), "weak"),
    "only combatants": (two_sources(who="combatant"), "discounted"),
    "combatants and civilians": (two_sources().claim("army", 15, who="combatant"), "fair"),
    "people of unspecified status": (two_sources(who="unspecified"), "fair"),
    "a denied claim is no claim": (Case().claim("a").claim("b", stance="denied"), "weak"),
    "a campaign's total is no claim": (Case().claim("a").claim("b", level="campaign"), "weak"),
    "nothing at all": (Case(), "weak"),
}


@pytest.mark.parametrize("name", AIRWARS)
def test_airwars(name: str) -> None:
    case, expected = AIRWARS[name]
    assert case.under("airwars").value == expected


def test_confirmed_needs_civilian_harm() -> None:
    assert two_sources(who="combatant").states("coalition", "accepted").under("airwars").value == "discounted"


def test_a_statement_about_another_incident_changes_nothing() -> None:
    case = two_sources().states("coalition", "accepted")
    elsewhere = replace(case.incident, statements=())
    assert assess(elsewhere, case.claims, case.lineage, case.statements, standards()["airwars"]).value == "fair"


CJTF = {
    "no records at hand": (two_sources(), None, "inconclusive"),
    "no date": (replace(two_sources(), when=None), None, "non-credible"),
    "a province for a place": (replace(two_sources(), places=(PROVINCE,)), None, "non-credible"),
    "records without a strike near": (two_sources(), 0, "inconclusive"),
    "a strike near and two sources": (two_sources(), 3, "credible"),
    "a strike near and one source": (Case().claim("a"), 3, "inconclusive"),
    "a strike near, two parties blamed": (two_sources().claim("c", blamed=["Russia"]), 3, "inconclusive"),
    "only combatants": (two_sources(who="combatant"), 3, "non-credible"),
    "found credible by the force": (
        replace(two_sources(), when=None).states("coalition", "credible"),
        None,
        "credible",
    ),
}


@pytest.mark.parametrize("name", CJTF)
def test_cjtf_oir(name: str) -> None:
    case, strikes, expected = CJTF[name]
    assert case.under("cjtf-oir", strikes_near=strikes).value == expected


def test_a_duplicate_names_what_it_repeats() -> None:
    found = two_sources().under("cjtf-oir", already_assessed=["i-77"])
    assert found.value == "duplicate"
    assert "i-77" in found.reasons[0].text


def test_without_records_it_does_not_say_that_there_were_no_strikes() -> None:
    found = two_sources().under("cjtf-oir")
    assert "not a finding that no strikes took place" in found.reasons[0].text
    assert "no-strikes" not in " ".join(reason.rule for reason in found.reasons)
    assert "strike records" in found.reasons[1].text


def test_missing_information_is_listed() -> None:
    found = replace(two_sources(means=None), when=None, places=()).under("cjtf-oir")
    for lack in ("the date", "the place", "how they were harmed", "strike records"):
        assert lack in found.reasons[0].text
    assert "التاريخ" in found.reasons[0].text_ar


def test_the_case_of_november_2018() -> None:
    """The article alone: two independent sources, one party blamed, whose answer accepts and denies nothing."""
    case = (
        two_sources(blamed=["U.S. and coalition"])
        .states("coalition", "doubted")
        .states("coalition", "under_investigation")
    )
    found = case.under("airwars")
    assert [reason.rule for reason in found.reasons] == ["airwars.fair", "airwars.note.doubted"]
    assert "2 independent sources" in found.reasons[0].text
    assert "likely actions by US-led Coalition" in found.reasons[0].text


def test_with_a_source_that_blames_another_it_is_contested() -> None:
    case = two_sources().claim("observatory", blamed=["the Syrian regime"])
    found = case.under("airwars")
    assert found.value == "contested"
    assert "Syrian government forces, US-led Coalition" in found.reasons[0].text


@pytest.mark.parametrize("standard", ["airwars", "cjtf-oir"])
@pytest.mark.parametrize("name", AIRWARS)
def test_every_reason_is_complete_in_both_languages(standard: str, name: str) -> None:
    found: Grade = AIRWARS[name][0].under(standard)
    assert found.standard == standard
    for reason in found.reasons:
        assert "{" not in reason.text + reason.text_ar
        assert ARABIC.search(reason.text_ar)
        assert not re.search(r"[a-z]_[a-z]|\[|\]", reason.text + reason.text_ar)


VALUES = {
    "int": st.integers(0, 5),
    "double": st.floats(0, 1000),
    "bool": st.booleans(),
    "string": st.sampled_from(["declared", "likely", "contested", "unattributed", "day"]),
    "ints": st.lists(st.integers(0, 5), max_size=4),
    "list": st.lists(st.sampled_from(["russia", "us-led-coalition", "date", "wagner"]), max_size=3),
}


@settings(max_examples=300, deadline=None)
@given(st.fixed_dictionaries({name: VALUES[variable.type] for name, variable in VARIABLES.items()}))
def test_any_facts_get_a_grade_with_a_reason(facts: dict[str, object]) -> None:
    for standard in standards().values():
        found = grade(facts, standard)
        assert found.value in standard.grades
        assert found.reasons[0].text
        assert found.reasons[0].text_ar
