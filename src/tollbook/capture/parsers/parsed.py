"""What a parser hands back across the process border: strings only, so that nothing but JSON crosses it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parsed:
    """``published`` as the file writes it; ``remarks`` in words for the user."""

    text: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    remarks: tuple[str, ...] = ()
