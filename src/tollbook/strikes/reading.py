"""A whole log: its rows read, or all that is wrong with it. Nothing is half read."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from tollbook.errors import StopRun
from tollbook.model.strike import Strike
from tollbook.strikes import geojson, release, table
from tollbook.strikes.entry import Fault, entry
from tollbook.strikes.mapping import check, mapped
from tollbook.strikes.settled import Settled

ID_LENGTH = 10


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file gives: strikes with their ids, how its columns were read, which were not, and the faults."""

    strikes: tuple[Strike, ...]
    columns: Mapping[str, str]
    unread: tuple[str, ...]
    faults: tuple[Fault, ...]


def read_log(text: str, name: str, log: str, settled: Settled) -> Reading:
    """The strikes of a file (``name`` tells its kind: .csv, .tsv, .geojson, .json, else a release in words).

    Raises StopRun where it is no table at all or a needed column is missing.
    """
    suffix = name.rpartition(".")[2].lower()
    if suffix in ("csv", "tsv", "tab"):
        return _rows(table.rows(text, name), name, log, settled)
    if suffix in ("geojson", "json"):
        return _rows(geojson.rows(text, name), name, log, settled)
    if suffix in ("txt", "md", "text"):
        return _release(text, name, log, settled)
    raise StopRun("is no kind of strike log that can be read", name, "give .csv, .tsv, .geojson, or .txt for a release")


def _rows(source: table.Rows, name: str, log: str, settled: Settled) -> Reading:
    columns = mapped(source.columns, settled.columns, name)
    check(columns, name, source.columns)
    strikes: list[Strike] = []
    faults = list(source.faults)
    for where, row in source.rows:
        values = {field: value for field, column in columns.items() if (value := row.get(column, "").strip())}
        read = entry(values, settled, where)
        if isinstance(read, Strike):
            strikes.append(read)
        else:
            faults += read
    unread = tuple(column for column in source.columns if column not in columns.values())
    if not strikes and not faults:
        faults.append(Fault(name, "no row below its header", "give a log with rows"))
    return _reading(strikes, columns, unread, faults, log, name)


def _release(text: str, name: str, log: str, settled: Settled) -> Reading:
    strikes, faults = release.strikes_in(text, name, settled)
    if not strikes and not faults:
        faults = [Fault(name, "no strike is told in it", 'it reads "Near PLACE, N strikes ... destroyed ..."')]
    return _reading(strikes, {}, (), faults, log, name)


def _reading(  # noqa: PLR0913, PLR0917 - what a reading holds
    strikes: Sequence[Strike],
    columns: Mapping[str, str],
    unread: tuple[str, ...],
    faults: Iterable[Fault],
    log: str,
    name: str,
) -> Reading:
    found = [*faults, *_repeated(strikes, name)]
    return Reading(tuple(identified(strikes, log)), columns, unread, tuple(found))


def _repeated(strikes: Iterable[Strike], name: str) -> list[Fault]:
    times = Counter(strike.id for strike in strikes if strike.id)
    return [
        Fault(name, f"the id {key!r} stands on {many} rows", "give each row its own, or no column with ids")
        for key, many in times.items()
        if many > 1
    ]


def identified(strikes: Iterable[Strike], log: str) -> list[Strike]:
    """Strikes with their log and an id that stays when the file is read again: the row's own, else from what it says.

    Rows that say the same are numbered in their order.
    """
    seen: Counter[str] = Counter()
    done = []
    for strike in strikes:
        key = strike.id or content_key(strike)
        seen[key] += 1
        number = f"-{seen[key]}" if seen[key] > 1 else ""
        done.append(replace(strike, id=f"{log}/{key}{number}", log=log))
    return done


def content_key(strike: Strike) -> str:
    """The beginning of the SHA-256 of all that an entry says, its id and log left out."""
    return sha256(repr(replace(strike, id="", log="")).encode()).hexdigest()[:ID_LENGTH]
