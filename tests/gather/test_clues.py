from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.claims_made import claim, no_lineage, report
from tollbook.gather.clues import Clue, apart, of_head, weekdays, yeardays
from tollbook.gather.evidence import time
from tollbook.gather.features import Window, published_window
from tollbook.gather.mentions import mentions
from tollbook.gather.ties import Ties
from tollbook.gather.weights import default
from tollbook.model import Document

THURSDAY, SATURDAY = 3, 5
HEADS = [
    ("قتل شخصان وأصيب آخرون، اليوم السبت، إثر قصف", SATURDAY, None),
    ("ظهر اليوم الخميس 28 تشرين الثاني، فرقنا أسعفت", THURSDAY, (11, 28)),
    ("شهد الشمال، الاثنين 11 من تشرين الأول، يوما داميا", 0, (10, 11)),
    ("Four people were killed on Saturday evening", SATURDAY, None),
    ("Seven killed on November 13 in the village", None, (11, 13)),
    ("Погибли 7 человек 13 ноября", None, (11, 13)),
    ("They sat down with two others", None, None),
    ("31 شباط", None, None),
    ("", None, None),
]


@pytest.mark.parametrize(("text", "weekday", "day"), HEADS, ids=[row[0] for row in HEADS])
def test_the_first_words_tell_weekday_and_date(text: str, weekday: int | None, day: tuple[int, int] | None) -> None:
    yearday = date(2000, *day).timetuple().tm_yday if day else None
    assert of_head(text) == Clue(weekday, yearday)


def test_dates_far_down_the_page_are_its_furniture() -> None:
    assert of_head("x " * 300 + "Thursday 28 November") == Clue()


@given(st.dates(date(2014, 1, 1), date(2026, 1, 1)), st.integers(0, 3))
def test_a_short_window_tells_its_own_weekdays_and_dates(start: date, length: int) -> None:
    window = Window(start.toordinal(), start.toordinal() + length, False)
    assert start.weekday() in weekdays(Clue(), window)
    assert len(weekdays(Clue(), window)) == len(yeardays(Clue(), window)) == length + 1


@given(st.integers(1, 366), st.integers(1, 366))
def test_days_apart_are_counted_round_the_turn_of_the_year(a: int, b: int) -> None:
    gap = apart([a], [b], 366)
    assert gap == apart([b], [a], 366) <= 183
    assert gap == min(abs(a - b), 366 - abs(a - b))


def _level(texts: Sequence[str], published: str | None = None) -> str:
    found = []
    for name, text in zip("ab", texts, strict=True):
        document = Document(name, text) if name == "a" or published is None else report(name, published)
        found += mentions(document, [claim(name, 0, "3", "Hajin")], no_lineage())
    first, second = found
    return time(first, second, Ties(frozenset(), frozenset()), default()).level


@pytest.mark.parametrize(
    ("texts", "published", "level"),
    [
        (("Thursday, 28 November", "On Thursday, November 28"), None, "same_date"),
        (("28 November", "29 November"), None, "near_date"),
        (("28 November", "12 May"), None, "other_date"),
        (("on Thursday", "يوم الخميس"), None, "same_weekday"),
        (("on Thursday", "on Friday"), None, "next_weekday"),
        (("on Thursday", "on Sunday"), None, "other_weekday"),
        (("on Thursday", "no day"), None, "unknown"),
        (("on Saturday", ""), "2018-11-17", "same_weekday"),
        (("on 2 November", ""), "2018-11-17", "other_date"),
    ],
)
def test_undated_reports_are_compared_by_what_they_name(
    texts: Sequence[str], published: str | None, level: str
) -> None:
    assert _level(texts, published) == level


def test_a_weekday_narrows_the_days_guessed_from_publication() -> None:
    document = report("a", "2018-11-17")
    saturday = date(2018, 11, 17).toordinal()
    assert published_window(document) == Window(saturday - 2, saturday, False)
    assert published_window(document, THURSDAY) == Window(saturday - 2, saturday - 2, False)
    assert published_window(document, 0) == Window(saturday - 2, saturday, False)
