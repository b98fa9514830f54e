"""The mail server that notices leave by; none unless it is named."""

from typing import Any
from urllib.parse import unquote, urlsplit


def mail_settings(address: str) -> dict[str, Any]:
    """Django's settings for ``smtp://user:password@host:port/?from=name@host`` (or ``smtps://``); without an address
    nothing is sent.
    """
    if not address:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = urlsplit(address)
    sender = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair).get("from")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and bool(parts.username),
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": unquote(sender or parts.username or "tollbook@localhost"),
    }
