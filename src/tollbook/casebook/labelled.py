"""Corrections as labelled cases, in the format of the tables that extraction is measured on (tests/extract/cases)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tollbook.casebook.decisions import Decision
from tollbook.casebook.rows import canonical
from tollbook.model import Claim, Document
from tollbook.text.sentences import split

APPROXIMATE = ("about", "vague")
UNNAMED = "en"
"""The table of a report whose language is unknown: extraction reads it as English too."""


def tables(decisions: Sequence[Decision], documents: Mapping[str, Document], claims: Sequence[Claim]) -> dict[str, str]:
    """Language -> its table as JSON lines: one case for each stretch of sentences that a decision was made in.

    A case holds every claim in its sentences as people left them, since a table counts what is missing too.
    """
    rows: dict[str, dict[str, str]] = {}
    for decision in decisions:
        document = documents[decision.speaks_of.document]
        start, end = sentences_around(document.text, decision.speaks_of)
        language = document.language or UNNAMED
        own = [c for c in claims if c.document == document.id and start <= c.start and c.end <= end]
        table = rows.setdefault(language, {})
        table.setdefault(document.text[start:end], canonical(_case(decision, document, (start, end), own)))
    return {language: "".join(_numbered(language, list(table.values()))) for language, table in sorted(rows.items())}


def _numbered(language: str, cases: Sequence[str]) -> Iterator[str]:
    for number, case in enumerate(cases, 1):
        yield f'{{"id":"{language}-{number:03}",{case[1:]}\n'


def sentences_around(text: str, claim: Claim) -> tuple[int, int]:
    """From the start of the sentence a claim begins in to the end of the one it ends in."""
    held = [(start, end) for start, end in split(text) if start < claim.end and claim.start < end]
    return (held[0][0], held[-1][1]) if held else (claim.start, claim.end)


def _case(decision: Decision, document: Document, span: tuple[int, int], claims: Sequence[Claim]) -> dict[str, Any]:
    text = document.text[span[0] : span[1]]
    return {
        "kind": decision.kind,
        "text": text,
        "published": document.published.isoformat() if document.published else None,
        "claims": [_row(claim, text) for claim in claims if claim.count.min is not None],
    }


def _row(claim: Claim, text: str) -> dict[str, Any]:
    """One labelled claim: places, source and day only as far as these sentences say them."""
    parts = {part: bounds.min for part, bounds in claim.of_whom.items() if bounds.min}
    row = {
        "harm": claim.harm,
        "min": claim.count.min,
        "max": claim.count.max,
        "qualifier": claim.count.qualifier,
        "who": claim.who,
        "places": [place.text for place in claim.places if place.text in text],
        "date": _day(claim, text),
        "source": next((source for source in claim.sources if source in text), None),
        "level": claim.level,
        "quote_has": claim.count.text if claim.count.text and claim.count.text in claim.quote else claim.quote,
    }
    known = {"of_whom": parts} if parts else {}
    return row | known | ({"approximate": True} if claim.count.qualifier in APPROXIMATE else {})


def _day(claim: Claim, text: str) -> str | None:
    when = claim.when
    if when is None or when.start is None or when.start != when.end or not when.text or when.text not in text:
        return None
    return when.start.isoformat()
