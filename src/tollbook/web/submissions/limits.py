"""How often somebody may do a thing: by address, which is kept for that time as a keyed digest alone, or by token."""

import hashlib
import hmac
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

MINUTE, HOUR = 60, 3600
MOST = 20


def allowed(request: HttpRequest, what: str, most: int = MOST) -> bool:
    """Whether this address may do it once more within the hour."""
    return once_more(f"{what}:{address_of(request)}", most, HOUR)


def address_of(request: HttpRequest) -> str:
    """The visitor's address; behind a proxy, the one that the proxy saw."""
    seen = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return seen if settings.HTTPS and seen else str(request.META.get("REMOTE_ADDR", ""))


def once_more(what: str, most: int, seconds: int) -> bool:
    """Count it, and say whether it was done no more than ``most`` times since the first of these ``seconds``."""
    mark = hmac.new(settings.SECRET_KEY.encode(), what.encode(), hashlib.sha256).hexdigest()[:32]
    key, now = f"limit:{mark}", time.time()
    since, many = cache.get(key) or (now, 0)
    if now - since >= seconds:
        since, many = now, 0
    cache.set(key, (since, many + 1), max(1, int(since + seconds - now)))
    return many < most
