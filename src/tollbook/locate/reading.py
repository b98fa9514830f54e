"""What a gazetteer file gives: listings in order, and the rows that could not be used, with line and reason."""

from dataclasses import dataclass

from tollbook.model.place import Precision


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was left out: its line (from 1) and why."""

    line: int
    reason: str


PRECISIONS: dict[str, Precision] = {
    "exact": "exact",
    "exact location": "exact",
    "within 1m": "exact",
    "within 100m": "within_100m",
    "street": "street",
    "landmark": "landmark",
    "nearby landmark": "landmark",
    "neighbourhood": "neighbourhood",
    "neighbourhood/area": "neighbourhood",
    "neighbourhood area": "neighbourhood",
    "neighborhood": "neighbourhood",
    "camp": "neighbourhood",
    "village": "village",
    "town": "town",
    "city": "city",
    "subdistrict": "subdistrict",
    "district": "district",
    "province": "province",
    "province/governorate": "province",
    "province governorate": "province",
    "governorate": "province",
    "country": "country",
}
"""Airwars' accuracy words in the spellings of its site and of its exports, and plain kinds of place."""


def precision_of(words: str | None) -> Precision | None:
    """The precision that a kind or accuracy names; "exact_location (via Airwars)" is exact. None where unknown."""
    plain = (words or "").split("(")[0].replace("_", " ").strip().lower()
    return PRECISIONS.get(plain) or ("exact" if plain.startswith("exact location") else None)


def point(lat: object, lon: object) -> tuple[float, float] | None:
    """A point from two fields, in degrees; None where either is missing, no number or off the globe."""
    try:
        where = float(str(lat).replace(",", ".")), float(str(lon).replace(",", "."))
    except ValueError:
        return None
    return where if abs(where[0]) <= 90 and abs(where[1]) <= 180 else None
