from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.publish.sample import DATA, INCIDENTS
from tollbook.model import Figure, Incident
from tollbook.publish.fitness import fitness, thresholds
from tollbook.publish.site import front_sentence
from tollbook.publish.texts import Texts
from tollbook.publish.totals import totals


def incident(name: str, figure: Figure) -> Incident:
    return Incident(name, (), (), figures={"killed": figure})


@pytest.mark.parametrize(
    ("rule", "people", "incidents"),
    [("two", 109, 4), ("one", 208, 8), ("three", 40, 1), ("lowest", 137, 8), ("highest", 208, 8)],
)
def test_each_rule_by_hand(rule: str, people: int, incidents: int) -> None:
    found = next(t for t in totals(INCIDENTS).by_rule if t.rule == rule)
    assert (found.people, found.incidents) == (people, incidents)


def test_the_sentence_names_its_rule_and_the_range() -> None:
    found = totals(INCIDENTS)
    sentence = front_sentence(found.by_rule[0], found, Texts("en"))
    assert sentence == (
        "At least 109 civilians reported killed in 4 incidents, counting only what two independent sources support; "
        "between 137 and 208 or more by all reports."
    )


def test_nothing_supported_is_said_in_words() -> None:
    found = totals([])
    assert front_sentence(found.by_rule[0], found, Texts("en")) == (
        "No number of civilians reported killed is supported by two independent sources."
    )


FIGURES = st.builds(
    lambda floors: Figure(
        min(floors), max(floors), corroborated={str(k + 1): n for k, n in enumerate(sorted(floors, reverse=True))}
    ),
    st.lists(st.integers(0, 500), min_size=1, max_size=5),
)


@given(st.lists(FIGURES, max_size=20))
def test_asking_for_more_sources_never_raises_a_total(figures: list[Figure]) -> None:
    found = {t.rule: t for t in totals([incident(str(n), f) for n, f in enumerate(figures)]).by_rule}
    assert found["three"].people <= found["two"].people <= found["one"].people <= found["highest"].people
    assert found["lowest"].people <= found["highest"].people


def test_a_total_is_always_a_floor_and_one_month_is_no_trend() -> None:
    fit = fitness(DATA.claims, DATA.incidents)
    assert fit.notes == ("floor", "no_trend")
    assert fit.claims == 28
    assert fit.by_convention == pytest.approx(2 / 28)


def test_roughly_placed_claims_are_not_for_small_areas() -> None:
    unplaced = [replace(c, places=()) for c in DATA.claims]
    fit = fitness(unplaced, DATA.incidents)
    assert fit.placed == 0
    assert "no_small_areas" in fit.notes


def test_no_claims_give_no_shares() -> None:
    fit = fitness([], [])
    assert (fit.claims, fit.dated) == (0, 0.0)
    assert thresholds().dated_share > 0
