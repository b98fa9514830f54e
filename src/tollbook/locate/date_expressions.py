"""Date expressions in a text: where they stand and what they say, before any calendar is opened.

Each token gets a role (one letter, `date_words.py`), so a text becomes a string of roles, and an expression is a
regular expression over roles: "on Friday 9 November 2018" is "dWDMY". That keeps the grammar readable, the cost linear.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tollbook.locate.date_tokens import Piece, pieces
from tollbook.locate.date_words import SHORTEST_STEM, UNKNOWN, DateWords, Word, date_words, stem_word
from tollbook.text.fold import Folded

Kind = Literal[
    "day", "range", "month", "weekday", "weekdays", "relative", "ago", "unit", "window", "since", "year", "anchored",
    "follows", "same_unit", "overnight",
]  # fmt: skip
MARKS = {",": "c", "-": "h", "/": "s", "(": "b", ")": "b", ".": "e", ":": ":"}
DAYS_OF_MONTH = range(1, 32)
YEARS = range(1300, 2101)


@dataclass(frozen=True, slots=True)
class Token:
    """A token with its role and value; ``span`` is in the folded text."""

    role: str
    value: int | str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Day:
    """A date as written: day, month, year where stated, calendar M(onth names), I(slamic), J(alali)."""

    day: int | None
    month: int
    year: int | None = None
    calendar: str = "M"


@dataclass(frozen=True, slots=True)
class Reading:
    """One expression: its span in the original text and what it says. Offsets are in days unless a unit is given."""

    start: int
    end: int
    kind: Kind
    days: tuple[Day, ...] = ()
    weekdays: tuple[int, ...] = ()
    offset: int = 0
    unit: str = "day"
    last: bool = False
    this: bool = False


DAY = r"(?:D[Oe]?|u(?=[oF]))"
OF = r"[oFU]{0,2}"
MONTH = r"(?:[MmIJ](?:[bshc]?[MmIJ]b?)?e?)"
YEAR = r"(?:[cofiFUde]{0,3}Y)?"
WEEKDAY = r"(?:[dipU]{0,2}[Ww][cbpn]{0,2}[dio]{0,2})?"
CLOCK = r"(?:[pi]{0,2}[DN](?::[DN])?k{0,2}[ipdo]{0,2})?"
FULL = rf"{WEEKDAY}[dpno]{{0,3}}{DAY}{OF}{MONTH}{YEAR}"
NAMED_FIRST = (
    rf"{WEEKDAY}[dpno]{{0,3}}{MONTH}oo?D[O]?(?:c?Y)?|{WEEKDAY}[dpno]{{0,3}}(?<![iLT]){MONTH}D[O]?(?![:k])(?:c?Y)?"
)
PATTERNS = {
    "corresponding": rf"{FULL}[cbo]{{0,2}}v[c:]?(?:#|{FULL})",
    "two_dates": rf"[BFS]{CLOCK}{FULL}{CLOCK}[ctah]{CLOCK}{FULL}|{FULL}[th]{FULL}|[BFS]?#[ctah]{{1,2}}#",
    "two_days": rf"[BFSpnodi]*{DAY}[ctha]o?{DAY}{OF}{MONTH}{YEAR}|{MONTH}D[O]?[tha]D[O]?(?![:k])(?:c?Y)?",
    "two_months": rf"[BFS]{MONTH}{YEAR}[cpdo]{{0,2}}[tah][diop]{{0,4}}{MONTH}{YEAR}",
    "since": rf"S(?:{FULL}|#|{MONTH}{YEAR}|o?Y)|(?:{FULL}|Y)Z",
    "relative": rf"[p]?R[cb]?(?:{FULL}|#|[dp]{{0,2}}[Ww])?",
    "numeric": rf"(?:{WEEKDAY}[dcb]?)#",
    "full": FULL,
    "month_first": NAMED_FIRST,
    "two_weekdays": r"[nBFSd]+[Ww][tah]o?[dn]?[Ww]",
    "weekday": r"[dpniLTXU]{0,3}[Ww][LTXpn]{0,2}",
    "month_year": rf"[LTXio]{{0,3}}U?{MONTH}L?(?:[cofiFUd]{{0,3}}Y)",
    "month": r"(?:[LTXio]{1,3}U?)[Mm](?:[bs][Mm]b?)?[LTX]?|(?<!D)[MJ](?:[bs]M)?[LTX]?|(?<=U)[IJ]",
    "later": r"(?:[Du]U|E)[le]",
    "anchored": r"A",
    "follows": r"Q",
    "ago": r"[GS](?:[Du]U|E|U(?!L))|(?:[Du]U|E|U)G",
    "same_unit": r"KU|UK",
    "window": r"[iBFo]*(?:[LT]o?[DNu]U|L(?:E)|[DNu]UL|EL)",
    "unit": r"(?:[LT]o?U|U[LT])",
    "year": r"[io]{1,2}U?Y(?!U?[MD])|UY|YU",
    "overnight": r"V",
}


@cache
def _grammar(month_first: bool) -> re.Pattern[str]:
    kept = {name: pattern for name, pattern in PATTERNS.items() if month_first or name != "month_first"}
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in kept.items()))


NUMERIC = re.compile(r"\d+")


def _number(text: str) -> tuple[str, int]:
    value = int(text[:9])
    if len(text) == 4 and value in YEARS:
        return "Y", value
    return ("D", value) if len(text) <= 2 and value in DAYS_OF_MONTH else ("N", value)


def _phrase(found: Sequence[Piece], at: int, words: Sequence[Word]) -> Word | None:
    for word in words:
        length = len(word.words)
        if length == 1 or _same_words(found, at, word.words):
            return word
    return None


def _same_words(found: Sequence[Piece], at: int, words: tuple[str, ...]) -> bool:
    place = at
    for word in words:
        if place < len(found) and found[place].text == "-" and place > at:
            place += 1
        if place >= len(found) or found[place].text != word:
            return False
        place += 1
    return True


def _is_plain(text: str, known: DateWords) -> bool:
    """Whether a word can be no date word in any reading: most words, told without trying clitics and stems."""
    return not (
        text in known.by_first
        or "'" in text
        or text[:SHORTEST_STEM] in known.stem_heads
        or (text[0] in known.prefixes and len(text) > SHORTEST_STEM)
    )


def _bare(text: str, known: DateWords) -> Iterator[str]:
    """The word, then without what follows an apostrophe, then without one and two clitics, and with its article."""
    yield text
    if "'" in text:
        yield text.split("'", maxsplit=1)[0]
    rest = text
    for _ in range(2):
        if len(rest) < 4 or rest[0] not in known.prefixes:
            return
        rest = rest[1:]
        yield rest
        if known.article and rest[0] == known.article[-1] and rest[1:2] == known.article[-1]:
            yield known.article + rest[2:]


def _word(found: Sequence[Piece], at: int, known: DateWords) -> Word | None:
    text = found[at].text
    for form in _bare(text, known):
        options = known.by_first.get(form)
        if options and (word := _phrase(found, at, options) if form == text else _clitic_phrase(found, at, options)):
            return word
        if word := stem_word(form, known):
            return word
    return None


def _clitic_phrase(found: Sequence[Piece], at: int, words: Sequence[Word]) -> Word | None:
    for word in words:
        if len(word.words) == 1 or _same_words(found, at + 1, word.words[1:]):
            return word
    return None


def _length(found: Sequence[Piece], at: int, word: Word) -> int:
    """How many tokens a phrase takes, hyphens within it included."""
    place = at + 1
    for _ in word.words[1:]:
        place += 2 if found[place].text == "-" else 1
    return place - at


def tokens(text: str, known: DateWords) -> list[Token]:
    """The tokens of a folded text with roles and values."""
    found = pieces(text)
    out: list[Token] = []
    at = 0
    while at < len(found):
        piece = found[at]
        first = piece.text[0]
        if first.isdigit():
            role, value = ("#", 0) if len(piece.text) > 4 and not piece.text.isdigit() else _number(piece.text)
            out.append(Token(role, value, *piece))
        elif first.isalpha():
            word = None if _is_plain(piece.text, known) else _word(found, at, known)
            taken = _length(found, at, word) if word else 1
            role, end = (word.role, found[at + taken - 1].end) if word else (UNKNOWN, piece.end)
            out.append(Token(role, word.value if word else 0, piece.text, piece.start, end))
            at += taken - 1
        else:
            out.append(Token(MARKS.get(first, UNKNOWN), 0, *piece))
        at += 1
    return out


def numeric_day(text: str, known: DateWords) -> Day | None:
    """A date in figures: ISO order, or the language's, or the only order its numbers allow; None where none is one."""
    a, b, c = (int(part) for part in NUMERIC.findall(text))
    if a > 31:
        return Day(c, b, a) if b <= 12 and c <= 31 else None
    year = c if c > 99 else 2000 + c if c < 70 else 1900 + c
    day, month = (b, a) if known.order == "mdy" else (a, b)
    if month > 12:
        day, month = month, day
    return Day(day, month, year) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _days(run: Sequence[Token], known: DateWords) -> list[Day]:
    """The dates a run of tokens spells; a day without a month takes the next month, a month the next year."""
    found: list[Day] = []
    numbers: list[int] = []
    for at, token in enumerate(run):
        if token.role == "#" and (day := numeric_day(token.text, known)):
            found.append(day)
        elif token.role in "Du" and not _is_clock(run, at):
            numbers.append(int(token.value))
        elif token.role in "MmIJ" and not (at and run[at - 1].role in "MmIJbs" and found and not numbers):
            found += _named(numbers, run, at)
            numbers = []
        elif token.role == "Y":
            found = [day if day.year else Day(day.day, day.month, int(token.value), day.calendar) for day in found]
    return found


def _is_clock(run: Sequence[Token], at: int) -> bool:
    beside = [run[i].role for i in (at - 1, at + 1) if 0 <= i < len(run)]
    return ":" in beside or "k" in beside[-1:]


def _named(numbers: list[int], run: Sequence[Token], at: int) -> list[Day]:
    token = run[at]
    month, calendar = int(token.value), token.role.upper()
    if not numbers:
        numbers = [int(t.value) for t in run[at + 1 :] if t.role == "D"][:2] if calendar == "M" else []
        after = [t.role for t in run[at + 1 :]]
        numbers = numbers if after and after[0] in "Doe" else []
    return [Day(number, month, None, calendar) for number in numbers] or [Day(None, month, None, calendar)]


def _doubtful(name: str, run: Sequence[Token], folded: Folded) -> bool:
    """Whether the run rests on a word that has another meaning, with nothing beside it that settles the date."""
    roles = "".join(token.role for token in run)
    if name == "weekday" and "w" in roles:
        return not any(role in "dpniLTXU" for role in roles)
    if name == "month" and "m" in roles:
        token = run[roles.index("m")]
        return not folded.original[folded.start_of(token.start)].isupper()
    return False


def _count(run: Sequence[Token]) -> tuple[int, str]:
    number = next((int(t.value) for t in run if t.role in "DNu"), None)
    dual = next((str(t.value) for t in run if t.role == "E"), None)
    unit = next((str(t.value) for t in run if t.role == "U"), "day")
    return (2, dual) if dual else (1 if number is None else number, unit)


KINDS: dict[str, Kind] = {
    "corresponding": "day", "two_dates": "range", "two_days": "range", "two_months": "range", "since": "since",
    "numeric": "day", "full": "day", "month_first": "day", "two_weekdays": "weekdays", "month_year": "month",
    "later": "anchored",
}  # fmt: skip


def _reading(name: str, run: Sequence[Token], known: DateWords, folded: Folded) -> Reading | None:
    roles = "".join(token.role for token in run)
    days = tuple(_days(run, known))
    weekdays = tuple(int(token.value) for token in run if token.role in "Ww")
    kind: Kind = KINDS.get(name, name)  # type: ignore[arg-type]
    offset, unit = _offset(name, run)
    if name == "corresponding":
        days = tuple(day for day in days if day.calendar == "M")[-1:] or days[:1]
    if name == "relative" and days:
        kind = "day"
    if kind in ("day", "range", "month") and not days:
        return None
    if kind == "day" and days[0].day is None:
        kind = "month"
    if name == "since" and not days:
        days = tuple(Day(None, 0, int(token.value)) for token in run if token.role == "Y")
    if kind == "year":
        days = tuple(Day(None, 0, int(token.value)) for token in run if token.role == "Y")
    first, last = _trimmed(run)
    return Reading(
        start=folded.start_of(first.start),
        end=folded.end_of(last.end),
        kind=kind,
        days=days,
        weekdays=weekdays,
        offset=offset,
        unit=unit,
        last="L" in roles,
        this="T" in roles,
    )


def _offset(name: str, run: Sequence[Token]) -> tuple[int, str]:
    if name in ("relative", "anchored", "follows"):
        return next(int(token.value) for token in run if token.role in "RAQ"), "day"
    count, unit = _count(run)
    if name == "later":
        return (count if run[-1].role == "l" else -count), unit
    return (-count if name == "ago" else count), unit


def _trimmed(run: Sequence[Token]) -> tuple[Token, Token]:
    """First and last token of the expression itself, without prepositions before it and marks after it."""
    kept = [token for token in run if token.role not in "dioFp" or token.role == "p"]
    inner = [token for token in kept if token.role not in "cbe:"] or list(run)
    return inner[0], inner[-1]


def readings(folded: Folded, language: str) -> list[Reading]:
    """The date expressions of a text, in order, none overlapping; linear in its length."""
    known = date_words(language)
    found = tokens(folded.text, known)
    roles = "".join(token.role for token in found)
    out = []
    for match in _grammar(known.month_first).finditer(roles):
        run = found[match.start() : match.end()]
        name = match.lastgroup or ""
        if not _doubtful(name, run, folded) and (reading := _reading(name, run, known, folded)):
            out.append(reading)
    return out
