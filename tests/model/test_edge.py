"""Records cross the edge and come back as they were; a bad line is named, and the rest is read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.errors import SkipItem
from tollbook.model import Bounds, Claim, Count, Document, Drift, Figure, Incident, Period, Place
from tollbook.model.edge import (
    claim_from_json,
    document_from_json,
    incident_from_json,
    read_claims,
    read_documents,
    record_of,
    to_json,
)

CLAIM = Claim(
    "c",
    "d",
    3,
    9,
    "٢٠ قتل",
    "killed",
    Count(20, None, "at_least", "no less than 20"),
    "civilian",
    {"children": Bounds(5, 5)},
    (Place("Hajin", "Hajin", "g1", 34.7, 40.8, "town"),),
    Period("Friday", date(2018, 11, 9), date(2018, 11, 9)),
    ("Turkish state media",),
    ("US-led Coalition",),
    "airstrike",
)


def test_a_claim_comes_back() -> None:
    assert claim_from_json(to_json(CLAIM)) == CLAIM


def test_a_record_keeps_letters_as_letters() -> None:
    assert "٢٠ قتل" in to_json(CLAIM)


def test_of_whom_names_only_what_was_said() -> None:
    assert record_of(CLAIM)["of_whom"] == {"children": {"min": 5, "max": 5}}


def test_an_incident_comes_back_with_its_drifts_written_from_and_to() -> None:
    figure = Figure(1, 2, drift=(Drift("a", "b", "harm", "killed or injured became killed"),))
    incident = Incident("i", ("a", "b"), ("d",), figures={"killed": figure})
    assert '"from":"a"' in to_json(incident)
    assert incident_from_json(to_json(incident)) == incident


PUBLISHED = [
    ('"2018-11-13"', date(2018, 11, 13)),
    ('"2025-05-03T00:42:38.000Z"', date(2025, 5, 3)),
    ('""', None),
    ('"10 فبراير 2025"', None),
    ('"2018-13-45"', None),
    ("null", None),
]


@pytest.mark.parametrize(("said", "day"), PUBLISHED)
def test_publication_dates(said: str, day: date | None) -> None:
    assert document_from_json(f'{{"id": "x", "text": "t", "published": {said}}}').published == day


def test_only_id_and_text_are_needed_and_numbers_may_be_ids() -> None:
    assert document_from_json('{"id": 7, "text": "t", "gold": []}') == Document("7", "t")


def test_bad_lines_are_named_and_the_rest_is_read() -> None:
    found = list(
        read_documents(['{"id": "a", "text": "t"}', "{", "", '{"id": "b"}', '{"id": "c", "text": ""}'], "f.jsonl")
    )
    assert [type(item) for item in found] == [Document, SkipItem, SkipItem, Document]
    assert "f.jsonl, line 2" in str(found[1])
    assert "f.jsonl, line 4: text" in str(found[2])


def test_a_claim_whose_least_exceeds_its_most_is_refused() -> None:
    line = to_json(CLAIM).replace('"max":null', '"max":3')
    (found,) = list(read_claims([line], "claims"))
    assert isinstance(found, SkipItem)


@given(st.integers(0, 10**6), st.none() | st.integers(0, 10**6))
def test_counts_hold_or_are_refused(low: int, high: int | None) -> None:
    if high is not None and high < low:
        with pytest.raises(ValueError, match="least is more than the most"):
            Count(low, high)
    else:
        assert Count(low, high).min == low
