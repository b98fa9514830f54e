"""Near misses: each slip that a literal check overlooks, what would have to be true, and the order."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.strikes.logs import HERE, gridded, index, strike, subject
from tollbook.strikes.near import near_misses
from tollbook.strikes.subject import Spot

NOON = datetime(2018, 2, 15, 12, tzinfo=UTC)
REPORTED = [
    (date(2018, 2, 2), "fortnight"),  # a report once released as the 2nd that was the 15th
    (date(2018, 2, 14), "off_by_one"),
    (date(2018, 2, 16), "off_by_one"),
    (date(2018, 2, 22), "week"),
    (date(2018, 2, 1), "fortnight"),
    (date(2018, 2, 25), "day_digit"),
    (date(2018, 2, 5), "day_digit"),
    (date(2018, 3, 15), "month"),
    (date(2017, 2, 15), "year"),
]


@pytest.mark.parametrize(("day", "kind"), REPORTED)
def test_a_wrong_day(day: date, kind: str) -> None:
    (miss,) = near_misses(subject(day), index(strike(at=NOON)))
    assert (miss.kind, miss.side, miss.reported, miss.would) == (kind, "report", day.isoformat(), "2018-02-15")
    assert day.isoformat() in miss.text
    assert "2018-02-15" in miss.text_ar


def test_day_and_month_swapped() -> None:
    (miss,) = near_misses(subject(date(2018, 5, 2)), index(strike(at=datetime(2018, 2, 5, 12, tzinfo=UTC))))
    assert miss.kind == "day_month"


def test_local_time_taken_for_utc_over_midnight() -> None:
    """Half past midnight on the 16th there is half past ten in the evening of the 15th in UTC."""
    (miss,) = near_misses(subject(), index(strike(at=datetime(2018, 2, 15, 22, 30, tzinfo=UTC))))
    assert miss.kind == "zone"
    assert "2018-02-15" in miss.text
    (noon,) = near_misses(subject(), index(strike(at=datetime(2018, 2, 16, 12, tzinfo=UTC))))
    assert noon.kind == "off_by_one"


def test_what_stands_as_reported_is_no_near_miss() -> None:
    assert near_misses(subject(), index(strike(at=NOON))) == ()


@pytest.mark.parametrize("day", [date(2018, 4, 4), date(2018, 1, 9), date(2012, 2, 15)])
def test_a_day_no_slip_leads_to_is_none(day: date) -> None:
    assert near_misses(subject(day), index(strike(at=NOON))) == ()


GRIDS = [
    ("37SFU676401", "37SFU667401", "transposed"),
    ("37SFU676401", "37SFU676410", "transposed"),
    ("37SFU676401", "37SFU401676", "swapped"),
    ("37SFU676401", "37SFU976401", "digit"),
    ("37SFU676401", "37SEU676401", "square"),
    ("37SFU676401", "37SFV676401", "square"),
]


@pytest.mark.parametrize(("right", "wrong", "kind"), GRIDS)
def test_a_grid_mistyped_in_the_report(right: str, wrong: str, kind: str) -> None:
    spot = gridded("x", wrong).place
    asked = replace(subject(), spots=(Spot(spot.lat or 0, spot.lon or 0, 0.1, wrong, grid=wrong),))
    (miss,) = near_misses(asked, index(gridded("a", right)))
    assert (miss.kind, miss.side, miss.reported, miss.would) == (kind, "report", wrong, right)


@pytest.mark.parametrize(("right", "wrong", "kind"), GRIDS)
def test_a_grid_mistyped_in_the_log(right: str, wrong: str, kind: str) -> None:
    at = gridded("x", right).place
    (miss,) = near_misses(subject(where=(at.lat or 0, at.lon or 0), radius_km=0.5), index(gridded("a", wrong)))
    assert (miss.kind, miss.side, miss.reported, miss.would) == (kind, "log", wrong, right)
    assert miss.distance_km is not None
    assert miss.distance_km < 0.1


def test_latitude_and_longitude_exchanged() -> None:
    turned = subject(where=(HERE[1], HERE[0]), radius_km=0.05)
    (miss,) = near_misses(turned, index(strike(at=NOON)))
    assert miss.kind == "swapped"


def test_digits_of_a_coordinate_exchanged() -> None:
    (miss,) = near_misses(subject(where=(34.96, 40.83), radius_km=0.05), index(strike(at=NOON)))
    assert miss.kind == "transposed"


def test_a_place_from_a_gazetteer_has_no_digits_to_mistype() -> None:
    assert near_misses(subject(where=(34.96, 40.83)), index(strike(at=NOON, precision="village"))) == ()


def test_another_place_of_the_same_name() -> None:
    twin = Spot(*HERE, 2.0, "Maskana", "Aleppo")
    asked = subject(where=(34.27, 36.75), homonyms=(Spot(33.0, 36.0, 2.0, "Maskana", "elsewhere"), twin))
    (miss,) = near_misses(asked, index(strike(at=NOON)))
    assert (miss.kind, miss.would) == ("homonym", "Maskana, Aleppo")


def test_the_common_slip_stands_before_the_rare_and_the_close_before_the_far() -> None:
    strikes = (
        strike("year", NOON + timedelta(days=365)),
        strike("far", NOON + timedelta(days=1), (HERE[0] + 0.015, HERE[1])),
        strike("next", NOON + timedelta(days=1)),
        strike("other force", NOON + timedelta(days=1), force="Somebody else"),
    )
    found = near_misses(subject(), index(*strikes))
    assert [miss.strike.id.rpartition("/")[2] for miss in found][:2] == ["next", "far"]
    weights = [miss.weight for miss in found]
    assert weights == sorted(weights, reverse=True)
    assert found[0].alike == 3


def test_a_month_is_too_long_for_a_slip() -> None:
    month = subject(date(2018, 3, 1), last=date(2018, 3, 31))
    assert near_misses(month, index(strike(at=NOON))) == ()
