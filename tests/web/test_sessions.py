"""Sessions, passwords, cookies, headers and limits: what keeps a stranger out and an account its owner's."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.web.conftest import PASSWORD
from tests.web.guarded import guarded, there
from tollbook.casebook.workspace import Workspace
from tollbook.web.models import User

As = Callable[..., Client]
LOGIN = "/account/login/"
NEW = "another long password of nobody"


def signed_in(name: str) -> Client:
    """A browser in which this person signed in with her password."""
    browser = Client()
    assert browser.post(LOGIN, {"login": name, "password": PASSWORD}).status_code == 302
    assert browser.get("/").status_code == 200
    return browser


def test_a_new_password_ends_every_other_session(workspace: Workspace, person: Callable[..., User]) -> None:
    person("analyst")
    here, elsewhere = signed_in("analyst"), signed_in("analyst")
    given = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert here.post("/account/password/change/", given).status_code == 302
    assert elsewhere.get("/inbox/").status_code == 302


def test_a_new_invitation_ends_the_old_sessions(workspace: Workspace, as_role: As, person: Callable[..., User]) -> None:
    lost = person("analyst")
    browser = signed_in("analyst")
    as_role("administrator").post(f"/people/{lost.pk}/again/")
    assert browser.get("/inbox/").status_code == 302
    assert Client().post(LOGIN, {"login": "analyst", "password": PASSWORD}).status_code != 302


def test_the_right_password_is_refused_too_after_five_wrong_ones(
    workspace: Workspace, person: Callable[..., User]
) -> None:
    person("analyst")
    for _attempt in range(5):
        wrong = Client().post(LOGIN, {"login": "analyst", "password": "wrong"})
        assert wrong.status_code == 200 and "too many" not in wrong.content.decode().lower()
    for password in ("wrong", PASSWORD):
        held = Client().post(LOGIN, {"login": "analyst", "password": password})
        assert held.status_code in (200, 429) and "sessionid" not in held.cookies
    with patch("time.time", return_value=(timezone.now() + timedelta(minutes=6)).timestamp()):
        assert Client().post(LOGIN, {"login": "analyst", "password": PASSWORD}).status_code == 302


def test_signing_in_tells_no_account_from_none(workspace: Workspace, person: Callable[..., User]) -> None:
    person("analyst")
    known, unknown = (Client().post(LOGIN, {"login": name, "password": "wrong"}) for name in ("analyst", "nobodyx"))
    alike = [page.content.decode().replace(name, "") for page, name in ((known, "analyst"), (unknown, "nobodyx"))]
    errors = ["".join(line for line in text.splitlines() if "error" in line) for text in alike]
    assert known.status_code == unknown.status_code and errors[0] == errors[1] != ""


def test_every_page_carries_the_headers_that_bind_browsers(filled: Workspace, as_role: As) -> None:
    head, known = as_role("administrator"), there()
    addresses = [one.address(known) for one in guarded()] + ["/", "/public/", LOGIN, "/public/submit/", "/nowhere/"]
    for address in addresses:
        headers = head.get(address).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "script-src 'self'" in policy and "unsafe" not in policy, address
        assert "http" not in policy and headers["X-Frame-Options"] == "DENY", address
        assert headers["X-Content-Type-Options"] == "nosniff" and headers["Referrer-Policy"] == "same-origin", address


def test_cookies_are_kept_from_scripts_and_other_sites(workspace: Workspace, person: Callable[..., User]) -> None:
    person("analyst")
    cookie = signed_in("analyst").cookies["sessionid"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


SECURE = """
import json, django
django.setup()
from django.conf import settings as s
print(json.dumps([s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS > 0,
                  s.SESSION_COOKIE_HTTPONLY, s.DEBUG, s.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN]))
"""


def test_behind_https_cookies_never_cross_plain_http() -> None:
    given = {"DJANGO_SETTINGS_MODULE": "tollbook.web.settings", "TOLLBOOK_HTTPS": "1", "PATH": "/usr/bin:/bin"}
    told = subprocess.run([sys.executable, "-c", SECURE], env=given, capture_output=True, text=True, check=True)
    assert json.loads(told.stdout) == [True, True, True, True, True, False, False]


def test_a_form_from_another_site_is_refused(workspace: Workspace, person: Callable[..., User]) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(person("administrator"))
    assert browser.post("/lockdown/", {"on": "on", "reason": "not mine"}).status_code == 403


@pytest.mark.parametrize("role", ["analyst"])
def test_too_large_a_body_is_refused_before_it_is_read(workspace: Workspace, as_role: As, role: str) -> None:
    answer = as_role(role).post("/search/keep/", {"name": "x" * (6 * 2**20)})
    assert answer.status_code == 400


def test_an_upload_of_a_kind_that_is_not_taken_is_refused_with_words(workspace: Workspace, as_role: As) -> None:
    program = SimpleUploadedFile("report.exe", b"MZ\x90\x00" + bytes(200))
    page = as_role("analyst").post("/inbox/bring/", {"files": [program]}, follow=True)
    assert page.status_code in (200, 422) and not list(workspace.documents())


@pytest.mark.parametrize("address", ["/incidents/%00/", "/search/?q=%00", "/restricted/%00/", "/reports/a%00/"])
def test_bytes_that_no_address_holds_are_no_server_error(filled: Workspace, as_role: As, address: str) -> None:
    assert as_role("administrator").get(address).status_code in (200, 400, 404, 422)
