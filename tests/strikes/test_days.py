"""Days, hours and zones of strike logs: read in one way, or refused with what is missing."""

from datetime import UTC, datetime

import pytest

from tests.strikes.logs import settled
from tollbook.strikes.days import Unread, moment_of

READ = [
    ("2018-02-15T22:30Z", None, "clear", "2018-02-15 22:30", "2018-02-15 22:30"),
    ("2018-02-15T22:30+03:00", None, "clear", "2018-02-15 19:30", "2018-02-15 19:30"),
    ("2018-02-15 22:30", "Asia/Damascus", "clear", "2018-02-15 20:30", "2018-02-15 20:30"),
    ("2018-07-15 22:30", "Asia/Damascus", "clear", "2018-07-15 19:30", "2018-07-15 19:30"),  # summer time there
    ("2018-02-15", "Asia/Damascus", "clear", "2018-02-14 22:00", "2018-02-15 21:59"),
    ("15/02/2018 14:30", "UTC", "clear", "2018-02-15 14:30", "2018-02-15 14:30"),
    ("02/11/2018", "UTC", "month-first", "2018-02-11 00:00", "2018-02-11 23:59"),
    ("02/11/2018", "UTC", "day-first", "2018-11-02 00:00", "2018-11-02 23:59"),
    ("02/11/18", "UTC", "day-first", "2018-11-02 00:00", "2018-11-02 23:59"),
    ("Feb 15, 2018 3:05 pm", "UTC", "clear", "2018-02-15 15:05", "2018-02-15 15:05"),
    ("1er janvier 2018", "UTC", "clear", "2018-01-01 00:00", "2018-01-01 23:59"),
    ("15 شباط 2018", "UTC", "clear", "2018-02-15 00:00", "2018-02-15 23:59"),
    ("١٥/٢/٢٠١٨", "+03:00", "clear", "2018-02-14 21:00", "2018-02-15 20:59"),
    ("151430ZFEB18", None, "clear", "2018-02-15 14:30", "2018-02-15 14:30"),
    ("151430C FEB 2018", None, "clear", "2018-02-15 11:30", "2018-02-15 11:30"),
    ("43146", "UTC", "excel-1900", "2018-02-15 00:00", "2018-02-15 23:59"),
    ("43146.5", "UTC", "excel-1900", "2018-02-15 12:00", "2018-02-15 12:00"),
    ("41684", "UTC", "excel-1904", "2018-02-15 00:00", "2018-02-15 23:59"),
    ("1518652800", None, "unix", "2018-02-15 00:00", "2018-02-15 00:00"),
    ("2018-10-25 23:30", "Asia/Damascus", "clear", "2018-10-25 20:30", "2018-10-25 21:30"),  # that hour came twice
]
REFUSED = [
    ("2018-02-15", None, "clear", "without its zone"),
    ("2018-02-15 22:30", None, "clear", "without its zone"),
    ("2018-02-15", "AST", "clear", "no time zone"),
    ("2018-02-15", "Mars/Olympus", "clear", "no time zone"),
    ("02/11/2018", "UTC", "clear", "two days"),
    ("02/15/18", "UTC", "clear", "several ways"),
    ("43146", "UTC", "clear", "day number"),
    ("1518652800", None, "clear", "seconds since 1970"),
    ("2018-02-30", "UTC", "clear", "no day"),
    ("31/02/2018", "UTC", "day-first", "no day"),
    ("2018-02-15 25:00", "UTC", "clear", "no time"),
    ("yesterday", "UTC", "clear", "no date"),
    ("0018-02-15", "UTC", "clear", "no day that"),
    ("9999-12-31", "Asia/Damascus", "clear", "no day that"),
]


@pytest.mark.parametrize(("value", "zone", "dates", "begin", "end"), READ)
def test_read_in_one_way(value: str, zone: str | None, dates: str, begin: str, end: str) -> None:
    found = moment_of(value, settled(dates=dates), zone)
    assert [f"{moment:%Y-%m-%d %H:%M}" for moment in found] == [begin, end]
    assert all(moment.tzinfo is UTC for moment in found)


@pytest.mark.parametrize(("value", "zone", "dates", "what"), REFUSED)
def test_refused_with_a_remedy(value: str, zone: str | None, dates: str, what: str) -> None:
    with pytest.raises(Unread, match=what) as error:
        moment_of(value, settled(dates=dates), zone)
    assert error.value.remedy


def test_a_whole_day_ends_a_second_before_the_next() -> None:
    first, last = moment_of("2018-02-15", settled(), "UTC")
    assert (first, last) == (datetime(2018, 2, 15, tzinfo=UTC), datetime(2018, 2, 15, 23, 59, 59, tzinfo=UTC))
