"""Words and forms of the index, and questions to both databases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.web.search import query
from tollbook.web.search.words import stems_of, words_of

STEMS = [
    ("والهجين", "هجين"),
    ("بالقصف", "قصف"),
    ("للمدنيين", "مدنيين"),
    ("وبالشعفه", "شعفه"),
]


@pytest.mark.parametrize(("word", "stem"), STEMS)
def test_joined_particles_come_off(word: str, stem: str) -> None:
    assert stem in stems_of([word])


def test_words_are_folded() -> None:
    assert words_of("Ḥajīn: قُتِلَ ٣ مدنيّين") == ["hajin", "قتل", "3", "مدنيين"]


QUESTIONS = [
    ("hajin killed", '(("hajin"*) AND ("killed"*))', "(hajin:*) & (killed:*)"),
    ('"more than 60" -army', '(words : "more than 60") NOT ("army"*)', "(more <-> than <-> 60) & !(army:*)"),
    ("al-Sha'afa", '(("al"*) AND ("sha"*) AND ("afa"*))', "(al:*) & (sha:*) & (afa:*)"),
    ("-army", "", ""),
    ("...", "", ""),
]


@pytest.mark.parametrize(("typed", "sqlite", "postgresql"), QUESTIONS)
def test_what_was_typed_becomes_a_question(typed: str, sqlite: str, postgresql: str) -> None:
    asked = query.parts(typed)
    assert query.for_sqlite(asked) == sqlite
    assert query.for_postgresql(asked) == postgresql


@given(st.text(max_size=80))
def test_nothing_typed_breaks_out_of_a_word(typed: str) -> None:
    for part in query.parts(typed):
        assert all(word.isalnum() for word in part.words)
