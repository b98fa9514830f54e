from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.capture.days import parse_day

CASES = [
    ("2018-11-13", date(2018, 11, 13)),
    ("2018-11-13T23:30:00-05:00", date(2018, 11, 13)),
    ("2024-11-30T12:50:21.000Z", date(2024, 11, 30)),
    ("2018/1/3", date(2018, 1, 3)),
    ("٢٠١٨-١١-١٣", date(2018, 11, 13)),
    ("20181113", date(2018, 11, 13)),
    ("D:20181113093000+03'00'", date(2018, 11, 13)),
    ("Tue, 13 Nov 2018 23:30:00 +0300", date(2018, 11, 13)),
    ("13 November 2018", date(2018, 11, 13)),
    ("Tuesday, 13th November 2018", date(2018, 11, 13)),
    ("Nov. 13, 2018", date(2018, 11, 13)),
    ("Tuesday, November 13, 2018, 9 pm", date(2018, 11, 13)),
    ("13/11/2018", date(2018, 11, 13)),
    ("11/13/2018", date(2018, 11, 13)),
    ("11/11/2018", date(2018, 11, 11)),
    ("1542067200", date(2018, 11, 13)),
    ("1542067200000", date(2018, 11, 13)),
    (datetime(2018, 11, 13, 23), date(2018, 11, 13)),
    (date(2018, 11, 13), date(2018, 11, 13)),
    ("11/12/2018", None),
    ("2018-02-30", None),
    ("last week", None),
    ("November 2018", None),
    ("", None),
    (None, None),
    ("0001-01-01", None),
    ("13 Brumaire 2018", None),
    ("99999999999", None),
]


@pytest.mark.parametrize(("given_value", "expected"), CASES, ids=[str(c[0]) for c in CASES])
def test_a_day_is_read_only_where_it_can_be_read_one_way(given_value: object, expected: date | None) -> None:
    assert parse_day(given_value) == expected


@given(st.one_of(st.text(), st.integers(), st.floats(), st.text("0123456789-/.: TZ", max_size=30)))
def test_nothing_raises_and_every_day_is_plausible(value: object) -> None:
    day = parse_day(value)
    assert day is None or 1900 <= day.year <= 2100


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_iso_day_comes_back(day: date) -> None:
    assert parse_day(day.isoformat()) == day
