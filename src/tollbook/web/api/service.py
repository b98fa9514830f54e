"""The API itself: its versions, how faults are told, and what its description says."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from tollbook.version import VERSION
from tollbook.web.api import ledger, reading, whole, writing  # noqa: F401 (they fill the router)
from tollbook.web.api.routing import router
from tollbook.web.api.tokens import HEADER, ByToken
from tollbook.web.permissions import Refused

api = NinjaAPI(
    title="Tollbook",
    version=VERSION,
    description="Reports, claims, incidents and decisions of one casebook. Records are those of docs/records.md; every "
    "write takes an Idempotency-Key header, so that it can be sent again when no answer came.",
    auth=ByToken(),
    docs_url=None,
    urls_namespace="api",
)
api.add_router("", router)


def _answer(request: HttpRequest, status: int, detail: Any) -> HttpResponse:
    return api.create_response(request, {"detail": detail}, status=status)


@api.exception_handler(Refused)
def refused(request: HttpRequest, fault: Refused) -> HttpResponse:
    """403 with the reason; 404 where not even the kind of record is to be known of."""
    verdict = fault.verdict
    return _answer(request, 403, verdict.reason) if verdict.visible else missing(request, fault)


@api.exception_handler(Http404)
def missing(request: HttpRequest, fault: Exception) -> HttpResponse:
    """No such record."""
    return _answer(request, 404, "there is no such record")


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, fault: AuthenticationError) -> HttpResponse:
    """No token, or none that is good."""
    answer = _answer(request, 401, "send a token: Authorization: Bearer tollbook_...")
    for name, value in HEADER.items():
        answer[name] = value
    return answer


@api.exception_handler(ValidationError)
def wrong(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    """The fields that are wrong, without repeating what they held."""
    faults = [{name: one[name] for name in ("loc", "msg", "type")} for one in fault.errors]
    return _answer(request, 422, faults)


@api.exception_handler(HttpError)
def told(request: HttpRequest, fault: HttpError) -> HttpResponse:
    """A fault with its own status and words."""
    return _answer(request, fault.status_code, str(fault))
