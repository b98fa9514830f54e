"""One gazetteer as one SQLite file: built once, complete or not there at all, and read by key.

A name is found by two indexed look-ups of some 20 microseconds; nothing of the file is held in memory but a sorted
array of the hashes of names in scripts without capitals, which tells quickly that a word is no place.
"""

import os
import sqlite3
import tempfile
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from tollbook.errors import StopRun
from tollbook.locate.keys import both_keys, exact_key, is_uncapitalised
from tollbook.locate.records import Entry
from tollbook.locate.scripts import other_scripts

FORMAT = "6"
"""Changes whenever the keys or the tables change, so that no index made by older rules is read."""

INDEXED_SKELETONS = 2
MOST_MARKS = 500
"""Values in one query: SQLite takes 32,766, older ones 999."""

TABLES = """
CREATE TABLE place (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
    precision TEXT NOT NULL, keys TEXT NOT NULL, admin TEXT, region TEXT, country TEXT,
    population INTEGER NOT NULL, source TEXT NOT NULL, uses INTEGER NOT NULL
);
CREATE TABLE spelling (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE skeleton (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE filter (hashes BLOB NOT NULL);
CREATE TABLE written (id TEXT PRIMARY KEY, names TEXT NOT NULL) WITHOUT ROWID;
"""
COLUMNS = "id, name, lat, lon, precision, keys, admin, region, country, population, source, uses"


@dataclass(frozen=True, slots=True)
class Listing:
    """An entry to be indexed with every spelling of its name.

    ``transcribed`` tells that its Latin spellings vary, so that it is found by consonants too.
    """

    entry: Entry
    names: tuple[str, ...]
    transcribed: bool = True


def key_hash(key: str) -> int:
    """Eight bytes of BLAKE2b: the same on every machine and in every run, unlike hash()."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big")


def _keys_of(listing: Listing) -> tuple[dict[str, None], set[str]]:
    """Exact keys in order and skeletons of a listing; each spelling is read once."""
    keys: dict[str, None] = {}
    bones: set[str] = set()
    for name in listing.names:
        key, found = both_keys(name) if listing.transcribed else (exact_key.__wrapped__(name), ())
        if key:
            keys[key] = None
            bones.update(found[:INDEXED_SKELETONS])
    return keys, bones


def _write(connection: sqlite3.Connection, listings: Iterable[Listing]) -> None:
    hashes: set[int] = set()
    spellings: list[tuple[str, int]] = []
    skeletons: list[tuple[str, int]] = []
    for number, listing in enumerate(listings, 1):
        e, (keys, bones) = listing.entry, _keys_of(listing)
        row = (number, e.id, e.name, e.lat, e.lon, e.precision, " ".join(keys), e.admin, e.region, e.country)
        connection.execute(
            "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", (*row, e.population, e.source, e.uses)
        )
        spellings += ((key, number) for key in keys)
        skeletons += ((bone, number) for bone in bones)
        hashes.update(key_hash(key) for key in keys if is_uncapitalised(key))
        if names := other_scripts(e.name, listing.names):
            connection.execute("INSERT OR IGNORE INTO written VALUES (?,?)", (e.id, "\n".join(names)))
    spellings.sort()
    connection.executemany("INSERT INTO spelling VALUES (?,?)", spellings)
    skeletons.sort()
    connection.executemany("INSERT INTO skeleton VALUES (?,?)", skeletons)
    connection.execute("INSERT INTO filter VALUES (?)", (array("Q", sorted(hashes)).tobytes(),))


def build(path: Path, listings: Iterable[Listing]) -> None:
    """Write the index to ``path``: the file appears only when it is whole (written beside, synced, renamed)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=path.name, suffix=".part", dir=path.parent)
    os.close(handle)
    try:
        connection = sqlite3.connect(name, isolation_level=None)
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + TABLES)
        connection.execute("BEGIN")
        _write(connection, listings)
        connection.execute("COMMIT")
        connection.close()
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


class Index:
    """A read-only index file. Safe to open in many processes; closed with the object."""

    def __init__(self, path: Path) -> None:
        """Open ``path``; raises StopRun where it is no index of this format."""
        self.path = path
        try:
            self._connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            (blob,) = self._connection.execute("SELECT hashes FROM filter").fetchone()
        except sqlite3.Error as error:
            raise StopRun(f"not a gazetteer index: {error}", str(path), "delete the file and import again") from error
        self._hashes = array("Q")
        self._hashes.frombytes(blob)
        self.by_key = lru_cache(maxsize=20_000)(self._by_key)
        self.by_skeleton = lru_cache(maxsize=5_000)(self._by_skeleton)

    def may_hold(self, key: str) -> bool:
        """Whether a key in a script without capitals may be here: False is certain, True nearly so."""
        wanted = key_hash(key)
        at = bisect_left(self._hashes, wanted)
        return at < len(self._hashes) and self._hashes[at] == wanted

    def _entries(self, table: str, keys: tuple[str, ...], countries: tuple[str, ...] = ()) -> tuple[Entry, ...]:
        """Entries under the keys; of countries where some are given (entries of no known country pass)."""
        where = f"number IN (SELECT place FROM {table} WHERE key IN ({_marks(keys)}))"  # noqa: S608 - a constant
        if countries:
            where += f" AND (country IS NULL OR country IN ({_marks(countries)}))"
        rows = self._connection.execute(f"SELECT {COLUMNS} FROM place WHERE {where}", (*keys, *countries))  # noqa: S608
        return tuple(_entry(row) for row in rows)

    def _by_key(self, key: str) -> tuple[Entry, ...]:
        return self._entries("spelling", (key,))

    def _by_skeleton(self, keys: tuple[str, ...], countries: tuple[str, ...]) -> tuple[Entry, ...]:
        return self._entries("skeleton", keys, countries)

    def by_keys(self, keys: tuple[str, ...]) -> tuple[Entry, ...]:
        """The places under any of several exact keys, each once, in the file's order."""
        runs = (keys[at : at + MOST_MARKS] for at in range(0, len(keys), MOST_MARKS))
        found = {entry.id: entry for run in runs for entry in self._entries("spelling", run)}
        return tuple(found.values())

    def keys_of(self, countries: tuple[str, ...]) -> list[str]:
        """The exact keys of each place of these countries or of none known; of every place where none is given."""
        where = f"WHERE country IS NULL OR country IN ({_marks(countries)})" if countries else ""
        return [keys for (keys,) in self._connection.execute(f"SELECT keys FROM place {where}", countries)]  # noqa: S608

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Every place as it is stored, in order."""
        return iter(self._connection.execute(f"SELECT {COLUMNS} FROM place ORDER BY number"))  # noqa: S608 - constant

    def written(self, place: str) -> tuple[str, ...]:
        """The names of the place of that id in other scripts than its own, as they are spelled, one a script."""
        try:
            row = self._connection.execute("SELECT names FROM written WHERE id = ?", (place,)).fetchone()
        except sqlite3.OperationalError:  # made before names were kept: its places have none
            return ()
        return tuple(row[0].split("\n")) if row else ()

    def __iter__(self) -> Iterator[Entry]:
        rows = self._connection.execute(f"SELECT {COLUMNS} FROM place ORDER BY number")  # noqa: S608 - constant
        return map(_entry, rows)

    def __len__(self) -> int:
        (count,) = self._connection.execute("SELECT count(*) FROM place").fetchone()
        return int(count)


def _marks(values: tuple[str, ...]) -> str:
    return ",".join("?" * len(values))


def _entry(row: tuple[object, ...]) -> Entry:
    fields = list(row)
    fields[5] = tuple(str(fields[5]).split())
    return Entry(*fields)  # type: ignore[arg-type]
