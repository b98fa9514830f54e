"""Ids that are the same on every machine: from the bytes and the file's own name, never from folders or the clock."""

import hashlib
import re
import unicodedata
from pathlib import PurePosixPath

NOT_PLAIN = re.compile(r"[^a-z0-9]+")
SLUG_LENGTH = 40
HASH_LENGTH = 12
"""48 bits: among a million reports two share a hash with a chance of 0.2 %, and the caller has the original besides."""


def slug(name: str) -> str:
    """Lower-case ASCII of a file name without its extensions; "report" where nothing is left of it."""
    stem = PurePosixPath(name).name.split(".")[0] or name
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return NOT_PLAIN.sub("-", plain)[:SLUG_LENGTH].strip("-") or "report"


def digest(*parts: str) -> str:
    """Short hash of several strings; the parts' borders count."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:HASH_LENGTH]


def document_id(name: str, original: str, key: str = "") -> str:
    """Id of what was read from a file; ``key`` tells apart several reports of one file."""
    return f"{slug(name)}-{digest(original, key) if key else original[:HASH_LENGTH]}"
