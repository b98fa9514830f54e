"""What can be compared of a report's mention of an event, taken from its claims once."""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple
from zlib import crc32

from tollbook.model import Claim, Document, Period, Place
from tollbook.text.fold import fold_word
from tollbook.text.plain import words
from tollbook.text.skeleton import skeleton

BROAD = frozenset({"subdistrict", "district", "province", "country"})
UNKNOWN_RADIUS_KM = 5.0
"""A point whose exactness nobody told is taken for a village's."""
SHORTEST_SKELETON = 2
AROUND = 160
"""Characters on either side of a claim that count as its words."""
SHINGLE = 3
SHORTEST_TERM = 3
SHORTEST_NAME = 3
ARTICLE = re.compile("^[وبلفك]?ال(?=...)")
HEAD = 1200
"""Characters in which a report names the places it is about."""
LONGEST_PERIOD = 120
"""A period of more days than this dates no event."""
PUBLISHED_BACK = 2
"""Reports mostly tell of the day they appear on or the two days before."""


class Spot(NamedTuple):
    """One place: the keys it may be met under, its consonants, its point and how far around it the event may lie."""

    label: str
    keys: frozenset[str]
    bones: frozenset[str]
    lat: float | None
    lon: float | None
    radius: float
    precision: str
    names: frozenset[frozenset[int]] = frozenset()
    """Hashes of the words of its name, as written and as the gazetteer has it, without articles."""


class Window(NamedTuple):
    """Days as ordinals, both included; ``stated`` where the words tell them, else guessed from the publication date."""

    start: int
    end: int
    stated: bool


class Told(NamedTuple):
    """One number: what harm, the stated figure (``None`` by convention), its bounds, and of what kind of people."""

    harm: str
    stated: int | None
    low: int
    high: int | None
    combatants: bool


def only_in_region(place: Place) -> bool:
    """Whether a place is a settlement no gazetteer knows, put at the point of the province its report names with it."""
    return place.precision == "province" and not (place.name or place.id)


@lru_cache(maxsize=50_000)
def spot(place: Place) -> Spot:
    """The comparable form of a place; of a settlement known by its province alone, the name without the point."""
    if only_in_region(place):
        place = replace(place, lat=None, lon=None, precision="unknown")
    names = [name for name in (place.text, place.name) if name]
    keys = {fold_word(name).removeprefix("al-").removeprefix("al ") for name in names} | (
        {place.id} if place.id else set()
    )
    bones = frozenset(b for b in map(skeleton, names) if len(b) >= SHORTEST_SKELETON)
    radius = UNKNOWN_RADIUS_KM if place.precision == "unknown" else place.radius_km
    said = frozenset(hashed for name in names if (hashed := name_words(words(name))))
    return Spot(place.name or place.text, frozenset(keys), bones, place.lat, place.lon, radius, place.precision, said)


@lru_cache(maxsize=200_000)
def _bare(word: str) -> int | None:
    """The hash of a word without the Arabic article; ``None`` for one too short to name a place."""
    bare = ARTICLE.sub("", word)
    return crc32(bare.encode()) if len(bare) >= SHORTEST_NAME else None


def name_words(said: Iterable[str]) -> frozenset[int]:
    """Hashes of words without Arabic articles and the letters written together with them."""
    return frozenset(hashed for word in said if (hashed := _bare(word)) is not None)


@lru_cache(maxsize=1_000)
def head_words(text: str) -> frozenset[int]:
    """Hashes of the bare words a report begins with."""
    return name_words(words(text[:HEAD]))


@lru_cache(maxsize=50_000)
def area(place: Place) -> Spot:
    """The comparable form of an area; of a settlement known by its province alone, that province."""
    named = place.admin or place.text
    return spot(replace(place, text=named, name=named) if only_in_region(place) else place)


def is_broad(place: Place) -> bool:
    """Whether a place is an area rather than a settlement or a point in one."""
    return place.precision in BROAD and not only_in_region(place)


def stated_window(period: Period | None) -> Window | None:
    """The days a period tells, where they are few enough to date an event."""
    if period is None or (period.start is None and period.end is None):
        return None
    start = (period.start or period.end or date.min).toordinal()
    end = (period.end or period.start or date.min).toordinal()
    return Window(start, end, True) if end - start < LONGEST_PERIOD else None


def published_window(document: Document, weekday: int | None = None) -> Window | None:
    """The days an undated claim most likely speaks of; the one of them that its weekday names, where it names one."""
    if document.published is None:
        return None
    end = document.published.toordinal()
    days = range(end - PUBLISHED_BACK, end + 1)
    named = next((day for day in days if (day - 1) % 7 == weekday), None)
    return Window(named or days[0], named or end, False)


def stated_number(claim: Claim) -> int | None:
    """The number the words name; ``None`` where only a convention gave one."""
    low, high = claim.count.min, claim.count.max
    if claim.count.by_convention:
        return None
    if claim.count.qualifier == "more_than" and low:
        return low - 1
    return low if high is None else high


def told(claim: Claim) -> Told:
    """The comparable form of a claim's number."""
    return Told(claim.harm, stated_number(claim), claim.count.min or 0, claim.count.max, claim.who == "combatant")


@cache
def _parties() -> dict[str, str]:
    data = tomllib.loads(files(__package__).joinpath("parties.toml").read_text("utf-8"))["parties"]
    return {fold_word(name): party for party, names in data.items() for name in names}


@lru_cache(maxsize=10_000)
def party(name: str) -> frozenset[str]:
    """The known parties a name speaks of; the folded name itself where none is known."""
    folded = f" {fold_word(name).replace('-', ' ')} "
    known = frozenset(p for alias, p in _parties().items() if f" {alias} " in folded)
    return known or frozenset({folded.strip()})


def blamed(claims: Iterable[Claim]) -> frozenset[str]:
    """Every party the claims blame; the US counts as its coalition, for reports use either name."""
    parties = frozenset(p for claim in claims for name in claim.blamed for p in party(name))
    return parties | {"coalition"} if "us" in parties else parties


def shingles(stretches: Iterable[Sequence[str]]) -> frozenset[int]:
    """Hashes of three words in a row, numbers included."""
    return frozenset(
        crc32(" ".join(run).encode())
        for said in stretches
        for run in zip(*(said[i:] for i in range(SHINGLE)), strict=False)
    )


@lru_cache(maxsize=100_000)
def place_term(key: str) -> int:
    """The hash under which a place's key is counted among the words; no word begins like it."""
    return crc32(f"@{key}".encode())


@lru_cache(maxsize=200_000)
def _term(word: str) -> int | None:
    return crc32(word.encode()) if len(word) >= SHORTEST_TERM and not word.isdecimal() else None


def terms(stretches: Iterable[Sequence[str]]) -> frozenset[int]:
    """Hashes of the single words, numbers and the shortest words left out."""
    return frozenset(hashed for said in stretches for w in said if (hashed := _term(w)) is not None)


def script(stretches: Iterable[Sequence[str]]) -> str:
    """The script of the words: the first letters of its Unicode block decide between Arabic, Latin and others."""
    letters = [w[0] for said in stretches for w in said]
    kinds = {letter: _block(letter) for letter in set(letters) if letter.isalpha()}
    if len(named := set(kinds.values())) < 2:
        return named.pop() if named else ""
    times = Counter(kinds[letter] for letter in letters if letter in kinds)
    return max(sorted(times), key=times.__getitem__)


@lru_cache(maxsize=10_000)
def _block(letter: str) -> str:
    return unicodedata.name(letter, "?").split()[0]


def around(document: Document, claims: Iterable[Claim]) -> list[list[str]]:
    """The words around the claims, one list for each stretch of text."""
    return [words(document.text[start:end]) for start, end in _stretches(claims, len(document.text))]


def _stretches(claims: Iterable[Claim], length: int) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for claim in sorted(claims, key=lambda c: c.start):
        start, end = max(0, claim.start - AROUND), min(length, claim.end + AROUND)
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
