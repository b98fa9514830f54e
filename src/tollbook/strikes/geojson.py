"""GeoJSON: points with properties, read as the rows of a table are."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tollbook.errors import StopRun
from tollbook.strikes.entry import Fault
from tollbook.strikes.table import Rows

LAT, LON, ID = "geometry: latitude", "geometry: longitude", "feature: id"


def rows(text: str, name: str) -> Rows:
    """Features as rows; raises StopRun where it is no FeatureCollection in degrees."""
    features = _features(text, name)
    read: list[tuple[str, Mapping[str, str]]] = []
    faults: list[Fault] = []
    for number, feature in enumerate(features, 1):
        where = f"{name}, feature {number}"
        point = _point(feature)
        if isinstance(point, str):
            faults.append(Fault(where, point, "give a point with longitude and latitude, or no geometry"))
        else:
            read.append((where, {**dict(_properties(feature)), **point}))
    columns = tuple(dict.fromkeys(column for _, row in read for column in row))
    return Rows(_renamed(columns), tuple((where, _named(row)) for where, row in read), tuple(faults))


def _features(text: str, name: str) -> list[Any]:
    try:
        found = json.loads(text.lstrip("\ufeff"), parse_float=str)
    except (ValueError, RecursionError) as error:
        raise StopRun(f"is no valid JSON: {error}", name, "mend the file") from error
    if not isinstance(found, dict) or found.get("type") != "FeatureCollection":
        raise StopRun("is no GeoJSON FeatureCollection", name, "export the points as GeoJSON")
    if "crs" in found and "CRS84" not in str(found["crs"]) and "4326" not in str(found["crs"]):
        raise StopRun("its coordinates are not degrees (it names another CRS)", name, "export it in WGS 84")
    features = found.get("features")
    if not isinstance(features, list) or not features:
        raise StopRun("holds no features", name, "give a log with points")
    return features


def _point(feature: Any) -> dict[str, str] | str:
    """Latitude and longitude as cells, none where there is no geometry, or what is wrong."""
    if not isinstance(feature, dict):
        return "is no feature"
    geometry = feature.get("geometry")
    if geometry is None:
        return {}
    if not isinstance(geometry, dict) or geometry.get("type") != "Point":
        kind = geometry.get("type") if isinstance(geometry, dict) else geometry
        return f"a strike is a point, this is {kind!r}"
    at = geometry.get("coordinates")
    if not isinstance(at, list) or not 2 <= len(at) <= 3 or not all(isinstance(one, str | int) for one in at[:2]):
        return "its coordinates are no longitude and latitude"
    return {LON: str(at[0]), LAT: str(at[1])}


def _properties(feature: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if feature.get("id") is not None:
        yield ID, str(feature["id"])
    properties = feature.get("properties")
    for key, value in (properties if isinstance(properties, dict) else {}).items():
        if isinstance(value, str | int) and not isinstance(value, bool):
            yield str(key), str(value)


def _renamed(columns: tuple[str, ...]) -> tuple[str, ...]:
    """The feature's own point and id go by the names the mapping knows, before properties of the same name."""
    return tuple(dict.fromkeys(OWN.get(column, column) for column in sorted(columns, key=lambda c: c not in OWN)))


def _named(row: Mapping[str, str]) -> dict[str, str]:
    own = {OWN[column]: value for column, value in row.items() if column in OWN}
    return {**row, **own}


OWN = {LAT: "lat", LON: "lon", ID: "id"}
