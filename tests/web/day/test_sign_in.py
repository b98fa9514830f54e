"""A second factor: a code set up and asked for at the next sign-in, and a passkey in place of both."""

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Page

from tests.web.browsing import Day, follow, go
from tests.web.conftest import PASSWORD
from tollbook.casebook.workspace import Workspace
from tollbook.web.models import User

pytestmark = pytest.mark.browser
NAME = "careful"


def code_for(secret: str) -> str:
    """The code that a telephone would show now."""
    return str(format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))


def sign_in(page: Page) -> None:
    """Name and password."""
    page.goto("/account/login/")
    page.locator("[name=login]").fill(NAME)
    page.locator("[name=password]").fill(PASSWORD)
    go(page, "Enter")


def confirm(page: Page, what: str) -> None:
    """Give the password again where it is asked for before a change."""
    if page.locator(what).count() == 0:
        page.locator("main [name=password]").fill(PASSWORD)
        go(page, "Enter")
        page.wait_for_selector(what)


def begun(day: Day) -> Page:
    """Somebody signed in by her password, at the page of second factors."""
    User.objects.create_user(NAME, password=PASSWORD, role="analyst")
    page = day.outside()
    sign_in(page)
    page.wait_for_selector("header .me a[href='/preferences/']")
    page.goto("/preferences/")
    day.look(page, "preferences")
    follow(page, page.locator("main a[href='/account/2fa/']"))
    day.look(page, "second-factors")
    return page


def sign_out(page: Page) -> None:
    """By the button of the header."""
    follow(page, page.locator("form[action='/account/logout/'] button"))
    page.wait_for_selector("[name=login]")


def test_a_code_is_asked_for_once_it_is_set_up(day: Day, workspace: Workspace) -> None:
    page = begun(day)
    follow(page, page.locator("main a[href='/account/2fa/totp/activate/']"))
    confirm(page, "#authenticator_secret")
    secret = page.locator("#authenticator_secret").input_value()
    day.look(page, "code-set-up")
    page.locator("[name=code]").fill(code_for(secret))
    go(page, "Enter")
    page.wait_for_url("**/recovery-codes/**")
    day.look(page, "recovery-codes")
    recovery = page.locator("#recovery_codes").input_value().split()
    sign_out(page)
    sign_in(page)
    page.wait_for_selector("[name=code]")
    day.look(page, "code")
    page.locator("[name=code]").fill(recovery[0])  # a code of the telephone is good once, and was just used
    go(page, "Enter")
    page.wait_for_selector("header .me a[href='/preferences/']")


def test_a_passkey_signs_in_alone(day: Day, workspace: Workspace) -> None:
    page = begun(day)
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
            "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": kind})
    page.goto("/account/2fa/webauthn/add/")
    confirm(page, "#mfa_webauthn_add")
    day.look(page, "passkey-set-up")
    page.locator("[name=name]").fill("my key")
    if page.locator("[name=passwordless]").count():
        page.locator("[name=passwordless]").check()
    follow(page, page.locator("#mfa_webauthn_add"))
    page.wait_for_url(lambda address: "webauthn/add" not in address)
    sign_out(page)
    page.goto("/account/login/")
    day.look(page, "sign-in")
    follow(page, page.locator("#passkey_login"))
    page.wait_for_selector("header .me a[href='/preferences/']")
