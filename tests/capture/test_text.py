from datetime import date
from pathlib import Path

import pytest

from tests.capture.making import ARABIC, REPORT, only, put, read_parts, refusal
from tollbook.capture import Remark


def test_a_header_block_gives_what_it_says_and_leaves_the_text(tmp_path: Path) -> None:
    head = "Title: Market hit\nDate: 13 November 2018\nSource: Example Wire\nURL: https://wire.example/1\n\n"
    report = only(put(tmp_path, "a.txt", head + REPORT))
    assert (report.title, report.published, report.publisher) == ("Market hit", date(2018, 11, 13), "Example Wire")
    assert (report.url, report.text, report.language) == ("https://wire.example/1", REPORT, "en")


def test_an_arabic_header_block(tmp_path: Path) -> None:
    report = only(put(tmp_path, "a.txt", f"العنوان: قصف السوق\nالتاريخ: 2018-11-13\nالمصدر: وكالة المثال\n\n{ARABIC}"))
    assert (report.title, report.published, report.publisher) == ("قصف السوق", date(2018, 11, 13), "وكالة المثال")


@pytest.mark.parametrize(
    "text",
    [
        f"Urgent: twenty people killed\n\n{REPORT}",
        f"Source close to the army: ten killed in raid\nMore to come.\n\n{REPORT}",
        f"{REPORT}\nDate: unknown",
        "Date: 13 November 2018",
        f"Source: officials said ten were killed in the raid.\n{REPORT}",
    ],
)
def test_prose_that_looks_like_a_header_stays_text(tmp_path: Path, text: str) -> None:
    report = only(put(tmp_path, "a.txt", text))
    assert report.text == text
    assert (report.title, report.published, report.publisher) == (None, None, None)


def test_front_matter_and_heading_of_markdown(tmp_path: Path) -> None:
    report = only(put(tmp_path, "a.md", f'---\ntitle: "Market hit"\ndate: 2018-11-13\ntags: [x]\n---\n{REPORT}'))
    assert (report.title, report.published, report.text) == ("Market hit", date(2018, 11, 13), REPORT)
    report = only(put(tmp_path, "b.md", f"# Market hit\n\n{REPORT}"))
    assert report.title == "Market hit" and report.text.startswith("# Market hit")
    assert only(put(tmp_path, "c.txt", f"# Market hit\n\n{REPORT}")).title is None


def test_an_old_encoding_is_read_and_remarked(tmp_path: Path) -> None:
    documents, remarks = read_parts(put(tmp_path, "a.txt", ARABIC.encode("cp1256")))
    assert documents[0].text == ARABIC
    assert isinstance(remarks[0], Remark) and "cp1256" in remarks[0].what


def test_what_no_later_step_could_store_is_taken_out(tmp_path: Path) -> None:
    report = only(put(tmp_path, "a.txt", f"\ufeff{REPORT}\r\nSecond\rThird\x0cFourth\ufeff"))
    assert report.text == f"{REPORT}\nSecond\nThird\nFourth"


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"...\n---\n", "\ufeff".encode()])
def test_nothing_in_it(tmp_path: Path, content: bytes) -> None:
    assert "empty" in (what := refusal(put(tmp_path, "a.txt", content)).what) or "no words" in what
