import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from tests.capture.making import ARABIC, REPORT, SECOND, only, put, read_parts, refusal
from tollbook.capture import Remark


def test_a_table_with_semicolons_and_lines_inside_quotes(tmp_path: Path) -> None:
    table = f'ID;Headline;Body;Date;Outlet\nx1;"Two;three";"{REPORT}\nMore.";13/11/2018;Wire\nx2;;;;\nx3;;{SECOND};;\n'
    documents, skipped = read_parts(put(tmp_path, "a.csv", table))
    assert [(d.id, d.origin) for d in documents] == [("x1", "a.csv, line 3"), ("x3", "a.csv, line 5")]
    assert (documents[0].title, documents[0].published, documents[0].publisher) == (
        "Two;three",
        date(2018, 11, 13),
        "Wire",
    )
    assert documents[0].text == f"{REPORT}\nMore."
    assert [(s.where, s.what) for s in skipped] == [("a.csv, line 4", "a row without text")]
    assert "text column" in skipped[0].remedy


def test_a_table_in_an_old_encoding_and_one_with_tabs(tmp_path: Path) -> None:
    documents, remarks = read_parts(put(tmp_path, "a.csv", f"text,source,date\n{ARABIC},وكالة,\n".encode("cp1256")))
    assert (documents[0].text, documents[0].publisher) == (ARABIC, "وكالة")
    assert "cp1256" in remarks[0].what
    assert (
        only(put(tmp_path, "b.tsv", f"text\turl\tdate\n{REPORT}\thttps://a.example\t2018-11-13\n")).url
        == "https://a.example"
    )
    assert only(put(tmp_path, "c.csv", f"text,date\n{REPORT},2018-11-13\n".encode("utf-16"))).text == REPORT


def test_a_table_without_a_text_column_says_which_columns_it_has(tmp_path: Path) -> None:
    found = refusal(put(tmp_path, "a.csv", "place,killed\nExampleton,20\n"))
    assert "'place', 'killed'" in found.what and "text" in found.remedy


def test_a_stray_quote_is_told(tmp_path: Path) -> None:
    _, told = read_parts(put(tmp_path, "a.csv", f'text,url\n"{REPORT},u\n{SECOND},v\n'))
    assert any("quot" in t.what for t in told)


@pytest.mark.parametrize(
    "content",
    [
        '{"text": "%s"}\n{"text": "%s"}\n',
        '[{"text": "%s"}, {"text": "%s"}]',
        '{"articles": [{"content": "%s"}, {"body": "%s"}], "total": 2}',
        '[\n {"text": "%s"},\n {"text": "%s"}\n]\n',
    ],
)
@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.txt"])
def test_every_shape_of_json_under_every_name(tmp_path: Path, content: str, name: str) -> None:
    if name == "a.jsonl" and content.startswith("[\n"):
        name = "a.json"
    documents, skipped = read_parts(put(tmp_path, name, content % (REPORT, SECOND)))
    assert [d.text for d in documents] == [REPORT, SECOND]
    assert not skipped
    assert len({d.id for d in documents}) == 2


def test_bad_lines_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": REPORT}),
        "{broken",
        "[1, 2]",
        '"words"',
        json.dumps({"id": 1}),
        "",
        json.dumps({"text": SECOND}),
    ]
    documents, skipped = read_parts(put(tmp_path, "a.jsonl", "\n".join(lines)))
    assert [d.origin for d in documents] == ["a.jsonl, line 1", "a.jsonl, line 7"]
    assert [s.where for s in skipped] == [
        "a.jsonl, line 2",
        *["a.jsonl, line 3"] * 2,
        "a.jsonl, line 4",
        "a.jsonl, line 5",
    ]


def test_ids_given_are_kept_and_made_ids_repeat(tmp_path: Path) -> None:
    rows = "\n".join(json.dumps(r) for r in ({"id": "own/1", "text": REPORT}, {"text": SECOND}))
    first, _ = read_parts(put(tmp_path / "one", "a.jsonl", rows))
    second, _ = read_parts(put(tmp_path / "two", "a.jsonl", rows))
    assert [d.id for d in first] == [d.id for d in second]
    assert first[0].id == "own/1" and first[1].id.startswith("a-")


def test_rows_that_share_an_id(tmp_path: Path) -> None:
    rows = [{"id": "1", "text": REPORT}, {"id": "1", "text": REPORT}, {"id": "1", "text": SECOND}]
    documents, told = read_parts(put(tmp_path, "a.json", json.dumps(rows)))
    assert [d.text for d in documents] == [REPORT, SECOND]
    assert documents[0].id == "1" and documents[1].id.startswith("1-")
    assert isinstance(told[0], Remark) and "entry 2" in told[0].what


def test_dates_that_cannot_be_read_are_told_once(tmp_path: Path) -> None:
    rows = "\n".join(json.dumps({"id": str(n), "text": REPORT, "date": "11/12/2018"}) for n in range(50))
    documents, told = read_parts(put(tmp_path, "a.jsonl", rows))
    assert len(documents) == 50 and documents[0].published is None
    assert len(told) == 1 and "50 dates" in told[0].what


@pytest.mark.parametrize(
    "content",
    ["[" * 100_000 + "]" * 100_000, '{"text": ' + "[" * 100_000, '{"text": 1e999999, "a": ' + "9" * 10_000 + "}"],
)
def test_json_made_to_break_parsers(tmp_path: Path, content: str) -> None:
    documents, skipped = read_parts(put(tmp_path, "a.json", content))
    assert documents or skipped


def test_half_letters_in_json_are_stored_safely(tmp_path: Path) -> None:
    report = only(put(tmp_path, "a.json", '{"text": "Two killed \\ud800 here", "title": "x\\udfff"}'))
    assert report.text.encode() and report.title is not None and report.title.encode()


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.jsonl.gz", '{"text": "%s"}\n'), ("a.csv.gz", 'text,date\n"%s",2018-11-13\n'), ("a.txt.gz", "%s")],
)
def test_packed_files(tmp_path: Path, name: str, content: str) -> None:
    assert only(put(tmp_path, name, gzip.compress((content % REPORT).encode()))).text == REPORT


def test_a_table_without_rows_is_told(tmp_path: Path) -> None:
    assert "without a row" in str(refusal(put(tmp_path, "a.csv", "text,date\n")))


def test_a_table_without_a_day_is_read_and_says_so(tmp_path: Path) -> None:
    documents, told = read_parts(put(tmp_path, "a.csv", f"text,url\n{REPORT},u\n"))
    assert len(documents) == 1 and "'text', 'url'" in told[0].what and "published" in told[0].remedy


@pytest.mark.parametrize(
    ("header", "day"),
    [
        ("Page Name,User Name,Post Created,Post Created Time,Message,URL", "2018-11-14 08:00:00 EET,08:00:00"),
        ("screen_name,user,created_at,lang,full_text,link", "Wed Nov 14 08:00:00 +0000 2018,und"),
        ("القناة,المعرف,التاريخ,عدد,نص الرسالة,الرابط", "2018-11-14 10:00,3"),
    ],
)
def test_exports_of_posts_keep_their_page_and_their_day(tmp_path: Path, header: str, day: str) -> None:
    document = only(put(tmp_path, "a.csv", f"{header}\nExample page,x,{day},{ARABIC},https://posts.example/1\n"))
    assert (document.publisher, document.published, document.text) == ("Example page", date(2018, 11, 14), ARABIC)


def test_a_telegram_export_is_read_message_by_message(tmp_path: Path) -> None:
    pieces = ["قتل ", {"type": "bold", "text": "ثلاثة"}, " مدنيين في ", {"type": "hashtag", "text": "#هجين"}, " أمس"]
    said = {"id": 5, "type": "message", "date": "2018-11-14T10:11:12", "from": "Example channel", "text": pieces}
    joined = {"id": 6, "type": "service", "date": "2018-11-14T10:12:00", "text": ""}
    export = {"name": "Example channel", "type": "public_channel", "id": 1, "messages": [said, joined]}
    documents, skipped = read_parts(put(tmp_path, "result.json", json.dumps(export)))
    assert [d.text for d in documents] == ["قتل ثلاثة مدنيين في #هجين أمس"]
    assert (documents[0].published, documents[0].publisher) == (date(2018, 11, 14), "Example channel")
    assert [s.where for s in skipped] == ["result.json, entry 2"]
