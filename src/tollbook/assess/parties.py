"""Which party a name means: a coalition's dozen names are one, an unlisted name is a party of its own."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TypedDict

from tollbook.text.fold import fold_word


@dataclass(frozen=True, slots=True)
class Party:
    """A party with its names in English and Arabic."""

    id: str
    en: str
    ar: str


class _Entry(TypedDict):
    id: str
    en: str
    ar: str
    names: list[str]


@cache
def _table() -> tuple[_Entry, ...]:
    text = files("tollbook.assess").joinpath("parties.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["party"])


@cache
def _listed() -> dict[str, Party]:
    return {entry["id"]: Party(entry["id"], entry["en"], entry["ar"]) for entry in _table()}


@cache
def _by_name() -> dict[str, str]:
    return {_bare(name): entry["id"] for entry in _table() for name in entry["names"]}


@cache
def _pattern() -> re.Pattern[str]:
    """All names, the longest first, as whole words; Arabic ones also behind a joined preposition or "and"."""
    names = sorted(_by_name(), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)[وبل]?({'|'.join(map(re.escape, names))})(?!\w)")


def _bare(name: str) -> str:
    return fold_word(name).replace(".", "").strip()


@lru_cache(maxsize=4096)
def parties_in(name: str) -> tuple[str, ...]:
    """Ids of the parties an expression names, sorted; the expression itself where none is listed."""
    bare = _bare(name)
    found = {_by_name()[match.group(1)] for match in _pattern().finditer(bare)}
    return tuple(sorted(found)) or ((bare,) if bare else ())


def parties_of(names: Iterable[str]) -> list[str]:
    """Ids of all parties in several expressions, each once, sorted."""
    return sorted({party for name in names for party in parties_in(name)})


def is_listed(party: str) -> bool:
    """Whether a party is one of the data file."""
    return party in _listed()


def name_of(party: str, language: str) -> str:
    """The party's name in a language; an unlisted one as written."""
    known = _listed().get(party)
    return party if known is None else known.ar if language == "ar" else known.en
