"""The list of the workspace's own places, looking for any place, and adding, correcting and removing one's own."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_safe

from tollbook import pipeline
from tollbook.casebook import models
from tollbook.locate.keys import exact_key
from tollbook.locate.search import area_of
from tollbook.locate.search import search as search_place
from tollbook.locate.search_record import search_record
from tollbook.web.here import workspace
from tollbook.web.models.places import OwnPlace
from tollbook.web.permissions import needs
from tollbook.web.places import own
from tollbook.web.places.forms import Edited, Looked, Removal, Upload, form_of
from tollbook.web.refreshing import gazetteers
from tollbook.web.tables import as_csv
from tollbook.web.told import marked

A_PAGE = 50
HOW = {
    "as_written": gettext_noop("as written"),
    "joined": gettext_noop("joined to one word"),
    "prefix_off": gettext_noop("without the word before it"),
    "prefix_on": gettext_noop("with words put before it"),
    "transliterated": gettext_noop("in another script"),
    "part": gettext_noop("a part alone"),
    "one_letter": gettext_noop("one letter off"),
    "consonants": gettext_noop("by consonants alone"),
}
WHERE = {
    "inside": gettext_noop("in the stated area"),
    "same_country": gettext_noop("elsewhere in the country"),
    "elsewhere": gettext_noop("abroad"),
    "no_area": gettext_noop("no area stated"),
}


def listed(words: str) -> QuerySet[OwnPlace]:
    """The places one of whose spellings has these words, by name."""
    kept = OwnPlace.objects.filter(removed=False).order_by("name", "pk")
    return kept.filter(words__contains=exact_key(words)) if exact_key(words) else kept


@needs("place.see")
@require_safe
def places(request: HttpRequest) -> HttpResponseBase:
    """The list, or a file of it."""
    found = listed(request.GET.get("q", ""))
    if request.GET.get("format") == "csv":
        return as_csv("places", own.COLUMNS, map(own.values, found))
    return page(request)


def page(request: HttpRequest, upload: Upload | None = None, status: int = 200, **more: Any) -> HttpResponse:
    """The list with the forms that bring places in."""
    words = request.GET.get("q", "")[:200]
    shown = Paginator(listed(words), A_PAGE).get_page(request.GET.get("page"))
    held = {"page": shown, "q": words, "lists": own.lists(), "upload": upload or Upload(), "looked": Looked(), **more}
    return render(request, "web/places/places.html", held, status=status)


@needs("place.see")
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Every place a name may mean, in every spelling, and what was tried."""
    form = Looked(request.GET)
    if not form.is_valid():
        return render(request, "web/places/search.html", {"form": form}, status=422)
    given = form.cleaned_data
    area = area_of(given["province"] or None, given["near"])
    record = search_record(search_place(given["name"], pipeline.load_gazetteer(gazetteers(workspace())), area))
    for one in record["found"]:
        one["how_words"], one["where_words"] = gettext(HOW[one["how"]]), gettext(WHERE[one["where"]])
    tried = [{**one, "words": gettext(HOW[one["kind"]])} for one in record["tried"]]
    cautions = [marked(one["text"], one["text_ar"]) for one in record["warnings"]]
    held = {"form": form, "record": record, "tried": tried, "cautions": cautions}
    return render(request, "web/places/search.html", held)


@needs("place.see")
@require_safe
def place(request: HttpRequest, number: int) -> HttpResponse:
    """One of the workspace's own places."""
    return one(request, get_object_or_404(OwnPlace, pk=number))


def one(
    request: HttpRequest, row: OwnPlace, form: Edited | None = None, removal: Removal | None = None, status: int = 200
) -> HttpResponse:
    """The page of a place with its forms as they were left."""
    events = models.Event.objects.filter(subject_type="place", subject_id=row.key).order_by("-pk")[:50]
    held = {
        "place": row, "form": form or form_of(row), "events": events, "conflict": status == 409,
        "removal": removal or Removal(),
    }  # fmt: skip
    return render(request, "web/places/place.html", held, status=status)
