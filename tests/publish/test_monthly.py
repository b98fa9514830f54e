"""The monthly report: what stands on it, the same bytes every time, and figures that the audit accepts."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Browser

from tests.publish.monthly_sample import ALLEGATIONS, CERTIFICATE, report
from tests.publish.test_browser import DESKTOP, PHONE, opened, serious
from tollbook.ledger.audit import audit, decode, read
from tollbook.model.monthly import Correction, MonthFigures
from tollbook.publish.charts import Series, chart
from tollbook.publish.letters import Context, letter
from tollbook.publish.monthly import figures_csv, page, record, restored, written
from tollbook.publish.monthly_words import fixed, span_words
from tollbook.publish.pdf import pdf
from tollbook.publish.texts import Texts

EN, AR = Texts("en"), Texts("ar")


def words(html: str) -> str:
    body = html.partition("<body")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>|[\u2068\u2069]", " ", f"<body{body}")).split())


def test_the_month_in_words() -> None:
    said = words(page(report(), EN))
    assert "carried over 3 reports from earlier months, received 1, reopened 1 and completed 3; 2 stayed open" in said
    assert "Civilians killed by this month's credible findings: 3 to 5; injured: 2." in said
    assert "Version 2, published 30 December 2018. This version replaces version 1" in said


def test_findings_with_place_figure_reason_and_how_they_came_in() -> None:
    said = words(page(report(), EN))
    assert "How it came in via Airwars report , 3 September 2018" in said
    assert "هجين · grid 37SFU676401" in said
    assert "killed: 3 to 5; injured: 2" in said
    assert "no strike was conducted in the area on that day; No entry within 5 km and 24 hours." in said
    assert f"Rests on a recorded search of 8 November 2018 ( {CERTIFICATE} ). The log lacks two days." in said
    assert "Would be reopened by: another day and a gap in the strike records that is closed" in said
    assert "Repeats a1" in said


def test_nobody_who_worked_on_it_is_named_and_nothing_is_markup() -> None:
    for code in (EN, AR):
        html = page(report(), code)
        assert "reviewer" not in html
        assert "market <b>" not in html


def test_every_number_of_the_balance_leads_to_its_list() -> None:
    html = page(report(), EN)
    targets = re.findall(r'href="#([\w-]+)"', html)
    assert targets == ["list-carried_over", "list-received", "list-reopened", "findings", "list-open"]
    assert all(f'id="{target}"' in html for target in targets)


def test_corrections_in_words() -> None:
    said = words(page(report(), EN))
    assert (
        "inconclusive, found on 5 October 2018. The report of October 2018 said: inconclusive, found on 4 October"
        in said
    )
    late = Correction("2018-10", "a", "A", "received", day_now=date(2018, 10, 9))
    assert (
        fixed(EN, late).words == "Received on 9 October 2018, entered after the report of October 2018 was published."
    )
    moved = replace(late, what="reopened", day_was=date(2018, 10, 8))
    assert fixed(EN, moved).words == "Reopened on 9 October 2018, not on 8 October 2018 as published for October 2018."
    gone = replace(late, day_was=late.day_now, day_now=None)
    assert fixed(EN, gone).words == "Not received in October 2018, as was published."
    first = report().corrections[0]
    assert "does not stand for that month" in fixed(EN, replace(first, now=None)).words
    assert "was not in the report of October 2018" in fixed(EN, replace(first, was=None)).words


def test_the_same_report_gives_the_same_bytes_and_comes_back_from_its_record() -> None:
    once, again = written(report(), ("html", "csv", "json")), written(report(), ("html", "csv", "json"))
    assert once == again
    assert sorted(once) == [
        "2018-11-cjtf-oir-v2-ar.html", "2018-11-cjtf-oir-v2-en.html", "2018-11-cjtf-oir-v2-findings.csv",
        "2018-11-cjtf-oir-v2-fr.html", "2018-11-cjtf-oir-v2.csv", "2018-11-cjtf-oir-v2.json",
    ]  # fmt: skip
    assert restored(json.loads(once["2018-11-cjtf-oir-v2.json"])) == report()
    assert record(restored(record(report()))) == record(report())


@pytest.mark.parametrize("code", ["en", "ar"])
def test_the_pdf_can_be_opened_holds_the_words_and_is_the_same_again(code: str) -> None:
    html = page(report(), Texts(code))
    made = pdf(html)
    assert made == pdf(html)
    document = pypdfium2.PdfDocument(made)
    text = "".join(document[at].get_textpage().get_text_bounded() for at in range(len(document)))
    assert len(document) >= 2
    assert ("37SFU676401" in text) is (code == "en")  # read back, numbers among Arabic words stand in another order
    assert ("carried over" in text) is (code == "en")


def test_its_own_figures_pass_the_audit_as_table_and_as_page() -> None:
    for content in (figures_csv(report()).decode(), page(report(), EN)):
        found = audit([read(decode(content.encode(), "own"), "own")], date(2026, 11, 22))
        assert found.faults == ()
        assert found.months == 3


def test_figures_csv() -> None:
    rows = list(csv.DictReader(io.StringIO(figures_csv(report()).decode())))
    assert rows[-1]["killed"], rows[-1]["killed_most"] == ("3", "5")
    assert [row["strikes"] for row in rows] == ["12", "0", "31"]
    findings = list(
        csv.DictReader(io.StringIO(written(report(), ("csv",))["2018-11-cjtf-oir-v2-findings.csv"].decode()))
    )
    assert [row["finding"] for row in findings] == ["credible", "non_credible", "duplicate"]


def test_no_formula_reaches_a_spreadsheet() -> None:
    entries = {**report().entries, "a1": replace(report().entries["a1"], title="=1+1")}
    assert b",'=1+1," in written(replace(report(), entries=entries), ("csv",))["2018-11-cjtf-oir-v2-findings.csv"]


def test_charts_have_tables_and_strikes_only_with_a_log() -> None:
    html = page(report(), EN)
    assert html.count("<svg class=") == html.count('class="numbers"') == 4
    assert "chart_strikes" not in page(report(strikes=False), EN)


def test_a_long_ledger_stays_legible() -> None:
    one = report().figures[0]
    many = [replace(one, month=f"{2000 + at // 12}-{at % 12 + 1:02d}", received=at * 7) for at in range(240)]
    series = Series("Received", tuple(each.received for each in many), "dark")
    drawn = chart(EN, key="chart_flow", months=[each.month for each in many], series=[series])
    assert drawn.svg.count("<text") <= 12 + 6
    assert len(drawn.rows) == 240
    assert chart(AR, key="chart_flow", months=["2018-11"], series=[Series("x", (None,), "dark")]).rows[0][1] == ("–",)


def test_spans() -> None:
    assert [span_words(EN, span) for span in ((3, 3), (3, 5), None)] == ["3", "3 to 5", "–"]
    assert isinstance(report().figures[0], MonthFigures)


def test_an_empty_month() -> None:
    empty = replace(report(), balance=replace(report().balance, completed=(), open=(), received=()), corrections=())
    said = words(page(empty, EN))
    assert "No finding was made this month." in said
    assert "Nothing published earlier has been corrected." in said


@pytest.mark.browser
@pytest.mark.parametrize("code", ["en", "ar"])
def test_report_and_letter_are_accessible_and_fit_a_phone(browser: Browser, tmp_path: Path, code: str) -> None:
    context = Context(date(2018, 12, 30), "CJTF-OIR monthly report", "التقرير الشهري")
    (tmp_path / "report.html").write_text(page(report(), Texts(code)), encoding="utf-8")
    (tmp_path / "letter.html").write_bytes(letter(ALLEGATIONS[1], context, code, "html"))
    for name in ("report.html", "letter.html"):
        with opened(browser, tmp_path / name) as shown:
            assert serious(shown) == []
            for size in (DESKTOP, PHONE):
                shown.set_viewport_size({"width": size["width"], "height": size["height"]})
                assert shown.evaluate("document.documentElement.scrollWidth") <= size["width"]
