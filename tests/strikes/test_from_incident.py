"""An incident as the subject of a comparison."""

from datetime import date

import pytest

from tollbook.model import Claim, Count, Incident, Lineage, Period, Place, Source
from tollbook.model.source import SourceKind
from tollbook.strikes.from_incident import least_radius, subject_of

HAJIN = Place("Hajin", "Hajin", "h", 34.69, 40.83, "town")
GRID = Place("37S FU 676 401", lat=34.6896, lon=40.8302, precision="within_100m")


def claim(key: str, quote: str = "Five were killed in a house", **fields: object) -> Claim:
    values = {"blamed": ("the Coalition",), "means": "airstrike", **fields}
    return Claim(key, "doc", 0, len(quote), quote, "killed", Count(5, 5), **values)  # type: ignore[arg-type]


def lineage(**kinds: SourceKind) -> Lineage:
    return Lineage({key: Source(key, key, kind) for key, kind in kinds.items()}, {key: key for key in kinds})


def incident(*claims: Claim, places: tuple[Place, ...] = (HAJIN,), **fields: object) -> Incident:
    when = Period("", date(2018, 2, 15), date(2018, 2, 16))
    values = {"places": places, "when": when, **fields}
    return Incident("inc", tuple(one.id for one in claims), ("doc",), **values)  # type: ignore[arg-type]


def parties(name: str) -> list[str]:
    return ["coalition"] if "oalition" in name else [name]


def test_days_parties_means_and_objects_come_from_its_own_claims() -> None:
    own, other = claim("a"), claim("b", "Two died on a bridge", blamed=("Somebody",), means="artillery")
    found = subject_of(incident(own), [own, other], lineage(a="ngo"), parties)
    assert (found.first, found.last) == (date(2018, 2, 15), date(2018, 2, 16))
    assert found.forces == {"coalition"}
    assert found.means == {"air"}
    assert found.objects == {"building"}
    assert [(spot.name, spot.radius_km) for spot in found.spots] == [("Hajin", 4.0)]


@pytest.mark.parametrize(
    ("kinds", "least"),
    [({}, 0.0), ({"a": "press"}, 10.0), ({"a": "press", "b": "ngo"}, 0.0), ({"a": "agency", "b": "local_media"}, 2.0)],
)
def test_who_speaks_of_the_place_sets_the_least_radius(kinds: dict[str, SourceKind], least: float) -> None:
    assert least_radius([claim("a"), claim("b")], lineage(**kinds)) == least


def test_the_press_knows_a_town_to_ten_kilometres_but_a_written_grid_as_it_stands() -> None:
    own = claim("a")
    found = subject_of(incident(own, places=(HAJIN, GRID)), [own], lineage(a="press"), parties)
    assert [(spot.radius_km, spot.grid) for spot in found.spots] == [(10.0, None), (0.1, "37SFU676401")]


def test_without_points_of_its_places_its_own_point_counts() -> None:
    own = claim("a")
    bare = incident(own, places=(Place("somewhere", precision="village"),), lat=34.0, lon=40.0)
    (spot,) = subject_of(bare, [own], lineage(a="ngo"), parties).spots
    assert (spot.lat, spot.lon, spot.radius_km) == (34.0, 40.0, 2.0)


def test_an_unknown_day_stays_unknown() -> None:
    found = subject_of(incident(when=None, places=()), [], lineage(), parties)
    assert (found.first, found.last, found.spots) == (None, None, ())
