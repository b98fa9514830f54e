"""Tokens of folded text."""

from hypothesis import given
from hypothesis import strategies as st

from tollbook.text.fold import fold
from tollbook.text.tokens import capitalised, tokenise


def kinds(text: str) -> list[tuple[str, str]]:
    return [(token.text, token.kind) for token in tokenise(fold(text))]


def test_numbers_with_separators_are_one_token() -> None:
    assert kinds("1,139 and 360 000") == [("1,139", "n"), ("and", "w"), ("360 000", "n")]


def test_digits_glued_to_a_word_come_apart() -> None:
    assert kinds("5شهداء") == [("5", "n"), ("شهداء", "w")]


def test_an_age_is_a_number_a_hyphen_and_a_word() -> None:
    assert kinds("22-year-old") == [("22", "n"), ("-", "p"), ("year-old", "w")]


def test_apostrophes_and_hyphens_hold_names_together() -> None:
    assert kinds("al-Sha’afa's") == [("al-sha'afa's", "w")]


def test_a_capital_is_that_of_the_original() -> None:
    folded = fold("in Şafah")
    assert [capitalised(folded, token) for token in tokenise(folded)] == [False, True]


@given(st.text())
def test_tokens_rise_and_never_overlap(text: str) -> None:
    folded = fold(text)
    edge = 0
    for token in tokenise(folded):
        assert edge <= token.start < token.end <= len(folded.text)
        assert folded.text[token.start : token.end] == token.text
        edge = token.end
