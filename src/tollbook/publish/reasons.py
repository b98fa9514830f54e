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
def phrases() -> Mapping[str, Mapping[str, str]]:
    """The phrases by section: English as the records have it -> Arabic."""
    path = files("tollbook.publish") / "told" / "reasons.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    """How each sentence is recognised, in the order of the table, with its text in both languages."""
    made = phrases()["sentence"].items()
    return tuple((re.compile(FIELD.sub(r"(?P<\1>.+?)", re.escape(text))), text, arabic) for text, arabic in made)


def reason_words(text: str, t: Texts, index: Index) -> str:
    """The reason in the page's language; parts that no phrase fits stay as they are."""
    whole = _sentence(text, t, index)
    if whole is not None:
        return whole
    parts = (_sentence(part, t, index) or isolated(part) for part in text.split("; "))
    return t("list.semicolon").join(parts)


def _sentence(text: str, t: Texts, index: Index) -> str | None:
    for pattern, english, arabic in _patterns():
        match = pattern.fullmatch(text)
        if match:
            fields = {key: _filled(key, value, t, index) for key, value in match.groupdict().items()}
            if None not in fields.values():
                return (arabic if t.rtl else english).format(**fields)
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
    known = phrases()["piece"].get(words, words) if t.rtl else words
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
