"""How far apart two places are, and whether they can be one."""

from math import asin, cos, radians, sin, sqrt

from tollbook.gather.features import Spot

EARTH_KM = 6371.0
HOMONYM_KM = 60.0
"""One name at two points farther apart than this names two places."""
SAME_POINT_KM = 0.3
FINE = frozenset({"exact", "within_100m", "street", "landmark", "neighbourhood", "village"})
PARTS = frozenset({"exact", "within_100m", "street", "landmark", "neighbourhood"})
"""Parts of a settlement; a village near a city is not inside it."""
UNLIKE_SLACK_KM = 5.0
FITTING = frozenset({"same_fine", "same_town", "same_city", "alike", "alike_city", "same_point", "inside"})


def km(a: Spot, b: Spot) -> float | None:
    """Great-circle distance in km; ``None`` where a point is unknown."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    if a.lat == b.lat and a.lon == b.lon:
        return 0.0
    phi, theta = radians(a.lat), radians(b.lat)
    h = sin((theta - phi) / 2) ** 2 + cos(phi) * cos(theta) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(h)))


def level(a: Spot, b: Spot, distance: float | None) -> str:
    """The level of the place comparison, as named in weights.toml, of two places ``distance`` km apart."""
    reach = a.radius + b.radius
    if a.keys & b.keys and (distance is None or distance <= HOMONYM_KM):
        return _same(a, b) if distance is None or distance <= reach else "namesake"
    if a.bones & b.bones and (distance is None or distance <= reach + UNLIKE_SLACK_KM):
        return "alike_city" if _same(a, b) == "same_city" else "alike"
    if distance is None:
        return "other"
    if distance <= SAME_POINT_KM:
        return "same_point"
    if distance > reach:
        return "apart"
    wide, narrow = (a, b) if a.radius >= b.radius else (b, a)
    part = narrow.precision in PARTS and wide.precision not in PARTS
    return "inside" if part and distance <= wide.radius else "near"


def _same(a: Spot, b: Spot) -> str:
    coarser = a.precision if a.radius >= b.radius else b.precision
    if coarser in FINE or coarser == "unknown":
        return "same_fine"
    return "same_city" if coarser == "city" else "same_town"


def fits(a: Spot, b: Spot) -> bool:
    """Whether two places named in one report can be one place, or one inside the other."""
    return level(a, b, km(a, b)) in FITTING
