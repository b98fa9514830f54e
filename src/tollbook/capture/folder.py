"""A whole folder to its reports, each set of bytes read once."""

from collections.abc import Iterator
from pathlib import Path

from tollbook.capture.item import hash_file
from tollbook.capture.limits import Limits
from tollbook.capture.read import origin_of, read
from tollbook.capture.remark import Remark
from tollbook.capture.walk import survey
from tollbook.errors import SkipItem
from tollbook.model import Document


def _hash(path: Path) -> str | None:
    try:
        return hash_file(path)
    except OSError:
        return None


def read_folder(
    folder: Path, skip: tuple[Path, ...] = (), limits: Limits | None = None
) -> Iterator[Document | SkipItem]:
    """The reports of every file below a folder; of files with the same bytes the first in order is read, the others
    are named. Raises StopRun where there is no folder, nothing else.
    """
    first: dict[str, str] = {}
    for found in survey(folder, skip):
        if isinstance(found, SkipItem):
            yield found
            continue
        origin, original = origin_of(found, folder), _hash(found)
        if original in first:
            yield Remark(f"the same bytes as {first[original]}: read once", origin, "nothing to do")
            continue
        if original:
            first[original] = origin
        yield from read(found, folder, limits, original)
