from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.publish.clean import visible
from tollbook.publish.highlight import Span, excerpt, marked


class Reader(HTMLParser):
    """The text back again, which anchors cover each letter, and whether the elements nest."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.covered: dict[str, str] = {}
        self.ids: list[str] = []
        self.open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.open.append((tag, given.get("id") or given.get("data-of") or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        for tag, anchor in self.open:
            if tag == "mark":
                self.covered[anchor] = self.covered.get(anchor, "") + data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


@pytest.mark.parametrize(
    ("spans", "html"),
    [
        ([Span(0, 2, "a")], '<mark class="claim" id="a">ab</mark>cdef'),
        (
            [Span(0, 6, "a"), Span(2, 4, "b")],
            '<mark class="claim" id="a">ab<mark class="claim" id="b">cd</mark>ef</mark>',
        ),
        (
            [Span(0, 4, "a"), Span(2, 6, "b")],
            '<mark class="claim" id="a">ab<mark class="claim" id="b">cd</mark></mark>'
            '<mark class="claim" data-of="b">ef</mark>',
        ),
        ([Span(1, 3, "b"), Span(1, 3, "a")],
         'a<mark class="claim" id="a"><mark class="claim" id="b">bc</mark></mark>def'),
        ([Span(5, 99, "beyond")], "abcdef"),
    ],
)  # fmt: skip
def test_marks(spans: list[Span], html: str) -> None:
    assert str(marked("abcdef", spans)) == html


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(TEXT, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6))
def test_every_letter_is_kept_and_every_span_covered(text: str, pairs: list[tuple[int, int]]) -> None:
    text = text.replace("\r", "")
    spans = [Span(min(p), max(p), f"s{n}") for n, p in enumerate(pairs)]
    reader = read(str(marked(text, spans)))
    kept = [s for s in spans if s.start < s.end <= len(text)]
    assert reader.text == visible(text)
    assert sorted(reader.ids) == sorted(s.anchor for s in kept)
    for span in kept:
        assert reader.covered.get(span.anchor, "") == visible(text[span.start : span.end])


def test_nothing_in_a_report_becomes_an_element() -> None:
    html = str(marked("<script>x</script></mark>\u202e", [Span(0, 8, "a")]))
    assert "<script" not in html
    assert '<span class="ctl">[U+202E]</span>' in html


def test_excerpt_marks_the_words() -> None:
    assert str(excerpt("a <b> c", 2, 5)) == "a <mark>&lt;b&gt;</mark> c"
