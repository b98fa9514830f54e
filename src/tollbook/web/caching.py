"""What may be kept of an answer on its way or in a browser: of the public pages anything, of all others nothing."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_vary_headers

PUBLIC = "/public/"


def unkept(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answers that only somebody signed in, or a token, is given are not stored: nobody finds them after her on a
    machine that others use too, and no cache gives them to somebody else.
    """

    def inner(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        if not request.path.startswith(PUBLIC) or request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        patch_vary_headers(response, ("Cookie", "Accept-Language"))
        return response

    return inner
