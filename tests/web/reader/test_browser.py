"""A day at the reader by keyboard, in Debian's chromium: bring in, take, read, decide, add by selecting words, next."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.web.browsing import SHOTS, Day, follow, go, looked_at, press, settled, sound
from tollbook.casebook.workspace import Workspace
from tollbook.web.models import InboxItem

pytestmark = pytest.mark.browser


@pytest.fixture(params=["en", "ar"])
def page(
    request: pytest.FixtureRequest,
    browser: Browser,
    live_server: LiveServer,
    workspace: Workspace,
    as_role: Callable[..., Client],
) -> Iterator[Page]:
    """A page signed in as an administrator, in English and in Arabic; at its end, nothing may have gone wrong in it."""
    with sound(Day(browser, live_server.url, request.param, as_role, expected=(409, 422))) as day:
        yield day.inside("administrator")


def at(page: Page) -> str:
    """What the claim at hand says."""
    return page.locator(".card.at .quote").inner_text()


def bring_in(page: Page) -> None:
    page.goto("/")
    looked_at(page, "empty")
    follow(page, page.locator("form[action='/inbox/example/'] button"))
    page.wait_for_url("**/inbox/bring/")
    looked_at(page, "bring-in")


def take_and_open(page: Page) -> None:
    """Take one report of the inbox, and open one that has several claims."""
    page.goto("/inbox/?language=en&order=latest&state=new")
    looked_at(page, "inbox")
    press(page, "j", "j", "k", "j")
    title = page.locator("tr.at th a").inner_text()
    settled(page, "t")
    assert InboxItem.objects.get(state="taken").title == title
    while int(page.locator("tr.at td.num").inner_text()) < 4:
        press(page, "j")
    go(page, "Enter")
    page.wait_for_selector("#reader")
    looked_at(page, "reader")


def accept(page: Page) -> None:
    said = at(page)
    settled(page, "a")
    assert page.locator(".card.accepted .quote").inner_text() == said and at(page) != said


def edit(page: Page, least: str) -> None:
    settled(page, "e")
    page.wait_for_selector(".editing [name=least]:focus")
    looked_at(page, "reader-edit")
    page.locator(".editing [name=least]").focus()
    press(page, "ControlOrMeta+a")
    page.keyboard.type(least)
    settled(page, "Enter")
    assert least in page.locator(".card.corrected .card-head").inner_text()


def reject_and_undo(page: Page) -> None:
    press(page, "j")
    assert page.locator(".card.at").get_attribute("class") == "card proposed at"
    said = at(page)
    press(page, "x")
    page.wait_for_selector(".card.at [name=reason]:focus")
    page.locator(".card.at select").select_option("misread")
    press(page, "Tab")
    page.keyboard.type("hens")
    settled(page, "Enter")
    assert page.locator(".card.rejected .quote").text_content() == said
    back_to(page, said)
    settled(page, "u")
    assert page.locator(".card.rejected").count() == 0


def add(page: Page) -> None:
    claims = page.locator(".card").count()
    press(page, "w", "ArrowDown", "Shift+ArrowRight", "Shift+ArrowRight", "n")
    page.wait_for_selector("#add [name=harm]:focus")
    chosen = page.locator("#add [name=words]").input_value()
    assert len(chosen.split()) >= 2 and f" {chosen.split()[0]}" in f" {page.locator('#text-body').inner_text()}"
    page.locator("#add [name=least]").fill("4")
    settled(page, "Enter")
    assert page.locator(".card.added .quote").inner_text().split() == chosen.strip(" ,;:.").split()
    assert page.locator(".card").count() == claims + 1


def test_a_day(page: Page) -> None:
    bring_in(page)
    take_and_open(page)
    accept(page)
    edit(page, "99")
    reject_and_undo(page)
    add(page)
    settled(page, "i")
    page.wait_for_selector(".card.at .why :is(h3, p)")
    looked_at(page, "reader-why")
    address = page.url
    settled(page, ".")
    page.wait_for_url(lambda url: url != address)
    assert "/reports/" in page.url and page.locator(".card.at").count() == 1
    assert InboxItem.objects.filter(state="done").exists()


def back_to(page: Page, quote: str) -> None:
    """Move by keyboard to the claim with these words."""
    press(page, *["k"] * 20)
    for _ in range(20):
        if page.locator(".card.at .quote").text_content() == quote:
            return
        press(page, "j")
    raise AssertionError(quote)


def test_two_people_on_one_claim(page: Page, as_role: Callable[..., Client]) -> None:
    bring_in(page)
    page.goto("/inbox/?language=ar&state=new")
    follow(page, page.locator("tr[data-row] th a").first)
    page.wait_for_selector("#reader")
    settled(page, "e")
    page.wait_for_selector(".editing [name=least]:focus")
    claim = page.locator(".card.editing").get_attribute("id") or ""
    key = page.url.partition("/reports/")[2].partition("/?")[0]
    other = as_role("reviewer")
    shown = other.get(f"/reports/{key}/").context["page"].cards
    card = next(one for one in shown if f"card-{one.anchor}" == claim)
    given = {"do": "accept", "claim": card.claim.id, "seen": card.version}
    assert other.post(f"/reading/decide/{key}/", given).status_code == 302
    page.locator(".card.editing [name=least]").fill("77")
    with page.expect_response(lambda answer: answer.status == 409):
        press(page, "Enter")
    page.wait_for_selector(".card.editing [role=alert]")
    assert page.locator(".card.editing [name=least]").input_value() == "77"
    settled(page, "Enter")
    assert "77" in page.locator(".card.corrected .card-head").inner_text()


def test_on_a_phone_nothing_runs_off_the_side(page: Page) -> None:
    bring_in(page)
    page.set_viewport_size({"width": 390, "height": 800})
    for address in ("/inbox/bring/", "/inbox/", page_of_first_report(page)):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/phone-{page.evaluate('document.documentElement.dir')}.png", full_page=True)


def page_of_first_report(page: Page) -> str:
    page.goto("/inbox/?language=ar")
    return page.locator("tr[data-row] th a").first.get_attribute("href") or ""
