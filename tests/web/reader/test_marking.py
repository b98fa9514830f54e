"""Words selected on a page find their place in the text, whatever characters the page leaves out or spells out."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.publish.highlight import marked
from tollbook.web.reader.marking import same_words, shown, span_of_selection, spans_of_words

LETTERS = st.text(alphabet=st.sampled_from('ab é\u202e\u200f\u0007\r\n\t😀،<&"مش'), max_size=40)


def page_text(text: str) -> str:
    """What a browser makes of the text: its HTML without tags, line ends as one character (HTML standard, 13.2.3.5)."""
    return html.unescape(re.sub(r"<[^>]+>", "", str(marked(text, [])))).replace("\r\n", "\n").replace("\r", "\n")


@given(LETTERS)
def test_what_is_shown_is_what_the_page_shows(text: str) -> None:
    assert "".join(letter for letter, _ in shown(text)) == page_text(text)
    places = [at for _, at in shown(text)]
    assert places == sorted(places)


@given(LETTERS, st.data())
def test_a_selection_is_found_again(text: str, data: st.DataObject) -> None:
    page = page_text(text)
    start = data.draw(st.integers(0, len(page)))
    end = data.draw(st.integers(start, len(page)))
    span = span_of_selection(text, start, end)
    if span is None:
        assert start == end or not text or not page[start:end].strip(" \t\r\n,;:.،؛")
    else:
        assert 0 <= span[0] < span[1] <= len(text)
        assert "[U+" in page[start:end] + page_text(text[slice(*span)]) or same_words(
            text[slice(*span)], page[start:end]
        )


@pytest.mark.parametrize(
    ("text", "selected", "words"),
    [
        ("Five were killed, ten hurt.", (0, 17), "Five were killed"),
        ("\ufeffFive were killed", (0, 4), "Five"),
        ("one\r\ntwo three", (4, 8), "two"),
        ("قُتل 20 مدنياً، بينهم", (0, 16), "قُتل 20 مدنياً"),
        ("😀 two dead", (2, 10), "two dead"),
    ],
)
def test_selections(text: str, selected: tuple[int, int], words: str) -> None:
    span = span_of_selection(text, *selected)
    assert span is not None and text[slice(*span)] == words


@pytest.mark.parametrize("selected", [(0, 0), (3, 2), (-1, 2), (0, 99)])
def test_what_is_no_selection(selected: tuple[int, int]) -> None:
    assert span_of_selection("Five", *selected) is None


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("five killed", [(25, 36)]),
        ("Five   killed", [(0, 11)]),
        ("FIVE KILLED", [(0, 11), (25, 36)]),
        ("six killed", []),
        (" ", []),
    ],
)
def test_words_are_found_wherever_they_stand(words: str, places: list[tuple[int, int]]) -> None:
    text = "Five killed there; and...five\nkilled here."
    assert spans_of_words(text, words) == places
