from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.locate.calendars import islamic_day, islamic_year, persian_day, persian_year


@pytest.mark.parametrize(
    ("lunar", "gregorian"),
    [((1, 1, 1), date(622, 7, 19)), ((1440, 1, 1), date(2018, 9, 11)), ((1445, 9, 1), date(2024, 3, 11))],
)
def test_known_lunar_days_within_the_day_that_sightings_differ(lunar: tuple[int, int, int], gregorian: date) -> None:
    assert abs(islamic_day(*lunar) - gregorian) <= timedelta(days=1)


@pytest.mark.parametrize(
    ("solar", "gregorian"),
    [
        ((1397, 8, 18), date(2018, 11, 9)),
        ((1400, 1, 1), date(2021, 3, 21)),
        ((1399, 12, 30), date(2021, 3, 20)),
        ((1357, 11, 22), date(1979, 2, 11)),
        ((1403, 1, 1), date(2024, 3, 20)),
    ],
)
def test_known_persian_days(solar: tuple[int, int, int], gregorian: date) -> None:
    assert persian_day(*solar) == gregorian


@pytest.mark.parametrize("bad", [(1440, 13, 1), (1440, 1, 31), (0, 1, 1)])
def test_no_such_lunar_day(bad: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no such"):
        islamic_day(*bad)


@pytest.mark.parametrize("bad", [(1397, 13, 1), (1397, 7, 31), (4000, 1, 1)])
def test_no_such_persian_day(bad: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no such"):
        persian_day(*bad)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_day_lies_in_the_year_it_is_said_to(day: date) -> None:
    assert persian_day(persian_year(day), 1, 1) <= day < persian_day(persian_year(day) + 1, 1, 1)
    assert islamic_day(islamic_year(day), 1, 1) <= day < islamic_day(islamic_year(day) + 1, 1, 1)
