"""Number words, days and things of a strike release, from the language data."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from tollbook import languages
from tollbook.strikes.days import NAMES, Unread, day_of
from tollbook.strikes.tables import load

DAY = re.compile(
    rf"\b(?:(?P<m>{NAMES})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m2>{NAMES})\.?)"
    r"(?:,?\s+(?P<y>\d{4}))?(?![\w-])|\b(?P<iso>\d{4}-\d{2}-\d{2})\b"
)
SPLIT = re.compile(r"\s*(?:,\s*and\b|,|;|\band\b)\s*")
DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")


@cache
def numbers() -> tuple[dict[str, int], dict[str, int]]:
    """Words that add and words that multiply."""
    data: Any = languages.load("en", "numbers")
    return {**data["add"], **dict.fromkeys(data["articles"], 1)}, dict(data["times"])


@cache
def number_pattern() -> str:
    """A number in digits or words, as a group."""
    adds, times = numbers()
    words = "|".join(sorted({*adds, *times}, key=len, reverse=True))
    return rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+|(?:{words})(?:[\s-]+(?:and\s+)?(?:{words}))*)"


def number_of(written: str) -> int:
    """The value of what ``number_pattern`` matched."""
    if DIGITS.fullmatch(written):
        return int(written.replace(",", ""))
    adds, times = numbers()
    total = current = 0
    for word in re.findall(r"[a-z]+", written):
        if word in times:
            current = (current or 1) * times[word]
            if times[word] >= 1000:
                total, current = total + current, 0
        else:
            current += adds.get(word, 0)
    return total + current


def days_in(sentence: str, year: int | None) -> Iterator[date]:
    """Days a folded sentence names; Unread where one lacks its year and none is known."""
    for match in DAY.finditer(sentence):
        if match["iso"]:
            yield day_of(match["iso"], "clear")
            continue
        stated = match["y"] or year
        if stated is None:
            raise Unread(f"the day {match[0]!r} has no year", "say --year 2018, or write it in the heading")
        yield day_of(f"{match['d'] or match['d2']} {match['m'] or match['m2']} {stated}", "clear")


def year_in(sentence: str) -> int | None:
    """The year a day of the sentence names."""
    years = [match["y"] or match["iso"][:4] for match in DAY.finditer(sentence) if match["y"] or match["iso"]]
    return int(years[-1]) if years else None


@cache
def words(key: str) -> str:
    """The words of one list of release.toml, as a pattern."""
    return "|".join(map(re.escape, sorted(load("release")[key], key=len, reverse=True)))


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(rf"\b({words('destroyed')}|{words('other')})\b")


@cache
def _thing() -> re.Pattern[str]:
    return re.compile(rf"(?:({number_pattern()})\s+)?((?:(?:{words('owner')})\s+)*)(.+)$")


def things(told: str) -> tuple[dict[str, int], list[str]]:
    """Of what stands behind the strikes: what was destroyed with how many, and every thing named, in order."""
    parts = _verb().split(told)
    destroyed: dict[str, int] = {}
    named: list[str] = []
    for verb, rest in zip(parts[1::2], parts[2::2], strict=True):
        for count, thing in _listed(rest):
            named.append(thing)
            if verb in load("release")["destroyed"]:
                destroyed[thing] = destroyed.get(thing, 0) + count
    return destroyed, list(dict.fromkeys(named))


def _listed(rest: str) -> Iterator[tuple[int, str]]:
    """Things of a list with their numbers; a new one begins with a number: "a command and control centre" is one."""
    items: list[tuple[int, str]] = []
    for part in SPLIT.split(rest.strip(" .")):
        match = _thing().match(part.strip())
        if match and match[1]:
            items.append((number_of(match[1]), match[3].strip()))
        elif match and items and " and " in rest:
            items[-1] = (items[-1][0], f"{items[-1][1]} and {match[3].strip()}")
        elif match:
            items.append((1, match[3].strip()))
    yield from ((count, singular(thing)) for count, thing in items if thing)


def singular(thing: str) -> str:
    """The last word without its plural ending."""
    if thing.endswith("ies"):
        return f"{thing[:-3]}y"
    return thing[:-1] if thing.endswith("s") and not thing.endswith("ss") else thing
