"""Why a claim is in an incident and whose it is, in the page's language: the records' fixed phrases, put into words."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from tollbook.publish.clean import isolated
from tollbook.publish.index import Index, source_name
from tollbook.publish.texts import Texts
from tollbook.publish.words import publisher_words

FIELD = re.compile(r"\\\{(\w+)\\\}")
PIECE = re.compile(r"(.+?) \(([+-][\d.]+)\)(?:, |$)")


@cache
def phrases(code: str) -> Mapping[str, Mapping[str, str]]:
    """The phrases by section: English as the records have it -> the language; English itself says those of the first.

    Raises FileNotFoundError for a language without its table.
    """
    if code == "en":
        return {name: {text: text for text in table} for name, table in phrases("ar").items()}
    path = files("tollbook.publish") / "told" / f"reasons-{code}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _patterns(code: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """How each sentence is recognised, in the order of the table, with its text in the language."""
    made = phrases(code)["sentence"].items()
    return tuple((re.compile(FIELD.sub(r"(?P<\1>.+?)", re.escape(text))), told) for text, told in made)


def reason_words(text: str, t: Texts, index: Index) -> str:
    """The reason in the page's language; parts that no phrase fits stay as they are."""
    whole = _sentence(text, t, index)
    if whole is not None:
        return whole
    parts = (_sentence(part, t, index) or isolated(part) for part in text.split("; "))
    return t("list.semicolon").join(parts)


def _sentence(text: str, t: Texts, index: Index) -> str | None:
    for pattern, told in _patterns(t.code):
        match = pattern.fullmatch(text)
        if match:
            fields = {key: _filled(key, value, t, index) for key, value in match.groupdict().items()}
            if None not in fields.values():
                return told.format(**fields)
    return None


def _filled(key: str, value: str, t: Texts, index: Index) -> str | None:
    if key == "report":
        return _report(value, t, index)
    if key == "pieces":
        return t("list.comma").join(_piece(m[1], m[2], t) for m in PIECE.finditer(value))
    if key in ("name", "group"):
        return None if "; " in value else isolated(_named(value, t, index))
    return isolated(value)


def _piece(words: str, weight: str, t: Texts) -> str:
    known = phrases(t.code)["piece"].get(words, words)
    return f"{known} ({isolated(weight)})"


def _report(claim: str, t: Texts, index: Index) -> str:
    """The report a claim stands in, by its publisher."""
    known = index.claims.get(claim)
    document = index.documents.get(known.document) if known else None
    return isolated(publisher_words(t, document) if document else claim)


def _named(name: str, t: Texts, index: Index) -> str:
    """A source or group by its name or id, as the page's script writes it."""
    found = index.lineage.sources.get(name) or index.named.get(name)
    return source_name(found, t.code) if found else name
