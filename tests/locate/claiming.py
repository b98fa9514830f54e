"""Claims by hand: where the numbers of a text stand, as extraction would mark them."""

from datetime import date

from tollbook.locate import Gazetteer, locate
from tollbook.model import Claim, Count, Document, Level


def claim(document: Document, words: str, level: Level = "incident", nth: int = 0) -> Claim:
    """A claim whose span is the nth place of ``words`` in the text."""
    start = -1
    for _ in range(nth + 1):
        start = document.text.index(words, start + 1)
    end = start + len(words)
    return Claim(f"{document.id}#{start}", document.id, start, end, words, "killed", Count(1, 1), level=level)


def report(text: str, language: str = "en", published: str = "2018-11-20", title: str | None = None) -> Document:
    """A document with a publication date."""
    return Document("d", text, language=language, published=date.fromisoformat(published), title=title)


def located(document: Document, gazetteer: Gazetteer, *claims: Claim) -> list[tuple[list[str], str | None]]:
    """For each claim the texts of its places and its day, where it is one day."""
    out = []
    for found in locate(document, list(claims), gazetteer):
        when = found.when
        one_day = when is not None and when.start == when.end
        out.append(([place.text for place in found.places], str(when.start) if when and one_day else None))
    return out
