"""Sentences as spans of the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.text.sentences import LONGEST, split

CASES = [
    ("Two died. Three were hurt.", ["Two died.", "Three were hurt."]),
    ("Maj. Gen. X spoke. He left.", ["Maj. Gen. X spoke.", "He left."]),
    ("The U.S. military said so. It did.", ["The U.S. military said so.", "It did."]),
    ("قتل ثلاثة. وأصيب عشرة؟ نعم", ["قتل ثلاثة.", "وأصيب عشرة؟", "نعم"]),
    ("Title\nText follows", ["Title", "Text follows"]),
    ("“It is unsubstantiated.” He left.", ["“It is unsubstantiated.”", "He left."]),
    ("over 3.5 km away", ["over 3.5 km away"]),
    ("", []),
    (" \n ", []),
]


@pytest.mark.parametrize(("text", "sentences"), CASES)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[a:b] for a, b in split(text)] == sentences


def test_a_wrapped_line_is_no_end() -> None:
    line = "The strike on the town hit a school in which displaced families lived and"
    text = f"{line}\nkilled eleven of them."
    assert len(split(text)) == 1


@given(st.text())
def test_spans_cover_everything_but_white_space(text: str) -> None:
    spans = split(text)
    edge = 0
    for start, end in spans:
        assert not text[edge:start].strip()
        assert start < end
        edge = end
    assert not text[edge:].strip()


def test_a_stretch_without_an_end_is_cut_behind_a_mark_and_nothing_is_lost() -> None:
    text = "five killed in Hajin, " * 1000
    spans = split(text)
    assert all(end - start <= LONGEST for start, end in spans)
    assert " ".join(text[start:end] for start, end in spans) == text.strip()
    assert all(text[end - 1] == "," for _, end in spans)


@pytest.mark.parametrize("noise", ["a", "و", "死", "1"])
def test_a_stretch_without_a_space_is_cut_too(noise: str) -> None:
    text = noise * (2 * LONGEST + 10)
    assert split(text) == [(0, LONGEST), (LONGEST, 2 * LONGEST), (2 * LONGEST, 2 * LONGEST + 10)]
