"""The list of sources, and one source: its record case by case, its claims, and the notes on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tollbook.casebook import models
from tollbook.model import Claim
from tollbook.publish.index import claim_anchor
from tollbook.publish.track import track_words
from tollbook.trace.track_record import least_cases
from tollbook.web import results
from tollbook.web.here import person, workspace
from tollbook.web.incidents.drawn import texts
from tollbook.web.models.results import Result
from tollbook.web.models.search import Entry
from tollbook.web.models.sources import SourceNote
from tollbook.web.permissions import can, needs
from tollbook.web.search.entries import INCIDENT
from tollbook.web.sources import listing, notes
from tollbook.web.sources.jobs import KIND, NAME, name_of
from tollbook.web.tables import as_csv, as_json_lines

A_PAGE, MOST_LISTED = 50, 100
FILE = (
    "id", "name", "kind", "group", "claims", "cases", "over", "under", "ratio", "ratio_low", "ratio_high", "within",
    "within_low", "within_high", "balance", "least_cases", "note", "affiliation",
)  # fmt: skip


class Filters(forms.Form):
    """What the list is narrowed to."""

    q = forms.CharField(
        label=_("Name"), required=False, max_length=200,
        widget=forms.TextInput({"type": "search", "data-key": "/", "dir": "auto"}),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("any")), *listing.KINDS.items()], required=False)


@needs("source.see")
@require_safe
def sources(request: HttpRequest) -> HttpResponseBase:
    """The list, or a file of it."""
    form = Filters(request.GET)
    valid = form.is_valid()
    found = results.shown(NAME, KIND, person(request))
    rows = listing.rows(form.cleaned_data, found.record) if valid else []
    if request.GET.get("format") in ("csv", "jsonl"):
        return _file(rows, request.GET["format"])
    shown: Page[Any] = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    held = {"form": form, "found": found, "page": shown, "rows": listing.worded(list(shown.object_list), texts())}
    return render(request, "web/sources/sources.html", held, status=200 if valid else 422)


def _file(rows: Sequence[listing.Row], kind: str) -> HttpResponseBase:
    values = _values(rows)
    if kind == "csv":
        return as_csv("sources", FILE, values)
    return as_json_lines("sources", (dict(zip(FILE, row, strict=True)) for row in values))


def _values(rows: Sequence[listing.Row]) -> Iterator[tuple[Any, ...]]:
    latest = {one.source: notes.told(one) for one in SourceNote.objects.order_by("number")}
    for row in rows:
        record, note = row.record, latest.get(row.key, {})
        ratio, within = record and record.ratio, record and record.within
        yield (
            row.key, row.name, str(row.kind), row.group, row.claims,
            record.cases if record else 0, record and record.over, record and record.under,
            *((ratio.value, ratio.low, ratio.high) if ratio else (None,) * 3),
            *((within.value, within.low, within.high) if within else (None,) * 3),
            record and record.balance, least_cases(), note.get("text"), note.get("affiliation"),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with its place in the reader."""

    claim: Claim
    document: str
    anchor: str


@needs("source.see")
@require_safe
def source(request: HttpRequest, key: str) -> HttpResponse:
    """One source."""
    return page(request, get_object_or_404(models.Source, pk=key))


def page(request: HttpRequest, of: models.Source, form: notes.Note | None = None, status: int = 200) -> HttpResponse:
    """The page of a source, with the form of a note as it was left."""
    found = results.shown(NAME, KIND, person(request))
    record = listing.track_of(found.record, of.id)
    origins = models.Origin.objects.filter(source_id=of.id, summary=False).order_by("claim_id")
    shown = Paginator(origins, A_PAGE).get_page(request.GET.get("page"))
    held, may = notes.of(of.id), bool(can(request.user, "source.annotate"))
    cases = _cases(of.id)
    context = {
        "source": of,
        "aliases": of.record.get("aliases") or [],
        "kind": listing.KINDS.get(of.kind, of.kind),
        "kin": list(models.Source.objects.filter(group=of.group).exclude(pk=of.id)) if of.group else [],
        "found": found,
        "record": record,
        "track": track_words(record, texts()),
        "cases": cases[:MOST_LISTED],
        "more": max(0, (record.cases if record else 0) - MOST_LISTED),
        "page": shown,
        "said": _said([one.claim_id for one in shown.object_list]),
        "notes": held,
        "standing": held[0] if held else None,
        "told": may or not (held and held[0].withheld),
        "form": (form or notes.form_of(held)) if may else None,
        "conflict": status == 409,
    }
    return render(request, "web/sources/source.html", context, status=status)


def _said(keys: Sequence[str]) -> list[Said]:
    """The claims of these ids with their reports, in three queries."""
    homes = dict(models.Claim.objects.filter(pk__in=keys).values_list("pk", "document_id"))
    documents = {homes.get(key) or key.rpartition("#")[0] for key in keys}
    claims = {one.id: one for one in workspace().claims_in(documents)}
    return [Said(claims[key], claims[key].document, claim_anchor(key)) for key in keys if key in claims]


def _cases(key: str) -> list[dict[str, Any]]:
    """First figures against what the incidents settled at, with the incidents' names."""
    held = Result.objects.filter(pk=name_of(key)).values_list("record", flat=True).first() or []
    shown = held[:MOST_LISTED]
    titles = dict(
        Entry.objects.filter(kind=INCIDENT, key__in=[one["incident"] for one in shown]).values_list("key", "title")
    )
    return [{**one, "title": titles.get(one["incident"], one["incident"])} for one in shown]
