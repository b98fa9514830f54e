"""What a date expression comes to: the days it allows, counted from the publication or the event told before it."""

from collections.abc import Callable
from datetime import date, timedelta

from tollbook.locate.calendars import islamic_day, islamic_year, persian_day, persian_year
from tollbook.locate.date_expressions import Day, Reading
from tollbook.model.period import DatePrecision, Period

AHEAD = timedelta(days=1)
"""A day without a year may lie this far after the publication (time zones); further on it is last year's."""

ISLAMIC_DOUBT = timedelta(days=1)
UNIT_DAYS = {"hour": 1, "day": 1, "week": 7, "month": 30, "year": 365}
DAYS_IN_WEEK = 7
LONGEST_OFFSET = 36500


def _shift(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days) if abs(days) <= LONGEST_OFFSET else None
    except OverflowError:
        return None


def _period(text: str, start: date | None, end: date | None, precision: DatePrecision) -> Period | None:
    return Period(text, start, end, precision) if start and end and start <= end else None


def _gregorian(day: Day, year: int) -> date:
    return date(year, day.month, day.day or 1)


def _islamic(day: Day, year: int) -> date:
    return islamic_day(year, day.month, day.day or 1)


def _persian(day: Day, year: int) -> date:
    return persian_day(year, day.month, day.day or 1)


CALENDARS: dict[str, tuple[Callable[[Day, int], date], Callable[[date], int]]] = {
    "M": (_gregorian, lambda day: day.year),
    "I": (_islamic, islamic_year),
    "J": (_persian, persian_year),
}


def _in_year(day: Day, year: int) -> date | None:
    try:
        return CALENDARS[day.calendar][0](day, year)
    except (ValueError, OverflowError):
        return None


def _latest(day: Day, published: date | None) -> date | None:
    """The day in its own year; without one, in the last year in which it was not after the publication."""
    if day.year is not None:
        return _in_year(day, day.year)
    if published is None:
        return None
    this_year = CALENDARS[day.calendar][1](published)
    years = (this_year + 1, this_year, this_year - 1) if day.calendar != "M" else (this_year, this_year - 1)
    found = (_in_year(day, year) for year in years)
    return next((at for at in found if at and at <= published + AHEAD), None)


def _day(reading: Reading, text: str, published: date | None) -> Period | None:
    at = _latest(reading.days[0], published)
    if at is None:
        return None
    if reading.days[0].calendar == "I":
        return _period(text, at - ISLAMIC_DOUBT, at + ISLAMIC_DOUBT, "days")
    return _period(text, at, at, "day")


def _range(reading: Reading, text: str, published: date | None) -> Period | None:
    first, last = reading.days[0], reading.days[-1]
    end = _latest(last, published)
    if end is None:
        return None
    start = _latest(first, end) if first.year is None else _latest(first, published)
    if last.day is None:
        return _period(text, start, _month_end(last, end), "month") if end.year < 9999 else None
    return _period(text, start, end, "day" if start == end else "days")


def _month_end(day: Day, start: date) -> date:
    if day.calendar == "M":
        following = date(start.year + start.month // 12, start.month % 12 + 1, 1)
        return following - timedelta(days=1)
    length = 31 if day.calendar == "J" and day.month <= 6 else 30
    return start + timedelta(days=length - 1)


def _month(reading: Reading, text: str, published: date | None) -> Period | None:
    day = reading.days[0]
    limit = published.replace(day=1) - timedelta(days=2) if published and reading.last else published
    start = _latest(day, limit)
    return _period(text, start, _month_end(day, start), "month") if start and start.year < 9999 else None


def _weekday(reading: Reading, text: str, published: date | None, which: int = 0) -> Period | None:
    """The last such day on or before the publication; strictly before it with "last"."""
    if published is None:
        return None
    back = (published.weekday() - reading.weekdays[which]) % DAYS_IN_WEEK
    at = _shift(published, -(back or (DAYS_IN_WEEK if reading.last else 0)))
    return _period(text, at, at, "day")


def _weekdays(reading: Reading, text: str, published: date | None) -> Period | None:
    last = _weekday(reading, text, published, -1)
    first = _weekday(reading, text, last.end, 0) if last else None
    return _period(text, first.start, last.end, "days") if first and last else None


def _counted(reading: Reading, text: str, base: date | None) -> Period | None:
    """So many units before or after a day: a day where the unit is one, else the stretch it blurs into."""
    at = _shift(base, reading.offset * UNIT_DAYS[reading.unit]) if base and abs(reading.offset) < 5000 else None
    if at is None or reading.unit == "hour":
        return None
    if reading.unit == "day":
        return _period(text, at, at, "day")
    half = timedelta(days=UNIT_DAYS[reading.unit] // 2)
    precision: DatePrecision = "week" if reading.unit == "week" else "month" if reading.unit == "month" else "year"
    end = min(at + half, base) if base and reading.offset < 0 else at + half
    return _period(text, at - half, end, precision)


def _unit_start(day: date, unit: str) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if unit == "month" else day.replace(month=1, day=1) if unit == "year" else day


def _unit(reading: Reading, text: str, base: date | None) -> Period | None:
    """This or the last calendar week, month or year; "the last day" or hours end with the publication."""
    if base is None or base.year < 2:
        return None
    if reading.unit in ("day", "hour"):
        return _period(text, _shift(base, -1), base, "days")
    start = _unit_start(base, reading.unit)
    end = base
    if reading.last:
        end = start - timedelta(days=1)
        start = _unit_start(end, reading.unit)
    precision: DatePrecision = "week" if reading.unit == "week" else "month" if reading.unit == "month" else "year"
    return _period(text, start, end, precision)


def _window(reading: Reading, text: str, base: date | None) -> Period | None:
    """The past so many hours or days, up to the publication."""
    if base is None or reading.offset > 5000:
        return None
    days = -(-reading.offset // 24) if reading.unit == "hour" else reading.offset * UNIT_DAYS[reading.unit]
    return _period(text, _shift(base, -days), base, "days")


def _since(reading: Reading, text: str, published: date | None) -> Period | None:
    day = reading.days[0] if reading.days else None
    if day is None or published is None:
        return None
    start = date(day.year, 1, 1) if day.month == 0 and day.year else _latest(day, published) if day.month else None
    return _period(text, start, published, "open")


def _year(reading: Reading, text: str, published: date | None) -> Period | None:
    year = reading.days[0].year if reading.days else None
    return _period(text, date(year, 1, 1), date(year, 12, 31), "year") if year else None


def _relative(reading: Reading, text: str, base: date | None) -> Period | None:
    at = _shift(base, reading.offset) if base else None
    return _period(text, at, at, "day")


def _overnight(reading: Reading, text: str, published: date | None) -> Period | None:
    return _period(text, _shift(published, -1), published, "days") if published else None


def _same_unit(reading: Reading, text: str, base: date | None) -> Period | None:
    return _relative(reading, text, base) if reading.unit == "day" else _whole(reading, text, base)


def _whole(reading: Reading, text: str, base: date | None) -> Period | None:
    if base is None or reading.unit == "hour" or base.year > 9000:
        return None
    start = _unit_start(base, reading.unit)
    if reading.unit == "week":
        return _period(text, start, start + timedelta(days=6), "week")
    if reading.unit == "month":
        return _period(text, start, _month_end(Day(None, start.month), start), "month")
    return _period(text, start, start.replace(month=12, day=31), "year")


FROM_PUBLICATION: dict[str, Callable[[Reading, str, date | None], Period | None]] = {
    "day": _day,
    "range": _range,
    "month": _month,
    "weekday": _weekday,
    "weekdays": _weekdays,
    "relative": _relative,
    "ago": _counted,
    "unit": _unit,
    "window": _window,
    "since": _since,
    "year": _year,
    "overnight": _overnight,
}
FROM_EVENT: dict[str, Callable[[Reading, str, date | None], Period | None]] = {
    "anchored": _counted,
    "same_unit": _same_unit,
}


def _follows(text: str, anchor: date | None) -> Period | None:
    at = _shift(anchor, -1) if anchor else None
    return _period(text, at, at, "day")


def period_of(reading: Reading, text: str, published: date | None, anchor: date | None = None) -> Period | None:
    """The days an expression allows; None where it needs a day that is not known.

    ``anchor`` is the day of the event told before, from which "a day earlier" counts; without one the publication is.
    """
    if reading.kind == "follows":
        return _follows(text, anchor or published)
    if reading.kind == "anchored" and reading.offset == 0 and anchor is None:
        return None
    if reading.kind in FROM_EVENT:
        return FROM_EVENT[reading.kind](reading, text, anchor or published)
    return FROM_PUBLICATION[reading.kind](reading, text, published)
