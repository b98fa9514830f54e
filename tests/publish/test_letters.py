"""Letters of answer: one per finding, in both languages, with what was found, why, and what would reopen it."""

import re
from dataclasses import replace
from datetime import date
from typing import get_args

import pypdfium2  # type: ignore[import-untyped]
import pytest

from tests.publish.monthly_sample import ALLEGATIONS, CERTIFICATE
from tollbook.model import Allegation, NonCredible, State, Step
from tollbook.model.monthly import Search
from tollbook.publish.letters import Context, Kind, letter
from tollbook.publish.texts import LANGUAGES, Texts

CONTEXT = Context(
    date(2018, 12, 30), "More likely than not", "الأرجح من عدمه", {"a1": "credible"},
    Search(CERTIFICATE, "no_strike", date(2018, 11, 8), "The log lacks two days.", "ينقص السجل يومان."),
)  # fmt: skip
BY_ID = {one.id: one for one in ALLEGATIONS}
ARABIC = re.compile("[\u0600-\u06ff]")


def text(allegation: Allegation, code: str = "en") -> str:
    return letter(allegation, CONTEXT, code).decode()


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("a1", ["found your report credible", "3 to 5 killed and 2 injured", "Seen on strike video.",
                "What would reopen it".upper()]),
        ("a2", ["closed your report as non-credible", "We found no strike in our records", CERTIFICATE,
                "The log lacks two days.", "- another day", "Records can have gaps"]),
        ("a3", ["the same event as report a1", "Report a1 stands at: credible.", "people are counted once"]),
        ("a4", ["have entered it as a4", "Its state today: received."]),
        ("a5", ["we reopened your report", "A second account names the day.", "you will be answered again"]),
    ],
)  # fmt: skip
def test_what_each_letter_says(key: str, said: list[str]) -> None:
    written = text(BY_ID[key])
    for words in (*said, "Thank you for telling us", "You need not give your name", "With respect"):
        assert words in written


@pytest.mark.parametrize("category", get_args(NonCredible))
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_category_has_its_words(category: NonCredible, code: str) -> None:
    last = Step(date(2018, 11, 9), "non_credible", "reviewer one", "As examined.", category)
    written = text(replace(BY_ID["a2"], steps=(*BY_ID["a2"].steps[:-1], last)), code)
    assert bool(ARABIC.search(written)) is (code == "ar")
    others = [one for one in get_args(NonCredible) if one != category]
    assert all(category_words(code, one) not in written for one in others)
    assert category_words(code, category) in written


def category_words(code: str, category: str) -> str:
    return Texts(code)(f"letter.non_credible_{category}")


@pytest.mark.parametrize("state", get_args(State))
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_state_can_be_answered_and_names_no_worker(state: State, code: str) -> None:
    known = {
        "credible": {"killed": (1, 1)}, "non_credible": {"category": "other"}, "duplicate": {"repeats": "a1"},
    }.get(state, {})  # fmt: skip
    last = Step(date(2018, 11, 9), state, "reviewer one", "As examined.", **known)  # type: ignore[arg-type]
    kinds: tuple[Kind, ...] = ("txt", "html")
    for kind in kinds:
        written = letter(replace(BY_ID["a4"], steps=(*BY_ID["a4"].steps, last)), CONTEXT, code, kind).decode()
        assert "reviewer" not in written
        assert "a4" in written


def test_arabic_reads_from_the_right_and_keeps_names_apart() -> None:
    page = letter(BY_ID["a2"], CONTEXT, "ar", "html").decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert "\u2068al-Shafa\u2069" in page
    assert "\u2068" not in text(BY_ID["a2"], "en")
    assert "\u2068هجين\u2069" in text(BY_ID["a1"], "en")


def test_a_letter_as_pdf() -> None:
    made = letter(BY_ID["a1"], CONTEXT, "en", "pdf")
    assert made == letter(BY_ID["a1"], CONTEXT, "en", "pdf")
    document = pypdfium2.PdfDocument(made)
    assert "found your report credible" in document[0].get_textpage().get_text_bounded()


def test_titles_are_no_markup() -> None:
    assert "market <b>" not in letter(BY_ID["a1"], CONTEXT, "en", "html").decode()


def test_without_a_search_it_says_so() -> None:
    last = replace(BY_ID["a2"].steps[-1], certificate=None)
    written = text(replace(BY_ID["a2"], steps=(*BY_ID["a2"].steps[:-1], last)))
    assert "No record of a search is attached" in written
