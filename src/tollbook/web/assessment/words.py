"""What states, weights and facts are called on the pages."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from tollbook.web.models.assessment import Category, Finding

STATES: Mapping[str, Any] = {
    "received": _("received"),
    "initial_review": _("initial review"),
    "assessment": _("assessment"),
    "reopened": _("reopened"),
    **dict(Finding.choices),
}
CATEGORIES: Mapping[str, Any] = dict(Category.choices)
WEIGHTS: Mapping[str, Any] = {
    "supports": _("speaks for it"),
    "against": _("speaks against it"),
    "neutral": _("decides nothing"),
    "unreliable": _("cannot be relied on"),
}
FACTS: Mapping[str, Any] = {
    "date": _("another day"),
    "place": _("another place, or a place found that could not be found"),
    "source": _("a second, independent source"),
    "log_gap": _("a gap in the strike records that is closed"),
    "witness": _("a witness"),
    "imagery": _("pictures or video"),
    "people": _("names or records of those harmed"),
    "means": _("another kind of weapon"),
}
"""The facts that letters and reports have words for (publish/texts, [fact])."""
