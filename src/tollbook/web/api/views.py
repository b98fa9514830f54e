"""The page where a person makes and ends her tokens."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from tollbook.casebook.events import record_event
from tollbook.web.api import tokens
from tollbook.web.events import SCOPES
from tollbook.web.here import DATABASE, person
from tollbook.web.models.tokens import Token
from tollbook.web.permissions import needs

DAYS, MOST_DAYS = 90, 366


class NewToken(forms.Form):
    """What a new token is for."""

    name = forms.CharField(label=_("What it is for"), max_length=120)
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=[(scope, SCOPES.get(scope, scope)) for scope in tokens.scopes()],
        widget=forms.CheckboxSelectMultiple,
        initial=[tokens.READ],
    )
    days = forms.IntegerField(label=_("Good for so many days"), min_value=1, max_value=MOST_DAYS, initial=DAYS)


@needs("token.see")
def mine(request: HttpRequest) -> HttpResponse:
    """A person's tokens, and a form for another."""
    held = Token.objects.filter(user=person(request), ended=None).order_by("name")
    return render(request, "web/api/tokens.html", {"tokens": held, "form": NewToken()})


@needs("token.make")
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Make a token and show its text this once."""
    form = NewToken(request.POST)
    held: dict[str, Any] = {"form": form}
    if not form.is_valid():
        held["tokens"] = Token.objects.filter(user=person(request), ended=None).order_by("name")
        return render(request, "web/api/tokens.html", held, status=422)
    given = form.cleaned_data
    expires = timezone.now().date() + timedelta(days=given["days"])
    text = tokens.make(person(request), given["name"], given["scopes"], expires)
    _note(request, given["name"], sorted(given["scopes"]))
    return render(request, "web/api/made.html", {"text": text, "expires": expires})


@needs("token.make")
@require_POST
def end(request: HttpRequest, number: int) -> HttpResponse:
    """End a token at once."""
    token = get_object_or_404(Token, pk=number, user=person(request), ended=None)
    tokens.end(token)
    _note(request, token.name, None)
    messages.success(request, __("The token is good no more."))
    return redirect("tokens")


def _note(request: HttpRequest, name: str, scopes: list[str] | None) -> None:
    actor = person(request).username
    record_event(DATABASE, actor=actor, kind="token", subject=("person", actor), field=name, new=scopes)
