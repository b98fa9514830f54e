"""An incident against the log: grades, reasons, what a log can show, and brute force as the oracle."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from math import asin, cos, radians, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strikes.logs import DAY, HERE, covering, index, strike, subject
from tollbook.model.place import Place
from tollbook.model.strike import LogCoverage
from tollbook.strikes.compare import compare, strikes_near
from tollbook.strikes.found import Margins
from tollbook.strikes.subject import Spot

NOON = datetime(2018, 2, 15, 12, tzinfo=UTC)
GRADES = [
    # where the entry lies, when, its precision, its force -> grade
    ((34.70, 40.83), NOON, "exact", "US-led Coalition", "matches"),
    ((34.70, 40.83), NOON, "exact", None, "matches"),
    ((34.70, 40.83), NOON, "exact", "Somebody else", "near_miss"),
    ((34.72, 40.83), NOON, "exact", "US-led Coalition", "near_miss"),  # 3.3 km, outside both circles but close
    ((34.90, 40.83), NOON, "district", "US-led Coalition", "possible"),  # a district is too wide to agree
    ((34.70, 40.83), NOON + timedelta(days=1), "exact", "US-led Coalition", "near_miss"),
    ((34.72, 40.83), NOON + timedelta(days=1), "exact", "US-led Coalition", "excluded"),  # both just outside
    (
        (34.70, 40.83),
        datetime(2018, 2, 15, 22, 30, tzinfo=UTC),
        "exact",
        "US-led Coalition",
        "near_miss",
    ),  # next day there
]


@pytest.mark.parametrize(("where", "at", "precision", "force", "grade"), GRADES)
def test_grades(where: tuple[float, float], at: datetime, precision: str, force: str | None, grade: str) -> None:
    found = compare(subject(), index(strike(at=at, where=where, precision=precision, force=force)))  # type: ignore[arg-type]
    assert [candidate.grade for candidate in found.candidates] == [grade]
    assert found.counts[grade] == 1  # type: ignore[index]


def test_every_field_has_a_reason_in_both_languages() -> None:
    (candidate,) = compare(subject(), index(strike(means="F-16", target="tunnel", engagements=3))).candidates
    assert [match.field for match in candidate.fields] == ["distance", "time", "force", "means", "target", "number"]
    for match in candidate.fields:
        assert match.text
        assert any("\u0600" <= letter <= "\u06ff" for letter in match.text_ar)
        assert "{" not in match.text + match.text_ar
    assert candidate.points == sum(match.points for match in candidate.fields)


def test_means_and_targets_order_what_is_otherwise_alike() -> None:
    strikes = (strike("a", means="artillery", target="vehicle"), strike("b", means="MQ-9", target="building"))
    found = compare(subject(means=frozenset({"air"}), objects=frozenset({"building"})), index(*strikes))
    assert [candidate.strike.id for candidate in found.candidates] == ["log/b", "log/a"]
    assert [candidate.grade for candidate in found.candidates] == ["matches", "possible"]


def test_a_day_of_another_zone_does_not_touch_the_next_day() -> None:
    """A whole day logged in Damascus ends when the sun there has long begun the next day's two hours of doubt."""
    day = strike(at=datetime(2018, 2, 13, 22, tzinfo=UTC), hours=23.999)
    found = compare(subject(utc_offset=None), index(day))
    assert [candidate.grade for candidate in found.candidates] == ["near_miss"]


def test_margins_replace_the_radius_and_widen_the_window() -> None:
    far = index(strike(where=(34.80, 40.83), at=NOON + timedelta(days=1)))
    assert compare(subject(), far).counts["matches"] == 0
    assert compare(subject(), far, Margins(radius_km=20, hours=24)).counts["possible"] == 1
    assert compare(subject(), far, Margins(radius_km=9.9, hours=24)).counts["near_miss"] == 1


def test_an_entry_without_a_point_is_met_by_its_name() -> None:
    named, other = strike("a", where=None), strike("b", where=None, place=Place("Elsewhere"))
    found = compare(subject(), index(named, other))
    assert [(c.strike.id, c.fields[0].level) for c in found.candidates] == [("log/a", "allows"), ("log/b", "silent")]


def test_without_place_and_day_nothing_is_looked_up() -> None:
    found = compare(subject(None, None), index(strike()))
    assert found.candidates == ()
    assert strikes_near(found) is None
    assert not found.shows.denies


# What the log can show


SHOWN: list[tuple[tuple[LogCoverage, ...], bool]] = [
    ((covering(),), True),
    ((covering(force="all"),), True),
    ((), False),
    ((covering(force=None),), False),
    ((covering(force="Somebody else"),), False),
    ((covering(complete="partial"),), False),
    ((covering(complete="unknown"),), False),
    ((covering(lacks="French strikes"),), False),
    ((covering(area=(35, 32, 49, 38)),), True),
    ((covering(area=(35, 32, 40.84, 38)),), False),  # the circle of 2 km reaches over the border
    ((covering(area=(41, 32, 49, 38)),), False),
    ((covering(start=date(2018, 2, 16)),), False),
    ((covering(end=date(2018, 2, 14)),), False),
    ((covering(complete="partial"), covering()), True),
]


@pytest.mark.parametrize(("coverage", "denies"), SHOWN)
def test_zero_is_zero_only_where_the_log_could_have_shown_one(coverage: tuple[LogCoverage, ...], denies: bool) -> None:
    found = compare(subject(), index(coverage=coverage))
    assert found.shows.denies is denies
    assert strikes_near(found) == (0 if denies else None)


def test_every_force_that_is_blamed_must_be_covered() -> None:
    blamed = subject(forces=frozenset({"us-led coalition", "russia"}))
    assert not compare(blamed, index(coverage=(covering(),))).shows.denies
    assert compare(blamed, index(coverage=(covering(), covering(force="Russia")))).shows.denies
    assert not compare(subject(forces=frozenset()), index(coverage=(covering(),))).shows.denies
    assert compare(subject(forces=frozenset()), index(coverage=(covering(force="all"),))).shows.denies


def test_days_may_be_covered_by_several_logs_together() -> None:
    halves = (covering(end=date(2018, 2, 15)), covering(start=date(2018, 2, 16)))
    week = subject(date(2018, 2, 14), last=date(2018, 2, 17))
    assert compare(week, index(coverage=halves)).shows.denies
    gap = (covering(end=date(2018, 2, 14)), covering(start=date(2018, 2, 16)))
    assert not compare(week, index(coverage=gap)).shows.denies


def test_an_entry_of_the_day_without_a_point_may_have_been_here() -> None:
    found = compare(subject(), index(strike(where=None, place=Place("Elsewhere"))))
    assert not found.shows.denies
    assert strikes_near(found) is None
    assert "1" in found.shows.text


def test_strikes_are_counted_each_for_what_its_entry_stands_for() -> None:
    found = compare(subject(), index(strike("a", strikes=23), strike("b"), strike("c", where=(36.0, 40.0))))
    assert strikes_near(found) == 24


# Brute force


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    half = sin(radians(b[0] - a[0]) / 2) ** 2
    half += cos(radians(a[0])) * cos(radians(b[0])) * sin(radians(b[1] - a[1]) / 2) ** 2
    return 2 * 6371.0088 * asin(sqrt(half))


moved = st.tuples(st.floats(-0.2, 0.2), st.floats(-0.2, 0.2), st.integers(-72, 72))


@given(st.lists(moved, max_size=12), st.floats(0.1, 30))
def test_what_is_found_is_what_a_plain_search_finds(entries: list[tuple[float, float, int]], radius: float) -> None:
    strikes = [
        strike(str(n), NOON + timedelta(hours=hours), (HERE[0] + north, HERE[1] + east))
        for n, (north, east, hours) in enumerate(entries)
    ]
    asked = subject(radius_km=radius)
    found = compare(asked, index(*strikes), Margins(limit=100))
    begin = datetime(2018, 2, 14, 22, tzinfo=UTC)
    inside = {
        one.id
        for one in strikes
        if begin <= one.start <= begin + timedelta(days=1)
        and kilometres(HERE, (one.place.lat or 0, one.place.lon or 0)) <= radius + 0.05
    }
    assert {c.strike.id for c in found.candidates if c.grade in ("matches", "possible")} == inside
    for candidate in found.candidates:
        place = candidate.strike.place
        assert candidate.distance_km == pytest.approx(kilometres(HERE, (place.lat or 0, place.lon or 0)), abs=1e-9)


def test_of_several_places_the_one_that_fits_best_counts() -> None:
    two = replace(subject(), spots=(Spot(36.0, 40.0, 2.0, "far"), Spot(*HERE, 2.0, "near")))
    (candidate,) = compare(two, index(strike())).candidates
    assert candidate.spot is not None
    assert candidate.spot.name == "near"
    assert candidate.grade == "matches"
    assert two.first == DAY
