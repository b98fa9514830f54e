from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.publish.sample import DATA
from tollbook.publish.index import build_index
from tollbook.publish.ladder import Axis, Ladder, axis_for, ladders
from tollbook.publish.texts import Texts

INDEX = build_index(DATA)
EN, AR = Texts("en"), Texts("ar")


def ladder(incident: str, key: str, t: Texts = EN) -> Ladder:
    return next(found for found in ladders(INDEX.incidents[incident], t, INDEX) if found.key == key)


@given(st.integers(0, 10**7))
def test_the_axis_holds_its_greatest_number_with_room_for_an_arrow(greatest: int) -> None:
    axis, ticks = axis_for(greatest, mirrored=False)
    assert greatest < axis.end
    assert 2 <= len(ticks) <= 8
    assert ticks[-1] <= axis.end


@given(st.integers(1, 1000), st.integers(0, 1000))
def test_a_mirrored_axis_is_the_mirror_image(end: int, people: int) -> None:
    assert Axis(end, True).at(people) == pytest.approx(100 - Axis(end, False).at(people), abs=0.02)


def test_rows_stand_in_the_order_of_first_saying() -> None:
    assert [row.name for row in ladder("hassan-2018-11-17", "killed").rows] == [
        "Syrian Observatory for Human Rights", "SANA", "Syrian Network for Human Rights", "Free Deir Ezzor Radio",
    ]  # fmt: skip


def test_a_total_of_two_claims_stands_beside_its_parts() -> None:
    turkish = ladder("euphrates-2018-11-13", "killed").rows[0]
    assert turkish.total == "35 civilians or more"
    assert [mark.kind for mark in turkish.marks] == ["dot", "arrow"]
    assert turkish.whole is not None
    assert turkish.whole.kind == "arrow"
    assert turkish.hollow


def test_every_mark_leads_to_its_sentence() -> None:
    marks = [m for row in ladder("euphrates-2018-11-13", "killed").rows for m in row.marks]
    assert [m.href for m in marks] == [
        "report/ap-2018-11-20.html#c-ap-hajin", "report/ap-2018-11-20.html#c-ap-villages",
        "report/ap-2018-11-20.html#c-ap-total",
    ]  # fmt: skip


def test_one_saying_in_four_reports_is_one_mark_with_four_reports() -> None:
    sohr = ladder("hajin-2018-11-09", "killed").rows[0]
    assert len(sohr.marks) == 1
    assert sohr.whole is None
    assert [r.name for r in sohr.sayings[0].reports] == [
        "Syrian Observatory for Human Rights", "TRT World", "Daily Sabah Arabic", "News18",
    ]  # fmt: skip


def test_vague_words_are_drawn_broken() -> None:
    assert ladder("shafa-2018-11-23", "injured").rows[0].marks[0].kind == "vague"


def test_children_are_a_ladder_of_their_own_without_a_line() -> None:
    children = ladder("hassan-2018-11-17", "children")
    assert [row.total for row in children.rows] == ["17 children", "5 children"]
    assert children.line is None


def test_arabic_names_come_from_aliases() -> None:
    assert ladder("hajin-2018-11-09", "killed", AR).rows[0].name == "المرصد السوري لحقوق الإنسان"


def test_a_claim_that_is_not_at_hand_is_left_out() -> None:
    incident = INDEX.incidents["hajin-2018-11-09"]
    figure = incident.figures["killed"]
    entry = replace(figure.by_source[0], claims=("gone",))
    index = replace(INDEX, incidents={})
    found = ladders(replace(incident, figures={"killed": replace(figure, by_source=(entry,))}), EN, index)
    assert found[0].rows[0].marks == ()
