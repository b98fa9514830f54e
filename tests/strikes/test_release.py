"""Releases in words: counts per day and place. The texts are made for these tests."""

import pytest

from tests.strikes.logs import settled
from tollbook.strikes.reading import Reading, read_log

WEEK = """Weekly strike summary
Between Nov. 11 and Nov. 17, forces conducted 40 strikes consisting of 61 engagements.

Strikes in Syria
November 13, 2018
- Near Hajin, 23 strikes consisting of 36 engagements destroyed two command centres, a vehicle and 11 fighting
  positions.
- Near Abu Kamal, one strike engaged an ISIS tactical unit.
– Near Al-Bāb al-Gharbī, two airstrikes engaged two ISIS tactical units and destroyed one command and control
  center, three ISIS-held buildings, and twenty-one supply routes.

On Nov. 14 near Shaddadi, three strikes damaged an oil wellhead. There were no strikes in Iraq.
Nov. 15
Two strikes near Raqqah destroyed a tunnel.
Strikes in Iraq
Near Mosul, 1,204 strikes hit caves.
"""


def read(text: str, **fields: object) -> Reading:
    return read_log(text, "release.txt", "release", settled(**fields))


def test_a_week_is_read_by_day_and_place() -> None:
    found = read(WEEK)
    assert found.faults == ()
    rows = [(s.start.day + 1, s.place.text, s.place.country, s.strikes, s.engagements) for s in found.strikes]
    assert rows == [
        (13, "Hajin", "Syria", 23, 36),
        (13, "Abu Kamal", "Syria", 1, None),
        (13, "Al-Bāb al-Gharbī", "Syria", 2, None),
        (14, "Shaddadi", "Syria", 3, None),
        (15, "Raqqah", "Syria", 2, None),
        (15, "Mosul", "Iraq", 1204, None),
    ]


def test_what_was_destroyed_is_counted_and_what_was_only_engaged_is_not() -> None:
    first, second, third, *_ = read(WEEK).strikes
    assert first.destroyed == {"command centre": 2, "vehicle": 1, "fighting position": 11}
    assert second.destroyed == {}
    assert second.target == "tactical unit"
    assert third.destroyed == {"command and control center": 1, "building": 3, "supply route": 21}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Near Hajin, one strike hit a cave.", "without a day"),
        ("13 November\nNear Hajin, one strike hit a cave.", "no year"),
        ("13 November 2018\nNear Hajin there were assorted 12 strikes of a kind.", "not read"),
        ("On 13 November 2018 and 14 November 2018, near Hajin, two strikes hit a cave.", "two days"),
        ("13 November 2030\nNear Hajin, one strike hit a cave.", "future"),
        ("Nothing of the kind.", "no strike is told"),
    ],
)
def test_what_cannot_be_placed_in_time_is_a_fault(text: str, what: str) -> None:
    found = read(text)
    assert what in found.faults[0].what
    assert found.strikes == ()


def test_the_year_may_be_said_and_the_zone_must_be() -> None:
    text = "13 November\nNear Hajin, one strike hit a cave."
    assert read(text, year=2018).strikes[0].start.year == 2018
    assert "zone" in read(text, year=2018, zone=None).faults[0].what
