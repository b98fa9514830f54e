"""The text of a public strike release: counts per day and place, with the sentence each rests on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache

from tollbook.model.place import Place
from tollbook.model.strike import Strike
from tollbook.strikes.days import Unread, span
from tollbook.strikes.entry import Fault
from tollbook.strikes.settled import Settled
from tollbook.strikes.tables import load
from tollbook.strikes.wording import DAY, days_in, number_of, number_pattern, things, words, year_in
from tollbook.text.fold import fold
from tollbook.text.plain import plain

BULLET = re.compile(r"^[\s\-–—*•·]+")
SENTENCE = re.compile(r"(?<=[a-z0-9\"”)])[.;](?:\s+|$)(?=[A-Z\"“(\-–—*•]|$)")
MARKS = tuple("-–—*•·")
HEADING_REST = re.compile(
    r"\b(?:strikes?|airstrikes?|in|on|for|the|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|[\W_]+"
)
ABBREVIATED = re.compile(r"\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|approx)\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Setting:
    """What headings and earlier sentences settled: the day, its year, the country."""

    day: date | None = None
    year: int | None = None
    country: str | None = None


def strikes_in(text: str, name: str, settled: Settled) -> tuple[list[Strike], list[Fault]]:
    """Strikes without ids, and faults; sentences that tell no strikes near a place are passed over."""
    strikes: list[Strike] = []
    faults: list[Fault] = []
    setting = Setting(year=settled.year)
    for line, sentence in sentences(text):
        where = f"{name}, line {line}"
        try:
            setting = settle(sentence, setting)
            strikes += _told(sentence, setting, settled)
        except Unread as error:
            faults.append(Fault(where, error.what, error.remedy))
    return strikes, faults


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Sentences with the line they begin on; a bullet, a heading or an empty line begins a new one."""
    begin, held = 1, ""
    for number, line in enumerate([*text.splitlines(), ""], 1):
        opens = not line.strip() or line.lstrip()[:1] in MARKS or is_heading(held) or is_heading(line)
        if opens and held:
            yield from ((begin, one) for one in _split(held))
            held = ""
        if line.strip():
            begin = begin if held else number
            held = f"{held} {line.strip()}".strip()


def is_heading(line: str) -> bool:
    """Whether a line holds no more than a day or a country."""
    return bool(line.strip()) and not HEADING_REST.sub("", _countries().sub("", DAY.sub("", plain(line)))).strip()


@cache
def _countries() -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(plain(country) for country in load('release')['countries'])})\b")


def _split(paragraph: str) -> Iterator[str]:
    whole = ABBREVIATED.sub(r"\1", BULLET.sub("", paragraph))
    yield from filter(None, (part.strip() for part in SENTENCE.split(whole)))


def settle(sentence: str, setting: Setting) -> Setting:
    """The setting with what this sentence says about day, year and country."""
    folded = plain(sentence)
    setting = replace(setting, year=year_in(folded) or setting.year, country=_country(folded) or setting.country)
    named = DAY.findall(folded)
    telling = _strike().search(folded) or _behind().search(folded)
    if not named or (len(named) > 1 and not telling):
        return replace(setting, day=None) if named else setting
    days = set(days_in(folded, setting.year))
    if len(days) > 1:
        raise Unread("a sentence with two days", "write the strikes of each day by themselves")
    return replace(setting, day=days.pop())


def _country(folded: str) -> str | None:
    """The country of a heading, or of a sentence that opens "In Syria,"."""
    match = _countries().search(folded)
    if match and (is_heading(folded) or re.match(rf"in {match[1]}\s*[,:]", folded)):
        return next(str(name) for name in load("release")["countries"] if plain(name) == match[1])
    return None


@cache
def _strike() -> re.Pattern[str]:
    """Place, number of strikes, engagements and what follows; the place before or behind the number."""
    number, strike = number_pattern(), words("strike")
    engagements = rf"(?:,?\s*(?:{words('consisting')})\s+(?P<engagements>{number})\s+(?:{words('engagement')}))?"
    count = rf"(?P<strikes>{number})\s+(?:(?!{number}\b)[a-z-]+\s+)?(?:{strike})"
    place = rf"(?:{words('near')})\s+(?P<place>[^,;:]+?(?:,\s*(?!{number}\b)[^,;:\d]+?)?)"
    return re.compile(rf"\b(?:{place}\s*[,:]\s*{count}{engagements}(?P<rest>.*)$)")


@cache
def _behind() -> re.Pattern[str]:
    number, strike = number_pattern(), words("strike")
    engagements = rf"(?:,?\s*(?:{words('consisting')})\s+(?P<engagements>{number})\s+(?:{words('engagement')}))?"
    verbs = rf"{words('destroyed')}|{words('other')}"
    return re.compile(
        rf"\b(?P<strikes>{number})\s+(?:(?!{number}\b)[a-z-]+\s+)?(?:{strike}){engagements}\s+(?:{words('near')})\s+"
        rf"(?P<place>[^,;:]+?)(?P<rest>(?:,|\s+(?:{verbs})\b|$).*)$"
    )


def _told(sentence: str, setting: Setting, settled: Settled) -> list[Strike]:
    folded = fold(sentence)
    match = _strike().search(folded.text) or _behind().search(folded.text)
    if match is None:
        _refuse_unread(folded.text)
        return []
    if setting.day is None:
        raise Unread("strikes without a day", "write the day as a heading above them, as 13 November 2018")
    if setting.day > settled.today:
        raise Unread(f"{setting.day} lies in the future", "only releases on the past are read")
    start, end = match.span("place")
    place = Place(sentence[folded.start_of(start) : folded.end_of(end)], country=setting.country)
    return [_strike_of(sentence, match, place, settled, span(setting.day, None, settled.zone))]


def _refuse_unread(folded: str) -> None:
    """A sentence that counts strikes near a place and does not fit the pattern must not be passed over."""
    near = re.search(rf"\b(?:{words('near')})\b", folded)
    if near and re.search(rf"\b{number_pattern()}\s+(?:[a-z-]+\s+)?(?:{words('strike')})\b", folded):
        raise Unread("strikes near a place, told in a way that is not read", 'write "Near PLACE, N strikes ..."')


def _strike_of(
    sentence: str, match: re.Match[str], place: Place, settled: Settled, when: tuple[datetime, datetime]
) -> Strike:
    destroyed, named = things(match["rest"])
    return Strike(
        id="",
        log="",
        start=when[0],
        end=when[1],
        place=place,
        force=settled.force,
        means="airstrike" if "air" in match[0] else None,
        target=", ".join(named) or None,
        strikes=number_of(match["strikes"]),
        engagements=number_of(match["engagements"]) if match["engagements"] else None,
        destroyed=destroyed,
        text=sentence,
    )
