"""What is held against a strike log: where, when, by what and by whom, each as unsure as it is known."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from tollbook.model.place import Place

SOLAR_HOURS = 2.0
"""Clocks of a country stand within about two hours of the sun (tz database); used where no zone is given."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A point and how far from it the event may have been, in km. ``grid``: the MGRS reference, as it was reported."""

    lat: float
    lon: float
    radius_km: float
    name: str = ""
    admin: str | None = None
    grid: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """One incident, or one entry of another party, as it is looked up.

    ``first`` and ``last`` are days as people there count them; ``utc_offset`` the hours their clocks are ahead of UTC,
    ``None`` where the sun must do (``longitude / 15`` give or take SOLAR_HOURS). ``forces`` are party ids, ``means``
    and ``objects`` kinds of grades.toml. ``strikes``: least and most strikes it speaks of. ``homonyms`` are other
    places of the same names.
    """

    id: str
    spots: tuple[Spot, ...] = ()
    first: date | None = None
    last: date | None = None
    utc_offset: float | None = None
    forces: frozenset[str] = frozenset()
    means: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    strikes: tuple[int | None, int | None] = (None, None)
    killed: tuple[int | None, int | None] = (None, None)
    homonyms: tuple[Spot, ...] = field(default=())


def spot_of(place: Place) -> Spot | None:
    """The place as a spot; ``None`` where it has no point."""
    if place.lat is None or place.lon is None:
        return None
    return Spot(place.lat, place.lon, place.radius_km, place.name or place.text, place.admin)


def clock(subject: Subject) -> tuple[float, float]:
    """Hours ahead of UTC, and how many hours more or less it may be."""
    if subject.utc_offset is not None:
        return subject.utc_offset, 0.0
    if not subject.spots:
        return 0.0, 14.0
    return subject.spots[0].lon / 15, SOLAR_HOURS


def window_utc(subject: Subject) -> tuple[datetime, datetime] | None:
    """The first and last moment in UTC that the subject's days can mean; ``None`` where it has no day."""
    if subject.first is None or subject.last is None:
        return None
    ahead, unsure = clock(subject)
    begin = datetime.combine(subject.first, datetime.min.time(), UTC)
    end = datetime.combine(subject.last, datetime.min.time(), UTC) + timedelta(days=1)
    return begin - timedelta(hours=ahead + unsure), end - timedelta(hours=ahead - unsure)
