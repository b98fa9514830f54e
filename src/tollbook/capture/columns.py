"""Rows of a table or JSON objects to reports, by the names of their columns (columns.toml)."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from tollbook.capture.days import parse_day
from tollbook.capture.found import Found

SEPARATORS = re.compile(r"[\W_]+")
FIELDS = ("id", "text", "title", "published", "publisher", "url", "language", "cites")


@cache
def aliases() -> dict[str, list[str]]:
    """Accepted column names by field, most telling first."""
    return tomllib.loads((files(__package__) / "columns.toml").read_text(encoding="utf-8"))


@lru_cache(10_000)
def _plain(name: str) -> str:
    return SEPARATORS.sub("", name.casefold())


def mapping(columns: Iterable[str]) -> dict[str, str]:
    """Field -> the column that holds it, for the columns that are there."""
    by_name: dict[str, str] = {}
    for column in columns:
        by_name.setdefault(_plain(column), column)
    found = ((f, next((by_name[_plain(a)] for a in aliases()[f] if _plain(a) in by_name), None)) for f in FIELDS)
    return {name: column for name, column in found if column is not None}


def _string(value: object) -> str | None:
    """A value as text; objects are no text, save the pieces of one."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        return _joined(value)
    return _string(value.get("name")) if isinstance(value, Mapping) else None


def _joined(parts: list[object]) -> str | None:
    """Paragraphs, or the pieces of one text of which some are links or bold, as Telegram exports them."""
    if all(isinstance(part, str) for part in parts):
        return "\n\n".join(map(str, parts)).strip() or None
    pieces = [part.get("text") if isinstance(part, Mapping) else part for part in parts]
    return "".join(map(str, pieces)).strip() or None if all(isinstance(piece, str) for piece in pieces) else None


def report_of(row: Mapping[str, object], columns: Mapping[str, str]) -> Found | None:
    """The report of a row, ``None`` where it has no text."""
    values = {name: _string(row.get(column)) for name, column in columns.items()}
    text = values.pop("text", None)
    if text is None:
        return None
    published = parse_day(values.pop("published", None))
    return Found(text=text, published=published, **values)


def unread_day(row: Mapping[str, object], columns: Mapping[str, str]) -> str | None:
    """What a row gives for a day where that can be read in no way or in two; ``None`` where all is well."""
    given = _string(row.get(columns["published"])) if "published" in columns else None
    return given if given is not None and parse_day(given) is None else None
