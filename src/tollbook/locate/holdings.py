"""What the gazetteers of a search hold: how many places, there and in all, in which scripts, by which content."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from tollbook.locate.gazetteer import Gazetteer
from tollbook.locate.index import Index
from tollbook.locate.spell import SCRIPTS


@dataclass(frozen=True, slots=True)
class Holding:
    """One gazetteer as it was searched.

    ``sha256`` is over the places and their spellings, so that two machines with the same list agree. ``here`` counts
    the places of the countries asked for (all places where none was), ``named`` those of them named in each script.
    """

    name: str
    sha256: str
    places: int
    here: int
    named: dict[str, int] = field(default_factory=dict)


@lru_cache(maxsize=32)
def _content(path: str, _stamp: tuple[int, int]) -> str:
    digest = sha256()
    for row in Index(Path(path)).rows():
        digest.update(repr(row).encode())
    return digest.hexdigest()


def content_of(index: Index) -> str:
    """SHA-256 over every place of an index with its point, names and province."""
    stat = index.path.stat()
    return _content(str(index.path), (stat.st_mtime_ns, stat.st_size))


def _holding(index: Index, countries: tuple[str, ...], scripts: Sequence[str]) -> Holding:
    keys = index.keys_of(countries)
    named = {script: sum(1 for words in keys if SCRIPTS[script].search(words)) for script in scripts}
    return Holding(index.path.stem, content_of(index), len(index), len(keys), named)


def holdings(gazetteer: Gazetteer, countries: tuple[str, ...], scripts: Sequence[str]) -> tuple[Holding, ...]:
    """What each gazetteer holds in these countries (places of no known country count), in the order they are asked."""
    return tuple(_holding(index, countries, scripts) for index in gazetteer.indexes)
