"""Days, hours and zones as strike logs write them: read in one way only, or a fault that says what is missing."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tollbook.strikes.settled import Dates, Settled
from tollbook.text.months import month_numbers
from tollbook.text.plain import plain

MONTHS = month_numbers("en", "fr", "ar")
NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")
NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$")
DAY_FIRST = re.compile(rf"(\d{{1,2}})(?:er|st|nd|rd|th)?[\s-]+({NAMES})\.?,?[\s-]+(\d{{4}})$")
MONTH_FIRST = re.compile(rf"({NAMES})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})$")
SERIAL = re.compile(r"\d{5}(?:\.\d+)?$")
EPOCH = re.compile(r"\d{9,13}$")
GROUP = re.compile(rf"(\d{{2}})(\d{{2}})(\d{{2}})\s?([a-ik-z])\s?({NAMES})\s?(\d{{4}}|\d{{2}})$")
CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?\s*(am|pm|ص|م)?$|(\d{2})(\d{2})$")
STAMP = re.compile(
    r"(.+?)(?:t|\s+|,\s*)(\d{1,2}[:h]\d{2}(?::\d{2})?(?:\.\d+)?(?:\s*[ap]m)?)\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?$"
)
OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])(\d{1,2})(?::?(\d{2}))?$")
MILITARY = "abcdefghiklm", "nopqrstuvwxy"
EXCEL = {"excel-1900": date(1899, 12, 30), "excel-1904": date(1904, 1, 1)}
EARLIEST, LATEST = 1900, 2200
DAY = timedelta(days=1)


class Unread(ValueError):
    """A value that cannot be read in one way: ``what`` is wrong, and the ``remedy``."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


@lru_cache(maxsize=256)
def zone_of(name: str) -> tzinfo:
    """The zone a log or an option names; Unread where it names none, or several go by it (AST, IST)."""
    folded = plain(name).strip()
    if folded in ("utc", "gmt", "z", "zulu"):
        return UTC
    if match := OFFSET.match(folded):
        hours = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        if hours <= timedelta(hours=14):
            return timezone(-hours if match[1] == "-" else hours)
    try:
        if "/" in name:
            return ZoneInfo(name.strip())
    except (ZoneInfoNotFoundError, ValueError, OSError):
        pass
    raise Unread(f"{name!r} is no time zone", "write one as Asia/Damascus, UTC or +03:00")


def _of(year: int, month: int, day: int, value: str) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise Unread(f"there is no day {value!r}", "mend the date") from None
    if not EARLIEST <= year <= LATEST:
        raise Unread(f"{value!r} is no day that a strike log can hold", "mend the date")
    return found


def day_of(value: str, dates: Dates) -> date:
    """The day a value names; Unread where it names none, or two and ``dates`` does not say which."""
    text = plain(value).strip()
    for pattern in (ISO, COMPACT):
        if match := pattern.match(text):
            return _of(int(match[1]), int(match[2]), int(match[3]), value)
    if match := DAY_FIRST.match(text):
        return _of(int(match[3]), MONTHS[match[2]], int(match[1]), value)
    if match := MONTH_FIRST.match(text):
        return _of(int(match[3]), MONTHS[match[1]], int(match[2]), value)
    if match := NUMERIC.match(text):
        return _numeric(match, dates, value)
    return _counted(text, dates, value)


def _numeric(match: re.Match[str], dates: Dates, value: str) -> date:
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    if len(match[3]) == 2:
        if dates not in ("day-first", "month-first"):
            raise Unread(f"{value!r} can be read in several ways", "say --dates day-first or month-first")
        year += 2000
    if dates == "month-first":
        return _of(year, first, second, value)
    if dates == "day-first" or first > 12 or first == second:
        return _of(year, second, first, value)
    if second > 12:
        return _of(year, first, second, value)
    raise Unread(f"{value!r} can be two days", "say --dates day-first or month-first")


def _counted(text: str, dates: Dates, value: str) -> date:
    if SERIAL.match(text):
        if dates not in EXCEL:
            raise Unread(f"{value!r} is a spreadsheet's day number", "say --dates excel-1900 (or excel-1904)")
        return EXCEL[dates] + timedelta(days=int(float(text)))
    if EPOCH.match(text):
        return _epoch(text, dates, value).date()
    raise Unread(f"{value!r} is no date", "write days as 2018-02-15")


def _epoch(text: str, dates: Dates, value: str) -> datetime:
    if dates != "unix":
        raise Unread(f"{value!r} may be seconds since 1970", "say --dates unix, or write days as 2018-02-15")
    return datetime.fromtimestamp(int(text) / (1000 if len(text) > 11 else 1), UTC)


def clock_of(value: str) -> time:
    """The hour a value names."""
    match = CLOCK.match(plain(value).strip())
    if not match:
        raise Unread(f"{value!r} is no time of day", "write hours as 14:30, or leave the cell empty")
    hour, minute = int(match[1] or match[5]), int(match[2] or match[6])
    if match[4]:
        hour = hour % 12 + (12 if match[4] in ("pm", "م") else 0)
    try:
        return time(hour, minute, int(match[3] or 0))
    except ValueError:
        raise Unread(f"there is no time {value!r}", "mend the time") from None


def moment_of(value: str, settled: Settled, zone: str | None) -> tuple[datetime, datetime]:
    """First and last moment of a value that holds a day and perhaps an hour and a zone, in UTC."""
    text = plain(value).strip()
    if match := GROUP.match(text):
        return _group(match, value)
    if EPOCH.match(text):
        at = _epoch(text, settled.dates, value)
        return at, at
    if match := STAMP.match(text):
        return span(day_of(match[1], settled.dates), clock_of(match[2]), match[3] or zone)
    if SERIAL.match(text) and settled.dates in EXCEL and "." in text:
        return _serial(text, settled.dates, zone)
    return span(day_of(value, settled.dates), None, zone)


def _serial(text: str, dates: Dates, zone: str | None) -> tuple[datetime, datetime]:
    seconds = round(float(text) % 1 * 86400)
    hour = (datetime.min + timedelta(seconds=min(seconds, 86399))).time()
    return span(EXCEL[dates] + timedelta(days=int(float(text))), hour, zone)


def _group(match: re.Match[str], value: str) -> tuple[datetime, datetime]:
    """A date-time group (DDHHMMZ MON YY): its letter is the zone (A is UTC+1, Z is UTC)."""
    year = int(match[6]) + (2000 if len(match[6]) == 2 else 0)
    day = _of(year, MONTHS[match[5]], int(match[1]), value)
    east, west = MILITARY
    letter = match[4]
    hours = east.find(letter) + 1 or -(west.find(letter) + 1)
    return span(day, clock_of(match[2] + match[3]), f"{hours:+03d}:00")


def span(day: date, clock: time | None, zone: str | None) -> tuple[datetime, datetime]:
    """First and last moment in UTC: of the hour, or of the whole day. An hour that came twice that night is both."""
    if not zone:
        raise Unread("a time without its zone", "give a column with the zone, or say --zone Asia/Damascus")
    where = zone_of(zone)
    if clock is None:
        begin = datetime.combine(day, time(), where).astimezone(UTC)
        return begin, datetime.combine(day + DAY, time(), where).astimezone(UTC) - timedelta(seconds=1)
    moments = [datetime.combine(day, clock.replace(fold=fold), where).astimezone(UTC) for fold in (0, 1)]
    return min(moments), max(moments)
