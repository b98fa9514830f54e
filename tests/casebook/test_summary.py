from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from tests.casebook.build import claim, document, incident, lineage
from tollbook.casebook.summary import Records, fared, over_time, parted, summed
from tollbook.gather.judgements import Judgement
from tollbook.model import Incident, Place

A, B = document("a", published=date(2018, 11, 9)), document("b", published=date(2018, 11, 12))
SAID = (claim(A), claim(B))
PLACE = Place("Hajin", "Hajin", "1", 34.69, 40.83, "town", "Deir ez-Zor", "SY")
PAIR = (incident("one", SAID[0]), incident("two", SAID[1]))


def judged(verdict: str, order: int = 0) -> Judgement:
    return Judgement(verdict, ((SAID[0].id,), (SAID[1].id,)), order)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("judgements", "apart"),
    [
        ((), False),
        ((judged("different"),), True),
        ((judged("unsure"),), False),
        ((judged("different", 1), judged("unsure", 2)), False),
        ((judged("unsure", 1), judged("different", 2)), True),
    ],
)
def test_the_newest_word_on_two_incidents_holds(judgements: Sequence[Judgement], apart: bool) -> None:
    assert parted(judgements, PAIR) == (frozenset({frozenset(("one", "two"))}) if apart else frozenset())


def records(incidents: Sequence[Incident] = PAIR) -> Records:
    return Records((A, B), SAID, incidents, lineage(*SAID), parted([judged("different")], incidents))


def test_a_person_who_holds_two_incidents_apart_makes_them_add_up() -> None:
    placed = [replace(i, places=(replace(PLACE, text=i.id),)) for i in PAIR]
    assert summed(records(placed)).totals["range"].least == 6
    assert summed(replace(records(placed), apart=frozenset())).totals["range"].least == 3


def test_growth_and_records_cover_every_incident() -> None:
    held = records()
    grown = over_time(held, None)
    assert set(grown) == {"one", "two"}
    assert [step.day for step in grown["one"].whole["killed"].steps] == [date(2018, 11, 9)]
    assert fared(held, grown) == ()
