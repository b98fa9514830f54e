"""What the bench can take: incidents of Tollbook, another party's incidents as a table, strikes of a log."""

import csv
import io
import math
import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from tollbook.errors import StopRun
from tollbook.model import Claim, Figure, Incident
from tollbook.model.place import RADIUS_KM, Precision
from tollbook.model.strike import Strike
from tollbook.strikes.bench_fields import Entry, Range
from tollbook.strikes.mapping import bare

LONG, EDGE = timedelta(hours=20), timedelta(minutes=90)
"""A strike known to its day only may reach over midnight where its zone differs from the sun's: its edges are cut."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "incident", "incident_id", "ref", "reference", "case", "code"),
    "first": ("first", "date", "start", "date_from", "day", "event_date", "first_day"),
    "last": ("last", "end", "date_to", "last_day"),
    "lat": ("lat", "latitude"),
    "lon": ("lon", "lng", "long", "longitude"),
    "radius_km": ("radius_km",),
    "precision": ("precision", "geo_accuracy"),
    "place": ("place", "location", "place_name", "town", "village"),
    "means": ("means", "weapon", "munition", "strike_type"),
    "force": ("force", "belligerent", "party", "blamed", "actor"),
    "killed": ("killed", "deaths", "civilians_killed", "fatalities"),
    "killed_min": ("killed_min", "killed_low", "deaths_low"),
    "killed_max": ("killed_max", "killed_high", "deaths_high"),
    "injured": ("injured", "wounded"),
    "injured_min": ("injured_min", "injured_low", "wounded_low"),
    "injured_max": ("injured_max", "injured_high", "wounded_high"),
    "strikes": ("strikes",),
}
"""Names under which a table may hold a field; case, spaces and marks do not count."""

REMEDY = (
    "needed are the columns id and date (YYYY-MM-DD) or place or lat and lon; known too are "
    "last, radius_km, place, means, force, killed, killed_min, killed_max, injured, strikes"
)
RANGE = re.compile(r"(\d+)\s*(?:[-–]|to)\s*(\d+)|(\d+)\s*\+|(\d+)")


def of_incident(incident: Incident, claims: Iterable[Claim] = ()) -> Entry:
    """An incident as the bench sees it; means and the blamed as its claims name them."""
    ours = [claim for claim in claims if claim.id in set(incident.claims)]
    when, place = incident.when, next((p for p in incident.places if p.lat is not None), None)
    radius = place.radius_km if place else 0.0
    return Entry(
        id=incident.id,
        first=when.start if when and when.end else None,
        last=when.end if when and when.start else None,
        lat=incident.lat,
        lon=incident.lon,
        radius_km=radius,
        place=next((p.name or p.text for p in incident.places), ""),
        means=", ".join(sorted({claim.means for claim in ours if claim.means})),
        force=", ".join(sorted({name for claim in ours for name in claim.blamed})),
        killed=_bounds(incident.figures.get("killed")),
        injured=_bounds(incident.figures.get("injured")),
    )


def _bounds(figure: Figure | None) -> Range | None:
    if figure is None or (figure.min is None and figure.max is None):
        return None
    return figure.min, None if figure.open_ended else figure.max


def of_strike(strike: Strike) -> Entry:
    """An entry of a strike log with its days as the sun has them at its point (UTC where it has none)."""
    ahead = timedelta(hours=(strike.place.lon or 0.0) / 15)
    edge = EDGE if strike.end - strike.start >= LONG else timedelta(0)
    return Entry(
        id=strike.id,
        first=(strike.start + edge + ahead).date(),
        last=(strike.end - edge + ahead).date(),
        lat=strike.place.lat,
        lon=strike.place.lon,
        radius_km=strike.place.radius_km,
        place=strike.place.name or strike.place.text,
        means=strike.means or "",
        force=strike.force or "",
        strikes=strike.strikes,
    )


def _columns(header: Iterable[str]) -> dict[str, str]:
    known = {bare(name): name for name in header}
    found = {field: next((known[bare(n)] for n in names if bare(n) in known), None) for field, names in COLUMNS.items()}
    return {field: column for field, column in found.items() if column is not None}


def _day(text: str, where: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise StopRun(f"no date: {text!r}", where, "write YYYY-MM-DD") from error


def _number(text: str, where: str, limit: float) -> float | None:
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not abs(value) <= limit:
        raise StopRun(f"no number within {limit:g}: {text!r}", where, "mend the row")
    return value


def _range(row: Mapping[str, str], word: str, where: str) -> Range | None:
    """ "12", "12-15", "12+" in one column, or least and greatest in two."""
    low, high = (_number(row.get(f"{word}_{end}", ""), where, 1e7) for end in ("min", "max"))
    if low is not None or high is not None:
        found: Range = (None if low is None else int(low), None if high is None else int(high))
    elif match := RANGE.fullmatch(row.get(word, "")):
        a, b, more, one = match.groups()
        found = (int(a), int(b)) if a else (int(more), None) if more else (int(one), int(one))
    elif row.get(word):
        raise StopRun(f"no number of {word}: {row[word]!r}", where, "write 12, 12-15, 12+ or nothing")
    else:
        return None
    if found[0] is not None and found[1] is not None and found[0] > found[1]:
        raise StopRun(f"{word}: {found[0]} to {found[1]} ends before it starts", where, "mend the row")
    return found


def _radius(row: Mapping[str, str], where: str) -> float:
    given = _number(row.get("radius_km", ""), where, 20_000)
    if given is not None:
        return abs(given)
    words = row.get("precision", "").lower()
    named: Precision = next((name for name in RADIUS_KM if name == words), "village")
    return RADIUS_KM[named]


def _entry(row: Mapping[str, str], where: str) -> Entry:
    first = _day(row.get("first", ""), where)
    last = _day(row.get("last", ""), where) or first
    if first and last and first > last:
        raise StopRun(f"{first} to {last} ends before it starts", where, "mend the row")
    lat, lon = _number(row.get("lat", ""), where, 90), _number(row.get("lon", ""), where, 180)
    if (lat is None) != (lon is None):
        raise StopRun("a latitude without a longitude", where, "give both or neither")
    strikes = _number(row.get("strikes", ""), where, 1e6)
    return Entry(
        id=row["id"], first=first, last=last, lat=lat, lon=lon, radius_km=_radius(row, where),
        place=row.get("place", ""), means=row.get("means", ""), force=row.get("force", ""),
        killed=_range(row, "killed", where), injured=_range(row, "injured", where),
        strikes=None if strikes is None else int(strikes),
    )  # fmt: skip


def read_table(text: str, name: str) -> list[Entry]:
    """Another party's incidents: a CSV with a header. Raises StopRun at the first row that cannot be read.

    A point without radius_km or precision is taken as a village's.
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    columns = _columns(reader.fieldnames or ())
    if "id" not in columns or not ({"first", "place"} & columns.keys() or {"lat", "lon"} <= columns.keys()):
        raise StopRun("no table of incidents", name, REMEDY)
    found = []
    for row in reader:
        where = f"{name}, line {reader.line_num}"
        values = {field: (row.get(column) or "").strip() for field, column in columns.items()}
        if not values["id"]:
            raise StopRun("a row without id", where, "give each row an id of its own")
        found.append(_entry(values, where))
    if not found:
        raise StopRun("no row below its header", name, REMEDY)
    return found
