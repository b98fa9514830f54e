"""What rooms say in English, in a page's language: a sentence is recognised by its template and said by another one.

Records keep their sentences in English (and many in Arabic). Each language has a folder ``said/CODE`` of tables
"English template" = "template in the language"; what stands between braces is carried over, and is itself said in the
language where a table knows it. So records that were made before a language was added are told in it as well.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

FIELD = re.compile(r"\\\{(\w+)\\\}")
TITLE = re.compile(r"\{\w+\}")
SENTENCE = re.compile(r"(?<=[.!?])\s+")
ISOLATE, POP = "\u2068", "\u2069"
ARABIC, LATIN = re.compile("[\u0621-\u064a]"), re.compile("[A-Za-z]")
FENCED = frozenset({"ar"})
"""Languages in whose sentences names in Latin letters are fenced off, so that they do not reorder the words."""
APART = (("; ", {"ar": "؛ ", "fr": "\u202f; "}), (", ", {"ar": "، "}))


@cache
def sections(code: str) -> Mapping[str, Mapping[str, str]]:
    """The tables of a language by section: English template -> template in the language; none for English."""
    folder = files("tollbook.publish") / "said" / code
    found: dict[str, dict[str, str]] = {}
    for path in sorted(folder.iterdir(), key=lambda one: one.name) if folder.is_dir() else ():
        for name, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
            found.setdefault(name, {}).update(table)
    return found


@cache
def _exact(code: str) -> Mapping[str, str]:
    """Texts without fields; where two sections give one text, the first one's stands."""
    made: dict[str, str] = {}
    for table in sections(code).values():
        for english, told in table.items():
            if not TITLE.search(english):
                made.setdefault(english, told)
    return made


@cache
def _patterns(code: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Texts with fields, those with the most words of their own first, each with its template in the language."""
    pairs = {en: told for table in sections(code).values() for en, told in table.items() if TITLE.search(en)}
    ordered = sorted(pairs.items(), key=lambda pair: (-len(TITLE.sub("", pair[0])), pair[0]))
    return tuple((_pattern(english), told) for english, told in ordered)


@lru_cache(maxsize=1024)
def _pattern(english: str) -> re.Pattern[str]:
    return re.compile(FIELD.sub(r"(?P<\1>.+?)", re.escape(english)), re.DOTALL)


def said(text: str, code: str, section: str = "") -> str | None:
    """The English text in a language; ``None`` where no table knows it, or it is asked for in English.

    ``section`` is looked in first, for words that mean several things.
    """
    plain = text.replace(ISOLATE, "").replace(POP, "")
    return sections(code).get(section, {}).get(plain) or _said(plain, code)


@lru_cache(maxsize=8192)
def _said(text: str, code: str) -> str | None:
    return _whole(text, code) or _sentences(text, code) or _parted(text, code)


def _whole(text: str, code: str) -> str | None:
    known = _exact(code).get(text)
    if known is not None:
        return known
    for pattern, told in _patterns(code):
        match = pattern.fullmatch(text)
        if match:
            return _filled(told, match.groupdict(), code)
    return None


def retold(text: str, english: str, told: str, code: str) -> str | None:
    """A text made by an English template, made by another one instead; ``None`` where the template did not make it."""
    match = _pattern(english).fullmatch(text.replace(ISOLATE, "").replace(POP, ""))
    return _filled(told, match.groupdict(), code) if match else None


def _filled(told: str, fields: Mapping[str, str], code: str) -> str:
    return told.format(**{name: _value(value, code) for name, value in fields.items()})


def _value(value: str, code: str) -> str:
    """What stood in a field: said in the language where it is known, whole or part by part, else as it stands."""
    whole = _whole(value, code) if not value.isdigit() else None
    if whole is not None:
        return whole
    for mark, joins in APART:
        if mark in value:
            parts = value.split(mark)
            if any(_whole(part, code) for part in parts):
                return joins.get(code, mark).join(_value(part, code) for part in parts)
    return _apart(value, code)


def _apart(value: str, code: str) -> str:
    fence = code in FENCED and LATIN.search(value) and not ARABIC.search(value)
    return f"{ISOLATE}{value}{POP}" if fence else value


def _sentences(text: str, code: str) -> str | None:
    parts = SENTENCE.split(text)
    return _every(parts, " ", code) if len(parts) > 1 else None


def _parted(text: str, code: str) -> str | None:
    for mark, joins in APART:
        if mark in text:
            found = _every(text.split(mark), joins.get(code, mark), code)
            if found is not None:
                return found
    return None


def _every(parts: list[str], join: str, code: str) -> str | None:
    """The parts in the language, joined; ``None`` where one of them is not known."""
    told = [_whole(part, code) for part in parts]
    return join.join(part for part in told if part) if all(told) else None
