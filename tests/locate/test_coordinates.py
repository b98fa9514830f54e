import pytest
from hypothesis import given
from hypothesis import strategies as st
from mgrs import MGRS

from tollbook.locate.coordinates import points


@pytest.mark.parametrize(
    ("text", "lat", "lon", "precision"),
    [
        ("at 34.6950, 40.8314 near", 34.6950, 40.8314, "exact"),
        ("at 34.695 N, 40.831 E", 34.695, 40.831, "within_100m"),
        ("33.8688S, 151.2093E", -33.8688, 151.2093, "exact"),
        ("34°41'42\"N 40°49'53\"E", 34.695, 40.8314, "within_100m"),
        ("34°41'N, 40°49'E", 34.6833, 40.8167, "village"),
        ("a strike in 37SFU676401 was", 34.69, 40.83, "within_100m"),
        ("37S FU 6760 4010", 34.69, 40.83, "exact"),
        ("الإحداثيات 34.6950، 40.8314", 34.6950, 40.8314, "exact"),
    ],
)
def test_written_points(text: str, lat: float, lon: float, precision: str) -> None:
    [point] = points(text)
    assert (point.lat, point.lon) == pytest.approx((lat, lon), abs=0.01)
    assert point.precision == precision


@pytest.mark.parametrize(
    "text",
    [
        "",
        "killed 34.5, 40.2 per cent",
        "version 1.2.345, 6.789",
        "at 134.6950, 40.8314",
        "99XYZ12",
        "34°41'42\" 40°49'",
    ],
)
def test_other_numbers_are_no_points(text: str) -> None:
    assert list(points(text)) == []


def test_a_square_is_read_as_mgrs_reads_it() -> None:
    [point] = points("37SFU676401")
    assert (point.lat, point.lon) == pytest.approx(MGRS().toLatLon("37SFU676401"), abs=1e-5)


@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    for point in points(text):
        assert 0 <= point.start < point.end <= len(text)
        assert abs(point.lat) <= 90 and abs(point.lon) <= 180
