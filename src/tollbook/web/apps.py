"""The Django application of the pages and the API."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Tables are named web_*."""

    name = "tollbook.web"
    label = "web"
