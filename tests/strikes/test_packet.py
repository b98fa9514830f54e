import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.errors import StopRun
from tollbook.model.place import Place
from tollbook.model.strike import Strike
from tollbook.strikes.bench_fields import FIELDS, Entry, Tolerance, distance_km
from tollbook.strikes.bench_read import of_strike
from tollbook.strikes.packet import GRADES, LEVELS, Shown, blurred, make_packet, merge, packet_id, probe, run_packet

DAY = date(2018, 11, 14)
OURS = [
    Entry("incident-hajin", DAY, DAY, 34.6937, 40.8282, 2.0, "Hajin", "airstrike", "Coalition", (15, 15), None),
    Entry("incident-kashma", DAY, DAY, 34.6412, 40.9321, 2.0, "Kashma", "airstrike", "Coalition", (20, None), None),
]


def strike(at: int, lat: float, lon: float, days: int = 0) -> Strike:
    start = datetime(2018, 11, 14, 9, 17, 43, tzinfo=UTC) + timedelta(days=days)
    return Strike(
        f"secretlog/{at:07d}", "secretlog", start, start + timedelta(minutes=7),
        Place(f"Objective Zulu{at}", lat=lat, lon=lon, precision="exact"), f"37SFU7731{at}", "TF Sierra",
        "GBU-38 ordnance",
        "daesh mortar nest", 3, 5, {"mortar": 2}, "narrative of the engagement",
    )  # fmt: skip


THEIRS = [
    of_strike(strike(1, 34.6941, 40.8291)),
    of_strike(strike(2, 34.9, 41.3, 40)),
    of_strike(strike(3, 34.7, 40.84)),
]


def values(item: Any) -> Iterator[Any]:
    """Every key and value in plain data."""
    if isinstance(item, dict):
        for key, value in item.items():
            yield key
            yield from values(value)
    elif isinstance(item, list):
        for value in item:
            yield from values(value)
    else:
        yield item


KEYS = {"packet", "counts", "id", "grade", "fields", "several"}


@pytest.mark.parametrize("pairing", ["one-to-one", "one-to-many"])
@pytest.mark.parametrize("fields", [True, False])
def test_an_answer_holds_ids_of_the_packet_words_of_a_fixed_list_and_counts_of_its_entries_only(
    pairing: Any, fields: bool
) -> None:
    packet, _ = make_packet(OURS, Shown(), Tolerance(), pairing)
    answer = run_packet(packet, THEIRS, "packet", fields)
    allowed = {packet["packet"], *(row["id"] for row in packet["entries"]), *GRADES, *LEVELS, *FIELDS, *KEYS}
    for value in values(answer):
        assert value in allowed or isinstance(value, bool) or (isinstance(value, int) and 0 <= value <= len(OURS))


def test_no_datum_of_the_log_appears_in_the_answer() -> None:
    packet, _ = make_packet(OURS, Shown(), Tolerance(), "one-to-one")
    text = json.dumps(run_packet(packet, THEIRS, "packet"), ensure_ascii=False)
    data = {str(value) for one in (strike(1, 34.6941, 40.8291), strike(3, 34.7, 40.84)) for value in (
        one.id, one.log, one.start, one.start.isoformat(), one.place.text, one.place.lat, one.place.lon, one.grid,
        one.force, one.means, one.target, one.text, "mortar")}  # fmt: skip
    assert not [datum for datum in data if datum in text]


LOGS = st.lists(st.tuples(st.floats(34.4, 35), st.floats(40.5, 41.2), st.integers(-2, 2)), max_size=4)


@given(LOGS, st.text(max_size=8))
def test_entries_that_grade_alike_give_the_same_answer_whatever_their_names_are(
    points: list[tuple[float, float, int]], name: str
) -> None:
    packet, _ = make_packet(OURS, Shown(), Tolerance(), "one-to-one", "salt")
    log = [of_strike(strike(at, *point)) for at, point in enumerate(points)]
    renamed = [replace(one, id=f"{at:03d}{name}", place=name, force="TF Other") for at, one in enumerate(log)]
    assert run_packet(packet, log, "p", False) == run_packet(packet, renamed, "p", False)


def test_the_packet_shows_no_id_of_ours_and_no_field_that_was_not_chosen() -> None:
    packet, key = make_packet(OURS, Shown(("date", "place"), "month", 10.0, "band"), Tolerance(), "one-to-one")
    text = json.dumps(packet)
    assert not [word for word in ("incident-", "Hajin", "airstrike", "Coalition", "40.8282", "11-14") if word in text]
    assert key["salt"] not in text
    assert sorted(key["ids"].values()) == ["incident-hajin", "incident-kashma"]
    [first, _] = packet["entries"]
    assert (first["first"], first["last"], first["killed"]) == ("2018-11-01", "2018-11-30", None)


def test_two_packets_of_one_incident_cannot_be_told_to_be_of_it() -> None:
    ids = [{row["id"] for row in make_packet(OURS, Shown(), Tolerance(), "one-to-one")[0]["entries"]} for _ in "ab"]
    assert not ids[0] & ids[1]


@given(st.floats(-89, 89), st.floats(-179, 179), st.sampled_from([1.0, 5.0, 20.0]), st.floats(0, 50))
def test_a_blurred_circle_still_holds_the_place(lat: float, lon: float, km: float, radius: float) -> None:
    entry = Entry("a", DAY, DAY, lat, lon, radius, "X")
    far = blurred(entry, Shown(km=km))
    gap = distance_km(entry, far)
    assert gap is not None
    assert gap + radius <= far.radius_km + 0.02
    assert far.place == ""


@given(st.dates(date(2014, 1, 1), date(2020, 1, 1)), st.integers(0, 40), st.sampled_from(["day", "week", "month"]))
def test_blurred_days_hold_the_days(first: date, length: int, step: Any) -> None:
    entry = Entry("a", first, first + timedelta(days=length))
    far = blurred(entry, Shown(date=step))
    assert far.first is not None
    assert far.last is not None
    assert far.first <= first
    assert far.last >= first + timedelta(days=length)


@given(st.integers(0, 900), st.none() | st.integers(0, 900))
def test_bands_hold_the_toll(low: int, more: int | None) -> None:
    entry = Entry("a", killed=(low, None if more is None else low + more))
    far = blurred(entry, Shown(toll="band")).killed
    assert far is not None
    assert (far[0] or 0) <= low
    assert far[1] is None or (more is not None and far[1] >= low + more)


def test_grades_come_back_under_our_ids() -> None:
    packet, key = make_packet(OURS, Shown(), Tolerance(), "one-to-one")
    merged = merge(key, run_packet(packet, THEIRS, "p"), "grades")
    assert {line["id"]: line["grade"] for line in merged} == {"incident-hajin": "strong", "incident-kashma": "none"}
    assert merged[0]["fields"]["date"] == "same"


def test_an_answer_to_another_packet_or_with_foreign_words_is_refused_and_a_gap_is_told() -> None:
    packet, key = make_packet(OURS, Shown(), Tolerance(), "one-to-one")
    other, _ = make_packet(OURS, Shown(), Tolerance(), "one-to-one")
    with pytest.raises(StopRun, match="another packet"):
        merge(key, run_packet(other, THEIRS, "p"), "grades")
    answer = run_packet(packet, THEIRS, "p")
    with pytest.raises(StopRun, match="line 2"):
        merge(key, [answer[0], {**answer[1], "grade": "strike secretlog/0000001"}], "grades")
    assert {line["grade"] for line in merge(key, answer[:1], "grades")} == {"not answered"}


def test_a_packet_that_was_changed_or_is_none_is_refused() -> None:
    packet, _ = make_packet(OURS, Shown(), Tolerance(), "one-to-one")
    packet["entries"][0]["lat"] = 35.0
    with pytest.raises(StopRun, match="changed after it was made"):
        run_packet(packet, THEIRS, "p")
    with pytest.raises(StopRun, match="no packet"):
        run_packet({"entries": [{}]}, THEIRS, "p")
    packet["packet"] = packet_id(packet)
    assert run_packet(packet, THEIRS, "p")


def test_a_packet_that_feels_out_an_area_is_told_before_it_is_answered() -> None:
    grid = [replace(OURS[0], id=f"probe{at}", lat=34.5 + at / 200, radius_km=0.05) for at in range(20)]
    found = probe(make_packet(grid, Shown(), Tolerance(km=1.0), "one-to-many")[0], "p")
    assert (found.entries, found.side_by_side) == (20, 19)
    assert found.finest_km == pytest.approx(1.05)
    assert probe(make_packet(OURS, Shown(), Tolerance(), "one-to-one")[0], "p").side_by_side == 0
