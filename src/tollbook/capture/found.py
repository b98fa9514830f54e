"""What a reader finds in an item, before it becomes a Document."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Found:
    """One report as found; ``None`` where the item does not say. ``id`` is the row's own."""

    text: str
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    cites: str | None = None
    id: str | None = None
