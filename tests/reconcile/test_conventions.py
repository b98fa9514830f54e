"""Words that name no number, in many languages, under Tollbook's conventions and another's."""

import pytest

from tollbook.errors import StopRun
from tollbook.model import Bounds, Count, Qualifier
from tollbook.reconcile import conventions_from, default
from tollbook.reconcile.conventions import kind_of

from .saying import says

AIRWARS = {"name": "airwars", "words": {"dozens": {"min": 12, "max": 24}, "plural": {"min": 2, "max": 2}}}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("dozens", "dozens"),
        ("Dozens of civilians", "dozens"),
        ("several dozen", "dozens"),
        ("tens", "dozens"),
        ("scores", "scores"),
        ("hundreds", "hundreds"),
        ("several hundreds", "hundreds"),
        ("thousands", "thousands"),
        ("several", "several"),
        ("a number of", "several"),
        ("civilians", "plural"),
        ("", "plural"),
        ("عشرات", "dozens"),
        ("العشرات من المدنيين", "dozens"),
        ("بالعشرات", "dozens"),
        ("مئات", "hundreds"),
        ("عدد من المدنيين", "several"),
        ("десятки", "dozens"),
        ("сотни", "hundreds"),
        ("несколько", "several"),
        ("десятки людей", "dozens"),
        ("onlarca", "dozens"),
        ("yüzlerce", "hundreds"),
        ("des dizaines", "dozens"),
        ("decenas", "dozens"),
        ("dezenas", "dozens"),
        ("decine", "dozens"),
        ("עשרות", "dozens"),
        ("ده‌ها", "dozens"),
        ("desítky", "dozens"),
        ("кілька", "several"),
    ],
)
def test_kind_of_words(text: str, kind: str) -> None:
    assert kind_of(Count(2, None, "vague", text)) == kind


@pytest.mark.parametrize(
    ("qualifier", "text"), [("exact", "15"), ("at_least", "dozens"), ("about", "about 15"), ("about", "fifteen")]
)
def test_a_number_given_is_no_convention(qualifier: Qualifier, text: str) -> None:
    assert kind_of(Count(15, 15, qualifier, text)) is None


def test_a_standard_counts_words_its_own_way() -> None:
    dozens = says(24, None, qualifier="vague", text="dozens")
    assert conventions_from(AIRWARS).bounds(dozens) == Bounds(12, 24)
    assert default().bounds(dozens) == dozens.count


def test_words_a_standard_leaves_out_count_as_tollbooks() -> None:
    assert conventions_from(AIRWARS).bounds(says(40, None, qualifier="vague", text="scores")) == Bounds(40, None)


def test_numbers_stay_as_given() -> None:
    assert conventions_from(AIRWARS).bounds(says(15)).min == 15


def test_more_than_can_count_from_the_number_itself() -> None:
    over_sixty = says(61, None, qualifier="more_than", text="over 60")
    assert conventions_from({**AIRWARS, "more_than_adds": 0}).bounds(over_sixty) == Bounds(60, None)
    assert conventions_from(AIRWARS).bounds(over_sixty) == Bounds(61, None)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"heaps": {"min": 3}}, "unknown kind"),
        ({"dozens": {"min": "twelve"}}, "dozens is"),
        ({"dozens": 12}, "dozens is"),
        ({"dozens": {"least": 12}}, "dozens is"),
        ({"dozens": {"min": 24, "max": 12}}, "least is more"),
        ({"dozens": {"min": -1}}, "negative"),
    ],
)
def test_a_faulty_table_is_refused_with_its_place(words: object, said: str) -> None:
    with pytest.raises(StopRun, match=said) as caught:
        conventions_from({"words": words}, "mine.toml")
    assert "mine.toml" in str(caught.value)


def test_more_than_must_be_a_whole_number() -> None:
    with pytest.raises(StopRun, match="more_than_adds"):
        conventions_from({"more_than_adds": 0.5})
