"""Which column holds what: by the names logs use (headers.toml), or as whoever imports it says."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from tollbook.errors import StopRun
from tollbook.text.plain import plain

MARKS = re.compile(r"[^\w]+|_+")


@cache
def headers() -> dict[str, list[str]]:
    """Known names by field, most telling first."""
    return tomllib.loads(files("tollbook.strikes").joinpath("headers.toml").read_text(encoding="utf-8"))


def bare(name: str) -> str:
    """A column's name without case, accents, spaces and marks."""
    return MARKS.sub("", plain(name))


def mapped(columns: Sequence[str], given: Mapping[str, str], where: str) -> dict[str, str]:
    """Field -> column. What is given wins; raises StopRun where it names no field or no column of the file."""
    for field, column in given.items():
        if field not in headers():
            raise StopRun(f"{field!r} is no field", f"--column {field}={column}", f"one of {', '.join(headers())}")
        if column not in columns:
            raise StopRun(f"no column {column!r}", where, f"its columns are {', '.join(map(repr, columns))}")
    free = [column for column in columns if column not in given.values()]
    named = {field: found for field in headers() if field not in given and (found := _named(field, free))}
    return {**_each_once(named), **given}


def _named(field: str, columns: Iterable[str]) -> str | None:
    by_name: dict[str, str] = {}
    for column in columns:
        by_name.setdefault(bare(column), column)
    return next((by_name[bare(alias)] for alias in headers()[field] if bare(alias) in by_name), None)


def _each_once(named: Mapping[str, str]) -> dict[str, str]:
    """A column means one thing: the field that comes first in headers.toml."""
    taken: dict[str, str] = {}
    for field, column in named.items():
        taken.setdefault(column, field)
    return {field: column for column, field in taken.items()}


def check(columns: Mapping[str, str], where: str, present: Sequence[str]) -> None:
    """Raise StopRun where no column tells the day, or none the place."""
    for needed, what in ((("datetime", "date"), "the day"), (PLACES, "the place")):
        if not any(field in columns for field in needed):
            listed = ", ".join(map(repr, present))
            remedy = f"name it: --column {needed[0]}=NAME; its columns are {listed}"
            raise StopRun(f"no column is known to hold {what}", where, remedy)


PLACES = ("grid", "lat", "coordinates", "place")
"""Fields any one of which tells where (a latitude with its longitude)."""
