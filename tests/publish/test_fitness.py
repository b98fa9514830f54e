from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.claims_made import claim, spoken
from tests.publish.sample import DATA, PUBLISHED
from tollbook.model import Claim, Figure, Incident, Lineage, Period
from tollbook.publish.fit_words import sizes, verdicts
from tollbook.publish.fitness import KINDS, Fitness, fitness, thresholds
from tollbook.publish.silence import Regular, fell_silent
from tollbook.publish.texts import LANGUAGES, Texts

START = date(2018, 1, 1)
REGULAR = Regular(5, 4.0, 14)
SPOT = replace(DATA.claims[0].places[0], precision="town")


def of(claims: Sequence[Claim], incidents: Sequence[Incident] = (), lineage: Lineage = DATA.lineage) -> Fitness:
    return fitness(claims, incidents, PUBLISHED, lineage)


def incidents(tolls: Sequence[int]) -> list[Incident]:
    """One a fortnight: 30 of them span more than a year."""
    days = [START + timedelta(days=14 * n) for n in range(len(tolls))]
    return [
        Incident(f"i{n}", (), (), when=Period("", day, day), figures={"killed": Figure(toll, toll)})
        for n, (day, toll) in enumerate(zip(days, tolls, strict=True))
    ]


def good() -> list[Claim]:
    return [claim("r", n, "5", when="2018-11-09", spots=[SPOT]) for n in range(10)]


def test_a_total_is_always_a_floor_and_one_month_is_no_trend() -> None:
    fit = of(DATA.claims, DATA.incidents)
    assert [(use.kind, use.verdict) for use in fit.uses] == [
        ("total", "floor_only"), ("trend", "do_not_trend"), ("share", "floor_only"),
    ]  # fmt: skip
    assert fit.of("trend").facts == ("few_months", "few_incidents", "silent")
    assert fit.claims == 28
    assert fit.by_convention == pytest.approx(2 / 28)


def test_many_well_dated_incidents_of_all_sizes_can_be_trended_and_compared() -> None:
    fit = of(good(), incidents([1] * 20 + [3] * 8 + [30] * 4))
    assert (fit.of("total").verdict, fit.of("trend").verdict, fit.of("share").verdict) == (
        "floor_only", "usable", "usable",
    )  # fmt: skip
    assert fit.sizes == (20, 8, 0, 0, 4)


@pytest.mark.parametrize(
    ("kind", "fact", "claims", "tolls"),
    [
        ("trend", "undated", [replace(c, when=None) for c in good()], [1] * 32),
        ("share", "unplaced", [replace(c, places=()) for c in good()], [1] * 32),
        ("trend", "convention", [claim("r", n, "~24", when="2018-11-09", spots=[SPOT]) for n in range(10)], [1] * 32),
        ("trend", "small_missing", good(), [10] * 32),
        ("share", "small_missing", good(), [10] * 32),
        ("share", "size_unknown", good(), [1] * 10),
        ("trend", "few_months", good(), [1] * 6),
    ],
)
def test_each_fact_is_named_where_it_led_to_the_verdict(
    kind: str, fact: str, claims: Sequence[Claim], tolls: Sequence[int]
) -> None:
    use = next(use for use in of(claims, incidents(tolls)).uses if use.kind == kind)
    assert fact in use.facts
    assert use.verdict != "usable"


@pytest.mark.parametrize(
    ("heard", "end", "silent"),
    [
        (range(0, 50, 7), 80, True),  # weekly for seven weeks, then nothing for 31 days
        (range(0, 50, 7), 70, False),  # 21 days, no more than four of its usual distances
        (range(0, 5), 18, False),  # daily, 14 days: the fewest
        (range(0, 5), 17, False),
        ((0, 7, 14, 21), 200, False),  # four days heard are too few to tell
    ],
)
def test_a_source_fell_silent(heard: Sequence[int], end: int, silent: bool) -> None:
    claims = [claim(f"r{day}", 1, "3") for day in heard]
    published = {c.document: START + timedelta(days=day) for c, day in zip(claims, heard, strict=True)}
    published["last"] = START + timedelta(days=end)
    found = fell_silent(claims, published, spoken({c.id: "Radio" for c in claims}), REGULAR)
    assert found == (("Radio",) if silent else ()) or (end == 18 and found == ("Radio",))


@given(st.lists(st.integers(0, 200), min_size=1, max_size=30), st.randoms())
def test_the_order_of_claims_and_incidents_does_not_matter(tolls: list[int], random: object) -> None:
    listed = incidents(tolls)
    assert of(good(), listed) == of(good(), listed[::-1])


@given(st.lists(st.integers(1, 200), max_size=60))
def test_every_verdict_that_is_not_usable_names_a_fact(tolls: list[int]) -> None:
    for use in of(good(), incidents(tolls)).uses:
        assert bool(use.facts) == (use.verdict != "usable")


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_fact_has_words_with_its_numbers(code: str) -> None:
    fit = of([replace(c, when=None, places=()) for c in good()], incidents([10] * 25))
    for verdict in verdicts(fit, ["Radio"], Texts(code)):
        assert verdict.facts
        assert all("{" not in fact for fact in verdict.facts)
    assert [n for _, n, _ in sizes(fit, Texts(code))] == [0, 0, 0, 25, 0]


def test_no_claims_give_no_shares() -> None:
    fit = of([])
    assert (fit.claims, fit.dated, fit.single) == (0, 0.0, 0.0)
    assert thresholds().dated_share > 0
    assert {use.kind for use in fit.uses} == set(KINDS)
