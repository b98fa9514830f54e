"""Notes on a source: versions that are only added to, the affiliation sealed and told only where that is safe."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from tollbook.casebook import models
from tollbook.web.here import person, recorded
from tollbook.web.models.sources import SourceNote
from tollbook.web.permissions import needs

SUBJECT, KIND = "source", "source_note"
WITHHELD = "withheld"


class Note(forms.Form):
    """A new version of the note."""

    text = forms.CharField(
        label=gettext_lazy("How reliable it is, and how you know"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea({"dir": "auto", "rows": 5}),
    )
    affiliation = forms.CharField(
        label=gettext_lazy("To whom it belongs"),
        max_length=500,
        required=False,
        widget=forms.TextInput({"dir": "auto"}),
    )
    withheld = forms.BooleanField(
        label=gettext_lazy("Withhold the affiliation for safety"),
        required=False,
        help_text=gettext_lazy("Then only those who write such notes see it; pages, files and the history do not."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def clean(self) -> dict[str, Any]:
        """Something must be said."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not (given.get("text") or given.get("affiliation") or given.get("seen")):
            raise forms.ValidationError(_("Write a note or an affiliation."))
        return given


def of(source: str) -> list[SourceNote]:
    """The versions of the note on a source, the latest first."""
    return list(SourceNote.objects.filter(source=source).select_related("person").order_by("-number"))


def form_of(held: list[SourceNote]) -> Note:
    """The form with the note as it stands."""
    now = held[0] if held else SourceNote(number=0)
    given = {"text": now.text, "affiliation": now.affiliation, "withheld": now.withheld, "seen": now.number}
    return Note(initial=given)


@needs("source.annotate")
@require_POST
def note(request: HttpRequest, key: str) -> HttpResponse:
    """Save a new version; where somebody else saved meanwhile, both texts are shown and nothing is lost."""
    from tollbook.web.sources.views import page  # noqa: PLC0415 - the page shows the form, the form leads to the page

    source = get_object_or_404(models.Source, pk=key)
    form = Note(request.POST)
    if not form.is_valid():
        return page(request, source, form, 422)
    held = of(source.id)
    try:
        if held and held[0].number != form.cleaned_data["seen"]:
            raise IntegrityError
        _save(request, source.id, form.cleaned_data, held)
    except IntegrityError:
        current = of(source.id)
        again = Note({**form.cleaned_data, "seen": current[0].number if current else 0})
        return page(request, source, again, 409)
    messages.success(request, _("The note is saved."))
    return redirect("source", source.id)


def _save(request: HttpRequest, source: str, given: dict[str, Any], held: list[SourceNote]) -> None:
    made = SourceNote(source=source, number=given["seen"] + 1, person=person(request), **_words(given))
    old = told(held[0]) if held else None
    with transaction.atomic(), recorded(request, KIND, (SUBJECT, source), old=old, new=told(made)):
        made.save(force_insert=True)


def _words(given: dict[str, Any]) -> dict[str, Any]:
    return {key: given[key] for key in ("text", "affiliation", "withheld")}


def told(one: SourceNote) -> dict[str, Any]:
    """A version as the history and files may hold it: an affiliation that is withheld is not in it."""
    hidden = WITHHELD if one.withheld and one.affiliation else one.affiliation
    return {"version": one.number, "text": one.text, "affiliation": hidden, "withheld": one.withheld}
