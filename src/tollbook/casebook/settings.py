"""Django settings of the casebook. Nothing here opens a database: workspaces are added when they are opened."""

from typing import Any

INSTALLED_APPS = ["tollbook.casebook"]
DATABASES: dict[str, dict[str, Any]] = {}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
SECRET_KEY = "no sessions, no signing: the casebook is a file on the user's disk"  # noqa: S105 (nothing is signed)

SQLITE: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "ATOMIC_REQUESTS": False,
    "AUTOCOMMIT": True,
    "CONN_MAX_AGE": None,
    "CONN_HEALTH_CHECKS": False,
    "TIME_ZONE": None,
    "USER": "",
    "PASSWORD": "",
    "HOST": "",
    "PORT": "",
    "TEST": {"CHARSET": None, "COLLATION": None, "MIGRATE": True, "MIRROR": None, "NAME": None},
    "OPTIONS": {
        # A writer takes its lock at once instead of failing half way; synchronous NORMAL loses at most the last
        # transactions on a power cut, never the file, and a repeated run does them again. 32 MB of cache hold the index
        # pages that lists walk through.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
        "PRAGMA cache_size=-32768;",
    },
}
