"""Django settings of the web application; what differs from place to place comes from the environment.

TOLLBOOK_WORKSPACE  the folder of the workspace        DATABASE_URL  its records, where not in the folder itself
TOLLBOOK_HOSTS      names it is reached by, with commas  TOLLBOOK_HTTPS  "1" behind a server that speaks HTTPS
EMAIL_URL           a mail server (smtp://user:password@host:port), where notices may leave the machine
"""

import os
from pathlib import Path
from typing import Any

import dj_database_url
import django_stubs_ext
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from tollbook.casebook.settings import DEFAULT_AUTO_FIELD, SQLITE, TIME_ZONE, USE_TZ
from tollbook.web import secret
from tollbook.web.logs import LOGGING
from tollbook.web.mail import mail_settings

django_stubs_ext.monkeypatch()  # forms and lists name their model: ModelForm[User]

__all__ = ["DEFAULT_AUTO_FIELD", "LOGGING", "TIME_ZONE", "USE_TZ"]

HERE = Path(__file__).parent
WORKSPACE = Path(os.environ.get("TOLLBOOK_WORKSPACE", "workspace"))
HTTPS = os.environ.get("TOLLBOOK_HTTPS") == "1"


def database() -> dict[str, Any]:
    """The database of DATABASE_URL, else the workspace's own SQLite file."""
    if address := os.environ.get("DATABASE_URL"):
        return dict(dj_database_url.parse(address, conn_max_age=600, conn_health_checks=True))
    return {**SQLITE, "NAME": str(WORKSPACE / "tollbook.sqlite3"), "CONN_MAX_AGE": 600}


SECRET_KEY = secret.read(WORKSPACE, "signing")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("TOLLBOOK_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
DATABASES = {"default": database()}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "web_cache"}}
ROOT_URLCONF = "tollbook.web.urls"
WSGI_APPLICATION = "tollbook.web.wsgi.application"

INSTALLED_APPS = [
    "tollbook.casebook",
    "tollbook.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "js_lib_leaflet",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "tollbook.web.middleware.health",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tollbook.web.caching.unkept",
    "tollbook.web.middleware.language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tollbook.web.middleware.lockdown",
    "tollbook.web.middleware.refusals",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],  # before allauth's own, whose layouts ours replace
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "tollbook.web.context.page",
            ]
        },
    }
]

# People
AUTH_USER_MODEL = "web.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    }
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "tollbook.web.people.accounts.Accounts"
ACCOUNT_FORMS = {"login": "tollbook.web.people.signing_in.SignIn"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0  # then visitors are told apart by what the proxy says of them
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Tollbook"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # browsers themselves allow it on localhost alone

# Sessions, cookies, headers
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# Files
STATIC_URL = "static/"
STATICFILES_DIRS = [("publish", HERE.parent / "publish" / "assets")]  # the drawn parts look as published
WHITENOISE_USE_FINDERS = True  # served from the package: there is no step to collect them
WHITENOISE_AUTOREFRESH = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
FILE_UPLOAD_PERMISSIONS = 0o600

# Languages
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ar", _("Arabic")), ("fr", _("French"))]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [HERE / "locale"]

# Long work
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

vars().update(mail_settings(os.environ.get("EMAIL_URL", "")))
