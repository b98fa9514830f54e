"""What every request passes: the language of its pages, the lockdown, and refusals as pages that leak nothing."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import DatabaseError, IntegrityError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from tollbook.web import lockdown as switch
from tollbook.web.models.people import Role, User
from tollbook.web.permissions import Refused, Verdict
from tollbook.web.saving import Conflict, as_sent
from tollbook.web.sealed import Unreadable

Answer = Callable[[HttpRequest], HttpResponseBase]
API = "/api/"
HEALTH = "/health/"
OPEN_WHILE_LOCKED = ("/account/", "/static/", "/language/")


def health(answer: Answer) -> Answer:
    """Whether the server answers and reaches its database, for whoever watches it; nothing else is told, nobody asked.

    First of all, so that neither the name the server is asked by nor the lockdown matters.
    """

    def inner(request: HttpRequest) -> HttpResponseBase:
        if request.path != HEALTH:
            return answer(request)
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except DatabaseError:
            return HttpResponse("no database\n", "text/plain", status=503)
        return HttpResponse("ok\n", "text/plain")

    return inner


def language(answer: Answer) -> Answer:
    """Pages in the language a person chose, then her browser's, then English."""

    def inner(request: HttpRequest) -> HttpResponseBase:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) or getattr(request.user, "language", "")
        known = dict(settings.LANGUAGES)
        code = chosen if chosen in known else translation.get_language_from_request(request)
        request.LANGUAGE_CODE = code
        with translation.override(code):
            response = answer(request)
        response.headers.setdefault("Content-Language", code)
        return response

    return inner


def lockdown(answer: Answer) -> Answer:
    """While the casebook is locked down, everybody but its administrators meets a closed door."""

    def inner(request: HttpRequest) -> HttpResponseBase:
        open_to = request.path.startswith(OPEN_WHILE_LOCKED)
        if open_to or _is_administrator(request.user) or not switch.active():
            return answer(request)
        return refusal(request, Verdict(False, _("The casebook is locked down.")), status=503)

    return inner


def _is_administrator(person: Any) -> bool:
    return isinstance(person, User) and person.is_active and person.role == Role.ADMINISTRATOR


class refusals:  # noqa: N801 - middleware is named by what it does
    """Turns a refused action into its answer."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on; of an address that the API does not have it says so in the API's own way."""
        if any("\x00" in part for part in (request.path, *request.GET, *request.GET.values())):
            return refusal(request, Verdict(False, visible=False))  # no text column of PostgreSQL can hold it
        response = self.answer(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if response.status_code == 404 and request.path.startswith(API) and is_page:
            return JsonResponse({"detail": _("There is no such record.")}, status=404)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """The refusal's page, that somebody saved meanwhile, that the database is busy or its disk full, or that words
        cannot be opened without their key; any other error is not ours.
        """
        if isinstance(error, Unreadable):
            told = _("The key that opens restricted words is not in the workspace: put it back from its safe place.")
            return refusal(request, Verdict(False, told), status=503)
        if isinstance(error, Conflict | IntegrityError):
            return meanwhile(request, error)
        if isinstance(error, OperationalError):
            return not_now(request, error)
        if not isinstance(error, Refused):
            return None
        if not request.user.is_authenticated and not request.path.startswith(API):
            return redirect_to_login(request.get_full_path(), reverse(settings.LOGIN_URL))
        return refusal(request, error.verdict)


def refusal(request: HttpRequest, verdict: Verdict, status: int | None = None) -> HttpResponseBase:
    """403 with the reason where the record may be known of, 404 where not even that it exists."""
    code = status or (403 if verdict.visible else 404)
    if request.path.startswith(API):
        detail = verdict.reason if verdict.visible else _("There is no such record.")
        return JsonResponse({"detail": detail}, status=401 if not request.user.is_authenticated else code)
    if code == 404:
        return render(request, "404.html", status=404)
    return render(request, "web/refused.html", {"reason": verdict.reason}, status=code)


def meanwhile(request: HttpRequest, error: Conflict | IntegrityError) -> HttpResponseBase:
    """409 with what was sent, so that it can be sent again, beside how the record stands now."""
    if request.path.startswith(API):
        return JsonResponse({"detail": _("Somebody saved it meanwhile: read it again, then decide.")}, status=409)
    held = {
        "sent": as_sent(request.POST),
        "standing": error.standing if isinstance(error, Conflict) else (),
        "address": (error.address if isinstance(error, Conflict) else "") or request.path,
    }
    return in_its_place(request, render(request, "web/meanwhile.html", held, status=409))


WHOLE = {"HX-Retarget": "#main", "HX-Reselect": "#main", "HX-Reswap": "outerHTML show:window:top"}


def in_its_place(request: HttpRequest, page: HttpResponse) -> HttpResponse:
    """A page that takes the place of the whole page, though only a part of it was asked for."""
    if request.headers.get("HX-Request"):
        for name, value in WHOLE.items():
            page.headers[name] = value
    return page


BUSY = ("locked", "deadlock", "lock timeout")
FULL = ("disk is full", "no space left", "disk i/o error")


def not_now(request: HttpRequest, error: OperationalError) -> HttpResponseBase | None:
    """503 where the database is busy or its disk is full: nothing was saved, and what was sent is shown again."""
    words = str(error).casefold()
    if any(one in words for one in BUSY):
        said = _("Long work holds the database just now. Nothing was saved: send it again in a moment.")
    elif any(one in words for one in FULL):
        said = _("The disk is full. Nothing was saved: make room on it, then send it again.")
    else:
        return None
    if request.path.startswith(API):
        return JsonResponse({"detail": said}, status=503, headers={"Retry-After": "30"})
    page = render(request, "web/meanwhile.html", {"sent": as_sent(request.POST), "said": said}, status=503)
    page.headers["Retry-After"] = "30"
    return in_its_place(request, page)
