"""The day a page came out, where only its address or stamp tells: post ids, dated paths, "Nov 30, 2024 · Shared with".

Used where no publication date was given. Only full dates in forms that sites stamp on their own posts are read: a date
in the running text is the event's business, not the page's.
"""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from urllib.parse import unquote, urlsplit

from tollbook.model import Document
from tollbook.text.months import month_numbers
from tollbook.text.plain import plain

MONTHS = month_numbers("en", "ar")
NAME = "|".join(sorted((re.escape(m).replace("\\ ", "[ -]") for m in MONTHS), key=len, reverse=True))
CENTURY = "20"
YEAR = rf"(?P<y>{CENTURY}[0-4]\d)"
FORMS = (
    re.compile(rf"(?<![\d/.-]){YEAR}[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}})(?!\d)"),
    re.compile(rf"(?:(?<=\d{{2}})|(?<!\d))(?P<n>{NAME})\.? (?P<d>\d{{1,2}}),? {YEAR}(?!\d)"),
    re.compile(rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?P<n>{NAME})\.?,? {YEAR}(?!\d)"),
    re.compile(rf"(?<![\d/.-])(?P<d>\d{{1,2}})[-/.](?P<m>\d{{1,2}})[-/.]{YEAR}(?!\d)"),
)
ARABIC = re.compile("[\u0621-\u064a]")
"""Beside Arabic words 05-07-2022 is 5 July; elsewhere it can be two days."""
STAMP_MARKS = re.compile(
    r"(?: at)? ?(?:\d{1,2}:\d{2} ?(?:[ap]m)? ?)?(?:[·|•] ?(?:shared|public|\d[\d.,]*k? ?views)|shared with|[·•] )"
)
CLOCK_BEFORE = re.compile(r"\d{1,2}:\d{2} ?(?:[ap]m)? ?[·|•] ?$")
STATUS = re.compile(r"/status(?:es)?/(\d{15,20})(?!\d)")
PATH_DAY = re.compile(r"/(20[0-4]\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)")
SNOWFLAKE_EPOCH_MS = 1_288_834_974_657
"""X numbers its posts by the milliseconds since this moment, shifted by 22 bits (Twitter's Snowflake, 2010)."""
HEAD, SHORT_LINE = 400, 60


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    named = groups.get("n")
    month = MONTHS[named.replace("-", " ")] if named else int(groups["m"])
    day = int(groups["d"])
    unsure = not named and match.re is FORMS[-1] and month != day and month <= 12 and day <= 12
    if unsure and not ARABIC.search(match.string):
        return None
    return _valid(int(groups["y"]), month, day)


def day_in(text: str) -> date | None:
    """The first full date in a short text, English and Arabic months known; ``None`` where it could be two days."""
    folded = plain(text)
    read = ((m.start(), _day(m)) for form in FORMS for m in form.finditer(folded))
    found = [(start, day) for start, day in read if day]
    return min(found)[1] if found else None


def from_address(url: str | None) -> date | None:
    """The day an address tells: the time in a post's number, or a path like /2022/08/06/."""
    if not url:
        return None
    parts = urlsplit(url)
    if (parts.hostname or "").removeprefix("www.").removeprefix("mobile.") in ("x.com", "twitter.com"):
        status = STATUS.search(parts.path)
        if status:
            milliseconds = (int(status.group(1)) >> 22) + SNOWFLAKE_EPOCH_MS
            return datetime.fromtimestamp(milliseconds / 1000, UTC).date()
    path = PATH_DAY.search(unquote(parts.path))
    return _valid(*map(int, path.groups())) if path else None


def from_stamp(text: str) -> date | None:
    """The day a post's own stamp tells, or a short dated line at the head of the page."""
    head = plain(text[:HEAD])
    if CENTURY not in head:
        return None
    for form in FORMS[1:3]:
        for match in form.finditer(head):
            before, after = head[: match.start()], head[match.end() :]
            if (STAMP_MARKS.match(after) or CLOCK_BEFORE.search(before)) and (day := _day(match)):
                return day
    lines = (line.strip() for line in head.split("\n"))
    return next((day for line in lines if 0 < len(line) <= SHORT_LINE and (day := day_in(line))), None)


def page_day(text: str, url: str | None) -> date | None:
    """The day a page came out, by its address or else its stamp; ``None`` where neither tells."""
    return from_address(url) or from_stamp(text)


def dated(document: Document) -> Document:
    """The document with the day its address or stamp tells, where nobody gave one."""
    if document.published is not None:
        return document
    day = page_day(document.text, document.url)
    return replace(document, published=day) if day else document
