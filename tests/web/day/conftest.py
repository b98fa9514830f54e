"""A whole day, in English and in Arabic."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.web.browsing import Day, sound


@pytest.fixture(params=["en", "ar"])
def day(
    request: pytest.FixtureRequest, browser: Browser, live_server: LiveServer, as_role: Callable[..., Client]
) -> Iterator[Day]:
    """A day in English, by keyboard, and one in Arabic; at its end nothing may have gone wrong."""
    with sound(Day(browser, live_server.url, request.param, as_role, keyboard=request.param == "en")) as begun:
        yield begun
