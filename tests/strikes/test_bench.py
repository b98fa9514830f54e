from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import combinations
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.errors import StopRun
from tollbook.strikes.bench import bench
from tollbook.strikes.bench_assign import Pairing, assign, one_to_one
from tollbook.strikes.bench_fields import FIELDS, Entry, Tolerance, grade_fields, grade_of, score_of

DAY = date(2017, 3, 17)
BASE = Entry("a", DAY, DAY, 36.34, 43.11, 1.5, "Al-Jadida", "airstrike", "Coalition", (100, 120), None)


def levels(a: Entry, b: Entry, allowed: Tolerance | None = None) -> dict[str, str]:
    return {one.field: one.level for one in grade_fields(a, b, allowed or Tolerance())}


@pytest.mark.parametrize(
    ("change", "field", "level"),
    [
        ({}, "date", "same"),
        ({"first": date(2017, 3, 16), "last": DAY}, "date", "same"),
        ({"first": date(2017, 3, 1), "last": date(2017, 3, 31)}, "date", "fits"),
        ({"first": date(2017, 3, 18), "last": date(2017, 3, 18)}, "date", "close"),
        ({"first": date(2017, 3, 19), "last": date(2017, 3, 19)}, "date", "off"),
        ({"first": None, "last": None}, "date", "unknown"),
        ({}, "place", "same"),
        ({"lat": 36.37}, "place", "close"),
        ({"lat": 36.5}, "place", "off"),
        ({"lat": 36.5, "radius_km": 40.0}, "place", "fits"),
        ({"lat": None, "lon": None}, "place", "fits"),
        ({"lat": None, "lon": None, "place": "الجديدة"}, "place", "close"),
        ({"lat": None, "lon": None, "place": "Hawija"}, "place", "unknown"),
        ({"lat": None, "lon": None, "place": ""}, "place", "unknown"),
        ({"means": "غارة جوية"}, "means", "same"),
        ({"means": "mortar"}, "means", "off"),
        ({"means": "bombing"}, "means", "fits"),
        ({"means": ""}, "means", "unknown"),
        ({"killed": (110, 110)}, "toll", "fits"),
        ({"killed": (200, 200)}, "toll", "close"),
        ({"killed": (6, 18)}, "toll", "off"),
        ({"killed": (50, None)}, "toll", "fits"),
        ({"killed": None}, "toll", "unknown"),
        ({"force": "US-led Coalition"}, "force", "fits"),
        ({"force": "Russian forces"}, "force", "off"),
        ({"force": "the Coalition"}, "force", "fits"),
        ({"force": "coalition"}, "force", "same"),
    ],
)
def test_a_field_is_graded_and_says_why(change: dict[str, object], field: str, level: str) -> None:
    other = replace(BASE, id="b", **change)  # type: ignore[arg-type]
    [one] = [one for one in grade_fields(BASE, other, Tolerance()) if one.field == field]
    assert one.level == level
    assert one.reason
    assert levels(other, BASE)[field] == level


def test_data_that_do_not_precisely_correspond_are_graded_not_refused() -> None:
    theirs = replace(BASE, id="b", first=date(2017, 3, 18), last=date(2017, 3, 18), lat=36.375, killed=(6, 18))
    [pair] = bench([BASE], [theirs], Tolerance(least=0.4)).pairs
    assert pair.grade == "weak"
    assert "1 day apart, within the tolerance of 1" in pair.reason
    assert "within the tolerance of 5 km more" in pair.reason
    assert "6 to 18 killed: more than 2 times apart" in pair.reason


def test_an_orphan_names_the_nearest_and_what_keeps_it_away() -> None:
    late = replace(BASE, id="late", first=date(2017, 3, 31), last=date(2017, 3, 31))
    result = bench([BASE], [late])
    [ours], [theirs] = result.ours_alone, result.theirs_alone
    assert (ours.nearest, theirs.nearest) == ("late", "a")
    assert "14 days apart, the tolerance is 1" in ours.why


def test_an_orphan_whose_likeliest_partner_is_taken_says_by_whom() -> None:
    worse = replace(BASE, id="worse", lat=36.37)
    result = bench([BASE, worse], [replace(BASE, id="theirs")])
    [pair], [orphan] = result.pairs, result.ours_alone
    assert (pair.ours, orphan.id, orphan.nearest) == ("a", "worse", "theirs")
    assert "it goes with a" in orphan.why


def test_one_incident_may_answer_several_strikes_only_where_that_is_asked_for() -> None:
    strikes = [replace(BASE, id="s1"), replace(BASE, id="s2", lat=36.35)]
    assert [pair.theirs for pair in bench([BASE], strikes).pairs] == ["s1"]
    many = bench([BASE], strikes, pairing="one-to-many")
    assert [(pair.ours, pair.theirs) for pair in many.pairs] == [("a", "s1"), ("a", "s2")]
    assert many.theirs_alone == ()


def test_ties_are_shown() -> None:
    twins = [replace(BASE, id="s1"), replace(BASE, id="s2")]
    pairings: tuple[Pairing, ...] = ("one-to-one", "one-to-many")
    for pairing in pairings:
        found = bench([replace(BASE, id="a"), replace(BASE, id="b")], twins, pairing=pairing)
        assert all(pair.tied for pair in found.pairs)


def test_an_entry_without_a_partner_in_an_empty_list_says_so() -> None:
    assert bench([BASE], []).ours_alone[0].why == "the other side has no entries"


def test_an_id_that_stands_twice_is_refused() -> None:
    with pytest.raises(StopRun, match="more than once: a"):
        bench([BASE, BASE], [])


def test_a_pair_without_day_or_without_place_is_never_strong() -> None:
    undated = replace(BASE, id="b", first=None, last=None)
    assert score_of(grade_fields(BASE, undated, Tolerance()), Tolerance()) <= 0.6
    assert grade_of(0.6) == "weak"


WORTHS = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), st.sampled_from([0.25, 0.5, 0.5, 0.75, 1.0]), max_size=10
)


def brute_force(worth: Mapping[tuple[int, int], float]) -> tuple[float, list[frozenset[tuple[int, int]]]]:
    """The greatest total of any one-to-one choice, and every choice that has it."""
    best, holders = 0.0, [frozenset[tuple[int, int]]()]
    for size in range(1, 6):
        for chosen in combinations(worth, size):
            if len({a for a, _ in chosen}) == len({b for _, b in chosen}) == size:
                total = sum(worth[pair] for pair in chosen)
                if total > best:
                    best, holders = total, []
                if total == best:
                    holders.append(frozenset(chosen))
    return best, holders


@given(WORTHS)
def test_the_assignment_is_the_best_that_trying_all_finds_and_its_ties_are_all_ties(
    worth: dict[tuple[int, int], float],
) -> None:
    found = one_to_one(worth)
    best, holders = brute_force(worth)
    assert found.total == pytest.approx(best)
    assert frozenset(found.pairs) in holders or not worth
    avoidable = {pair for pair in found.pairs if any(pair not in holder for holder in holders)}
    assert set(found.tied) == avoidable


@given(WORTHS)
def test_each_of_theirs_goes_to_its_best_where_ours_may_take_several(worth: dict[tuple[int, int], float]) -> None:
    found = assign(worth, "one-to-many")
    for b in {b for _, b in worth}:
        [pair] = [pair for pair in found.pairs if pair[1] == b]
        assert worth[pair] == max(value for key, value in worth.items() if key[1] == b)


DAYS = st.dates(date(2017, 3, 1), date(2017, 3, 6))
ENTRIES = st.builds(
    lambda first, lat, killed, means: Entry(
        "", first, first, lat, 43.0 if lat else None, 1.0, "X", means, "", (killed, killed)
    ),
    st.none() | DAYS,
    st.none() | st.sampled_from([36.0, 36.02, 36.1]),
    st.integers(0, 9),
    st.sampled_from(["", "airstrike", "mortar"]),
)


def named(entries: list[Entry], side: str) -> list[Entry]:
    return [replace(entry, id=f"{side}{at}") for at, entry in enumerate(entries)]


@given(st.lists(ENTRIES, max_size=5), st.lists(ENTRIES, max_size=5), st.randoms())
def test_the_bench_is_the_same_in_any_order_and_accounts_for_every_entry(
    ours: list[Entry], theirs: list[Entry], random: object
) -> None:
    mine, other = named(ours, "a"), named(theirs, "b")
    result = bench(mine, other)
    assert bench(mine[::-1], other[::-1]) == result
    assert {p.ours for p in result.pairs} | {o.id for o in result.ours_alone} == {e.id for e in mine}
    assert {p.theirs for p in result.pairs} | {o.id for o in result.theirs_alone} == {e.id for e in other}
    assert all(p.score >= result.tolerance.least and len(p.fields) == len(FIELDS) for p in result.pairs)


def test_two_thousand_against_two_thousand_take_seconds() -> None:
    many = [
        replace(BASE, id=f"e{n}", first=date(2017, 1 + n % 12, 1 + n % 28), last=date(2017, 1 + n % 12, 1 + n % 28),
                lat=33 + (n * 7919 % 4000) / 1000)
        for n in range(2000)
    ]  # fmt: skip
    begun = perf_counter()
    result = bench(many, [replace(one, id=f"t{one.id}") for one in many])
    assert len(result.pairs) == 2000
    assert perf_counter() - begun < 20
