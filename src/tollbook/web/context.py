"""What every page needs: the sections its reader may open, and where she is."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext_lazy as _

from tollbook.version import VERSION
from tollbook.web.models import Notice, User
from tollbook.web.permissions import Verdict, can


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of the navigation: where it leads, what must be allowed, and the key that opens it after ``g``."""

    name: str
    label: Any
    action: str
    key: str


SECTIONS = (
    Section("inbox", _("Inbox"), "report.see", "i"),
    Section("incidents", _("Incidents"), "incident.see", "n"),
    Section("assessment", _("Assessment"), "allegation.see", "a"),
    Section("ledger", _("Ledger"), "allegation.see", "l"),
    Section("search", _("Search"), "search.see", "s"),
    Section("map", _("Map"), "incident.see", "m"),
    Section("timeline", _("Timeline"), "incident.see", "t"),
    Section("sources", _("Sources"), "source.see", "o"),
    Section("places", _("Places"), "place.see", "p"),
    Section("strikes", _("Strikes"), "strike.see", "k"),
    Section("publications", _("Public side"), "publication.see", "b"),
    Section("desk", _("Correction desk"), "request.see", "c"),
    Section("history", _("History"), "history.see", "h"),
    Section("people", _("People"), "person.see", "e"),
    Section("workspace", _("Workspace"), "workspace.see", "w"),
)


class Permitted:
    """``{% if may.claim_correct %}`` in a template: the verdict on an action, its dot written as an underscore."""

    def __init__(self, person: Any) -> None:
        self._person = person

    def __getitem__(self, name: str) -> Verdict:
        kind, _underscore, verb = name.partition("_")
        return can(self._person, f"{kind}.{verb}")


def page(request: HttpRequest) -> dict[str, Any]:
    """Sections, permissions, direction and version."""
    person = getattr(request, "user", None)
    return {
        "sections": partial(sections, request),
        "may": Permitted(person),
        "unread": partial(unread, person),
        "rtl": get_language_bidi(),
        "tollbook_version": VERSION,
    }


def unread(person: Any) -> int:
    """How many notices somebody has not seen."""
    return Notice.objects.filter(user=person, read=None).count() if isinstance(person, User) else 0


def sections(request: HttpRequest) -> list[dict[str, Any]]:
    """The sections this person may open; the current one is marked."""
    found = []
    for section in SECTIONS:
        address = _address(section.name)
        if address and can(request.user, section.action):
            here = request.path.startswith(address)
            found.append({"address": address, "label": section.label, "key": section.key, "here": here})
    return found


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
