"""Django settings of the web application; what differs from place to place comes from the environment.

TOLLBOOK_WORKSPACE  the folder of the workspace        DATABASE_URL  its records, where not in the folder itself
TOLLBOOK_HOSTS      names it is reached by, with commas  TOLLBOOK_HTTPS  "1" behind a server that speaks HTTPS
EMAIL_URL and DEFAULT_FROM_EMAIL: a mail server, where notices may leave the machine
"""

import os
import secrets
from pathlib import Path
from typing import Any

import dj_database_url

from tollbook.casebook.settings import DEFAULT_AUTO_FIELD, SQLITE, TIME_ZONE, USE_TZ

__all__ = ["DEFAULT_AUTO_FIELD", "TIME_ZONE", "USE_TZ"]

WORKSPACE = Path(os.environ.get("TOLLBOOK_WORKSPACE", "workspace"))
HTTPS = os.environ.get("TOLLBOOK_HTTPS") == "1"


def secret_key() -> str:
    """The key that signs sessions: kept in the workspace, readable by its owner alone; a passing one where none is."""
    kept = WORKSPACE / "secrets" / "signing"
    return kept.read_text() if kept.is_file() else secrets.token_urlsafe(50)


def database() -> dict[str, Any]:
    """The database of DATABASE_URL, else the workspace's own SQLite file."""
    if address := os.environ.get("DATABASE_URL"):
        return dict(dj_database_url.parse(address, conn_max_age=600, conn_health_checks=True))
    return {**SQLITE, "NAME": str(WORKSPACE / "tollbook.sqlite3")}


SECRET_KEY = secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("TOLLBOOK_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
DATABASES = {"default": database()}
ROOT_URLCONF = "tollbook.web.urls"
WSGI_APPLICATION = "tollbook.web.wsgi.application"
AUTH_USER_MODEL = "web.User"

INSTALLED_APPS = [
    "tollbook.casebook",
    "tollbook.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "ninja",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
STATIC_URL = "static/"
STATIC_ROOT = WORKSPACE / "static"
