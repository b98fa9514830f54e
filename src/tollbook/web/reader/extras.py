"""Beside the claims of a report: its translation, what its pictures show in words, and the pictures, covered."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tollbook.model import Document
from tollbook.web import records
from tollbook.web.here import recorded, workspace
from tollbook.web.inbox.lists import language_name
from tollbook.web.models.people import User
from tollbook.web.models.reading import Material, Translation, Viewing
from tollbook.web.permissions import needs
from tollbook.web.reader.begun import begun
from tollbook.web.reader.forms import Described, Translated
from tollbook.web.reader.pictures import Picture, pictures
from tollbook.web.saving import Conflict, save_version

WEEK = timedelta(days=7)
OPEN_FOR = timedelta(hours=1)
"""So long a picture that was uncovered can be loaded; afterwards it is covered again."""
VERSIONS = 20


def beside(request: HttpRequest, document: Document) -> dict[str, Any]:
    """What the reader shows of these."""
    code = _target(document)
    versions = list(_versions(document.id, code)[:VERSIONS])
    material = Material.objects.filter(document=document.id).first() or Material(document=document.id)
    found = pictures(document, workspace().originals)
    seen = versions[0].number if versions else 0
    return {
        "translations": versions,
        "translation_language": language_name(code),
        "translate": Translated({"text": versions[0].text if versions else "", "language": code, "seen": seen}),
        "material": material,
        "describe": Described(initial=_described(material)),
        "pictures": found,
        "opened": _opened(request, document),
        "begun": begun(request.user),
    }


def _target(document: Document) -> str:
    """The language to translate into: that of the page, unless the report is in it."""
    own, here = document.language or "", get_language() or "en"
    return next(code for code in (here, *dict(settings.LANGUAGES)) if code != own)


def _versions(document: str, language: str) -> Any:
    rows = Translation.objects.filter(document=document, language=language)
    return rows.select_related("person").order_by("-number")


def _described(material: Material) -> dict[str, Any]:
    graphic = {True: "yes", False: "no", None: ""}[material.graphic]
    return {"graphic": graphic, "features": material.features, "seen": material.version}


def _opened(request: HttpRequest, document: Document) -> dict[str, Any]:
    """How often she uncovered something this week, and what of this report."""
    if not isinstance(request.user, User):
        return {"week": 0, "here": []}
    mine = Viewing.objects.filter(person=request.user)
    here = mine.filter(document=document.id).values_list("picture", flat=True).distinct()
    return {"week": mine.filter(at__gte=timezone.now() - WEEK).count(), "here": sorted(here)}


def _document(key: str) -> Document:
    found = records.document(key)
    if found is None:
        raise Http404
    return found


def _back(request: HttpRequest, document: Document, part: str) -> HttpResponse:
    return redirect(f"{reverse('report', args=[document.id])}?{request.GET.urlencode()}#{part}")


@needs("report.translate")
@require_POST
def translate(request: HttpRequest, key: str) -> HttpResponse:
    """A new version of the translation; who saves second is shown both."""
    assert isinstance(request.user, User)
    document, form = _document(key), Translated(request.POST)
    if not form.is_valid():
        messages.error(request, _("The translation is empty, or too long."))
        return _back(request, document, "translation")
    given = form.cleaned_data
    number = given["seen"] + 1
    values = {"document": document.id, "language": given["language"], "number": number}
    try:
        with (
            transaction.atomic(),
            recorded(request, "translation", ("report", document.id), field=given["language"], new=number),
        ):
            Translation.objects.create(**values, text=given["text"], person=request.user)
    except IntegrityError:
        latest = _versions(document.id, given["language"]).first()
        return _conflict(request, document, given["text"], latest.text, latest.number)
    messages.success(request, _("Saved as version %(n)s.") % {"n": number})
    return _back(request, document, "translation")


def _conflict(request: HttpRequest, document: Document, mine: str, theirs: str, number: int) -> HttpResponse:
    """Both texts, hers ready to be saved over the other's."""
    language = request.POST.get("language", "")
    form = Translated({"text": mine, "language": language, "seen": number})
    held = {"document": document, "theirs": theirs, "form": form, "query": request.GET.urlencode()}
    return render(request, "web/reader/translation_conflict.html", held, status=409)


@needs("report.describe")
@require_POST
def describe(request: HttpRequest, key: str) -> HttpResponse:
    """Say whether the material is graphic, and what it shows."""
    document, form = _document(key), Described(request.POST)
    if not form.is_valid():
        messages.error(request, _("This could not be saved."))
        return _back(request, document, "material")
    given = form.cleaned_data
    row, _made = Material.objects.get_or_create(document=document.id)
    new = {"graphic": given["graphic"], "features": given["features"]}
    old = {"graphic": row.graphic, "features": row.features}
    try:
        with recorded(request, "material", ("report", document.id), old=old, new=new):
            save_version(row, given["seen"], **new)
    except Conflict as conflict:
        standing = [(_("What is seen, in words"), conflict.current.features)]
        raise Conflict(conflict.current, standing, reverse("report", args=[document.id])) from conflict
    return _back(request, document, "material")


@needs("report.see")
@require_POST
def uncover(request: HttpRequest, key: str) -> HttpResponse:
    """Open one picture: counted for the person who asks, shown small and without sound."""
    assert isinstance(request.user, User)
    document = _document(key)
    picture = _picture(document, request.POST.get("picture", ""))
    viewing = Viewing.objects.create(person=request.user, document=document.id, picture=picture.number)
    held = {"document": document, "picture": picture, "viewing": viewing, "query": request.GET.urlencode()}
    held["opened"] = _opened(request, document)
    template = "web/reader/picture.html" if request.headers.get("HX-Request") else "web/reader/picture_page.html"
    return render(request, template, held)


def _picture(document: Document, number: str) -> Picture:
    found = pictures(document, workspace().originals)
    if not number.isdecimal() or not 1 <= int(number) <= len(found):
        raise Http404
    return found[int(number) - 1]


@needs("report.see")
@require_safe
def uncovered(request: HttpRequest, number: int) -> HttpResponse:
    """The bytes of a picture that this person uncovered within the hour."""
    since = timezone.now() - OPEN_FOR
    viewing = get_object_or_404(Viewing, pk=number, person=request.user, at__gte=since)
    picture = _picture(_document(viewing.document), str(viewing.picture))
    response = HttpResponse(picture.data, content_type=picture.type)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Disposition"] = "inline"
    return response
