"""Django without a project folder: configured in code, unless the web application or a project has its own settings."""

import os

import django
from django.conf import ENVIRONMENT_VARIABLE, settings

from tollbook.casebook import settings as ours


def configure() -> None:
    """Set Django up with tollbook.casebook.settings where nobody has chosen others."""
    if not settings.configured and not os.environ.get(ENVIRONMENT_VARIABLE):
        settings.configure(**{name: value for name, value in vars(ours).items() if name.isupper()})
        django.setup()
