"""Which server is asked, and how much is taken from it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tollbook.errors import StopRun

URL, NAME, KEY = "TOLLBOOK_MODEL_URL", "TOLLBOOK_MODEL_NAME", "TOLLBOOK_MODEL_KEY"
PATH = "/chat/completions"
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, bytes and characters. ``patience``: failures in a row after which the server is asked no more."""

    connect_seconds: float = 10
    answer_seconds: float = 120
    attempts: int = 3
    back_off_seconds: float = 1
    longest_wait_seconds: float = 30
    answer_bytes: int = 1_000_000
    part_characters: int = 6_000
    most_proposals: int = 100
    quote_characters: int = 400
    answer_tokens: int = 2_000
    patience: int = 3


@dataclass(frozen=True, slots=True)
class Settings:
    """The one server that is ever contacted. The key is never shown."""

    url: str
    name: str
    key: str = field(default="", repr=False)
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        _check(self.url, self.name, self.key)

    @property
    def address(self) -> str:
        """Where questions go."""
        base = self.url.rstrip("/")
        return base if base.endswith(PATH) else base + PATH

    @property
    def server(self) -> str:
        """The server as it is shown to people: without a path or a query, which may hold secrets."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.hostname}" + (f":{parts.port}" if parts.port else "")


def _check(url: str, name: str, key: str) -> None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise StopRun("no web address", "the model's address", "write for example http://127.0.0.1:8080/v1") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0 or parts.query or parts.fragment:
        raise StopRun("no plain http(s) address", "the model's address", "write for example http://127.0.0.1:8080/v1")
    if parts.username or parts.password:
        raise StopRun("a name or password stands in it", "the model's address", f"put the key into {KEY}")
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise StopRun("no usable name", "the model's name", f"set {NAME} or --model-name")
    if not key.isascii() or not key.isprintable():
        raise StopRun("characters that no key has", KEY, "copy the key again")


def from_environment(
    url: str | None = None, name: str | None = None, environment: Mapping[str, str] | None = None
) -> Settings | None:
    """The settings given, else those of the environment; None where no address is configured, so nothing is asked.

    Raises StopRun where an address is configured that cannot be one.
    """
    environment = os.environ if environment is None else environment
    chosen = url or environment.get(URL, "")
    if not chosen:
        return None
    return Settings(chosen, name or environment.get(NAME, "") or "default", environment.get(KEY, ""))
