"""Places as reports name them, and how exactly they are known."""

from dataclasses import dataclass
from typing import Literal

Precision = Literal[
    "exact", "within_100m", "street", "landmark", "neighbourhood",
    "village", "town", "city", "subdistrict", "district", "province", "country", "unknown",
]  # fmt: skip
"""Airwars' accuracy levels (airwars.org methodology), finest first, then country and unknown."""

RADIUS_KM: dict[Precision, float] = {
    "exact": 0.05,
    "within_100m": 0.1,
    "street": 0.3,
    "landmark": 0.5,
    "neighbourhood": 1.5,
    "village": 2.0,
    "town": 4.0,
    "city": 10.0,
    "subdistrict": 20.0,
    "district": 40.0,
    "province": 100.0,
    "country": 500.0,
    "unknown": 1000.0,
}
"""How far from its point the event may have been, in km; a stated convention, not a measurement."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place a claim names: ``text`` as written, the rest as resolved (``None`` where it was refused)."""

    text: str
    name: str | None = None
    id: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: Precision = "unknown"
    admin: str | None = None
    country: str | None = None

    @property
    def radius_km(self) -> float:
        """Uncertainty radius around the point, in km."""
        return RADIUS_KM[self.precision]
