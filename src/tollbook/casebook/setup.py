"""Django without a project folder: configured in code, unless a project that runs us has configured it already."""

import django
from django.conf import settings

from tollbook.casebook import settings as ours


def configure() -> None:
    """Set Django up with tollbook.casebook.settings where nobody has yet."""
    if not settings.configured:
        settings.configure(**{name: value for name, value in vars(ours).items() if name.isupper()})
        django.setup()
