"""Reading published figures: tables in many shapes, releases in many words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ledger.published_reports import (
    AUGUST_2019,
    DECEMBER_2018,
    HEADER,
    LISTED,
    MARCH_2017,
    NOVEMBER_2018,
    PUBLISHED,
)
from tollbook.errors import SkipItem
from tollbook.ledger.audit import decode, read
from tollbook.ledger.numerals import NotANumberError, cell, month, spelled

NOVEMBER = {
    "carried_over": 194,
    "received": 15, "completed": 25, "credible": 3, "non_credible": 20, "duplicate": 2, "open": 184,
    "killed": 15, "killed_since_start": 1139,
}  # fmt: skip


def figures(text: str, name: str = "release.txt") -> dict[str, int]:
    (row,) = read(text, name).rows
    return {key: found.value for key, found in row.cells.items()}


@pytest.mark.parametrize(
    ("text", "when", "expected"),
    [
        (
            MARCH_2017, (2017, 3),
            {"carried_over": 43, "received": 27, "completed": 28, "credible": 9, "non_credible": 17, "duplicate": 2,
             "open": 42, "reports_since_start": 396, "credible_since_start": 102, "strikes_since_start": 20205},
        ),
        (NOVEMBER_2018, (2018, 11), {**NOVEMBER, "strikes_since_start": 31406}),
        (
            DECEMBER_2018, (2018, 12),
            {"carried_over": 184, "received": 10, "completed": 12, "credible": 5, "non_credible": 6, "duplicate": 1,
             "open": 182, "killed": 51, "killed_since_start": 1190},
        ),
        (
            AUGUST_2019, (2019, 8),
            {"carried_over": 97, "received": 2, "completed": 20, "credible": 7, "non_credible": 13, "duplicate": 0,
             "open": 79, "reopened": 2, "killed": 22, "killed_since_start": 1335, "strikes_since_start": 34573},
        ),
        (LISTED, (2018, 11), NOVEMBER),
    ],
)  # fmt: skip
def test_releases(text: str, when: tuple[int, int], expected: dict[str, int]) -> None:
    found = read(text, "release.txt")
    assert found.troubles == ()
    assert found.rows[0].month == when
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Of the 25 completed reports, three credible, 20 non-credible and two duplicates.",
         {"completed": 25, "credible": 3, "non_credible": 20, "duplicate": 2}),
        ("3 of the 25 completed reports were credible; 20 of the 25 were found not to be credible.",
         {"completed": 25, "credible": 3, "non_credible": 20}),
        ("There were 194 open reports from previous months; 15 new reports were received.",
         {"carried_over": 194, "received": 15}),
        ("Received in the month were 15 reports, and 184 remain open.", {"received": 15, "open": 184}),
        ("The task force assessed the remaining 13 reports as non-credible and closed 20 in all.",
         {"non_credible": 13, "completed": 20}),
        ("It received no new reports and closed one hundred and three.", {"received": 0, "completed": 103}),
        ("None were found credible and 20 reports were completed, leaving 1,184 still open.",
         {"credible": 0, "completed": 20, "open": 1184}),
        ("12 reports were closed, among them a duplicate; two reports were reopened.",
         {"completed": 12, "duplicate": 1, "reopened": 2}),
        ("Fifteen civilians were killed and six wounded in three incidents found credible; 25 reports were completed.",
         {"killed": 15, "credible": 3, "completed": 25}),
        ("Since the start of the campaign, 270 total reports were assessed to be credible. At least 1,139 civilians "
         "were unintentionally killed since the beginning. In November, 15 reports were received and 25 completed.",
         {"credible_since_start": 270, "killed_since_start": 1139, "received": 15, "completed": 25}),
        ("Carried over ........ 184\nCompleted ........... 12\n  Credible .......... 5\nOpen at end ......... 182\n",
         {"carried_over": 184, "completed": 12, "credible": 5, "open": 182}),
        ("25 completed (3 credible, 20 non-credible, 2 duplicates). 15 killed; 1,139 killed since the start.",
         {"completed": 25, "credible": 3, "non_credible": 20, "duplicate": 2, "killed": 15,
          "killed_since_start": 1139}),
        ("Since the beginning 1,335 civilians were killed in 34,573 strikes. 20 reports were completed.",
         {"killed_since_start": 1335, "strikes_since_start": 34573, "completed": 20}),
        ("The number of reports still open is 184. The number of reports completed was 25.",
         {"open": 184, "completed": 25}),
        ("In November 15 civilians were killed in 3 credible incidents, bringing the number killed since the start to "
         "1,139. 25 reports were completed.",
         {"killed": 15, "credible": 3, "killed_since_start": 1139, "completed": 25}),
    ],
)  # fmt: skip
def test_wordings(sentence: str, expected: dict[str, int]) -> None:
    found = {k: v for k, v in figures(sentence).items() if not (k == "duplicate" and "duplicate" not in expected)}
    assert found == expected


@pytest.mark.parametrize(
    ("head", "when"),
    [
        ("Monthly report, November 2018\n\n", (2018, 11)),
        ("# November 2018\n", (2018, 11)),
        ("Released 30 December 2018\n\nIn the month of November ", (2018, 11)),
        ("Jan. 31, 2019\n\nDuring December, ", (2018, 12)),
        ("FOR RELEASE\nRelease No: 20190131-01\nJanuary 31, 2019\n\nIn the month of December, ", (2018, 12)),
        ("30 December 2018\n\n", (2018, 11)),
        ("Report for 2018-11\n", (2018, 11)),
        ("Compared with October 2018, for November 2018 ", (2018, 11)),
        ("", None),
    ],
)
def test_month_of_a_release(head: str, when: tuple[int, int] | None) -> None:
    assert read(f"{head}the force received 15 reports and completed 25.", "r.txt").rows[0].month == when


def test_the_name_of_a_file_dates_a_release_that_does_not() -> None:
    assert read("Received: 15\nCompleted: 25\n", "report-2018-11.txt").rows[0].month == (2018, 11)


def test_several_releases_in_one_file() -> None:
    text = f"{MARCH_2017}\n{NOVEMBER_2018}\n----\n{DECEMBER_2018}\n{AUGUST_2019}"
    found = read(text, "all.txt")
    assert [row.month for row in found.rows] == [(2017, 3), (2018, 11), (2018, 12), (2019, 8)]
    assert [row.cells["open"].value for row in found.rows] == [42, 184, 182, 79]
    assert found.troubles == ()


def test_a_release_that_contradicts_itself_names_both_lines() -> None:
    (trouble,) = read(NOVEMBER_2018.replace("Out of the 25", "Out of the 26"), "r.txt").troubles
    assert trouble.lines == (8,)
    assert "25 and as 26" in trouble.what


def table(delimiter: str = ",", quote: str = '"') -> str:
    rows = [HEADER, *PUBLISHED]
    return "".join(delimiter.join(f"{quote}{part}{quote}" for part in row) + "\n" for row in rows)


@pytest.mark.parametrize(
    "text",
    [
        table(), "\ufeff" + table(), table(";"), table("\t", ""), table(";", "").replace(",", "."),
        table().replace("2017-03", "March 2017").replace("2018-11", "Nov. 2018").replace("2019-08", "08/2019"),
        table().replace("month", "Month").replace("carried_over", "Carried over").replace("non_", "Non-"),
        table().replace('""', '"n/a"'), table().replace('""', '"-"'), table().replace("\n", "\r\n"),
        "# published figures\n\n" + table(), table("|", ""), "Some words before, 12 in all.\n\n| " + table(" | ", ""),
        table(",", "").replace("1,139", "1139").replace("1,190", "1190"), table().replace("1,139", "1\u202f139"),
        table(",", ""),
    ],
)  # fmt: skip
def test_tables(text: str) -> None:
    found = read(decode(text.encode(), "t.csv"), "t.csv")
    assert found.troubles == ()
    assert [row.month for row in found.rows] == [(2017, 3), (2017, 4), (2018, 11), (2018, 12), (2019, 8)]
    since = [row.cells["killed_since_start"].value for row in found.rows if "killed_since_start" in row.cells]
    assert since == [484, 1139, 1190, 1335]
    assert found.rows[1].cells["carried_over"].value == 42


def test_columns_in_any_order_and_unknown_ones_named() -> None:
    order = [10, 7, 0, 3, 2, 1, 4, 5, 6, 8, 9]
    rows = [HEADER, *PUBLISHED]
    text = "".join(";".join(["x", *(row[at] for at in order)]) + "\n" for row in rows).replace(
        "x;killed", "notes;killed"
    )
    found = read(text, "t.csv")
    assert found.rows[2].cells["open"].value == 184
    assert found.notes == ("t.csv: columns not read: notes",)


@pytest.mark.parametrize(
    ("cell_text", "expected"),
    [
        ("1,139", (1139, None)), ("1.139", (1139, None)), ("1 139", (1139, None)), ("(42)", (42, None)),
        ("79 (2 reopened)", (79, 2)), ("20,205 (42,089 engagements)", (20205, None)), ("34,573*", (34573, None)),
        ("12.0", (12, None)), ("three", (3, None)), ("at least 1,139", (1139, None)), ("١٢", (12, None)),
        ("", (None, None)), ("n/a", (None, None)), ("–", (None, None)), ("**184**", (184, None)),
    ],
)  # fmt: skip
def test_cells(cell_text: str, expected: tuple[int | None, int | None]) -> None:
    assert cell(cell_text) == expected


@pytest.mark.parametrize("text", ["abc", "-5", "12.5", "1,13", "3 or 4", "12%", "1e3"])
def test_what_is_no_whole_number_is_told(text: str) -> None:
    with pytest.raises(NotANumberError):
        cell(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2017-03", (2017, 3)), ("March 2017", (2017, 3)), ("Mar. 2017", (2017, 3)), ("mar-17", (2017, 3)),
        ("03/2017", (2017, 3)), ("2017/3", (2017, 3)), ("201703", (2017, 3)), ("2017-03-31", (2017, 3)),
        ("Sept. 2019", (2019, 9)), ("31 March 2017", (2017, 3)), ("2017 March", (2017, 3)), ("2017-13", None),
        ("spring", None), ("", None),
    ],
)  # fmt: skip
def test_months(text: str, expected: tuple[int, int] | None) -> None:
    assert month(text) == expected


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("one hundred and three", 103),
        ("Seventy-nine", 79),
        ("two thousand and twelve", 2012),
        ("zero", 0),
        ("apple", None),
    ],
)
def test_number_words(words: str, number: int | None) -> None:
    assert spelled(words) == number


@given(st.integers(0, 10**7))
def test_numbers_with_separators_read_back(number: int) -> None:
    assert cell(f"{number:,}") == (number, None)


def test_a_page_is_read_like_its_text() -> None:
    rows = "".join("<tr>" + "".join(f"<td>{part}</td>" for part in row) + "</tr>\n" for row in (HEADER, *PUBLISHED))
    page = f"<!doctype html><html><head><title>x</title></head><body><table>{rows}</table></body></html>"
    found = read(decode(page.encode(), "p.html"), "p.html")
    assert [row.cells["open"].value for row in found.rows] == [42, 38, 184, 182, 79]


@pytest.mark.parametrize("content", [b"", b"hello", b"\x89PNG\x00\x01", b"a,b\n1,2\n", b"15 civilians were killed."])
def test_no_figures_no_guess(content: bytes) -> None:
    with pytest.raises(SkipItem):
        read(decode(content, "x"), "x")


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read(text, "x")
    except SkipItem as refused:
        assert refused.remedy
