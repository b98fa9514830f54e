"""Short names in words, in the language of the page."""

from typing import get_args

import pytest
from django.utils import translation

from tollbook.model import Bounds
from tollbook.model.place import Precision
from tollbook.publish.texts import Texts
from tollbook.web import called, jobs
from tollbook.web.reader.words import bounds


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "more likely than not"), ("ar", "الأرجح وقوعه"), ("fr", "plus probable qu’improbable")],
)
def test_grades_are_named(language: str, words: str) -> None:
    with translation.override(language):
        assert called.grade_name("more_likely_than_not") == words


def test_a_grade_of_ones_own_standard_stays_readable() -> None:
    assert called.grade_name("seen_on_site") == "seen on site"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_pages_and_publications_name_grades_alike(language: str) -> None:
    published = Texts(language)
    with translation.override(language):
        assert {key: called.grade_name(key) for key in called.GRADES} == {
            key: published.named("grade", key) for key in called.GRADES
        }


def test_every_precision_and_every_long_work_has_a_name() -> None:
    assert set(get_args(Precision)) == set(called.PRECISIONS)
    assert set(jobs.KINDS) - set(called.JOBS) == set()


def test_a_range_keeps_its_order_among_arabic_words() -> None:
    with translation.override("ar"):
        assert bounds(Bounds(15, 53)) == "\u200e15–53"
    with translation.override("en"):
        assert bounds(Bounds(15, 53)) == "15–53"
