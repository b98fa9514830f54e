"""Assessment, ledger and strikes in chromium, in English and Arabic: no serious fault, no console error."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.web.assessment.conftest import received, stepped
from tests.web.browsing import Day, follow, looked_at, sound
from tollbook.model import Allegation

pytestmark = pytest.mark.browser


@pytest.fixture(params=["en", "ar"])
def page(
    request: pytest.FixtureRequest,
    browser: Browser,
    live_server: LiveServer,
    as_role: Callable[..., Client],
) -> Iterator[Page]:
    """A page signed in as an administrator, in English and in Arabic; at its end, nothing may have gone wrong in it."""
    with sound(Day(browser, live_server.url, request.param, as_role)) as day:
        yield day.inside("administrator")


def test_a_case_from_proposal_to_ledger(page: Page, proposed: Allegation) -> None:
    """Decided at its page, it stands in the ledger's month as completed."""
    stepped(received("Another house", days=90, place="Hajin"), "initial_review")
    page.goto("/assessment/")
    looked_at(page, "assessment")
    follow(page, page.locator(f"a[href$='/{proposed.id}/']").first)
    page.click("#propose + p + details summary")
    looked_at(page, "allegation")
    page.fill("#waiting textarea[name=words]", "Agreed.")
    follow(page, page.locator("#waiting button[data-key=a]"))
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
