from datetime import date

import pytest

from tollbook.model import Document
from tollbook.text.stamps import dated, day_in, from_address, from_stamp, page_day

STRINGS = [
    ("2024-11-30T12:50:21.000Z", date(2024, 11, 30)),
    ("2021/09/19", date(2021, 9, 19)),
    ("Nov 30, 2024", date(2024, 11, 30)),
    ("8 June 2025", date(2025, 6, 8)),
    ("8 يونيو 2025", date(2025, 6, 8)),
    ("٢٢ فبراير ٢٠٢٦", date(2026, 2, 22)),
    ("4 تشرين الأول, 2025", date(2025, 10, 4)),
    ("20 آب 2021", date(2021, 8, 20)),
    ("20 غشت 2021", date(2021, 8, 20)),
    ("18-08-2022", date(2022, 8, 18)),
    ("08-08-2022", date(2022, 8, 8)),
    ("11/12/2018", None),
    ("31 February 2025", None),
    ("in June", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "expected"), STRINGS)
def test_dates_as_sites_write_them(text: str, expected: date | None) -> None:
    assert day_in(text) == expected


ADDRESSES = [
    ("https://x.com/someone/status/1862841598775644229", date(2024, 11, 30)),
    ("https://twitter.com/someone/status/1710738972442300507", date(2023, 10, 7)),
    ("https://example.org/status/1862841598775644229", None),
    ("https://example.org/2022/08/06/strike", date(2022, 8, 6)),
    ("https://example.org/news/2022-08-06", date(2022, 8, 6)),
    ("https://example.org/2022/13/06/x", None),
    ("https://example.org/article/20220806", None),
    (None, None),
]


@pytest.mark.parametrize(("url", "expected"), ADDRESSES)
def test_addresses(url: str | None, expected: date | None) -> None:
    assert from_address(url) == expected


STAMPS = [
    ("A Page's Post\n\nA PageDecember 1, 2024 · Shared with Public Two people died", date(2024, 12, 1)),
    ("Text of a post00:0012:50 PM · Nov 30, 2024", date(2024, 11, 30)),
    ("20 May, 2025\n\nHeadline", date(2025, 5, 20)),
    ("الأحد 2021/09/19\n\nعنوان", date(2021, 9, 19)),
    ("The strike of 3 November 2018 on the town, in which nine civilians died, was denied by the coalition", None),
    ("x" * 500 + "\n20 May, 2025", None),
]


@pytest.mark.parametrize(("text", "expected"), STAMPS)
def test_stamps(text: str, expected: date | None) -> None:
    assert from_stamp(text) == expected


def test_the_address_goes_before_the_stamp_and_what_is_given_before_both() -> None:
    text, url = "20 May, 2025\n\nHeadline", "https://example.org/2022/08/06/x"
    assert page_day(text, url) == date(2022, 8, 6)
    given = Document("d", text, url=url, published=date(2020, 1, 1))
    assert dated(given) is given
    assert dated(Document("d", text, url=url)).published == date(2022, 8, 6)
    assert dated(Document("d", "nothing")).published is None
