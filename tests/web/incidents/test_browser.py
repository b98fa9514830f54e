"""The incident in Debian's chromium, in English and Arabic: reading it, merging, writing its story, commenting."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.web.browsing import Day, follow, go, looked_at, sound
from tollbook.casebook.workspace import Workspace
from tollbook.model import Incident

pytestmark = pytest.mark.browser


@pytest.fixture(params=["en", "ar"])
def page(
    request: pytest.FixtureRequest,
    browser: Browser,
    live_server: LiveServer,
    filled: Workspace,
    as_role: Callable[..., Client],
) -> Iterator[Page]:
    """A page signed in as an analyst, in English and in Arabic; at its end, nothing may have gone wrong in it."""
    with sound(Day(browser, live_server.url, request.param, as_role)) as day:
        yield day.inside("analyst")


@pytest.fixture
def incident(filled: Workspace) -> Incident:
    return max(filled.incidents(), key=lambda one: len(one.documents))


def test_a_mark_on_the_ladder_leads_to_its_words(page: Page, incident: Incident) -> None:
    page.goto(f"/incidents/{incident.id}/")
    looked_at(page, "incident")
    follow(page, page.locator("#ladder .sayings a").first)
    page.wait_for_url("**/reports/**")
    assert page.locator(page.url.partition("#")[2] and f"#{page.url.partition('#')[2]}").count() == 1


def test_a_merge_by_keyboard_tells_what_followed(page: Page, incident: Incident) -> None:
    page.goto(f"/incidents/{incident.id}/")
    go(page, "m")
    page.wait_for_url("**/merge/")
    looked_at(page, "merge")
    follow(page, page.locator("section a.button").first)
    page.locator("#id_reason").fill("one night")
    looked_at(page, "merge-chosen")
    follow(page, page.locator("button.main[value=same]"))
    page.wait_for_url("**/judgements/**", timeout=60_000)
    looked_at(page, "followed")
    assert page.locator("main section li").count() >= 3


def test_a_story_is_written_and_its_numbers_checked(page: Page, incident: Incident) -> None:
    page.goto(f"/incidents/{incident.id}/story/en/")
    page.locator("#id_text").fill("987 people were killed.\nMore was said.")
    follow(page, page.locator("button[value=check]"))
    assert page.locator("a.number.unsupported").inner_text() == "987"
    looked_at(page, "story")
    follow(page, page.locator("button[value=save]"))
    page.goto(f"/incidents/{incident.id}/")
    assert "987" in page.locator("#story").inner_text()


def test_the_other_pages_are_sound(page: Page, incident: Incident) -> None:
    for name in ("split", "link", "likelihood", "history"):
        page.goto(f"/incidents/{incident.id}/{name}/")
        looked_at(page, name)
