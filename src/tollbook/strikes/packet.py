"""A bench that the other party runs alone: a packet of what it may see goes out, only grades come back.

The packet holds no id of ours, only salted ones, and each field no finer than was chosen. The answer holds, for each
salted id, words from a fixed list and nothing else: no field, number or text of the other party's log.
"""

import hmac
import secrets
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from itertools import pairwise
from typing import Any, Literal

from tollbook.errors import StopRun
from tollbook.strikes.bench import Orphan, Pair, bench
from tollbook.strikes.bench_assign import Pairing
from tollbook.strikes.bench_fields import FIELDS, Entry, Field, FieldGrade, Tolerance, days_apart, distance_km
from tollbook.strikes.certificate import canonical

DateStep = Literal["day", "week", "month"]
TollStep = Literal["exact", "band"]
FORMAT = 1
KM_PER_DEGREE = 111.2
BANDS = ((0, 0), (1, 1), (2, 4), (5, 9), (10, 19), (20, 49), (50, 99), (100, 499), (500, None))
"""Tolls of a packet where they are not to be exact."""

MATCHED, UNMATCHED = ("strong", "fair", "weak"), "none"
GRADES = (*MATCHED, UNMATCHED)
LEVELS = ("same", "fits", "close", "off", "unknown")
"""Every word that an answer may hold beside the ids of the packet and counts of its entries."""

REMEDY = "ask for the packet as tollbook bench export wrote it"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the other party may see: which fields, and how finely.

    ``km``: points are moved to the middle of squares of that side, and the radius grows by half a diagonal;
    ``None`` leaves them as they are.
    """

    fields: tuple[Field, ...] = FIELDS
    date: DateStep = "day"
    km: float | None = None
    toll: TollStep = "exact"


def salted(salt: str, key: str) -> str:
    """The id of an entry in the packet: HMAC-SHA-256 of ours under a salt that never leaves us."""
    return hmac.new(salt.encode(), key.encode(), sha256).hexdigest()[:20]


def _span(entry: Entry, step: DateStep) -> tuple[date | None, date | None]:
    if entry.first is None or entry.last is None or step == "day":
        return entry.first, entry.last
    if step == "week":
        monday = entry.first - timedelta(days=entry.first.weekday())
        return monday, entry.last + timedelta(days=6 - entry.last.weekday())
    ends = monthrange(entry.last.year, entry.last.month)[1]
    return entry.first.replace(day=1), entry.last.replace(day=ends)


def _squared(entry: Entry, km: float) -> Entry:
    """The point at the middle of its square, the circle grown so that it still holds the place."""
    if entry.lat is None or entry.lon is None:
        return entry
    step = km / KM_PER_DEGREE
    lat, lon = ((int(value // step) + 0.5) * step for value in (entry.lat, entry.lon))
    limit = (max(-90.0, min(90.0, lat)), max(-180.0, min(180.0, lon)))
    return replace(
        entry, lat=round(limit[0], 4), lon=round(limit[1], 4), radius_km=round(entry.radius_km + 0.75 * km, 3)
    )


def _banded(bounds: tuple[int | None, int | None] | None) -> tuple[int | None, int | None] | None:
    if bounds is None:
        return None
    low, high = bounds
    lowest = next(a for a, b in BANDS if b is None or (low or 0) <= b)
    highest = None if high is None else next(b for a, b in BANDS if b is None or high <= b)
    return lowest, highest


def blurred(entry: Entry, shown: Shown) -> Entry:
    """The entry with only what may be seen, no finer than was chosen."""
    first, last = _span(entry, shown.date) if "date" in shown.fields else (None, None)
    toll = _banded if shown.toll == "band" else (lambda bounds: bounds)
    kept = replace(
        entry,
        first=first,
        last=last,
        means=entry.means if "means" in shown.fields else "",
        force=entry.force if "force" in shown.fields else "",
        killed=toll(entry.killed) if "toll" in shown.fields else None,
        injured=toll(entry.injured) if "toll" in shown.fields else None,
        strikes=None,
    )
    if "place" not in shown.fields:
        return replace(kept, lat=None, lon=None, radius_km=0.0, place="")
    return replace(_squared(kept, shown.km), place="") if shown.km else kept


def _row(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "first": entry.first.isoformat() if entry.first else None,
        "last": entry.last.isoformat() if entry.last else None,
        "lat": entry.lat, "lon": entry.lon, "radius_km": entry.radius_km, "place": entry.place,
        "means": entry.means, "force": entry.force,
        "killed": list(entry.killed) if entry.killed else None,
        "injured": list(entry.injured) if entry.injured else None,
    }  # fmt: skip


def packet_id(packet: Mapping[str, Any]) -> str:
    """SHA-256 over everything in the packet but its id: grades name it, so that they are merged with no other."""
    return sha256(canonical({key: value for key, value in packet.items() if key != "packet"}).encode()).hexdigest()


def make_packet(
    entries: Sequence[Entry], shown: Shown, allowed: Tolerance, pairing: Pairing, salt: str | None = None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The packet, and the key that leads back from its ids to ours and stays with us; without a salt one is made."""
    salt = salt or secrets.token_hex(32)
    named = {salted(salt, entry.id): entry for entry in entries}
    rows = [_row(replace(blurred(entry, shown), id=key)) for key, entry in sorted(named.items())]
    packet: dict[str, Any] = {
        "format": FORMAT,
        "shown": {"fields": list(shown.fields), "date": shown.date, "km": shown.km, "toll": shown.toll},
        "tolerance": {"days": allowed.days, "km": allowed.km, "toll": allowed.toll, "least": allowed.least},
        "pairing": pairing,
        "entries": rows,
    }
    packet["packet"] = packet_id(packet)
    key = {"packet": packet["packet"], "salt": salt, "ids": {key: entry.id for key, entry in sorted(named.items())}}
    return packet, key


def _entry_of(row: Mapping[str, Any]) -> Entry:
    first, last = (date.fromisoformat(row[side]) if row[side] else None for side in ("first", "last"))
    killed, injured = (tuple(row[word]) if row[word] else None for word in ("killed", "injured"))
    return Entry(
        row["id"], first, last, row["lat"], row["lon"], row["radius_km"], row["place"], row["means"], row["force"],
        killed, injured,
    )  # fmt: skip


def read_packet(packet: Mapping[str, Any], name: str) -> tuple[list[Entry], Tolerance, Pairing]:
    """The entries of a packet with its tolerance and pairing; raises StopRun where it is none, or was changed."""
    try:
        entries = [_entry_of(row) for row in packet["entries"]]
        allowed, pairing = Tolerance(**packet["tolerance"]), packet["pairing"]
        sound = packet["packet"] == packet_id(packet) and packet["format"] == FORMAT
    except (KeyError, TypeError, ValueError) as error:
        raise StopRun(f"is no packet of the bench: {error}", name, REMEDY) from error
    if not sound or pairing not in ("one-to-one", "one-to-many"):
        raise StopRun("was changed after it was made, or is of another format", name, REMEDY)
    return entries, allowed, pairing


@dataclass(frozen=True, slots=True)
class Probe:
    """What a packet asks: how many questions, its finest circle in km, how many stand side by side.

    Entries side by side share a day and lie nearer than their circles: so would the questions of whoever wants to feel
    out where strikes were.
    """

    entries: int
    finest_km: float
    side_by_side: int


def _side_by_side(a: Entry, b: Entry, km: float) -> bool:
    gap = distance_km(a, b)
    return days_apart(a, b) == 0 and gap is not None and gap <= a.radius_km + b.radius_km + km


def probe(packet: Mapping[str, Any], name: str) -> Probe:
    """How far a packet could feel out a log, to be weighed before it is answered."""
    entries, allowed, _ = read_packet(packet, name)
    placed = sorted(
        (one for one in entries if one.placed and one.dated), key=lambda one: (str(one.first), one.lat or 0)
    )
    near = sum(_side_by_side(a, b, allowed.km) for a, b in pairwise(placed))
    return Probe(len(entries), min((one.radius_km for one in placed), default=0.0) + allowed.km, near)


def _levels(fields: Iterable[FieldGrade]) -> dict[str, str]:
    return {one.field: one.level for one in fields}


def _best(pairs: Sequence[Pair]) -> dict[str, Pair]:
    """Of several partners of one of ours the best."""
    best: dict[str, Pair] = {}
    for pair in sorted(pairs, key=lambda pair: (-pair.score, pair.theirs)):
        best.setdefault(pair.ours, pair)
    return best


def _answer(pair: Pair, several: bool) -> dict[str, Any]:
    return {"id": pair.ours, "grade": pair.grade, "fields": _levels(pair.fields), "several": several}


def _no_answer(orphan: Orphan) -> dict[str, Any]:
    """An entry that found none: what its nearest could not give is not told, it would point at where strikes were."""
    return {"id": orphan.id, "grade": UNMATCHED, "fields": {}, "several": False}


def run_packet(
    packet: Mapping[str, Any], theirs: Sequence[Entry], name: str, fields: bool = True
) -> list[dict[str, Any]]:
    """The answer, line by line: first the packet's id with counts by grade, then one line for each of its ids.

    ``fields`` False gives the grade of the pair alone. Nothing of ``theirs`` stands in it, not even how many there are.
    """
    entries, allowed, pairing = read_packet(packet, name)
    result = bench(entries, theirs, allowed, pairing)
    taken = Counter(pair.ours for pair in result.pairs)
    lines = [_answer(pair, taken[pair.ours] > 1) for pair in _best(result.pairs).values()]
    lines += [_no_answer(orphan) for orphan in result.ours_alone]
    if not fields:
        lines = [{**line, "fields": {}} for line in lines]
    counts = Counter(line["grade"] for line in lines)
    head = {"packet": packet["packet"], "counts": {grade: counts[grade] for grade in GRADES}}
    return [head, *sorted(lines, key=lambda line: str(line["id"]))]


def _checked(line: Mapping[str, Any], known: Mapping[str, str], where: str) -> Mapping[str, Any]:
    fine = line.get("id") in known and line.get("grade") in GRADES and isinstance(line.get("fields"), Mapping)
    if not fine or not all(f in FIELDS and level in LEVELS for f, level in line["fields"].items()):
        raise StopRun("is no grade of this packet", where, "ask for the file as tollbook bench run wrote it")
    return line


def merge(key: Mapping[str, Any], answer: Sequence[Mapping[str, Any]], name: str) -> list[dict[str, Any]]:
    """The grades under our own ids, those that the answer leaves out as "not answered"; sorted by id.

    Raises StopRun where the answer is to another packet, or holds what no answer holds.
    """
    if not answer or answer[0].get("packet") != key.get("packet"):
        raise StopRun("answers another packet", name, "merge it with the key that was written beside its packet")
    known: Mapping[str, str] = key["ids"]
    lines = [_checked(line, known, f"{name}, line {at}") for at, line in enumerate(answer[1:], 2)]
    found = {
        known[line["id"]]: {
            "grade": line["grade"],
            "fields": dict(line["fields"]),
            "several": bool(line.get("several")),
        }
        for line in lines
    }
    empty = {"grade": "not answered", "fields": {}, "several": False}
    return [{"id": ours, **found.get(ours, empty)} for ours in sorted(known.values())]
