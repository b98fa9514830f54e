from datetime import date

from tollbook.capture.columns import mapping, report_of, unread_day


def test_columns_are_known_by_many_names_in_any_dress() -> None:
    assert mapping(["Full Text", "HEADLINE", "published_at", "Outlet", "Link", "Lang", "Post-ID"]) == {
        "text": "Full Text", "title": "HEADLINE", "published": "published_at", "publisher": "Outlet", "url": "Link",
        "language": "Lang", "id": "Post-ID",
    }  # fmt: skip
    assert mapping(["النص", "التاريخ", "المصدر"]) == {"text": "النص", "published": "التاريخ", "publisher": "المصدر"}


def test_the_more_telling_name_wins() -> None:
    assert mapping(["description", "text"])["text"] == "text"
    assert mapping(["author", "publisher"])["publisher"] == "publisher"


def test_values_of_every_json_kind() -> None:
    row = {"id": 7, "text": ["Two killed.", "One hurt."], "source": {"name": "Wire"}, "date": "13/11/2018", "url": None}
    found = report_of(row, mapping(row))
    assert found is not None
    assert (found.id, found.text, found.publisher, found.url) == ("7", "Two killed.\n\nOne hurt.", "Wire", None)
    assert found.published == date(2018, 11, 13)


def test_a_row_without_text_is_no_report() -> None:
    for row in ({"text": "  "}, {"text": None}, {"text": {"a": 1}}, {"headline": "x"}):
        assert report_of(row, mapping(row)) is None


def test_a_day_that_can_be_two_is_told() -> None:
    row = {"text": "x", "date": "11/12/2018"}
    assert unread_day(row, mapping(row)) == "11/12/2018"
    assert unread_day({"text": "x", "date": ""}, mapping(row)) is None
