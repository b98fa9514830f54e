"""A gazetteer entry, and how a name was matched to it."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Literal

from tollbook.model.place import Precision

EARTH_RADIUS_KM = 6371.0088
How = Literal["exact", "ending", "skeleton", "fuzzy"]
"""exact: the same key within a script; ending: after taking a case ending off; skeleton: the same consonants in any
script; fuzzy: one consonant more, fewer or exchanged."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of a gazetteer. ``region`` is a first-level unit as GeoNames codes it ("SY.07"), ``country`` ISO 3166.

    ``keys`` are the exact keys of all its spellings; ``population`` 0 where unknown; ``source`` says who lists it;
    ``uses`` how many rows of that source gave it this point.
    """

    id: str
    name: str
    lat: float
    lon: float
    precision: Precision
    keys: tuple[str, ...] = ()
    admin: str | None = None
    region: str | None = None
    country: str | None = None
    population: int = 0
    source: str = ""
    uses: int = 1


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that a name may mean, how the two met, and how alike they are written (0 to 1)."""

    entry: Entry
    how: How
    score: float


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in km (haversine, mean Earth radius of IUGG)."""
    half = sin(radians(other_lat - lat) / 2) ** 2
    half += cos(radians(lat)) * cos(radians(other_lat)) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))
