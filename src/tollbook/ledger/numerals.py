"""Numbers and months as releases and tables write them: "1,139", "(42)", "twenty-eight", "Mar. 2017"."""

import re
from datetime import date

from tollbook.ledger.published import Month

UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SMALL = "|".join(sorted((*UNITS, *TENS), key=len, reverse=True))
_WORD = rf"(?:{_SMALL}|hundred|thousand)"
WORDS = re.compile(rf"\b(?:a (?=hundred|thousand))?{_WORD}(?:(?:[\s-]+(?:and\s+)?){_WORD})*\b", re.IGNORECASE)
THOUSANDS = r"\d{1,3}(?:[,.\u00a0\u202f\u2009'’ ]\d{3})+(?!\d)"
DIGITS = re.compile(rf"(?<![\w.,/])(?:{THOUSANDS}|\d+)(?![\w/]|[.,]\d|\s*(?:%|per ?cent|million|billion))")
UNKNOWN = frozenset(
    {"", "-", "–", "—", "n/a", "na", "n.a.", "?", "unknown", "not stated", "not given", "null", "..", "…", "nan"}
)
_WHOLE = re.compile(r"\d+(?:\.0+)?")
_NOTE = r"(?:[(\[].*[)\]]|engagements?|strikes?|reports?|killed|reopened)?"
_LEADING = re.compile(
    rf"[(\[~≥]?\s*(?:at least |about |over )?({THOUSANDS}|\d+(?:\.0+)?(?![.,]?\d))\s*[)\]]?\s*[*†‡+]*\s*({_NOTE})",
    re.IGNORECASE,
)
MONTH_NAMES = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb", "febr"), ("march", "mar"), ("april", "apr"), ("may",),
            ("june", "jun"), ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"),
            ("november", "nov"), ("december", "dec"),
        ),
        1,
    )
    for name in names
}  # fmt: skip
MONTH_WORD = "|".join(sorted(MONTH_NAMES, key=len, reverse=True))
_NUMERIC = re.compile(r"(\d{4})[-/. ](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ].*)?")
_TURNED = re.compile(r"(\d{1,2})[-/. ](\d{4})")
_JOINED = re.compile(r"(\d{4})(\d{2})")
_NAMED = re.compile(
    rf"(?:\d{{1,2}}\.?[\s-]+)?({MONTH_WORD})\.?(?:\s+\d{{1,2}}(?=,))?[\s,./'’-]*(\d{{4}}|\d{{2}})", re.IGNORECASE
)
_NAMED_AFTER = re.compile(rf"(\d{{4}})[\s,./-]*({MONTH_WORD})\.?", re.IGNORECASE)


class NotANumberError(ValueError):
    """A cell that holds something other than a whole number."""


def spelled(text: str) -> int | None:
    """The number that words spell ("one hundred and three"); ``None`` where they spell none."""
    total = part = 0
    parts = re.split(r"[\s-]+", text.strip().lower())
    for word in parts:
        if word in UNITS or word in TENS:
            part += UNITS.get(word, 0) or TENS.get(word, 0)
        elif word == "hundred":
            part = (part or 1) * 100
        elif word == "thousand":
            total, part = total + (part or 1) * 1000, 0
        elif word not in ("and", "a"):
            return None
    return total + part


def digits(text: str) -> int:
    """The number that digits with separators write; digits of any script."""
    return int(re.sub(r"\D", "", text.partition(".0")[0] if _WHOLE.fullmatch(text) else text))


def cell(text: str) -> tuple[int | None, int | None]:
    """The number in a table's cell, and how many of it are said to be reopened ("79 (2 reopened)").

    Unknown is ``None``. Raises NotANumberError for anything that is no whole number of zero or more.
    """
    plain = text.replace("\u200e", "").replace("\u200f", "").strip().strip("*_`").strip()
    if plain.lower() in UNKNOWN:
        return None, None
    found = _LEADING.fullmatch(plain)
    if found:
        return digits(found.group(1)), _reopened(found.group(2))
    number = spelled(plain)
    if number is None:
        raise NotANumberError(text)
    return number, None


def _reopened(note: str) -> int | None:
    if not re.search(r"re-?opened", note, re.IGNORECASE):
        return None
    found = DIGITS.search(note)
    worded = WORDS.search(note)
    return digits(found.group()) if found else spelled(worded.group()) if worded else None


def month(text: str, year: str = "") -> Month | None:
    """The month that a cell names (2017-03, March 2017, Mar. 2017, 03/2017); ``None`` where it names none."""
    plain = text.strip().strip("*_`()").strip()
    if year.strip():
        return month(f"{plain} {year}") or month(f"{year}-{plain}")
    for pattern, order in ((_NUMERIC, (1, 2)), (_TURNED, (2, 1)), (_JOINED, (1, 2))):
        if found := pattern.fullmatch(plain):
            return checked(int(found.group(order[0])), int(found.group(order[1])))
    if found := _NAMED.fullmatch(plain):
        return checked(full_year(found.group(2)), MONTH_NAMES[found.group(1).lower()])
    if found := _NAMED_AFTER.fullmatch(plain):
        return checked(int(found.group(1)), MONTH_NAMES[found.group(2).lower()])
    return None


def full_year(text: str) -> int:
    """1998 for "1998", 2018 for "18"."""
    return int(text) if len(text) == 4 else 2000 + int(text)


def checked(year: int, number: int) -> Month | None:
    """The month, where there is such a one."""
    try:
        date(year, number, 1)
    except ValueError:
        return None
    return year, number
