from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.publish.sample import DATA, INCIDENTS
from tollbook.model import Figure, Incident, Period
from tollbook.publish.index import build_index
from tollbook.publish.sentences import front_sentence
from tollbook.publish.texts import Texts
from tollbook.publish.totals import totals
from tollbook.publish.totals_page import doubts, overlap_sentence, part_tables
from tollbook.reconcile import campaign

INDEX = build_index(DATA)
TITLES = {i.id: i.id for i in INCIDENTS}


@pytest.mark.parametrize(
    ("rule", "people", "incidents"),
    [("two", 109, 4), ("one", 190, 8), ("three", 40, 1), ("lowest", 119, 8), ("highest", 208, 8)],
)
def test_each_rule_by_hand(rule: str, people: int, incidents: int) -> None:
    found = next(t for t in totals(DATA.campaign).by_rule if t.rule == rule)
    assert (found.people, found.incidents) == (people, incidents)


def test_the_sentence_names_its_rule_and_the_range() -> None:
    found = totals(DATA.campaign)
    sentence = front_sentence(found.by_rule[0], found, Texts("en"))
    assert sentence == (
        "At least 109 civilians reported killed in 4 incidents, counting only what two independent sources support; "
        "between 119 and 208 or more by all reports."
    )


def test_nothing_supported_is_said_in_words() -> None:
    found = totals(campaign([], {}))
    assert front_sentence(found.by_rule[0], found, Texts("en")) == (
        "No number of civilians reported killed is supported by two independent sources."
    )


def incident(number: int, figure: Figure) -> Incident:
    day = date(2018, 1, 1) + timedelta(days=number)
    return Incident(f"i{number:03}", (), (), when=Period("", day, day), figures={"killed": figure})


FIGURES = st.builds(
    lambda floors: Figure(
        min(floors), max(floors), corroborated={str(k + 1): n for k, n in enumerate(sorted(floors, reverse=True))}
    ),
    st.lists(st.integers(0, 500), min_size=1, max_size=5),
)


@given(st.lists(FIGURES, max_size=20))
def test_asking_for_more_sources_never_raises_a_total(figures: Sequence[Figure]) -> None:
    held = campaign([incident(n, f) for n, f in enumerate(figures)], {})
    found = {t.rule: t for t in totals(held).by_rule}
    assert found["three"].people <= found["two"].people <= found["one"].people <= found["highest"].people
    assert found["lowest"].people <= found["highest"].people


def test_unknown_days_stand_in_a_row_of_their_own() -> None:
    months = part_tables(DATA, Texts("en"), INDEX)["month"]
    assert [(r.name, r.incidents, r.two, r.range) for r in months] == [
        ("November 2018", "7", 109, "119–190+"),
        ("month not known", "1", 0, "18"),
    ]


def test_areas_are_named_in_the_language_of_the_page() -> None:
    tables = part_tables(DATA, Texts("ar"), INDEX)
    assert [r.name for r in tables["belligerent"]] == ["US-led coalition", "لم يُتهم أحد"]
    assert {r.name for r in tables["grade"]} >= {"متنازع عليها", "بلا درجة"} or len(tables["grade"]) > 1


def test_two_that_may_be_one_are_listed_with_the_size_of_the_doubt() -> None:
    day = Period("", date(2018, 11, 9), date(2018, 11, 9))
    pair = [Incident(n, (), (), when=day, figures={"killed": Figure(5, 9)}) for n in ("a", "b")]
    held = campaign(pair, {})
    (doubt,) = doubts(held, {i.id: i for i in pair}, {"a": "A", "b": "B"}, Texts("en"))
    assert (doubt.a.title, doubt.b and doubt.b.title, doubt.people) == ("A", "B", 9)
    assert overlap_sentence(held, Texts("en")) == (
        "1 pair of incidents may be about the same deaths. Counting these once makes the least number lower by "
        "5 civilians."
    )
