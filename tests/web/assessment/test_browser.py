"""Assessment, ledger and strikes in chromium, in English and Arabic: no serious fault, no console error."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.web.assessment.conftest import received, stepped
from tollbook.model import Allegation

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("TOLLBOOK_SHOTS")
"""A folder for pictures of the pages, for whoever wants to look at them."""


@pytest.fixture(params=["en", "ar"])
def page(
    request: pytest.FixtureRequest, browser: Browser, live_server: LiveServer, as_role: Callable[..., Client]
) -> Iterator[Page]:
    """A page signed in as an administrator; at its end, nothing may have gone wrong in it."""
    session = as_role("administrator").cookies["sessionid"].value
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
    context.add_cookies(
        [{"name": "sessionid", "value": session, "url": live_server.url},
         {"name": "language", "value": request.param, "url": live_server.url}]
    )  # fmt: skip
    opened, faults = context.new_page(), list[str]()
    opened.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    yield opened
    context.close()
    assert [fault for fault in faults if "favicon" not in fault and "404 (Not Found)" not in fault] == []


def looked_at(page: Page, name: str) -> None:
    found: list[Any] = Axe().run(page).response["violations"]
    serious = [(one["id"], one["nodes"][0]["html"][:200]) for one in found if one["impact"] in ("serious", "critical")]
    assert serious == [], name
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}-{page.evaluate('document.documentElement.dir')}.png", full_page=True)


def test_a_case_from_proposal_to_ledger(page: Page, proposed: Allegation) -> None:
    """Decided at its page, it stands in the ledger's month as completed."""
    stepped(received("Another house", days=90, place="Hajin"), "initial_review")
    page.goto("/assessment/")
    looked_at(page, "assessment")
    page.click(f"a[href$='/{proposed.id}/']")
    page.click("#propose + p + details summary")
    looked_at(page, "allegation")
    page.fill("#waiting textarea[name=words]", "Agreed.")
    page.click("#waiting button[data-key=a]")
    page.wait_for_selector("text=first, administrator")
    page.goto(f"/assessment/letters/{proposed.id}/")
    looked_at(page, "letters")
    page.goto("/ledger/?list=completed")
    assert proposed.id in page.inner_text("main")
    looked_at(page, "ledger")
    for address in ("strikes/", "strikes/import/", "assessment/receive/", "assessment/deadlines/",
                    f"strikes/certify/{proposed.incident}/"):  # fmt: skip
        page.goto(f"/{address}")
        looked_at(page, address.split("/")[0] + "-" + (address.split("/")[1] or "list"))
