from dataclasses import replace
from datetime import date

import pytest

from tests.claims_made import claim, day, report
from tollbook.gather.hanging import widened
from tollbook.model import Claim, Period

DOCUMENT = report("a", "2018-11-13")


def _second(first: Claim, words: str) -> Period | None:
    told = replace(claim("a", 1, "4"), when=Period(words, date(2018, 11, 12), date(2018, 11, 12), "day"))
    return widened(DOCUMENT, [first, told])[1].when


@pytest.mark.parametrize("words", ["قبل يوم", "a day earlier"])
def test_the_day_before_an_undated_strike_is_as_unsure_as_the_strike(words: str) -> None:
    assert _second(claim("a", 0, "60"), words) == Period(words, date(2018, 11, 10), date(2018, 11, 12), "days")


@pytest.mark.parametrize(
    ("first", "words"),
    [
        (claim("a", 0, "60", when="2018-11-13"), "قبل يوم"),
        (claim("a", 0, "60"), "أمس"),
        (claim("a", 0, "60"), "12 November"),
    ],
)
def test_days_of_their_own_stay(first: Claim, words: str) -> None:
    stated = day("2018-11-12")
    assert stated is not None
    assert _second(first, words) == replace(stated, text=words)
