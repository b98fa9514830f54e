import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.capture.robots import NOTHING_ALLOWED, Robots, parse

FILE = """# comment
User-agent: OtherBot
Disallow: /

User-Agent: *
Disallow: /private
Allow: /private/open
Disallow: /*.pdf$
Disallow: /search?q=
Crawl-delay: 5

User-agent: Tollbook
User-agent: Second
Disallow: /not-for-us
"""


@pytest.mark.parametrize(
    ("agent", "path", "allowed"),
    [
        ("Nobody", "/", True), ("Nobody", "/private", False), ("Nobody", "/private/x", False),
        ("Nobody", "/private/open/a", True), ("Nobody", "/a/b.pdf", False), ("Nobody", "/a/b.pdf?x", True),
        ("Nobody", "/search?q=x", False), ("Nobody", "/search", True), ("Nobody", "/%70rivate", False),
        ("OtherBot", "/", False), ("Tollbook", "/private", True), ("tollbook", "/not-for-us/a", False),
        ("Second", "/not-for-us", False), ("Tollbook", "/a.pdf", True),
    ],
)  # fmt: skip
def test_who_may_read_what(agent: str, path: str, allowed: bool) -> None:
    assert parse(FILE, agent).allows(f"https://wire.example{path}") is allowed


def test_delay() -> None:
    assert parse(FILE, "Nobody").delay == 5
    assert parse(FILE, "Tollbook").delay is None
    assert parse("User-agent: *\nCrawl-delay: 99999", "x").delay == 30
    assert parse("User-agent: *\nCrawl-delay: soon", "x").delay is None


def test_nothing_said_allows_and_nothing_allowed_forbids() -> None:
    assert Robots().allows("https://wire.example/a")
    assert parse("User-agent: *\nDisallow:", "x").allows("https://wire.example/a")
    assert not NOTHING_ALLOWED.allows("https://wire.example")


def test_a_pattern_made_to_be_slow_is_not() -> None:
    began = time.monotonic()
    robots = parse("User-agent: *\nDisallow: /" + "*a" * 2000 + "b$", "x")
    assert robots.allows("https://wire.example/" + "a" * 5000)
    assert time.monotonic() - began < 1


@given(st.text(max_size=200), st.text(max_size=30))
def test_no_file_raises(text: str, path: str) -> None:
    assert parse(text, "Tollbook").allows(f"https://wire.example/{path}") in (True, False)
