"""Words and files that only some may read, sealed (Fernet: AES-128-CBC with HMAC-SHA-256).

The key lies in the workspace's secrets folder, never in the database and never in a backup unless asked for. An older
key stays usable while ``secrets/fields.old`` holds it, so that a key can be changed without losing what it sealed.
"""

import base64
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models

from tollbook.web import secret

NAME, OLD = "fields", "fields.old"


class Unreadable(Exception):
    """The key that sealed these words is not in the workspace."""


def _key(text: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()))


@lru_cache(maxsize=8)
def _keys(workspace: Path, current: str, old: str) -> MultiFernet:
    return MultiFernet([_key(text) for text in (current, old) if text])


def _box() -> MultiFernet:
    workspace = Path(settings.WORKSPACE)
    secret.make(workspace, NAME)
    old = workspace / secret.FOLDER / OLD
    return _keys(workspace, secret.read(workspace, NAME), old.read_text(encoding="ascii") if old.is_file() else "")


def seal(words: str) -> str:
    """The words as they may lie in the database."""
    return _box().encrypt(words.encode()).decode("ascii") if words else ""


def unseal(sealed: str) -> str:
    """The words; raises Unreadable where their key is not at hand."""
    if not sealed:
        return ""
    try:
        return _box().decrypt(sealed.encode("ascii")).decode()
    except InvalidToken as error:
        raise Unreadable("the key that sealed these words is not in the workspace") from error


def seal_bytes(content: bytes) -> bytes:
    """A part of a file as it may lie on the disk: one line of text, a third longer."""
    return _box().encrypt(content)


def unseal_bytes(sealed: bytes) -> bytes:
    """The part; raises Unreadable where its key is not at hand or it was changed."""
    try:
        return _box().decrypt(sealed)
    except InvalidToken as error:
        raise Unreadable("the key that sealed this file is not in the workspace, or the file was changed") from error


class Sealed(str):
    """Words as they lie in the database, not opened."""

    __slots__ = ()


_AS_STORED: ContextVar[bool] = ContextVar("as_stored", default=False)


@contextmanager
def as_stored() -> Iterator[None]:
    """Rows are read and made without opening or sealing anything: a backup needs no key and gives no word away."""
    token = _AS_STORED.set(True)
    try:
        yield
    finally:
        _AS_STORED.reset(token)


class SealedText(models.TextField[str, str]):
    """A text column whose words are sealed; it cannot be searched."""

    def from_db_value(self, value: str | None, *_given: Any) -> str | None:
        """Open what comes from the database."""
        if value is None:
            return None
        return Sealed(value) if _AS_STORED.get() else unseal(value)

    def to_python(self, value: Any) -> Any:
        """What a file of rows holds; sealed there too, where rows are made as stored."""
        return Sealed(value) if _AS_STORED.get() and isinstance(value, str) else super().to_python(value)

    def get_prep_value(self, value: Any) -> Any:
        """Seal what goes there, once."""
        if value is None or isinstance(value, Sealed):
            return value if value is None else str(value)
        return seal(str(value))
