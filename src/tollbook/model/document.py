"""A report: its text and where it came from."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Condition = Literal["usable", "login_wall", "consent_page", "empty_shell", "unreadable"]


@dataclass(frozen=True, slots=True)
class Document:
    """One report. Only ``id`` and ``text`` are required; ``condition`` other than usable supports no claim.

    ``publisher`` relays; ``cites`` names the agency or body the whole report rests on, where it is given.
    ``original`` is the SHA-256 of the bytes it was read from, ``origin`` the file or address.
    """

    id: str
    text: str
    title: str | None = None
    language: str | None = None
    published: date | None = None
    url: str | None = None
    publisher: str | None = None
    cites: str | None = None
    condition: Condition = "usable"
    original: str | None = None
    origin: str | None = None
