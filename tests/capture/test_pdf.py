import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from tests.capture.making import ARABIC, REPORT, SECOND, only, pdf, put, read_parts, refusal
from tollbook.capture import Remark, read
from tollbook.capture.limits import default
from tollbook.capture.parsers.bidi import repair
from tollbook.capture.parsers.pdf import join_lines

LINES = [
    "At least 20 people were killed and five others were wound-",
    "ed when shells fell on the market of Exampleton",
    "on Tuesday.",
]


def test_pages_lines_title_and_day(tmp_path: Path) -> None:
    report = only(put(tmp_path, "a.pdf", pdf([LINES, [SECOND]], title="Market hit")))
    assert "five others were wounded when shells fell" in report.text
    assert "shells fell on the market of Exampleton on Tuesday." in report.text
    assert report.text.endswith(SECOND)
    assert report.title == "Market hit"
    assert report.published is not None and report.published >= date(2020, 1, 1)


def test_lines_are_joined_where_they_run_on() -> None:
    page = (
        "TITLE\r\nTwenty people were killed in a shell-\x02\r\nattack on the market of the town\r\n"
        "on Tuesday.\r\nSecond paragraph."
    )
    assert join_lines(page.replace("-\x02", "\x02")) == (
        "TITLE\nTwenty people were killed in a shellattack on the market of the town on Tuesday.\nSecond paragraph."
    )


def test_locked(tmp_path: Path) -> None:
    assert "password" in refusal(put(tmp_path, "a.pdf", pdf([LINES], password="secret"))).what


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_truncated(tmp_path: Path, share: float) -> None:
    whole = pdf([[REPORT]] * 5)
    documents, told = read_parts(put(tmp_path, "a.pdf", whole[: int(len(whole) * share)]))
    assert told, "a cut-off file is always named"
    assert not documents or isinstance(told[0], Remark)


def test_scans_are_named(tmp_path: Path) -> None:
    assert "OCR" in refusal(put(tmp_path, "a.pdf", pdf([[], []]))).remedy


def test_too_many_pages(tmp_path: Path) -> None:
    found = refusal(put(tmp_path, "a.pdf", pdf([["x"]] * (default().pdf_pages + 1))))
    assert "2,001 pages" in found.what


def test_brackets_and_marks_of_right_to_left_lines_are_repaired() -> None:
    assert repair("قتل عشرون )بينهم طفلان( في »السوق«") == "قتل عشرون (بينهم طفلان) في «السوق»"
    assert repair("قتل عشرون (بينهم طفلان) في السوق") == "قتل عشرون (بينهم طفلان) في السوق"
    assert repair("قُتِلَ عِشْرُونَ مدنيّاً") == "قتل عشرون مدنيا"
    assert repair("ﻗﺘﻞ ﻋﺸﺮﻭﻥ") == "قتل عشرون"
    assert repair("5) Twenty (20) killed :)") == "5) Twenty (20) killed :)"


def test_a_bracket_that_closes_on_the_next_line_follows_the_rest() -> None:
    assert repair(")بينهم طفلان( قتلوا\nوأصيب آخرون )أحدهم\nامرأة(").split("\n")[1:] == ["وأصيب آخرون (أحدهم", "امرأة)"]


@pytest.mark.browser
def test_an_arabic_pdf_from_a_browser(tmp_path: Path) -> None:
    page = f'<html lang="ar" dir="rtl"><meta charset="utf-8"><body style="font-size:18px"><p>{ARABIC}</p>' \
           f"<p>قُتِلَ ثلاثة أطفال «في المدرسة» وفق منظمة Example Watch.</p></body></html>"  # fmt: skip
    source, target = put(tmp_path, "source.html", page), tmp_path / "a.pdf"
    chromium = shutil.which("chromium")
    assert chromium, "apt-get install chromium"
    subprocess.run(
        [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-pdf-header-footer",
         f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={target}", source.as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    report = next(read(target))
    text = " ".join(report.text.split())  # type: ignore[union-attr]
    assert ARABIC in text
    assert "قتل ثلاثة أطفال «في المدرسة» وفق منظمة Example Watch." in text
    assert report.language == "ar"  # type: ignore[union-attr]
    assert report.published is None, "the day of printing is not the day of publication"  # type: ignore[union-attr]


def test_a_hyphen_between_numbers_stays() -> None:
    page = "The strike on the market killed 15\x02\r\n20 people and wounded others, the civil de\x02\r\nfence said."
    assert join_lines(page) == (
        "The strike on the market killed 15-20 people and wounded others, the civil defence said."
    )
