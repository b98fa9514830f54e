from datetime import date

import pytest

from tests.publish.sample import CLAIMS
from tollbook.model import Bounds, Claim, Count, Figure, Period
from tollbook.publish.texts import Texts
from tollbook.publish.words import breakdown_words, claim_words, period_words, said, short, spread, supported

EN, AR = Texts("en"), Texts("ar")
BY_ID = {c.id: c for c in CLAIMS}


@pytest.mark.parametrize(
    ("bounds", "english", "arabic", "digits"),
    [
        ((35, 35, False), "35 civilians", "35 مدنيًا", "35"),
        ((35, 35, True), "35 civilians or more", "35 مدنيًا أو أكثر", "35+"),
        ((35, 61, True), "35 to 61 civilians or more", "35 إلى 61 مدنيًا أو أكثر", "35–61+"),
        ((35, None, False), "35 civilians or more", "35 مدنيًا أو أكثر", "35+"),
        ((0, 12, False), "up to 12 civilians", "ما يصل إلى 12 مدنيًا", "0–12"),
        ((None, 12, False), "up to 12 civilians", "ما يصل إلى 12 مدنيًا", "≤ 12"),
        ((None, None, False), "number not known", "عدد غير معروف", "–"),
        ((0, 0, False), "0 civilians", "0 مدني", "0"),
        ((1, 2, False), "1 to 2 civilians", "1 إلى مدنيَين اثنين", "1–2"),
    ],
)
def test_bounds_in_words(bounds: tuple[int | None, int | None, bool], english: str, arabic: str, digits: str) -> None:
    assert spread(EN, "civilian", *bounds) == english
    assert spread(AR, "civilian", *bounds) == arabic
    assert short(EN, *bounds) == digits


@pytest.mark.parametrize(
    ("count", "english"),
    [
        (Count(15, 15, "about", "some 15"), "about 15 civilians"),
        (Count(61, None, "more_than", "over 60"), "more than 60 civilians"),
        (Count(20, None, "at_least", "no less than 20"), "at least 20 civilians"),
        (Count(24, None, "vague", "dozens"), "“\ue000dozens\ue001”, counted as 24 civilians or more"),
        (Count(30, 60, "between", "30 to 60"), "30 to 60 civilians"),
        (Count(0, 60, "at_most", "up to 60"), "up to 60 civilians"),
        (Bounds(7, 7), "7 civilians"),
    ],
)
def test_what_a_count_says(count: Bounds, english: str) -> None:
    assert said(EN, "civilian", count) == english


def test_a_claim_in_words() -> None:
    assert claim_words(EN, BY_ID["sana-shafa"]) == "more than 60 civilians killed or injured"
    assert claim_words(AR, BY_ID["sana-shafa"]) == "مقتل أو إصابة أكثر من 60 مدنيًا"
    assert breakdown_words(EN, BY_ID["sohr-9"]) == "(including 14 children and 9 women)"
    assert breakdown_words(EN, BY_ID["ap-hajin"]) == ""


def test_unspecified_people_are_not_called_civilians() -> None:
    claim = Claim("a", "d", 0, 1, "x", "killed", Count(3, 3), "unspecified")
    assert claim_words(EN, claim) == "3 people killed"


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (None, "date unknown"),
        (Period("", None, None, "open"), "date unknown"),
        (Period("", date(2018, 11, 9), date(2018, 11, 9)), "9 November 2018"),
        (Period("", date(2018, 11, 1), date(2018, 11, 30)), "November 2018"),
        (Period("", date(2018, 11, 22), date(2018, 11, 24)), "22 to 24 November 2018"),
        (Period("", date(2018, 11, 22), date(2018, 12, 2)), "22 November 2018 to 2 December 2018"),
        (Period("", date(2018, 9, 10), None, "open"), "from 10 September 2018"),
        (Period("", None, date(2018, 9, 10), "open"), "until 10 September 2018"),
    ],
)
def test_periods(period: Period | None, words: str) -> None:
    assert period_words(EN, period) == words


def test_supported_is_unknown_where_no_one_supports_it() -> None:
    assert supported(Figure(3, 3, corroborated={"1": 3}), 2) is None
    assert supported(None, 1) is None
