"""How often somebody outside may write: by address, which is kept for an hour as a keyed digest alone."""

import hashlib
import hmac

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

HOUR = 3600
MOST = 20


def allowed(request: HttpRequest, what: str, most: int = MOST) -> bool:
    """Whether this address may do it once more within the hour."""
    address = request.META.get("REMOTE_ADDR", "")
    mark = hmac.new(settings.SECRET_KEY.encode(), f"{what}:{address}".encode(), hashlib.sha256).hexdigest()[:32]
    key = f"limit:{mark}"
    cache.add(key, 0, HOUR)
    try:
        return cache.incr(key) <= most
    except ValueError:  # it ran out between the two
        return True
