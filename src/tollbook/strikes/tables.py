"""The tables of this room: grades, points and kinds (grades.toml) and the words of both languages (texts.toml)."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from tollbook.strikes.found import Level
from tollbook.text.plain import plain

LEVELS: tuple[Level, ...] = ("agrees", "allows", "silent", "close", "contradicts")
CODE: dict[str, int] = {level: number for number, level in enumerate(LEVELS)}
ISOLATE, POP = "\u2066", "\u2069"
LATIN = re.compile(r"[-+\w]*[0-9A-Za-z]")
CONDITIONS = ("distance", "time", "force", "means")


@dataclass(frozen=True, slots=True)
class GradeRow:
    """One row of the grade table: the level codes each field may have."""

    value: str
    allowed: Mapping[str, frozenset[int]]
    most_close: int


@cache
def load(name: str) -> dict[str, Any]:
    """A data file of this room."""
    return tomllib.loads(files("tollbook.strikes").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def limits() -> dict[str, float]:
    """Where levels end, in km, days and hours."""
    return dict(load("grades")["limits"])


@cache
def points(field: str) -> tuple[float, ...]:
    """Points of a field by level code."""
    table = load("grades")["points"][field]
    return tuple(float(table[level]) for level in LEVELS)


@cache
def grade_rows() -> tuple[GradeRow, ...]:
    """The grade table, in the order in which rows are tried."""
    rows = load("grades")["grade"]
    return tuple(GradeRow(row["value"], {f: _codes(row[f]) for f in CONDITIONS}, row["most_close"]) for row in rows)


def _codes(levels: Iterable[str]) -> frozenset[int]:
    return frozenset(CODE[level] for level in levels)


@cache
def _pattern(table: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    listed = load("grades")[table].items()
    return tuple((kind, re.compile(rf"(?<!\w)(?:ال|لل)?(?:{_any(words)})(?!\w)")) for kind, words in listed)


def _any(words: Iterable[str]) -> str:
    folded = sorted({plain(word) for word in words}, key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, folded))


@lru_cache(maxsize=65536)
def kinds(table: str, words: str) -> frozenset[str]:
    """The kinds of ``means`` or ``objects`` that words name."""
    folded = plain(words)
    return frozenset(kind for kind, pattern in _pattern(table) if pattern.search(folded))


def say(language: str, section: str, key: str, **values: object) -> str:
    """One text of texts.toml."""
    return filled(language, str(load("texts")[language][section][key]), values)


def filled(language: str, text: str, values: Mapping[str, object]) -> str:
    """The text with its values; in Arabic, Latin ones are isolated, so that dates keep their order."""
    if language == "ar":
        values = {name: _isolated(value) for name, value in values.items()}
    return text.format(**values)


def _isolated(value: object) -> object:
    return f"{ISOLATE}{value}{POP}" if isinstance(value, str) and LATIN.match(value) else value


def kind_names(language: str, found: Iterable[str]) -> str:
    """Names of kinds, joined by commas."""
    return ("، " if language == "ar" else ", ").join(say(language, "kind", kind) for kind in sorted(found))
