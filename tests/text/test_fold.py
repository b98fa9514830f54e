"""Folding joins what was broken up, unifies letters and digits, and leads back to the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.text.fold import fold

SAME = [
    ("قُتِلَ", "قتل"),
    ("مقـ ـتل", "مقتل"),
    ("قـ ـضـ ـوا", "قضوا"),
    ("استشـ.هد", "استشهد"),
    ("ق.ت.ل", "قتل"),
    ("شهـ$ـيد", "شهيد"),
    ("ق_ت_ل", "قتل"),
    ("ا س ت ش ه د", "استشهد"),
    ("جُ.رح", "جرح"),
    ("مجزرة_في_غزة", "مجزره في غزه"),
    ("إصابة", "اصابه"),
    ("٢٦", "26"),
    ("۱۲", "12"),
    ("Şafah", "safah"),
    ("İstanbul", "istanbul"),
    ("tués", "tues"),
    ("Al‑Sha’afa", "al-sha'afa"),
    ("ещё", "еще"),
    ("#الخوذ_البيضاء", "#الخوذ البيضاء"),
]


@pytest.mark.parametrize(("written", "folded"), SAME)
def test_spellings_meet(written: str, folded: str) -> None:
    assert fold(written).text == folded


def test_a_full_stop_between_two_words_stays() -> None:
    assert fold("القصف.وقال").text == "القصف.وقال"


def test_a_span_leads_back_to_the_words_as_written() -> None:
    text = "أعلن عن مقـ ـتل ٢٦ مدنياً"
    folded = fold(text)
    at = folded.text.index("مقتل")
    assert text[folded.start_of(at) : folded.end_of(at + 4)] == "مقـ ـتل"


def test_marks_behind_the_last_letter_belong_to_it() -> None:
    text = "مدنياً قتلوا"
    folded = fold(text)
    assert text[folded.start_of(0) : folded.end_of(folded.text.index(" "))] == "مدنياً"


@given(st.text())
def test_any_text_folds_with_offsets_that_rise_and_stay_inside(text: str) -> None:
    folded = fold(text)
    starts = [folded.start_of(i) for i in range(len(folded.text))]
    assert starts == sorted(starts)
    assert all(0 <= start < len(text) for start in starts)
    assert all(start < folded.end_of(i + 1) <= len(text) for i, start in enumerate(starts))


@given(st.text())
def test_folding_twice_changes_nothing_but_case_of_rare_letters(text: str) -> None:
    once = fold(text).text
    assert fold(fold(once).text).text == fold(once).text
