"""The story of an incident in drafts: every version kept, every number held against the claims and figures."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tollbook.publish.clean import fenced
from tollbook.publish.incident_page import copy_sentence
from tollbook.publish.incident_page import title_of as published_title
from tollbook.publish.index import build_index
from tollbook.publish.texts import LANGUAGES, Texts
from tollbook.publish.words import FIGURES
from tollbook.web.here import person, recorded
from tollbook.web.incidents.forms import Story
from tollbook.web.incidents.material import Material, former_ids, incident_or_404, material_of, site_data
from tollbook.web.incidents.numbers import marked, written
from tollbook.web.models.incidents import Narrative
from tollbook.web.permissions import can, needs, require
from tollbook.web.search.entries import title_of

VERSIONS = 20
SUPPORT = {
    "killed": gettext_lazy("civilians killed"), "injured": gettext_lazy("civilians injured"),
    "killed_combatants": gettext_lazy("combatants killed"), "killed_all": gettext_lazy("people killed"),
    "killed_or_injured": gettext_lazy("killed or injured"), "missing": gettext_lazy("missing"),
    "sources": gettext_lazy("independent sources"), "reports": gettext_lazy("reports of the incident"),
    "days": gettext_lazy("days of the incident or its reports"),
}  # fmt: skip


def versions(keys: Sequence[str], language: str) -> list[Narrative]:
    """The latest versions of the story in one language, newest first."""
    rows = Narrative.objects.filter(incident__in=keys, language=language).select_related("person")
    return list(rows.order_by("-pk")[:VERSIONS])


def latest(keys: Sequence[str], language: str) -> Narrative | None:
    """The story as it stands, in this language, else in any."""
    rows = Narrative.objects.filter(incident__in=keys).select_related("person")
    return rows.filter(language=language).order_by("-pk").first() or rows.order_by("-pk").first()


@needs("incident.see")
def story(request: HttpRequest, key: str, language: str) -> HttpResponse:
    """The story in one language with its numbers checked, and (for those who may) writing a new version."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    found = incident_or_404(key)
    if found.id != key and request.method != "POST":  # what was written for the former incident is kept for this one
        return redirect("incident_story", found.id, language)
    of, keys = material_of(found), former_ids(found.id)
    if request.method != "POST":
        return _page(request, of, language, versions(keys, language))
    require(request.user, "incident.narrate")
    return _posted(request, of, keys, language)


def _posted(request: HttpRequest, of: Material, keys: Sequence[str], language: str) -> HttpResponse:
    form = Story(request.POST)
    if not form.is_valid():
        return _page(request, of, language, versions(keys, language), form, status=422)
    given = form.cleaned_data
    if request.POST.get("do") == "check":
        return _page(request, of, language, versions(keys, language), form)
    held = versions(keys, language)
    number = given["seen"] + 1
    try:
        if given["seen"] != (held[0].number if held else 0):
            raise IntegrityError
        _save(request, of.incident.id, language, number, given["text"])
    except IntegrityError:
        held = versions(keys, language)
        again = Story({"text": given["text"], "seen": held[0].number if held else 0})
        return _page(request, of, language, held, again, status=409)
    messages.success(request, _("Saved as version %(n)s.") % {"n": number})
    return redirect("incident_story", of.incident.id, language)


def _save(request: HttpRequest, incident: str, language: str, number: int, text: str) -> None:
    with (
        transaction.atomic(),
        recorded(request, "narrative", ("incident", incident), field=language, new={"version": number, "text": text}),
    ):
        Narrative.objects.create(incident=incident, language=language, number=number, text=text, person=person(request))


def _page(  # noqa: PLR0913 (what the page is made of)
    request: HttpRequest,
    of: Material,
    language: str,
    held: Sequence[Narrative],
    form: Story | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    standing = held[0] if held else None
    text = form["text"].value() if form else standing.text if standing else ""
    found = written(text or "", language, of)
    seen = standing.number if standing else 0
    shown = {
        "incident": of.incident,
        "title": title_of(of.incident),
        "language": language,
        "languages": settings.LANGUAGES,
        "standing": standing,
        "earlier": held[1:],
        "conflict": status == 409,
        "marked": marked(text or "", found),
        "numbers": [(one, [SUPPORT[key] for key in one.figures]) for one in found],
        "unsupported": sum(not one.supported for one in found),
        "sentences": sentences(of, language),
        "form": form or Story(initial={"text": text, "seen": seen}),
        "may_write": bool(can(request.user, "incident.narrate")),
    }
    return render(request, "web/incidents/story.html", shown, status=status)


def sentences(of: Material, language: str) -> list[tuple[Any, str]]:
    """A sentence to copy for every known figure: range, day, rule and caveat, as published; in English where
    publishing does not know the language.
    """
    t = Texts(language if language in LANGUAGES else "en")
    data = site_data(of)
    title = published_title(of.incident, t, build_index(data))
    known = [key for key in FIGURES if key in of.incident.figures and of.incident.figures[key].min is not None]
    return [(SUPPORT[key], fenced(copy_sentence(of.incident, key, title, data, t))) for key in known]
