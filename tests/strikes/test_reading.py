"""Whole logs: odd headers, marks and separators, and everything that is wrong listed at once."""

import json

import pytest

from tests.strikes.logs import settled
from tollbook.errors import StopRun
from tollbook.strikes.reading import Reading, read_log

GRID = "37SFU676401"
HEADERS = [
    ("Date,MGRS", "2018-02-15,37SFU676401"),
    ("\ufeffEVENT DATE;Grid Reference", "2018-02-15;37SFU676401"),
    ("Jour\tCarroyage", "2018-02-15\t37SFU676401"),
    ("التاريخ,المربع", "٢٠١٨-٠٢-١٥,37SFU676401"),
    ("date de frappe|latitude|longitude", "2018-02-15|34.6896|40.8302"),
    ("datetime,coordinates", '2018-02-15T10:00Z,"34.6896, 40.8302"'),
    ("تاريخ الضربة;خط العرض;خط الطول", "15/2/2018;34.6896;40.8302"),
]


def read(text: str, name: str = "log.csv", **fields: object) -> Reading:
    return read_log(text, name, "log", settled(**fields))


@pytest.mark.parametrize(("header", "row"), HEADERS)
def test_known_headers_are_read(header: str, row: str) -> None:
    found = read(f"{header}\n{row}\n")
    assert found.faults == ()
    (strike,) = found.strikes
    assert (strike.place.lat, strike.place.lon) == pytest.approx((34.6896, 40.8302), abs=1e-4)
    assert strike.start.year == 2018


def test_unknown_headers_are_named_by_hand_and_what_is_not_read_is_told() -> None:
    text = f"WHEN_IT_WAS,Where,Colour\n2018-02-15,{GRID},red\n"
    with pytest.raises(StopRun, match="the day"):
        read(text)
    found = read(text, columns={"date": "WHEN_IT_WAS", "grid": "Where"})
    assert found.columns == {"date": "WHEN_IT_WAS", "grid": "Where"}
    assert found.unread == ("Colour",)
    assert found.strikes[0].grid == GRID


@pytest.mark.parametrize("columns", [{"date": "missing"}, {"colour": "Where"}])
def test_a_wrong_mapping_stops(columns: dict[str, str]) -> None:
    with pytest.raises(StopRun, match=r"no column|no field"):
        read(f"date,Where\n2018-02-15,{GRID}\n", columns=columns)


def test_every_fault_is_listed_with_its_line_and_remedy() -> None:
    rows = [
        "2018-02-15,,37SFU676401",
        ",,37SFU67640",
        "02/03/2018,25:99,",
        "2027-01-01,,37SFU676401",
        "2018-02-15,,99XXX1",
    ]
    found = read("date,time,grid\n" + "\n".join(rows))
    assert [fault.where.rpartition(" ")[2] for fault in found.faults] == ["3", "3", "4", "4", "5", "6"]
    assert all(fault.remedy for fault in found.faults)
    told = " ".join(fault.what for fault in found.faults)
    for part in ("without a day", "5 digits", "two days", "without a place", "future", "no MGRS grid"):
        assert part in told


def test_a_row_without_a_zone_is_refused() -> None:
    found = read(f"date,time,grid\n2018-02-15,14:30,{GRID}\n", zone=None)
    assert [str(fault) for fault in found.faults] == [
        "log.csv, line 2: a time without its zone (give a column with the zone, or say --zone Asia/Damascus)"
    ]


def test_a_zone_column_goes_before_the_option() -> None:
    found = read(f"date,time,zone,grid\n2018-02-15,14:30,UTC,{GRID}\n2018-02-15,14:30,,{GRID}\n")
    assert [strike.start.hour for strike in found.strikes] == [14, 12]


def test_a_radius_needs_its_unit() -> None:
    text = f"date,grid,radius\n2018-02-15,{GRID},900\n"
    assert "without its unit" in read(text).faults[0].what
    assert read(text, unit="m").strikes[0].place.radius_km == 1.5
    assert read(text.replace("radius", "radius km").replace("900", "15")).strikes[0].place.radius_km == 20.0


def test_two_points_that_differ_are_refused() -> None:
    found = read(f"date,grid,lat,lon\n2018-02-15,{GRID},34.6896,40.9302\n")
    assert "km apart" in found.faults[0].what


def test_ids_stay_whatever_the_order_of_rows() -> None:
    rows = [f"2018-02-1{n},{GRID},{target}" for n, target in ((5, "tunnel"), (6, "vehicle"), (5, "tunnel"))]
    one = read("date,grid,target\n" + "\n".join(rows))
    other = read("date,grid,target\n" + "\n".join(reversed(rows)))
    assert {strike.id for strike in one.strikes} == {strike.id for strike in other.strikes}
    assert len({strike.id for strike in one.strikes}) == 3


def test_an_id_that_stands_twice_is_a_fault() -> None:
    found = read(f"id,date,grid\n7,2018-02-15,{GRID}\n7,2018-02-16,{GRID}\n")
    assert "stands on 2 rows" in found.faults[0].what


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "empty"),
        ("date,grid,date\n2018-02-15,37SFU676401,x\n", "two columns"),
        ('date,grid\n"2018-02-15,37SFU676401\n', "not readable"),
        ("date,colour\n2018-02-15,red\n", "the place"),
    ],
)
def test_what_is_no_table_stops(text: str, what: str) -> None:
    with pytest.raises(StopRun, match=what):
        read(text)


def test_a_row_with_too_many_cells_is_a_fault() -> None:
    assert "3 cells under 2 columns" in read(f"date,grid\n2018-02-15,{GRID},x\n").faults[0].what


def test_geojson_points_with_properties() -> None:
    point = {"type": "Point", "coordinates": [40.8302, 34.6896]}
    features = [
        {"type": "Feature", "id": 7, "geometry": point, "properties": {"date": "2018-02-15", "cible": "tunnel"}}
    ]
    found = read(json.dumps({"type": "FeatureCollection", "features": features}), "log.geojson")
    (strike,) = found.strikes
    assert (strike.id, strike.place.lat, strike.place.lon, strike.target) == ("log/7", 34.6896, 40.8302, "tunnel")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{", "no valid JSON"),
        ("[]", "FeatureCollection"),
        ('{"type": "FeatureCollection", "features": []}', "no features"),
        (
            '{"type": "FeatureCollection", "crs": {"properties": {"name": "EPSG:32637"}}, "features": [1]}',
            "not degrees",
        ),
    ],
)
def test_what_is_no_geojson_stops(text: str, what: str) -> None:
    with pytest.raises(StopRun, match=what):
        read(text, "log.geojson")


def test_a_line_is_no_strike() -> None:
    line = {
        "type": "Feature",
        "geometry": {"type": "LineString", "coordinates": []},
        "properties": {"date": "2018-02-15"},
    }
    point = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [40, 34]},
        "properties": {"date": "2018-02-15"},
    }
    found = read(json.dumps({"type": "FeatureCollection", "features": [line, point]}), "log.geojson")
    assert [fault.where for fault in found.faults] == ["log.geojson, feature 1"]


def test_another_kind_of_file_stops() -> None:
    with pytest.raises(StopRun, match="no kind of strike log"):
        read("x", "log.docx")
