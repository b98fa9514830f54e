"""Maps without tiles: points with their uncertainty, drawn as SVG, and the same as data for the movable map."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians

from tollbook.model import RADIUS_KM, Incident, Place
from tollbook.publish.clean import visible
from tollbook.publish.index import Index, incident_href, place_key
from tollbook.publish.outlines import Country, Region, countries
from tollbook.publish.texts import Texts

KM_PER_DEGREE = 111.32
MOST_RADIUS_KM = RADIUS_KM["district"]
"""Places known less exactly than a district are listed, not drawn: a circle of 100 km would hide the rest."""
LEAST_SPAN_DEGREES = 0.35
MOST_LABELS, MOST_NEAR = 60, 20
LETTER = 6.3
LINE = 14.0


@dataclass(frozen=True, slots=True)
class Spot:
    """One place with the incidents reported there."""

    key: str
    name: str
    lat: float
    lon: float
    radius_km: float
    precision: str
    incidents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A name set beside its point."""

    x: float
    y: float
    text: str
    anchor: str
    kind: str


@dataclass(frozen=True, slots=True)
class Circle:
    """A spot in map units: its uncertainty radius and whether it is one this page is about."""

    x: float
    y: float
    r: float
    name: str
    main: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """A country as an SVG path."""

    path: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished map in map units."""

    width: int
    height: int
    outlines: tuple[Outline, ...]
    circles: tuple[Circle, ...]
    labels: tuple[Label, ...]
    scale_km: int
    scale_length: float


@dataclass(frozen=True, slots=True)
class Projection:
    """Degrees to map units: equidistant about the middle latitude, true to scale within a few hundred kilometres."""

    west: float
    north: float
    unit: float
    squeeze: float

    def xy(self, lon: float, lat: float) -> tuple[float, float]:
        """Map units from the upper left corner."""
        return round((lon - self.west) * self.squeeze * self.unit, 1), round((self.north - lat) * self.unit, 1)

    def length(self, km: float) -> float:
        """Map units of so many kilometres."""
        return round(km / KM_PER_DEGREE * self.unit, 1)


def drawable(place: Place) -> bool:
    """Whether a place has a point and is known well enough for a circle on the map."""
    return place.lat is not None and place.lon is not None and place.radius_km <= MOST_RADIUS_KM


def spots(incidents: Iterable[Incident], t: Texts, index: Index) -> list[Spot]:
    """The places of these incidents, one spot a place, by name."""
    found: dict[str, tuple[Place, list[str]]] = {}
    for incident in incidents:
        for place in incident.places:
            if drawable(place):
                entry = found.setdefault(place_key(place), (place, []))
                if incident.id not in entry[1]:
                    entry[1].append(incident.id)
    made = (
        Spot(key, index.place_name(p, t.code), p.lat or 0.0, p.lon or 0.0, p.radius_km, p.precision, tuple(ids))
        for key, (p, ids) in found.items()
    )
    return sorted(made, key=lambda s: (s.name, s.key))


def region_of(found: Sequence[Spot]) -> Region:
    """The box that holds every spot with its circle."""
    margin = [s.radius_km / KM_PER_DEGREE for s in found]
    return Region(
        min(s.lon - 1.3 * m for s, m in zip(found, margin, strict=True)),
        min(s.lat - m for s, m in zip(found, margin, strict=True)),
        max(s.lon + 1.3 * m for s, m in zip(found, margin, strict=True)),
        max(s.lat + m for s, m in zip(found, margin, strict=True)),
    )


def _projection(region: Region, width: int, height: int) -> Projection:
    lat = (region.south + region.north) / 2
    squeeze = max(0.1, cos(radians(lat)))
    tall = max(region.north - region.south, LEAST_SPAN_DEGREES) * 1.25
    wide = max((region.east - region.west) * squeeze, LEAST_SPAN_DEGREES) * 1.35
    unit = min(width / wide, height / tall)
    middle = (region.west + region.east) / 2
    return Projection(middle - width / unit / squeeze / 2, lat + height / unit / 2, unit, squeeze)


def _path(country: Country, projection: Projection) -> Outline:
    rings = []
    for ring in country.rings:
        points = [projection.xy(lon, lat) for lon, lat in ring]
        rings.append("M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z")
    return Outline("".join(rings))


def _scale(projection: Projection, width: int) -> tuple[int, float]:
    steps = (n * 10**e for e in range(5) for n in (1, 2, 5))
    km = next((k for k in steps if projection.length(k) > width * 0.12), 50000)
    return km, projection.length(km)


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def _sides(circle: Circle) -> Iterable[tuple[float, float, str, _Box]]:
    wide = len(circle.name) * LETTER + 4
    for dx, dy in ((9, 4.5), (-9, 4.5), (0, -9), (0, 18)):
        x, y = circle.x + dx, circle.y + dy
        anchor = "start" if dx > 0 else "end" if dx < 0 else "middle"
        left = x if dx > 0 else x - wide if dx < 0 else x - wide / 2
        yield x, y, anchor, _Box(left, y - LINE + 2, left + wide, y + 3)


def _labels(circles: Sequence[Circle], width: int, height: int) -> list[Label]:
    """A label per circle where one fits; circles of this page first. A name without room stands in the list instead."""
    named = sorted(circles, key=lambda c: not c.main)[:MOST_LABELS]
    taken = [_Box(c.x - 6, c.y - 6, c.x + 6, c.y + 6) for c in named]
    labels = []
    for number, circle in enumerate(named):
        others = taken[:number] + taken[number + 1 :]
        for x, y, anchor, area in _sides(circle):
            inside = area.left > 2 and area.right < width - 2 and area.top > 0 and area.bottom < height
            if inside and not any(area.meets(other) for other in others):
                labels.append(Label(round(x, 1), round(y, 1), circle.name, anchor, "main" if circle.main else "other"))
                taken.append(area)
                break
    return labels


def _country_labels(
    outlines: Sequence[Country], t: Texts, projection: Projection, width: int, height: int
) -> list[Label]:
    labels = []
    for country in outlines:
        x, y = projection.xy(*country.label)
        name = country.named(t.code)
        if 60 < x < width - 60 and 24 < y < height - 24:
            labels.append(Label(x, y, name, "middle", "country"))
    return labels


def draw(found: Sequence[Spot], others: Sequence[Spot], t: Texts, size: tuple[int, int] = (640, 400)) -> Drawing | None:
    """The map of ``found``, with ``others`` fainter for orientation; ``None`` where nothing is placed."""
    if not found:
        return None
    width, height = size
    projection = _projection(region_of(found), width, height)
    east = projection.west + width / projection.unit / projection.squeeze
    view = Region(projection.west, projection.north - height / projection.unit, east, projection.north)
    circles = [_circle(s, projection, main=True) for s in found]
    circles += _near(circles, others, {s.key for s in found}, projection, size)
    cut = countries(view)
    labels = [*_country_labels(cut, t, projection, width, height), *_labels(circles, width, height)]
    km, length = _scale(projection, width)
    paths = tuple(_path(c, projection) for c in countries(view.grown(0.2)))
    return Drawing(width, height, paths, tuple(circles), tuple(labels), km, length)


def _near(
    circles: Sequence[Circle], others: Sequence[Spot], own: set[str], projection: Projection, size: tuple[int, int]
) -> list[Circle]:
    """The nearest other places inside the frame, for orientation."""
    x0 = sum(c.x for c in circles) / len(circles)
    y0 = sum(c.y for c in circles) / len(circles)
    inside = (_circle(s, projection, main=False) for s in others if s.key not in own)
    kept = [c for c in inside if 0 < c.x < size[0] and 0 < c.y < size[1]]
    return sorted(kept, key=lambda c: ((c.x - x0) ** 2 + (c.y - y0) ** 2, c.name))[:MOST_NEAR]


def _circle(spot: Spot, projection: Projection, *, main: bool) -> Circle:
    x, y = projection.xy(spot.lon, spot.lat)
    return Circle(x, y, projection.length(spot.radius_km), spot.name, main)


def map_script(found: Sequence[Spot], region: Region, t: Texts, titles: dict[str, str]) -> str:
    """The movable map's data as a classic script, since a page opened from disk may not fetch."""
    wide = region.grown(max(3.0, (region.east - region.west)))
    near = {c.name: c.label for c in countries(region.grown(0.3))}
    data = {
        "spots": [
            {
                "name": visible(s.name), "lat": s.lat, "lon": s.lon, "km": s.radius_km,
                "incidents": [[incident_href(i), titles[i]] for i in s.incidents],
            }
            for s in found
        ],
        "countries": [
            {"name": c.named(t.code), "rings": c.rings, "label": near.get(c.name, c.label)}
            for c in countries(wide)
        ],
        "view": [region.south, region.west, region.north, region.east],
        "limit": [wide.south, wide.west, wide.north, wide.east],
        "words": {k: t(f"map.{k}") for k in ("zoom_in", "zoom_out", "unit_km", "unit_m")},
    }  # fmt: skip
    return f"window.TOLLBOOK_MAP={json.dumps(data, separators=(',', ':'))};\n"


def unplaced(incidents: Iterable[Incident]) -> list[Incident]:
    """Incidents that no map can show."""
    return [i for i in incidents if not any(drawable(p) for p in i.places)]
