from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.claims_made import claim
from tollbook.model import Figure, Grade, Incident, Period, Place
from tollbook.model.campaign import Campaign, Doubt, Part
from tollbook.reconcile import blamed_in, campaign
from tollbook.reconcile.campaign import months
from tollbook.reconcile.overlap import doubt, extent

HAJIN = Place("Hajin", "Hajin", "1", 34.69, 40.83, "town", "Deir ez-Zor", "SY")
SHAFA = Place("al-Shafa", "al-Shafa", "2", 34.55, 40.95, "village", "Deir ez-Zor", "SY")
RAQQA = Place("Raqqa", "Raqqa", "3", 35.95, 39.01, "city", "Raqqa", "SY")
PROVINCE = Place("Deir ez-Zor", "Deir ez-Zor", "4", 35.0, 40.5, "province", None, "SY")
NAMED = Place("al-Kashma")


def days(first: int, last: int | None = None) -> Period:
    return Period("", date(2018, 11, first), date(2018, 11, last or first))


def event(
    name: str,
    least: int,
    *places: Place,
    when: Period | None = None,
    most: int | None = None,
    two: int = 0,
    **more: object,
) -> Incident:
    supported = {"1": most or least} | ({"2": min(two, least)} if two else {})
    figure = Figure(least, most or least, corroborated=supported)
    made = Incident(name, (name,), (f"report of {name}",), places, when=when, figures={"killed": figure})
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (event("a", 5, HAJIN, when=days(9)), event("b", 5, HAJIN, when=days(9)), "same_time_and_place"),
        (event("a", 5, HAJIN, when=days(9)), event("b", 5, HAJIN, when=days(10)), None),
        (event("a", 5, HAJIN, when=days(9)), event("b", 5, SHAFA, when=days(9)), None),
        (event("a", 5, HAJIN, when=days(9)), event("b", 5, HAJIN), "day_unknown"),
        (event("a", 5, when=days(9)), event("b", 5, HAJIN, when=days(9)), "place_unknown"),
        (event("a", 5, PROVINCE, when=days(9)), event("b", 5, HAJIN, when=days(9)), "covers"),
        (event("a", 5, HAJIN, when=days(1, 30)), event("b", 5, HAJIN, when=days(9)), "covers"),
        (event("a", 5, HAJIN, SHAFA, when=days(9)), event("b", 5, HAJIN, when=days(9)), "covers"),
        (event("a", 5, NAMED, when=days(9)), event("b", 5, HAJIN, when=days(9)), None),
        (event("a", 5, NAMED, when=days(9)), event("b", 5, NAMED, when=days(9)), "same_time_and_place"),
        # a day that no report states may be the day before or after
        (
            event("a", 5, HAJIN, when=days(9), open_questions=("date_from_publication",)),
            event("b", 5, HAJIN, when=days(10)),
            "same_time_and_place",
        ),
        # one report that tells both tells them apart, unless one is its total
        (
            event("a", 5, HAJIN, when=days(9), documents=("r",)),
            event("b", 5, HAJIN, when=days(9), documents=("r",)),
            None,
        ),
        (
            event("a", 9, PROVINCE, when=days(9), documents=("r",)),
            event("b", 5, HAJIN, when=days(9), documents=("r",)),
            "covers",
        ),
    ],
)
def test_who_may_overlap(one: Incident, other: Incident, why: Doubt | None) -> None:
    assert doubt(extent(one, {}), extent(other, {})) == why
    assert doubt(extent(other, {}), extent(one, {})) == why
    assert [o.why for o in campaign([one, other], {}).overlaps] == ([why] if why else [])


def test_an_incident_of_unknown_day_was_before_its_report() -> None:
    undated, later = event("a", 5, HAJIN), event("b", 5, HAJIN, when=days(20))
    assert campaign([undated, later], {"report of a": date(2018, 11, 10)}).overlaps == ()
    assert len(campaign([undated, later], {"report of a": date(2018, 11, 20)}).overlaps) == 1


def test_overlaps_count_once_in_the_least_and_twice_in_the_greatest() -> None:
    found = campaign([event("a", 5, HAJIN, when=days(9), most=9, two=4), event("b", 7, HAJIN, when=days(9))], {})
    total = found.totals["range"]
    assert (total.least, total.greatest, total.apart, total.incidents) == (7, 16, 12, 2)
    assert (found.totals["2"].least, found.totals["2"].incidents) == (4, 1)
    assert [(o.a, o.b, o.people) for o in found.overlaps] == [("a", "b", 7)]


def test_a_round_up_holds_its_parts() -> None:
    """61 in the province in a month hold the 15 and the 20, which are two places and days: 61, not 96."""
    parts = [event("a", 15, HAJIN, when=days(9)), event("b", 20, SHAFA, when=days(12))]
    found = campaign([*parts, event("all", 61, PROVINCE, when=days(1, 30))], {})
    assert found.totals["range"].least == 61
    small = campaign([*parts, event("all", 30, PROVINCE, when=days(1, 30))], {})
    assert small.totals["range"].least == 35


def test_neither_day_nor_place_may_be_any_other() -> None:
    found = campaign([event("a", 5, HAJIN, when=days(9)), event("x", 3), event("y", 8, PROVINCE)], {})
    assert found.totals["range"].least == 8
    assert [(o.a, o.b, o.people, o.why) for o in found.overlaps] == [("y", "", 8, "nowhere"), ("x", "", 3, "nowhere")]


def test_whom_a_person_held_apart_stays_apart() -> None:
    pair = [event("a", 5, HAJIN, when=days(9)), event("b", 7, HAJIN, when=days(9))]
    found = campaign(pair, {}, apart=[frozenset(("a", "b"))])
    assert (found.totals["range"].least, found.overlaps) == (12, ())


def keyed(found: Campaign, by: str) -> dict[str, Part]:
    return {part.key: part for part in found.parts[by]}  # type: ignore[index]


def test_parts_are_sure_or_maybe() -> None:
    listed = [
        event("a", 5, HAJIN, when=days(9), grade=Grade("s", "fair")),
        event("b", 7, RAQQA, when=Period("", date(2018, 10, 31), date(2018, 11, 1))),
        event("c", 3, HAJIN, RAQQA, when=days(20), grade=Grade("s", "weak")),
    ]
    found = campaign(listed, {}, {"a": {"Coalition"}, "b": {"Coalition", "Russia"}})
    months_found = keyed(found, "month")
    assert list(months_found) == ["2018-10", "2018-11"]
    october, november = months_found["2018-10"].totals["range"], months_found["2018-11"].totals["range"]
    assert (october.least, october.greatest, october.incidents, october.maybe) == (0, 7, 0, 1)
    assert (november.least, november.greatest, november.incidents, november.maybe) == (8, 15, 2, 1)
    place = keyed(found, "place")
    assert {key: (p.totals["range"].least, p.totals["range"].greatest) for key, p in place.items()} == {
        "Deir ez-Zor": (5, 8), "Raqqa": (7, 10),
    }  # fmt: skip
    blamed = keyed(found, "belligerent")
    assert {key: (p.totals["1"].least, p.totals["1"].greatest) for key, p in blamed.items()} == {
        "Coalition": (5, 12), "Russia": (0, 7), "unknown": (3, 3),
    }  # fmt: skip
    assert set(keyed(found, "grade")) == {"fair", "weak", "unknown"}


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (None, set()),
        (days(9), {"2018-11"}),
        (Period("", date(2018, 12, 30), date(2019, 1, 2)), {"2018-12", "2019-01"}),
        (Period("", date(2018, 1, 1), date(2018, 12, 31)), set()),
        (Period("", date(2018, 1, 1), None), set()),
    ],
)
def test_months_of_a_period(when: Period | None, expected: set[str]) -> None:
    assert months(when) == expected


def test_names_of_one_body_are_one_belligerent() -> None:
    claims = [claim("r", n, "3", blamed=(name,)) for n, name in enumerate(("US-led coalition", "the Coalition"))]
    incident = replace(event("a", 3), claims=tuple(c.id for c in claims))
    names = {"US-led coalition": "Coalition", "the Coalition": "Coalition"}
    assert blamed_in([incident], claims, names) == {"a": frozenset({"Coalition"})}


PLACES = st.lists(st.sampled_from([HAJIN, SHAFA, RAQQA, PROVINCE, NAMED]), max_size=2, unique=True)
WHENS = st.one_of(
    st.none(),
    st.builds(lambda first, more: days(first, min(30, first + more)), st.integers(1, 30), st.integers(0, 5)),
)


@st.composite
def many(draw: st.DrawFn) -> list[Incident]:
    size = draw(st.integers(0, 8))
    return [
        event(
            f"i{n}",
            draw(st.integers(1, 30)),
            *draw(PLACES),
            when=draw(WHENS),
            two=draw(st.integers(0, 10)),
            documents=(draw(st.sampled_from(["r1", "r2", f"own {n}"])),),
        )
        for n in range(size)
    ]


@given(many(), st.randoms(use_true_random=False))
def test_the_order_never_matters(listed: list[Incident], random: object) -> None:
    shuffled = listed.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert campaign(listed, {}) == campaign(shuffled, {})


@given(many())
def test_a_total_is_between_the_greatest_floor_and_the_sum(listed: Sequence[Incident]) -> None:
    for total in campaign(listed, {}).totals.values():
        assert total.least <= total.apart <= total.greatest
    floors = [f.min or 0 for i in listed if (f := i.figures.get("killed"))]
    assert campaign(listed, {}).totals["range"].least >= max(floors, default=0)


@given(many(), st.integers(1, 50))
def test_a_disjoint_incident_adds_exactly(listed: list[Incident], people: int) -> None:
    listed = [i for i in listed if i.when and i.places]
    before = campaign(listed, {}).totals["range"]
    apart = event("apart", people, RAQQA, when=Period("", date(2015, 1, 1), date(2015, 1, 1)))
    after = campaign([*listed, apart], {}).totals["range"]
    assert (after.least, after.greatest) == (before.least + people, before.greatest + people)


@given(many())
def test_the_list_of_overlaps_names_every_pair_once(listed: Sequence[Incident]) -> None:
    found = campaign(listed, {}).overlaps
    pairs = [(o.a, o.b) for o in found if o.b]
    assert len({frozenset(pair) for pair in pairs}) == len(pairs)
    assert all(a < b for a, b in pairs)
    extents = {i.id: extent(i, {}) for i in listed}
    known = [e for e in extents.values() if not e.nowhere]
    expected = {frozenset((a.id, b.id)) for a in known for b in known if a.id < b.id and doubt(a, b)}
    assert {frozenset(pair) for pair in pairs} == expected


@given(many())
def test_two_sources_never_come_to_more_than_one(listed: Sequence[Incident]) -> None:
    totals = campaign(listed, {}).totals
    assert totals["2"].greatest <= totals["1"].greatest


def test_thousands_of_incidents_take_seconds() -> None:
    start = date(2016, 1, 1)
    spots = [replace(HAJIN, lat=34.0 + n * 0.03, lon=40.0, precision="town") for n in range(60)]
    listed = [
        event(f"i{n:05}", 1 + n % 17, spots[n * 7 % 60], when=Period("", day, day))
        for n in range(4000)
        for day in [start + timedelta(days=n % 700)]
    ]
    total = campaign(listed, {}).totals["range"]
    assert 0 < total.least < total.apart
