"""Tollbook by its default path, in the shape of the peers."""

from collections.abc import Callable
from typing import Any

from tollbook.extract import extract
from tollbook.model import Document


def make(language: str | None = "en") -> Callable[[str, str], list[dict[str, Any]]]:
    """The reader: name and text of a document to its claims."""

    def read(document: str, text: str) -> list[dict[str, Any]]:
        return [
            {
                "document": c.document,
                "harm": c.harm,
                "count": {"min": c.count.min, "max": c.count.max},
                "level": c.level,
            }
            for c in extract(Document(document, text, language=language))
        ]

    return read
