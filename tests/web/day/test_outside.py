"""The public pages as somebody with little has them: a narrow phone, no scripts, no account."""

import pytest
from playwright.sync_api import Page

from tests.web.browsing import Day, follow
from tollbook.web.models import Publication, User
from tollbook.web.publications import deciding

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 640}


def fits(page: Page) -> None:
    """Nothing runs off the side, and what is touched is large enough to be hit."""
    wide, screen = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= screen, page.url
    for button in page.locator("main button:visible, main .button:visible").all():
        box = button.bounding_box()
        assert box and box["height"] >= 24 and box["width"] >= 24, page.url  # WCAG 2.2, target size (minimum)


@pytest.fixture
def public(prepared: Publication) -> Publication:
    """A published incident."""
    deciding.approve(prepared, User.objects.create_user("other", role="approver"), None)
    return prepared


def test_on_a_phone_without_scripts_everything_can_be_done(day: Day, public: Publication) -> None:
    page = day.outside(viewport=PHONE, java_script_enabled=False, is_mobile=True, has_touch=True)
    page.goto("/public/")
    assert page.locator(".entries a").count() == 1
    follow(page, page.locator("header a[href='/public/submit/']"))
    page.locator("[name=words]").fill("Something happened.")
    follow(page, page.locator("main form button"))
    address = page.locator("input.address").input_value()
    page.goto(address)
    page.locator("[name=words]").fill("And more.")
    follow(page, page.locator("main form button").first)
    assert "And more." in page.locator("main .box").inner_text()
    page.locator("summary").click()
    follow(page, page.locator("button[name=withdraw]"))
    assert "And more." not in page.content()
    page.goto(f"/public/incidents/{public.incident}/")
    follow(page, page.locator("main a.button"))
    page.locator("[name=wish][value=withdraw]").check()
    page.locator("[name=words]").fill("Please take it off.")
    follow(page, page.locator("main form button"))
    page.goto(page.locator("input.address").input_value())
    assert "Please take it off." in page.locator("main").inner_text()
    page.goto("/public/corrections/")
    assert page.locator("main h1").count() == 1


def test_nothing_runs_off_the_side_of_a_phone(day: Day, public: Publication) -> None:
    page, entry = day.outside(viewport=PHONE, is_mobile=True, has_touch=True), f"/public/incidents/{public.incident}/"
    for name, address in {
        "front": "/public/",
        "entry": entry,
        "ask": f"{entry}correct/",
        "submit": "/public/submit/",
        "corrections": "/public/corrections/",
    }.items():
        page.goto(address)
        day.look(page, f"phone-{name}")
        fits(page)
