import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.locate.tables import rows
from tollbook.locate.gazetteer import LEAST_SKELETON, alike
from tollbook.locate.keys import both_keys, exact_key, fold, is_uncapitalised, skeletons, sound
from tollbook.locate.records import Entry

NAMES = rows("names.tsv")


def meet(one: str, other: str) -> bool:
    """Whether a gazetteer that lists the other finds it by the one: by the same spelling, or by consonants."""
    listed = Entry("x", other, 0.0, 0.0, "village", (exact_key(other),))
    by_consonants = bool({*skeletons(one)} & {*skeletons(other)}) and alike(one, listed) >= LEAST_SKELETON
    return exact_key(one) == exact_key(other) or by_consonants


@pytest.mark.parametrize(("verdict", "one", "other"), NAMES, ids=[f"{a}-{b}" for _, a, b in NAMES])
def test_spellings_meet_exactly_where_they_name_one_place(verdict: str, one: str, other: str) -> None:
    assert meet(one, other) == meet(other, one) == (verdict == "same")


def test_the_table_is_large_enough_to_mean_something() -> None:
    assert sum(row[0] == "same" for row in NAMES) >= 60
    assert sum(row[0] == "other" for row in NAMES) >= 40


def test_article_hyphen_apostrophe_accent_and_case_do_not_count() -> None:
    assert exact_key("Al Sha'afa") == exact_key("al-Shaafa") == exact_key("SHAAFA") == "shaafa"
    assert exact_key("Hajīn") == exact_key("hajin")
    assert exact_key("الشعفة") == exact_key("شعفه")


def test_a_name_of_only_an_article_keeps_it() -> None:
    assert exact_key("Al") == "al"


def test_doubled_letters_are_one_consonant_but_repeated_ones_are_two() -> None:
    assert skeletons("Hassan") == skeletons("Hasan")
    assert skeletons("Al-Bab") == skeletons("الباب") == ("BB",)


def test_turkish_c_is_read_as_j_too() -> None:
    assert "HJN" in skeletons("Hacin")


def test_a_single_consonant_is_no_skeleton() -> None:
    assert skeletons("Ma") == ()


def test_scripts_without_capitals_are_told() -> None:
    assert is_uncapitalised("هجين")
    assert is_uncapitalised("חאלב")
    assert not is_uncapitalised("Хаджин")


@given(st.text(max_size=40))
def test_keys_never_raise_and_folding_is_settled_after_one_pass(name: str) -> None:
    assert exact_key(name) == both_keys(name)[0]
    assert skeletons(name) == both_keys(name)[1]
    sound(exact_key(name))
    assert fold(fold(name)) == fold(fold(fold(name)))


@given(st.text(alphabet="abdfhjklmnrstz ", min_size=1, max_size=20))
def test_a_name_meets_itself_in_any_case(name: str) -> None:
    assert exact_key(name.upper()) == exact_key(name)
