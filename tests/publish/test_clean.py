import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.publish.clean import (
    CONTROLS,
    SLUG,
    direction,
    fenced,
    isolated,
    language,
    refenced,
    slug,
    visible,
    web_address,
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a\u202eb", "a[U+202E]b"),
        ("a\u2066b\u2069", "a[U+2066]b[U+2069]"),
        ("nul\x00", "nul[U+0000]"),
        ("mark\u200f", "mark"),
        ("هجين\n\tx", "هجين\n\tx"),
        ("\ud800", "[U+D800]"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_visible_leaves_no_control(text: str) -> None:
    assert not CONTROLS.search(visible(text))


@given(st.text())
def test_a_fence_opens_and_closes_once(name: str) -> None:
    shown = fenced(isolated(name))
    assert (shown.count("\u2068"), shown.count("\u2069")) == (1, 1)
    assert shown[0] == "\u2068"
    assert shown[-1] == "\u2069"


@pytest.mark.parametrize("plain", ["hajin-2018-11-09", "a", "0f3c"])
def test_a_plain_id_is_its_own_file_name(plain: str) -> None:
    assert slug(plain) == plain


@given(st.text(), st.text())
def test_file_names_are_safe_and_tell_ids_apart(one: str, other: str) -> None:
    assert SLUG.fullmatch(slug(one))
    assert (slug(one) == slug(other)) == (one == other)


@pytest.mark.parametrize("hostile", ["../../etc/passwd", "CON", "a/b", "A", "هجين", "", "x" * 300, "a\x00b", ".."])
def test_hostile_ids_stay_in_their_folder(hostile: str) -> None:
    assert SLUG.fullmatch(slug(hostile))


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=c", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("java\tscript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("file:///etc/passwd", False),
        ("//example.org", False),
        ("https://", False),
        ("https://exa mple.org", False),
        ("http://[::1", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, kept: bool) -> None:
    assert web_address(url) == (url if kept else None)


@pytest.mark.parametrize(
    ("code", "lang", "dir_"),
    [
        ("ar", "ar", "rtl"), ("fa-IR", "fa-IR", "rtl"), ("en", "en", "ltr"), ("he", "he", "rtl"), (None, None, "auto"),
        ('en" onload="x', None, "auto"), ("", None, "auto"),
    ],
)  # fmt: skip
def test_language_and_direction(code: str | None, lang: str | None, dir_: str) -> None:
    assert language(code) == lang
    assert direction(code) == dir_


def test_names_this_program_set_apart_stay_apart_and_nothing_else_does() -> None:
    assert fenced(refenced("من \u2068SANA\u2069 و\u2068Al-Jaml\u2069")) == "من \u2068SANA\u2069 و\u2068Al-Jaml\u2069"
    assert fenced(refenced("\u2068a\u202eb\u2069")) == "\u2068a[U+202E]b\u2069"
    assert fenced(refenced("open \u2068 only")) == "open [U+2068] only"
