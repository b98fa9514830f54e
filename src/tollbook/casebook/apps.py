"""The Django application."""

from django.apps import AppConfig


class CasebookConfig(AppConfig):
    """Tables are named casebook_*."""

    name = "tollbook.casebook"
    label = "casebook"
