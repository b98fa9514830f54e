"""What an undated report still tells of its day: "Thursday", "28 November" without a year."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from tollbook.gather.features import Window
from tollbook.languages import available, load
from tollbook.text.plain import words

LENGTHS = (1, 2)
"""Words a name has."""
LONGEST_DAY = 2
SHORTEST_DECLINED = 5
FIRST_SEMITIC = "\u0590"
SHORTEST_WEEKDAY = 4
"""Shorter ones ("sun", "mar") are other words too often."""
LONGEST_WINDOW = 5
"""A window of this many days or more says nothing about the weekday."""
LEAP_YEAR = 2000
YEAR_DAYS = 366
PREFIXES = ("و", "ب", "ل", "ف")
CONNECTORS = frozenset({"من", "of", "de", "di"})


HEAD = 500
"""A report tells its day early on; further down stand other days, and the page's own furniture."""


class Clue(NamedTuple):
    """A weekday (Monday is 0) and a day of a leap year, each ``None`` where nothing tells it."""

    weekday: int | None = None
    yearday: int | None = None


NO_CLUE = Clue()


@cache
def _names(topic: str, shortest: int) -> Mapping[tuple[str, ...], int]:
    """Folded words of a name -> its number, in all languages."""
    listed = (
        (tuple(words(name)), int(number))
        for code in available()
        for number, names in load(code, "dates").get(topic, {}).items()
        for name in names
    )
    kept = [(name, number) for name, number in listed if len(name) in LENGTHS and len(name[0]) >= shortest]
    stems = {(name[0][:-1],): number for name, number in kept if len(name) == 1 and _declines(name[0])}
    return stems | dict(kept)


def _declines(name: str) -> bool:
    """Whether a name may change its last letter by case, as ноябрь does; Arabic and Hebrew names do not."""
    return len(name) >= SHORTEST_DECLINED and name[0] < FIRST_SEMITIC


def _weekday(said: Sequence[str]) -> int | None:
    known = _names("weekdays", SHORTEST_WEEKDAY)
    for word in said:
        bare = word[1:] if word.startswith(PREFIXES) else word
        number = known.get((word,), known.get((bare,)))
        if number is not None:
            return number
    return None


def _month_at(said: Sequence[str], at: int) -> int | None:
    known, one = _names("months", 2), said[at] if at < len(said) else ""
    return (
        known.get(tuple(said[at : at + 2])) or known.get((one,)) or (known.get((one[:-1],)) if _declines(one) else None)
    )


def _month_beside(said: Sequence[str], at: int) -> int | None:
    """The month named after the word at ``at`` ("28 November", "28 de mayo"), else the one before it."""
    after = at + 2 if said[at + 1 : at + 2] and said[at + 1] in CONNECTORS else at + 1
    return _month_at(said, after) or (_month_at(said[:at], at - 1) if at else None)


def _yearday(said: Sequence[str]) -> int | None:
    for i, word in enumerate(said):
        if len(word) <= LONGEST_DAY and word.isdecimal():
            month = _month_beside(said, i)
            found = _in_leap_year(month, int(word)) if month else None
            if found is not None:
                return found
    return None


def _in_leap_year(month: int, day: int) -> int | None:
    try:
        return date(LEAP_YEAR, month, day).timetuple().tm_yday
    except ValueError:
        return None


@lru_cache(maxsize=10_000)
def of_head(text: str) -> Clue:
    """The first weekday and the first day of a month among the first words of a text."""
    said = words(text[:HEAD])
    return Clue(_weekday(said), _yearday(said))


@lru_cache(maxsize=100_000)
def weekdays(clue: Clue, window: Window | None) -> frozenset[int]:
    """The weekdays a report allows: by its words, else by a short window; empty where all are possible."""
    if clue.weekday is not None:
        return frozenset({clue.weekday})
    if window is None or window.end - window.start >= LONGEST_WINDOW:
        return frozenset()
    return frozenset((day - 1) % 7 for day in range(window.start, window.end + 1))


@lru_cache(maxsize=100_000)
def yeardays(clue: Clue, window: Window | None) -> frozenset[int]:
    """The days of a leap year a report allows, as ``weekdays`` does."""
    if clue.yearday is not None:
        return frozenset({clue.yearday})
    if window is None or window.end - window.start >= LONGEST_WINDOW:
        return frozenset()
    days = map(date.fromordinal, range(window.start, window.end + 1))
    return frozenset(date(LEAP_YEAR, day.month, day.day).timetuple().tm_yday for day in days)


def apart(ours: Iterable[int], theirs: Iterable[int], cycle: int) -> int:
    """Fewest days between two sets of days in a cycle of weeks or years."""
    return min(min((a - b) % cycle, (b - a) % cycle) for a in ours for b in theirs)
