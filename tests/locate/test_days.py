from datetime import date

import dateparser  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.locate.tables import rows
from tollbook import languages
from tollbook.locate.date_expressions import readings
from tollbook.locate.days import period_of
from tollbook.model import Period
from tollbook.text.fold import fold

TABLE = rows("dates.tsv")


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def periods(text: str, language: str, published: date | None, anchor: date | None = None) -> list[tuple[str, Period]]:
    found = [(text[r.start : r.end], r) for r in readings(fold(text), language)]
    resolved = ((shown, period_of(r, shown, published, anchor)) for shown, r in found)
    return [(shown, period) for shown, period in resolved if period]


@pytest.mark.parametrize("row", TABLE, ids=[f"{row[0]}-{row[3]}" for row in TABLE])
def test_expression(row: list[str]) -> None:
    language, published, anchor, text, expression, start, end = row
    found = periods(text, language, day(published), day(anchor))
    if start == "none":
        assert found == []
    else:
        assert (expression, day(start), day(end)) in [(shown, p.start, p.end) for shown, p in found]


def test_the_table_speaks_all_twelve_languages() -> None:
    assert {row[0] for row in TABLE} == set(languages.available())
    assert len(TABLE) >= 100


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("on 9 November", "day"),
        ("in November", "month"),
        ("last week", "week"),
        ("in 2017", "year"),
        ("since 10 September", "open"),
        ("in the past 24 hours", "days"),
        ("from 3 to 5 November", "days"),
    ],
)
def test_how_exact_a_period_is(text: str, precision: str) -> None:
    [(_, period)] = periods(text, "en", date(2018, 11, 20))
    assert period.precision == precision


def test_a_day_that_would_lie_ahead_is_last_years() -> None:
    [(_, period)] = periods("on 25 December", "en", date(2019, 1, 5))
    assert period.start == date(2018, 12, 25)


def test_the_day_after_publication_is_still_this_year() -> None:
    [(_, period)] = periods("on 10 November", "en", date(2018, 11, 9))
    assert period.start == date(2018, 11, 10)


def test_a_weekday_without_publication_is_no_day() -> None:
    assert periods("on Friday", "en", None) == []


def test_that_morning_needs_an_event() -> None:
    assert periods("that morning", "en", date(2018, 11, 9)) == []
    [(_, period)] = periods("that morning", "en", date(2018, 11, 9), date(2018, 11, 8))
    assert period.start == date(2018, 11, 8)


def test_a_lunar_date_is_a_day_either_way() -> None:
    [(_, period)] = periods("في 1 رمضان 1440", "ar", date(2019, 6, 1))
    assert period.start is not None and period.end is not None
    assert period.start <= date(2019, 5, 6) <= period.end
    assert (period.end - period.start).days == 2


ORACLE = {"en": "9 November 2018", "fr": "9 novembre 2018", "es": "9 de noviembre de 2018", "it": "9 novembre 2018"} | {
    "pt": "9 de novembro de 2018", "ru": "9 ноября 2018", "uk": "9 листопада 2018", "tr": "9 Kasım 2018"} | {
    "cs": "9. listopadu 2018", "he": "9 בנובמבר 2018", "ar": "9 نوفمبر 2018"}  # fmt: skip


@pytest.mark.parametrize("language", sorted(ORACLE))
def test_full_dates_agree_with_dateparser(language: str) -> None:
    parsed = dateparser.parse(ORACLE[language], languages=[language])
    [(_, period)] = periods(ORACLE[language], language, date(2018, 12, 1))
    assert parsed is not None
    assert period.start == period.end == parsed.date()


LANGUAGES = st.sampled_from(languages.available())
WORDS = st.sampled_from([word for row in TABLE for word in row[3].split()])
DAYS = st.one_of(st.none(), st.dates())


@given(st.lists(WORDS, max_size=12), LANGUAGES, DAYS, DAYS)
def test_any_row_of_date_words_gives_ordered_periods_or_none(
    words: list[str], language: str, published: date | None, anchor: date | None
) -> None:
    text = " ".join(words)
    for shown, period in periods(text, language, published, anchor):
        assert shown and shown in text
        assert period.start is not None and period.end is not None
        assert period.start <= period.end


@given(st.text(max_size=80), LANGUAGES, DAYS)
def test_any_text_is_read_without_raising(text: str, language: str, published: date | None) -> None:
    for shown, period in periods(text, language, published):
        assert shown in text
        assert period.text == shown
