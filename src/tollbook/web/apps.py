"""The Django application of the pages and the API."""

from importlib import import_module

from django.apps import AppConfig

JOBS = (
    "search.entries",
    "search.saved",
    "inbox.jobs",
    "inbox.sync",
    "refreshing",
    "timeline.jobs",
    "ledger.jobs",
    "workspaces.backups",
    "workspaces.bringing",
    "sources.jobs",
    "places.jobs",
    "strikes.jobs",
)
"""Modules that register kinds of long work; a feature with jobs adds its own."""


class WebConfig(AppConfig):
    """Tables are named web_*."""

    name = "tollbook.web"
    label = "web"

    def ready(self) -> None:
        """Make every kind of long work known."""
        for module in JOBS:
            import_module(f"tollbook.web.{module}")
