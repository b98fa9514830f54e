"""A casebook in Debian's chromium, and everybody who works there, each with a browser window of her own.

At the end nothing may have gone wrong in any window: no console error, no failed request, no other host.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, Response

from tests.conftest import PATIENCE_MS

WORKING = ".htmx-request, .htmx-swapping, .htmx-settling"
SHOTS = os.environ.get("TOLLBOOK_SHOTS")
"""A folder for pictures of the pages, for whoever wants to look at them."""
FOCUSED = """() => {
  const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
  const drawn = e.querySelector("svg a .hit, svg a .hitline"), stroke = drawn && getComputedStyle(drawn).stroke;
  const visible = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
    || (drawn && !["none", "rgba(0, 0, 0, 0)"].includes(stroke));
  if (e === document.body) return null;
  e.dataset.reached = "";
  return {what: e.outerHTML.slice(0, 160), visible, shown: box.width > 0 && box.height > 0};
}"""
UNREACHED = """() => [...document.querySelectorAll(
  "a[href], button, input:not([type=hidden], [type=radio]), select, textarea, summary")].filter(
    (e) => e.checkVisibility({visibilityProperty: true}) && !e.disabled && e.tabIndex >= 0 && !("reached" in e.dataset))
  .map((e) => e.outerHTML.slice(0, 160))"""
MOST_TABS = 160
SLOWED_MS = int(os.environ.get("TOLLBOOK_SLOWED_MS", "0"))
"""Every answer comes so much later: what a step does not wait for shows."""


@dataclass  # no slots: playwright keeps its wrappers of bound methods on it
class Day:
    """One day: its windows, its language, the pages that were looked at, and what went wrong."""

    browser: Browser
    address: str
    language: str
    as_role: Callable[..., Client]
    keyboard: bool = False
    expected: tuple[int, ...] = ()
    """Answers that are no fault here: what is refused on purpose."""
    faults: list[str] = field(default_factory=list)
    looked: set[str] = field(default_factory=set)
    contexts: list[BrowserContext] = field(default_factory=list)

    def outside(self, **options: Any) -> Page:
        """A window of somebody without an account."""
        size = {"viewport": {"width": 1280, "height": 900}}
        window = self.browser.new_context(base_url=self.address, **size | options)
        window.add_cookies([{"name": "language", "value": self.language, "url": self.address}])
        self.contexts.append(window)
        page = window.new_page()
        slow(page)
        page.set_default_timeout(PATIENCE_MS)
        page.on("console", lambda said: self._heard(said.type, said.text))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("requestfailed", self._failed)
        page.on("request", self._asked)
        page.on("response", self._answered)
        return page

    def inside(self, role: str, name: str = "") -> Page:
        """A window of somebody who is signed in."""
        page = self.outside()
        session = self.as_role(role, name).cookies[django_settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": django_settings.SESSION_COOKIE_NAME, "value": session, "url": self.address}])
        return page

    def look(self, page: Page, name: str) -> None:
        """A page, the first time it is seen: sound to axe, written from its side, usable by keyboard."""
        if name in self.looked:
            return
        self.looked.add(name)
        whole(page)
        assert page.evaluate("document.documentElement.dir") == ("rtl" if self.language == "ar" else "ltr"), name
        if SHOTS:  # the caret is hidden by an inline style, which the page refuses
            page.screenshot(path=f"{SHOTS}/{name}-{self.language}.png", full_page=True, caret="initial")
        self.faults += [f"{name}: {fault}" for fault in serious(page)]
        if self.keyboard:
            self.faults += [f"{name}: {fault}" for fault in tab_through(page)]

    def _heard(self, kind: str, text: str) -> None:
        if kind == "error" and not any(f"status of {status}" in text for status in self.expected):
            self.faults.append(text)

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # somebody went on before the page was whole
            self.faults.append(f"{request.url}: {request.failure}")

    def _asked(self, request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(self.address).netloc and not request.url.startswith("data:"):
            self.faults.append(f"another host: {request.url}")

    def _answered(self, answer: Response) -> None:
        if answer.status >= 400 and answer.status not in self.expected:
            self.faults.append(f"{answer.status} {answer.url}")


def slow(page: Page) -> None:
    """Answers late where TOLLBOOK_SLOWED_MS asks for it, as those of a loaded machine."""
    if SLOWED_MS:
        asks = page.context.new_cdp_session(page)
        asks.send("Network.enable")
        late = {"offline": False, "latency": SLOWED_MS, "downloadThroughput": -1, "uploadThroughput": -1}
        asks.send("Network.emulateNetworkConditions", late)


@contextmanager
def sound(day: Day) -> Iterator[Day]:
    """The day; at its end its windows are closed, and nothing may have gone wrong."""
    yield day
    for window in day.contexts:
        window.close()
    assert not day.faults, "\n".join(day.faults)


def looked_at(page: Page, name: str) -> None:
    """The page is sound to axe; a picture of it where one is asked for."""
    whole(page)
    assert serious(page) == [], name
    if SHOTS:  # the caret is hidden by an inline style, which the page refuses
        direction = page.evaluate("document.documentElement.dir")
        page.screenshot(path=f"{SHOTS}/{name}-{direction}.png", full_page=True, caret="initial")


def serious(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds serious or critical."""
    return [
        (one["id"], [node["html"][:200] for node in one["nodes"]][:3])
        for one in Axe().run(page).response["violations"]
        if one["impact"] in ("serious", "critical")
    ]


def tab_through(page: Page) -> list[str]:
    """What the Tab key does not reach, or where it cannot be seen that it has the focus."""
    page.evaluate("() => { document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0); }")
    page.locator("a.skip").focus()
    press(page, "Tab", "Shift+Tab")  # by keyboard: what has the focus is shown only then
    faults = []
    for _ in range(MOST_TABS):
        at = page.evaluate(FOCUSED)
        if at is None:
            break
        if not (at["visible"] and at["shown"]):
            faults.append(f"not to be seen: {at['what']}")
        page.keyboard.press("Tab")
    faults += [f"not reached: {what}" for what in page.evaluate(UNREACHED)]
    page.evaluate("() => document.querySelectorAll('[data-reached]').forEach((e) => delete e.dataset.reached)")
    return faults


def whole(page: Page) -> None:
    """Wait until all of a page is there: what is pressed before its scripts run is lost."""
    page.wait_for_load_state()


def press(page: Page, *keys: str) -> None:
    """Keys one after the other, by nobody in particular: the focus is where it was. The page stays."""
    whole(page)
    for key in keys:
        page.keyboard.press(key)


def go(page: Page, *keys: str) -> None:
    """Keys that lead to another page; waits until that page is whole."""
    with page.expect_navigation():
        press(page, *keys)


def follow(page: Page, leads: Locator) -> None:
    """Click what leads to another page, and wait until that page is whole: a key pressed before goes to the old one."""
    with page.expect_navigation():
        leads.click()


def settled(page: Page, *keys: str) -> None:
    """Keys that change a part of the page; waits until the answer is in it."""
    with page.expect_response(lambda answer: any(one in answer.url for one in ("/reading/", "/reports/", "/inbox/"))):
        press(page, *keys)
    page.wait_for_selector(WORKING, state="detached")
