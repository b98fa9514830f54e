"""The second of two is told: in chromium, in English and Arabic, also where scripts ask for a part of the page."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, Response
from pytest_django.live_server_helper import LiveServer

from tests.web.browsing import Day, looked_at, sound
from tests.web.together.conftest import KEY
from tests.web.together.records import MINE, RECORDS, signed_in
from tollbook.casebook.workspace import Workspace
from tollbook.web.inbox import changes
from tollbook.web.models import User

pytestmark = pytest.mark.browser


@pytest.fixture(params=["en", "ar"])
def day(
    request: pytest.FixtureRequest, browser: Browser, live_server: LiveServer, as_role: Callable[..., Client]
) -> Iterator[Day]:
    with sound(Day(browser, live_server.url, request.param, as_role)) as begun:
        yield begun


def answered(page: Page, press: str) -> int:
    with page.expect_response(lambda one: one.request.method == "POST") as told:
        page.click(press)
    response: Response = told.value
    return response.status


def test_the_second_sees_both_texts(day: Day, small: Workspace) -> None:
    page = day.inside("reviewer")
    page.goto("/inbox/")
    page.check(f"input[name=document][value='{KEY}']")
    page.select_option("#id_reason", "other")
    page.fill("#id_words", MINE)
    signed_in("other", "analyst")
    changes.take(User.objects.get(username="other"), [KEY])
    assert answered(page, "#aside") == 409
    page.wait_for_selector("text=other")
    assert page.input_value("#id_words") == MINE
    looked_at(page, "inbox, told")
    edit = RECORDS["answer"](small)
    page.goto(edit.page)
    edit.opened(signed_in("third", "reviewer")).send(**edit.first)
    page.fill("textarea[name=words]", MINE)
    assert answered(page, f"form[action='{edit.action}'] button") == 409
    page.wait_for_selector(f"text={MINE}")
    assert edit.stands in page.inner_text("main")
    looked_at(page, "meanwhile")
    assert day.faults and all("409" in fault for fault in day.faults), (
        "being told is an answer of its own, and no fault"
    )
    day.faults.clear()
