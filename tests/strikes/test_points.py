"""Points of strike logs: grids of any precision, UTM, degrees; the impossible refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mgrs import MGRS

from tollbook.model.place import RADIUS_KM
from tollbook.strikes.days import Unread
from tollbook.strikes.index import distances_km
from tollbook.strikes.points import grid_point, point_of

SIZE_KM = {0: 100.0, 1: 10.0, 2: 1.0, 3: 0.1, 4: 0.01, 5: 0.001}
READ = [
    ("34.6890, 40.8303", 34.689, 40.8303, "exact"),
    ("34,6890; 40,8303", 34.689, 40.8303, "exact"),
    ("٣٤٫٦٨٩٠، ٤٠٫٨٣٠٣", 34.689, 40.8303, "exact"),
    ("34.689N 40.830E", 34.689, 40.83, "within_100m"),
    ("34.69 40.83", 34.69, 40.83, "neighbourhood"),
    ("34.7, 40.8", 34.7, 40.8, "city"),
    ("-33.8688, 151.2093", -33.8688, 151.2093, "exact"),
    ("34°41'20\"N 40°49'49\"E", 34.68889, 40.83028, "exact"),
    ("34 41 20 N, 40 49 49 E", 34.68889, 40.83028, "exact"),
    ("37 north 667655 3840153", 34.68966, 40.83029, "exact"),
    ("37S FU 676 401", 34.68964, 40.83024, "within_100m"),
]
REFUSED = [
    ("37SFU67640", "5 digits"),
    ("37SFU67640123456", "11 digits"),
    ("37IFU676401", "no point"),
    ("61SFU676401", "no MGRS grid"),
    ("37SAA1234", "do not occur"),
    ("37RFU676401", "do not occur"),
    ("3SFU676401", "on the globe"),
    ("37S 667655 3840153", "band or the south"),
    ("40.83 E, 34.68 N", "wrong way round"),
    ("134.1, 20.5", "off the globe"),
    ("34 61 20 N, 40 49 49 E", "60 or more"),
    ("near the bridge", "no point"),
    ("1", "no point"),
]


@pytest.mark.parametrize(("written", "lat", "lon", "precision"), READ)
def test_read(written: str, lat: float, lon: float, precision: str) -> None:
    found = point_of(written)
    assert (found.lat, found.lon) == pytest.approx((lat, lon), abs=2e-5)
    assert found.precision == precision


@pytest.mark.parametrize(("written", "what"), REFUSED)
def test_refused(written: str, what: str) -> None:
    with pytest.raises(Unread, match=what) as error:
        point_of(written)
    assert error.value.remedy


@given(st.floats(-79, 83), st.floats(-179.9, 179.9), st.integers(1, 5))
def test_a_grid_holds_the_point_it_was_made_from(lat: float, lon: float, digits: int) -> None:
    grid = MGRS().toMGRS(lat, lon, MGRSPrecision=digits)
    found = grid_point(grid)
    apart = float(distances_km(lat, lon, np.array([found.lat]), np.array([found.lon]))[0])
    assert apart <= SIZE_KM[digits] * 0.7072 * 1.01 + 1e-3
    assert apart <= RADIUS_KM[found.precision] + 1e-3


def test_the_middle_of_a_square_is_meant_not_its_corner() -> None:
    corners = [MGRS().toLatLon(grid) for grid in ("37SFU6700040000", "37SFU6799940999")]
    middle = [sum(values) / 2 for values in zip(*corners, strict=True)]
    found = grid_point("37SFU6740")
    assert (found.lat, found.lon) == pytest.approx(middle, abs=2e-5)


@pytest.mark.parametrize(
    ("grid", "radius"), [("37SFU", 100), ("37SFU64", 10), ("37SFU6740", 1.5), ("37SFU676401", 0.1)]
)
def test_the_digits_say_the_radius(grid: str, radius: float) -> None:
    assert RADIUS_KM[grid_point(grid).precision] == radius
