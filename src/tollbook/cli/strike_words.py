"""Strike logs in the terminal: previews, differences, tables, and one incident with its reasons."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rich.table import Table

from tollbook.cli.explained import safe
from tollbook.model import Incident
from tollbook.model.strike import LogCoverage, Strike, StrikeLog
from tollbook.strikes.told import km_words, times

if TYPE_CHECKING:
    from tollbook.casebook.strikeimport import Taken
    from tollbook.casebook.strikelogs import Difference, Matched
    from tollbook.strikes.found import Candidate

SHOWN = 5
GRADE = {"matches": "matches", "possible": "possible", "near_miss": "near miss", "excluded": "excluded"}


def preview(taken: "Taken") -> Iterator[str]:
    """How the file was read: columns, then its first entries."""
    for field, column in taken.reading.columns.items():
        yield f"  {field:<12} from column {safe(column)!r}"
    if taken.reading.unread:
        yield f"  not read     {', '.join(repr(safe(column)) for column in taken.reading.unread)}"
    for strike in taken.reading.strikes[:SHOWN]:
        yield f"  {entry(strike)}"
    left = len(taken.reading.strikes) - SHOWN
    if left > 0:
        yield f"  ... and {left} more"
    if taken.unplaced:
        yield f"  {taken.unplaced} entries name a place whose point is not known: they are compared by name only"


def entry(strike: Strike) -> str:
    """One entry in a line."""
    place = strike.place
    at = f"{place.lat:.4f}, {place.lon:.4f} ± {km_words(place.radius_km)} km" if place.lat is not None else "no point"
    name = place.text if place.text != strike.grid else ""
    number = f"{strike.strikes} strikes" if strike.strikes != 1 else ""
    parts = [
        times(strike),
        name,
        strike.grid or "",
        at,
        strike.force or "",
        strike.means or "",
        strike.target or "",
        number,
    ]
    return safe("  ".join(part for part in parts if part))


def faults(found: Sequence[object], most: int) -> Iterator[str]:
    """Faults of a file, up to a number."""
    yield from (f"tollbook: {safe(str(fault))}" for fault in found[:most])
    if len(found) > most:
        yield f"tollbook: ... and {len(found) - most} more faults (--faults {len(found)} lists them all)"


def difference(found: "Difference") -> Iterator[str]:
    """What an updated file changes."""
    yield f"{len(found.added)} added, {len(found.removed)} removed, {len(found.changed)} changed"
    yield from (f"  + {entry(strike)}" for strike in found.added[:SHOWN])
    yield from (f"  - {entry(strike)}" for strike in found.removed[:SHOWN])
    for before, after in found.changed[:SHOWN]:
        yield f"  - {entry(before)}"
        yield f"  + {entry(after)}"
    if found.coverage:
        yield "  what the log is said to cover changes"


def covered(part: LogCoverage) -> str:
    """One coverage in a line."""
    area = "everywhere" if part.area is None else ", ".join(f"{degree:g}" for degree in part.area)
    lacks = f"; lacks {part.lacks}" if part.lacks else ""
    return safe(f"{part.force or 'no force named'}, {part.start} to {part.end}, {area}: {part.complete}{lacks}")


def logs(found: Sequence[StrikeLog]) -> Table:
    """The table of logs."""
    table = Table("log", "entries", "strikes", "first", "last", "covers")
    for log in found:
        days = sorted(strike.start.date() for strike in log.strikes)
        first, last = (str(days[0]), str(days[-1])) if days else ("", "")
        counts = str(len(log.strikes)), str(sum(strike.strikes for strike in log.strikes))
        table.add_row(log.id, *counts, first, last, "\n".join(map(covered, log.coverage)))
    return table


def matches(found: Sequence[tuple[Incident, "Matched"]]) -> Table:
    """The table of incidents against the logs."""
    table = Table(
        "incident", "day", "place", "matches", "possible", "near", "best near miss", "nothing found would mean"
    )
    for incident, matched in found:
        counts = matched.comparison.counts
        best = f"{matched.near[0].kind}: {matched.near[0].strike.id}" if matched.near else ""
        day = str(incident.when.start) if incident.when and incident.when.start else "unknown"
        place = safe(", ".join(dict.fromkeys(spot.name for spot in matched.comparison.subject.spots))) or "unknown"
        numbers = (str(counts["matches"]), str(counts["possible"]), str(counts["near_miss"]))
        denies = "no strike" if matched.comparison.shows.denies else "nothing"
        table.add_row(incident.id, day, place, *numbers, safe(best), denies)
    return table


def one(matched: "Matched") -> Iterator[str]:
    """One incident: what the logs can show, candidates with reasons, near misses."""
    comparison = matched.comparison
    yield comparison.shows.text
    yield from (f"  {safe(line.text)}" for line in comparison.shows.lines)
    for candidate in comparison.candidates:
        yield from ("", *_candidate(candidate))
    total = sum(comparison.counts.values())
    if not total:
        yield from ("", "No entry of the logs lies near, as the incident is reported.")
    elif total > len(comparison.candidates):
        yield from ("", f"... and {total - len(comparison.candidates)} more entries within reach")
    if matched.near:
        yield from ("", "Near misses: what would have to be true")
    for miss in matched.near:
        yield f"  {miss.plausibility:<6} {safe(miss.text)} Then {safe(entry(miss.strike))}"


def _candidate(candidate: "Candidate") -> Iterator[str]:
    yield f"{GRADE[candidate.grade]} ({candidate.points:+g}): {candidate.strike.id}  {entry(candidate.strike)}"
    for match in candidate.fields:
        if match.level != "silent":
            yield f"  {match.field:<9} {match.points:+g}  {safe(match.text)}"


def record(incident: Incident, matched: "Matched") -> dict[str, Any]:
    """One incident against the logs as JSON."""
    comparison = matched.comparison
    return {
        "incident": incident.id,
        "window_utc": [moment.isoformat() for moment in comparison.window] if comparison.window else None,
        "radius_km": list(comparison.radius_km),
        "counts": comparison.counts,
        "denies": comparison.shows.denies,
        "shows": comparison.shows.text,
        "coverage": [line.text for line in comparison.shows.lines],
        "candidates": [_candidate_record(candidate) for candidate in comparison.candidates],
        "near_misses": [
            {
                "strike": miss.strike.id, "kind": miss.kind, "in": miss.side, "reported": miss.reported,
                "would": miss.would, "weight": round(miss.weight, 6), "plausibility": miss.plausibility,
                "distance_km": miss.distance_km and round(miss.distance_km, 3), "text": miss.text,
            }
            for miss in matched.near
        ],
    }  # fmt: skip


def _candidate_record(candidate: "Candidate") -> dict[str, Any]:
    return {
        "strike": candidate.strike.id,
        "grade": candidate.grade,
        "points": candidate.points,
        "distance_km": candidate.distance_km,
        "gap_hours": candidate.gap_hours,
        "fields": {match.field: {"level": match.level, "text": match.text} for match in candidate.fields},
    }
