from datetime import date
from email.message import EmailMessage
from pathlib import Path

from tests.capture.making import ARABIC, PAGE, REPORT, SECOND, only, pdf, put, read_parts


def mail(body: str = REPORT, subject: str = "Market hit") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Example Monitor <desk@monitor.example>"
    message["To"] = "records@example.org"
    message["Date"] = "Tue, 13 Nov 2018 23:30:00 +0300"
    message["Subject"] = subject
    message["Message-ID"] = "<1@monitor.example>"
    message.set_content(body)
    return message


def test_headers_and_body(tmp_path: Path) -> None:
    report = only(put(tmp_path, "a.eml", mail().as_bytes()))
    assert (report.title, report.publisher, report.published) == ("Market hit", "Example Monitor", date(2018, 11, 13))
    assert report.text == REPORT


def test_arabic_subject_and_old_charset(tmp_path: Path) -> None:
    message = mail(subject="قصف السوق")
    message.set_content(ARABIC, charset="windows-1256")
    report = only(put(tmp_path, "a.eml", message.as_bytes()))
    assert (report.title, report.text, report.language) == ("قصف السوق", ARABIC, "ar")


def test_a_mail_that_is_only_a_page(tmp_path: Path) -> None:
    message = mail()
    message.set_content(PAGE, subtype="html")
    report = only(put(tmp_path, "a.eml", message.as_bytes()))
    assert REPORT in report.text and "steal" not in report.text


def test_attachments_become_reports_with_ids_of_their_own(tmp_path: Path) -> None:
    message = mail()
    message.add_attachment(pdf([[SECOND]]), maintype="application", subtype="pdf", filename="annex.pdf")
    message.add_attachment(f'{{"text": "{REPORT}"}}\n{{"x": 1}}\n', subtype="plain", filename="rows.jsonl")
    message.add_attachment(b"\x89PNG\r\n", maintype="image", subtype="png", filename="logo.png")
    documents, skipped = read_parts(put(tmp_path, "a.eml", message.as_bytes()))
    assert [d.origin for d in documents] == ["a.eml", "a.eml > annex.pdf", "a.eml > rows.jsonl, line 1"]
    assert len({d.id for d in documents}) == 3 and len({d.original for d in documents}) == 1
    assert [s.where for s in skipped] == ["a.eml > rows.jsonl, line 2"]


def test_forwarded_mails_are_read_and_an_endless_nest_is_not(tmp_path: Path) -> None:
    message = mail("Inner report: two were killed in the village.", "level 0")
    for level in range(1, 8):
        outer = mail(f"Forwarded at level {level}.", f"level {level}")
        outer.add_attachment(message)
        message = outer
    documents, skipped = read_parts(put(tmp_path, "a.eml", message.as_bytes()))
    assert [d.title for d in documents] == ["level 7", "level 6", "level 5", "level 4", "level 3"]
    assert "nested" in skipped[0].what


def test_broken_headers_do_not_hide_the_words(tmp_path: Path) -> None:
    raw = b"From: =?utf-8?b?####?=\nDate: yesterday\nSubject: =?x?q?=\nMIME-Version: 1.0\n"
    raw += b"Content-Type: text/plain; charset=nonsense\n\n"
    report = only(put(tmp_path, "a.eml", raw + REPORT.encode()))
    assert report.text == REPORT and report.published is None


def test_every_mail_of_a_mailbox_is_read(tmp_path: Path) -> None:
    first, second = mail(subject="First"), mail(SECOND, "Second")
    first.add_attachment(pdf([[SECOND]]), maintype="application", subtype="pdf", filename="annex.pdf")
    separator = b"From desk@monitor.example Tue Nov 13 23:30:00 2018\n"
    box = b"\n\n".join(separator + message.as_bytes() for message in (first, second, mail("", "Empty")))
    documents, skipped = read_parts(put(tmp_path, "all.mbox", box))
    assert [(d.origin, d.title) for d in documents] == [
        ("all.mbox > mail-1.eml", "First"),
        ("all.mbox > mail-1.eml > annex.pdf", None),
        ("all.mbox > mail-2.eml", "Second"),
    ]
    assert [s.where for s in skipped] == ["all.mbox > mail-3.eml"]


def test_a_mail_that_speaks_of_a_sender_is_not_cut_in_two(tmp_path: Path) -> None:
    told = f"{REPORT}\nFrom there at 10:30 in 2018 they fled."
    separator = b"From desk@monitor.example Tue Nov 13 23:30:00 2018\n"
    assert only(put(tmp_path, "all.mbox", separator + mail(told).as_bytes())).text == told


def test_a_page_saved_by_a_browser_has_its_own_day_and_publisher_not_those_of_the_saving(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://wire.example/market"
    message["Date"] = "Fri, 20 Nov 2026 10:00:00 +0000"
    message["Subject"] = "Twenty killed at market"
    message.set_content(PAGE, subtype="html")
    message.add_related(b"p {color: red}", "text", "css", cid="<style@page>")
    report = only(put(tmp_path, "page.mhtml", message.as_bytes()))
    assert (report.published, report.publisher) == (date(2018, 11, 13), "Example Wire")
    assert (report.url, report.origin) == ("https://wire.example/market", "page.mhtml") and REPORT in report.text
