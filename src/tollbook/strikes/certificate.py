"""The record of one search behind a negative finding: what was asked, tried and found, under an id made from it.

The body is hashed; when it was made, by whom, and when each step was done stand outside, so that the same search gives
the same certificate.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any, Literal

from tollbook.model.strike import Strike, StrikeLog
from tollbook.strikes.found import Candidate, Comparison, CoverageLine
from tollbook.strikes.near import NearMiss
from tollbook.strikes.subject import Subject
from tollbook.version import VERSION

Kind = Literal["no_strike", "place_unknown"]
KINDS: tuple[Kind, ...] = ("no_strike", "place_unknown")
FORMAT = 1
Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Searched:
    """Everything a certificate is made from, as plain data.

    ``places`` are records of place searches; ``asked`` what repeats the search (names, province, radius, hours);
    ``dismissed`` maps the id of a place or strike, or the code of a fault, to a person's reason against it.
    """

    subject: Subject
    asked: Mapping[str, Any]
    places: Sequence[Mapping[str, Any]] = ()
    comparison: Comparison | None = None
    near: Sequence[NearMiss] = ()
    logs: Sequence[StrikeLog] = ()
    dismissed: Mapping[str, str] = field(default_factory=dict)


def canonical(value: object) -> str:
    """JSON with sorted keys, no spaces, and letters as they are: equal data gives equal bytes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(value: object) -> str:
    """SHA-256 of the canonical JSON."""
    return sha256(canonical(value).encode()).hexdigest()


def _plain(value: object) -> Any:
    """Dataclasses, sets, tuples and times as JSON holds them; sets sorted."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (set, frozenset)):
        return sorted(map(_plain, value))
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return value


def _sorted(items: Iterable[Any]) -> list[Any]:
    return sorted(map(_plain, items), key=canonical)


def _strike(strike: Strike) -> list[Any]:
    """All that an entry says, in a fixed order; times in UTC whatever object holds the zone."""
    place = strike.place
    return [
        strike.id, _plain(strike.start), _plain(strike.end), place.text, place.name, place.lat, place.lon,
        place.precision, place.admin, place.country, strike.grid, strike.force, strike.means, strike.target,
        strike.strikes, strike.engagements, sorted(strike.destroyed.items()), strike.text,
    ]  # fmt: skip


def log_record(log: StrikeLog) -> dict[str, Any]:
    """A log by name and hashes: ``original`` of the file it came from, ``content`` of its entries and coverage."""
    entries = [_strike(strike) for strike in sorted(log.strikes, key=lambda strike: strike.id)]
    content = digest([entries, _sorted(map(asdict, log.coverage))])
    return {
        "id": log.id, "name": log.name, "original": log.original, "content": content, "entries": len(log.strikes)
    }  # fmt: skip


def _subject(subject: Subject) -> dict[str, Any]:
    return {
        "id": subject.id,
        "first": _plain(subject.first),
        "last": _plain(subject.last),
        "spots": _sorted(map(asdict, subject.spots)),
        "homonyms": _sorted(map(asdict, subject.homonyms)),
        "forces": _plain(subject.forces),
        "means": _plain(subject.means),
    }


def asks_the_same(bodies: Iterable[Body], subject: Subject) -> bool:
    """Whether one of these bodies asked after the subject's days, places and forces as they are now."""
    now = _subject(subject)
    same = ("id", "first", "last", "spots", "forces")
    return any(all(body["incident"][key] == now[key] for key in same) for body in bodies)


def _entry(strike: Strike) -> dict[str, Any]:
    """Which entry it is, as a certificate shows it."""
    return {
        "strike": strike.id,
        "log": strike.log,
        "begin": _plain(strike.start),
        "end": _plain(strike.end),
        "place": strike.place.name or strike.place.text,
        "lat": strike.place.lat,
        "lon": strike.place.lon,
        "grid": strike.grid,
        "force": strike.force,
    }


def _considered(one: Candidate) -> dict[str, Any]:
    """An entry that was looked at, with what spoke against it in words."""
    against = [match for match in one.fields if match.level in ("contradicts", "close")]
    return {
        **_entry(one.strike),
        "grade": one.grade,
        "distance_km": None if one.distance_km is None else round(one.distance_km, 2),
        "gap_hours": None if one.gap_hours is None else round(one.gap_hours, 1),
        "against": [match.text for match in against],
        "against_ar": [match.text_ar for match in against],
    }


def _near(one: NearMiss) -> dict[str, Any]:
    """A near miss with the slip that would make it the one, and what stands against taking it."""
    values = {"reported": one.reported, "would": one.would}
    return {
        **_entry(one.strike),
        "slip": one.kind,
        "side": one.side,
        **values,
        "plausibility": one.plausibility,
        "alike": one.alike,
        "distance_km": None if one.distance_km is None else round(one.distance_km, 2),
        "text": one.text,
        "text_ar": one.text_ar,
        "why": NOT_TAKEN[one.side].format(**values),
        "why_ar": NOT_TAKEN_AR[one.side].format(**values),
    }


NOT_TAKEN = {
    "report": "Not taken: the reports say {reported}, and none of them says {would}.",
    "log": "Not taken: the log says {reported}, and nothing in it says {would}.",
}
NOT_TAKEN_AR = {
    "report": "لم يؤخذ به: تذكر البلاغات {reported}، ولا يذكر أي منها {would}.",
    "log": "لم يؤخذ به: يذكر السجل {reported}، وليس فيه ما يذكر {would}.",
}


def _coverage(line: CoverageLine) -> dict[str, Any]:
    return dict(_plain(asdict(line)))


def _log_search(searched: Searched) -> dict[str, Any] | None:
    if (found := searched.comparison) is None:
        return None
    window = found.window
    return {
        "radius_km": sorted(found.radius_km),
        "window": {"begin": _plain(window[0]), "end": _plain(window[1])} if window else None,
        "utc_offset": found.subject.utc_offset,
        "hours_added": found.margins.hours,
        "counts": {str(grade): count for grade, count in found.counts.items()},
        "near_count": found.near,
        "considered": _sorted(map(_considered, found.candidates)),
        "near_misses": _sorted(map(_near, searched.near)),
        "coverage": _sorted(map(_coverage, found.shows.lines)),
        "denies": found.shows.denies,
        "shows": found.shows.text,
        "shows_ar": found.shows.text_ar,
    }


def body_of(kind: Kind, searched: Searched) -> dict[str, Any]:
    """What is hashed: the same search in any order gives the same body. A place search of no log leaves it out."""
    return {
        "format": FORMAT,
        "program": VERSION,
        "kind": kind,
        "incident": _subject(searched.subject),
        "asked": _plain(searched.asked),
        "places": _sorted(searched.places),
        "logs": _sorted(map(log_record, searched.logs)) if kind == "no_strike" else [],
        "log_search": _log_search(searched) if kind == "no_strike" else None,
        "dismissed": dict(sorted(searched.dismissed.items())),
    }


def certificate_id(body: Body) -> str:
    """The id a body gives: change one letter of it and the id is another."""
    return f"certificate-{digest(body)}"


def certificate(body: Body, by: str, made: datetime, diligence: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The certificate as it is stored and handed on. ``made``, ``by`` and the checklist are not part of the id."""
    return {
        "id": certificate_id(body),
        "kind": body["kind"],
        "body": dict(body),
        "made": {"at": made.astimezone(UTC).isoformat(timespec="seconds"), "by": by, "diligence": list(diligence)},
    }


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as the certificate says: where in the body, what stood there, what would now."""

    path: str
    old: Any
    new: Any


def is_sound(record: Mapping[str, Any]) -> bool:
    """Whether the id of a certificate is the one its body gives: False where it was changed after it was made."""
    body = record.get("body")
    return isinstance(body, Mapping) and record.get("id") == certificate_id(body)


TELLING = ("strike", "id", "name", "kind", "script", "of", "slip", "code", "log", "force")


def _name(item: Any, at: int) -> str:
    """By what an item of a list is told from the others: its id or name, else its place in the list."""
    if isinstance(item, Mapping):
        said = [str(item[key]) for key in TELLING if isinstance(item.get(key), str)]
        return " ".join(said) or str(at)
    return canonical(item)


def _children(value: Any) -> dict[str, Any]:
    if isinstance(value, Mapping):
        return dict(value)
    return {_name(item, at): item for at, item in enumerate(value)}


def _differ(old: Any, new: Any, path: str) -> Iterator[Difference]:
    both_maps = isinstance(old, Mapping) and isinstance(new, Mapping)
    both_lists = isinstance(old, list) and isinstance(new, list)
    if not (both_maps or both_lists):
        if canonical(old) != canonical(new):
            yield Difference(path, old, new)
        return
    was, now = _children(old), _children(new)
    if both_lists and (len(was), len(now)) != (len(old), len(new)) and canonical(old) != canonical(new):
        yield Difference(path, old, new)
        return
    for key in sorted(was.keys() | now.keys()):
        yield from _differ(was.get(key), now.get(key), f"{path}/{key}" if path else key)


def verify(record: Mapping[str, Any], repeated: Body) -> tuple[Difference, ...]:
    """What the search, done again, says otherwise than the certificate; nothing where it stands.

    A certificate that was changed after it was made differs in its ``id``.
    """
    said = str(record.get("id"))
    kept = record["body"]
    broken = () if is_sound(record) else (Difference("id", said, certificate_id(kept)),)
    return (*broken, *_differ(_plain(kept), _plain(repeated), ""))
