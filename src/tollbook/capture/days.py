"""Days as files write them. Only what can be read one way is read; the rest is unknown, never guessed."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from tollbook.text.months import month_numbers

MONTHS = month_numbers("en")
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
COMPACT = re.compile(r"(?:d:)?(\d{4})(\d{2})(\d{2})(?:\d{6})?(?:z|[+-].*)?$")
DAY_FIRST = re.compile(r"(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?\s+(\d{4})(?!\d)")
MONTH_FIRST = re.compile(r"(?:[a-z]+,?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
EPOCH = re.compile(r"\d{9,13}(?:\.\d+)?$")
EARLIEST, LATEST = 1900, 2100


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if EARLIEST <= year <= LATEST else None
    except ValueError:
        return None


def _named(text: str) -> date | None:
    if match := DAY_FIRST.match(text):
        day, month, year = match.groups()
    elif match := MONTH_FIRST.match(text):
        month, day, year = match.groups()
    else:
        return None
    return _day(int(year), MONTHS[month], int(day)) if month in MONTHS else None


def _numeric(text: str) -> date | None:
    """13/11/2018 can only be a day first; 11/12/2018 can be two days, so it is none."""
    match = NUMERIC.match(text)
    if not match:
        return None
    first, second, year = map(int, match.groups())
    if first == second or first > 12:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 else None


def _epoch(text: str) -> date | None:
    if not EPOCH.match(text):
        return None
    seconds = float(text)
    try:
        day = datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC).date()
    except (ValueError, OverflowError, OSError):
        return None
    return day if EARLIEST <= day.year <= LATEST else None


def _mail(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _ascii_digits(text: str) -> str:
    return "".join(str(int(c)) if c.isdecimal() else c for c in text)


def parse_day(value: object) -> date | None:
    """The day a value names, in the sender's own time zone; ``None`` where it names none or could name two.

    Reads ISO dates and timestamps, RFC 5322, PDF dates, "13 November 2018", "Nov 13, 2018", 13/11/2018 and Unix times.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _ascii_digits(str(value).strip().lower())[:64] if value is not None else ""
    for pattern in (ISO, COMPACT):
        if match := pattern.match(text):
            year, month, day = map(int, match.groups()[:3])
            return _day(year, month, day)
    return _named(text) or _numeric(text) or _epoch(text) or _mail(text)
