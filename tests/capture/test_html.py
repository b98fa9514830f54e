from datetime import date
from pathlib import Path

import pytest

from tests.capture.making import ARABIC, PAGE, REPORT, SECOND, only, put, read_parts


def test_a_page_gives_its_own_words_and_what_it_says_about_itself(tmp_path: Path) -> None:
    report = only(put(tmp_path, "a.html", PAGE))
    assert REPORT in report.text and SECOND in report.text
    assert "steal" not in report.text and "Sport" not in report.text and "color" not in report.text
    assert report.title == "Twenty killed at market"
    assert report.published == date(2018, 11, 13)
    assert (report.publisher, report.url) == ("Example Wire", "https://wire.example/market")
    assert (report.language, report.condition) == ("en", "usable")


def test_the_address_a_browser_notes_when_saving_is_read(tmp_path: Path) -> None:
    saved = "<!-- saved from url=(0026)https://wire.example/saved -->"
    page = f"<!DOCTYPE html>\n{saved}\n<html><body><p>{REPORT}</p></body></html>"
    report = only(put(tmp_path, "a.html", page))
    assert (report.url, report.publisher) == ("https://wire.example/saved", "wire.example")


def test_a_page_declares_its_charset(tmp_path: Path) -> None:
    page = f'<html><head><meta charset="windows-1256"></head><body><article><p>{ARABIC}</p></article></body></html>'
    assert ARABIC in only(put(tmp_path, "a.html", page.encode("cp1256"))).text


def test_pictures_inside_a_page_do_not_count_as_text(tmp_path: Path) -> None:
    picture = "data:image/png;base64," + "A" * 5_000_000
    report = only(put(tmp_path, "a.html", PAGE.replace("<article>", f'<article><img src="{picture}">')))
    assert REPORT in report.text and len(report.text) < 1000


@pytest.mark.parametrize(
    ("body", "condition"),
    [
        ("<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>", "empty_shell"),
        ("<h1>Log in to Facebook</h1><form>Email or phone number <button>Log in</button></form>", "login_wall"),
        ("<h1>404 Not Found</h1><hr>nginx", "empty_shell"),
        ("<div>Before you continue to YouTube</div><p>We use cookies and data to deliver advertising.</p>"
         "<button>Reject all</button><button>Accept all</button>", "consent_page"),
    ],
)  # fmt: skip
def test_walls_are_kept_and_marked(tmp_path: Path, body: str, condition: str) -> None:
    report = only(put(tmp_path, "a.html", f"<html><head><title>x</title></head><body>{body}</body></html>"))
    assert report.condition == condition
    assert report.text


@pytest.mark.parametrize("depth", [1_000, 200_000])
def test_deep_nesting_neither_crashes_nor_hides_the_words(tmp_path: Path, depth: int) -> None:
    page = "<html><body>" + "<div>" * depth + REPORT + "</div>" * depth + "</body></html>"
    assert REPORT in only(put(tmp_path, "a.html", page)).text


def test_a_page_named_as_text_is_read_as_a_page(tmp_path: Path) -> None:
    assert only(put(tmp_path, "a.txt", PAGE)).title == "Twenty killed at market"


def test_text_named_as_a_page_is_read_as_text(tmp_path: Path) -> None:
    assert only(put(tmp_path, "a.html", REPORT)).text == REPORT


def test_a_broken_page_gives_what_there_is(tmp_path: Path) -> None:
    documents, _ = read_parts(put(tmp_path, "a.html", PAGE[: PAGE.index(SECOND) + 40]))
    assert REPORT in documents[0].text
