import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.publish.test_browser import opened, serious
from tests.strikes.test_certificate import AT_NOON, TIMES, UNPLACED, found, log, made, place, strike, warned
from tollbook.publish import certificate_page
from tollbook.publish.certificate_page import Language, lines, page
from tollbook.publish.texts import LANGUAGES, Texts
from tollbook.strikes.certificate import body_of
from tollbook.strikes.diligence import certify

BIDI = re.compile("[\u2066-\u2069]")
ARABIC = re.compile("[\u0621-\u064a]{2,}")
MADE = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def no_strike() -> dict[str, Any]:
    near = log(strike("next", AT_NOON.replace(day=18)))
    places = [place(found=[found("itself"), found("abroad", "elsewhere", lat=30.0)], warnings=warned("thin"))]
    searched = made(near, places=places, dismissed={"log/next": "<b>A bridge</b> \u202e at night"})
    return certify(body_of("no_strike", searched), "R", MADE, TIMES)


@pytest.fixture(scope="module")
def unknown() -> dict[str, Any]:
    return certify(body_of("place_unknown", made(subject=UNPLACED)), "", MADE, TIMES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_the_certificate_holds_is_told(no_strike: dict[str, Any], language: Language) -> None:
    told = BIDI.sub("", "\n".join(lines(no_strike, language)))
    search = no_strike["body"]["log_search"]
    wanted = [
        no_strike["id"], "inc-1", "2017-03-17", "36.3400، 43.1100" if language == "ar" else "36.3400, 43.1100",
        "coalition", "2017-03-16 21:00", "2017-03-17 21:00", "+3", no_strike["body"]["logs"][0]["content"],
        "log/next", "A bridge", "Al-Jadida", "الجديدة", "20000", "2026-11-22 12:00", "Nineveh", "thin",
        Texts(language).own(search["shows"], search["shows_ar"]),
    ]  # fmt: skip
    assert [word for word in wanted if word not in told] == []


def test_all_languages_say_the_same_number_of_things(no_strike: dict[str, Any], unknown: dict[str, Any]) -> None:
    for record in (no_strike, unknown):
        english, arabic, french = (lines(record, code) for code in ("en", "ar", "fr"))
        assert len(english) == len(arabic) == len(french)
        same = set(french) & set(english)
        assert [line for line in same if len(re.findall(r"\b[a-z]{3,}\b", line)) > 3] == []
        assert all(ARABIC.search(line) for line in arabic if line and not line.startswith("  "))


@pytest.mark.parametrize("code", ["ar", "fr"])
def test_the_texts_of_all_languages_have_the_same_keys_and_fill_the_same_gaps(code: Language) -> None:
    gaps = re.compile(r"\{(\w+)\}")
    en, ar = certificate_page._texts("en"), certificate_page._texts(code)
    assert en.keys() == ar.keys()
    for key, text in en.items():
        if isinstance(text, str):
            assert sorted(gaps.findall(text)) == sorted(gaps.findall(ar[key])), key
        else:
            assert text.keys() == ar[key].keys()


def test_a_certificate_that_was_changed_says_so_on_its_face(unknown: dict[str, Any]) -> None:
    assert "changed after it was made" in "\n".join(lines(unknown, "en", sound=False))
    assert "changed after it was made" not in "\n".join(lines(unknown, "en"))


class Tags(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_runs_nothing_and_loads_nothing_and_shows_words_as_words(
    no_strike: dict[str, Any], language: Language
) -> None:
    text = page(no_strike, language)
    tags = Tags()
    tags.feed(text)
    assert not {"script", "b", "img", "link"} & set(tags.tags)
    assert tags.links == []
    assert "&lt;b&gt;A bridge" in text
    assert "\u202e" not in text
    assert "[U+202E]" in text


def test_days_are_fenced_off_in_arabic_sentences(no_strike: dict[str, Any]) -> None:
    bare = re.compile(r"(?<!\u2068)2017-03-1[78](?![\d:]* ?\d\d:\d\d)(?!\u2069)")
    assert not bare.search(page(no_strike, "ar"))


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["no_strike", "unknown"])
def test_the_page_is_accessible_and_fits_a_phone(
    browser: Browser, tmp_path: Path, request: pytest.FixtureRequest, kind: str, language: Language
) -> None:
    file = tmp_path / "certificate.html"
    file.write_text(page(request.getfixturevalue(kind), language), encoding="utf-8")
    for width in (1200, 360):
        with opened(browser, file, {"width": width, "height": 800}) as shown:
            assert serious(shown) == []
            assert shown.evaluate("document.documentElement.scrollWidth") <= width
