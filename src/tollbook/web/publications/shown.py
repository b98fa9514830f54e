"""What public pages say of a frozen record, in the language of the page."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tollbook.model import Period
from tollbook.publish.words import period_words
from tollbook.web.told import page_texts


def title(record: Mapping[str, Any]) -> str:
    """The record's title; its day where no place is known, for the id that was frozen then tells readers nothing."""
    if record["title"] != record["id"]:
        return str(record["title"])
    t = page_texts()
    text = t("incident.title", places=t("place.unknown"), date=period_words(t, _period(record["when"])))
    return text[:1].upper() + text[1:]


def _period(when: Mapping[str, Any] | None) -> Period | None:
    if not when:
        return None
    start, end = (date.fromisoformat(when[name]) if when[name] else None for name in ("start", "end"))
    return Period("", start, end)


def basis(figure: Mapping[str, Any] | None) -> str:
    """How many independent sources a range rests on, and what two of them support."""
    if not figure:
        return ""
    t = page_texts()
    told = [t("tally.sources", figure["independent_sources"])]
    two = (figure["corroborated"] or {}).get("2")
    return " · ".join([*told, f"{t('rule.two')}: {two}+"] if two else told)


def caveat() -> str:
    """That figures are what reports say."""
    return page_texts()("copy.caveat")
