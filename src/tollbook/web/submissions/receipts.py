"""Receipts: a reference people can say on the telephone, and a secret address only they have."""

import hashlib
import hmac
import secrets

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No letter or digit that is mistaken for another."""
LENGTH = 8


def reference(prefix: str) -> str:
    """A new reference: "S-7K2M-Q9XD"."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{prefix}-{code[:4]}-{code[4:]}"


def new_secret() -> tuple[str, str]:
    """The secret of an address, and the digest of it that is kept."""
    text = secrets.token_urlsafe(24)
    return text, digest(text)


def digest(text: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(text.encode()).hexdigest()


def fits(text: str, kept: str) -> bool:
    """Whether this is the secret, without telling by its time how much of it is right."""
    return hmac.compare_digest(digest(text), kept)
