"""Every field of a claim as a form, turned into the settings that casebook.editing takes."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tollbook.errors import StopRun
from tollbook.model import Claim, Document, Place
from tollbook.web.days import DayInput
from tollbook.web.reader import words as named
from tollbook.web.reader.marking import same_words, span_of_selection, spans_of_words
from tollbook.web.told import own

PLAIN: Mapping[str, str] = {
    "harm": "harm", "least": "count.min", "most": "count.max", "qualifier": "count.qualifier", "who": "who",
    "children_least": "of_whom.children.min", "children_most": "of_whom.children.max",
    "women_least": "of_whom.women.min", "women_most": "of_whom.women.max",
    "men_least": "of_whom.men.min", "men_most": "of_whom.men.max",
    "places": "places", "sources": "sources", "blamed": "blamed", "means": "means", "stance": "stance",
    "level": "level",
}  # fmt: skip
"""Field of the form -> field of a setting."""
PAIRS = (("least", "most"), *((f"{part}_least", f"{part}_most") for part in named.PART))
NULL = "null"


def _number(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=10**9, required=False)


def _names(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=1000, required=False, help_text=_("Several are parted by ;"))


def _one_of(label: Any, choices: Mapping[str, Any], **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[*more.pop("first", ()), *choices.items()], **more)


class ClaimForm(forms.Form):
    """One claim. ``start`` and ``end`` count the characters the page shows, where words were selected on it."""

    words = forms.CharField(label=_("The words"), widget=forms.Textarea({"rows": 2, "dir": "auto"}))
    which = forms.IntegerField(label=_("Which of several"), min_value=1, required=False)
    start = forms.IntegerField(required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, widget=forms.HiddenInput)
    harm = _one_of(_("Harm"), named.HARM)
    least = _number(_("At least"))
    most = _number(_("At most"))
    qualifier = _one_of(_("Said as"), named.QUALIFIER, first=[("", _("as the numbers say"))], required=False)
    who = _one_of(_("Who"), named.WHO)
    children_least, children_most = _number(_("Children, at least")), _number(_("at most"))
    women_least, women_most = _number(_("Women, at least")), _number(_("at most"))
    men_least, men_most = _number(_("Men, at least")), _number(_("at most"))
    places = _names(_("Places"))
    since = forms.DateField(label=_("First day"), required=False, widget=DayInput())
    until = forms.DateField(label=_("Last day"), required=False, widget=DayInput())
    sources = _names(_("Who says so"))
    blamed = _names(_("Blamed"))
    means = _one_of(_("Means"), named.MEANS, first=[("", _("not said"))], required=False)
    stance = _one_of(_("Told as"), named.STANCE)
    level = _one_of(_("Speaks of"), named.LEVEL)
    reason = forms.CharField(label=_("Why"), max_length=1000, required=False)

    def __init__(self, document: Document, claim: Claim | None, data: Any = None) -> None:
        self.document, self.claim = document, claim
        self.span: tuple[int, int] | None = (claim.start, claim.end) if claim else None
        super().__init__(
            data, initial=values_of(claim) if claim else STARTING, auto_id="edit_%s" if claim else "add_%s"
        )
        if claim and claim.means and claim.means not in named.MEANS:
            choices = self.fields["means"]
            assert isinstance(choices, forms.ChoiceField)
            choices.choices = [("", _("not said")), (claim.means, claim.means), *named.MEANS.items()]

    def clean(self) -> dict[str, Any]:
        """Numbers and days in order; the words found in the report."""
        given: dict[str, Any] = super().clean() or {}
        changed = set(self.changed_data)
        for low, high in (*PAIRS, ("since", "until")):
            least, most = given.get(low), given.get(high)
            follows = (low, high) == PAIRS[0] and self._follows(changed)
            if least is not None and most is not None and least > most and not follows:
                self.add_error(
                    high, _("This is less than the least.") if low != "since" else _("Before the first day.")
                )
        if given.get("until") and not given.get("since"):
            self.add_error("since", _("Give the first day too."))
        if given.get("words"):
            self._find(given)
        return given

    def _follows(self, changed: set[str]) -> bool:
        """Whether the greatest number is to follow a changed least: "5" corrected to "12"."""
        exact = self.claim is not None and self.claim.count.qualifier in ("exact", "about")
        return exact and "least" in changed and not {"most", "qualifier"} & changed

    def _find(self, given: Mapping[str, Any]) -> None:
        if self.claim and same_words(given["words"], self.claim.quote):
            return
        start, end = given.get("start"), given.get("end")
        text = self.document.text
        selected = span_of_selection(text, start, end) if start is not None and end is not None else None
        if selected and same_words(text[slice(*selected)], given["words"]):
            self.span = selected
            return
        self.span = self._chosen(spans_of_words(text, given["words"]), given.get("which"))

    def _chosen(self, found: list[tuple[int, int]], which: int | None) -> tuple[int, int] | None:
        if not found:
            self.add_error("words", _("These words do not stand in the report."))
            return None
        if which is None and self.claim:
            return min(found, key=lambda span: abs(span[0] - self.claim.start))  # type: ignore[union-attr]
        if which is None and len(found) > 1:
            said = gettext("They stand there %(n)s times: write more of them, or say which.")
            self.add_error("words", said % {"n": len(found)})
            return None
        if which is not None and which > len(found):
            self.add_error("which", gettext("They stand there %(n)s times.") % {"n": len(found)})
            return None
        return found[(which or 1) - 1]

    def settings(self) -> list[str]:
        """What was changed (of a new claim: what was given) as FIELD=VALUE."""
        return list(self._settings())

    def _settings(self) -> Iterator[str]:
        changed = (
            set(self.changed_data) if self.claim else {k for k, v in self.cleaned_data.items() if v not in ("", None)}
        )
        for field, setting in PLAIN.items():
            if field in changed:
                yield f"{setting}={_said(self.cleaned_data[field])}"
        if {"since", "until"} & changed:
            first, last = self.cleaned_data["since"], self.cleaned_data["until"]
            yield f"when={_days(first, last)}"
        if self.claim and self.span and self.span != (self.claim.start, self.claim.end):
            yield f"start={self.span[0]}"
            yield f"end={self.span[1]}"

    def refuse(self, error: StopRun) -> None:
        """Say a fault of the whole claim at the field it names."""
        where = error.what.partition(":")[0]
        field = next((name for name, setting in PLAIN.items() if where in (setting, name)), None)
        told = own(error.what)
        self.add_error(field, told if field is None else told.partition(":")[2].strip() or told)


STARTING = {"who": "unspecified", "stance": "reported", "level": "incident"}


def _said(value: Any) -> str:
    return NULL if value in ("", None) else str(value)


def _days(first: Any, last: Any) -> str:
    if first is None:
        return NULL
    return first.isoformat() if last in (None, first) else f"{first.isoformat()}/{last.isoformat()}"


def values_of(claim: Claim) -> dict[str, Any]:
    """A claim as the form shows it."""
    when = claim.when
    found: dict[str, Any] = {
        "words": claim.quote, "harm": claim.harm, "least": claim.count.min, "most": claim.count.max,
        "qualifier": claim.count.qualifier, "who": claim.who, "places": _joined(claim.places),
        "since": when.start if when else None, "until": when.end if when else None,
        "sources": "; ".join(claim.sources), "blamed": "; ".join(claim.blamed), "means": claim.means or "",
        "stance": claim.stance, "level": claim.level,
    }  # fmt: skip
    for part, number in claim.of_whom.items():
        found[f"{part}_least"], found[f"{part}_most"] = number.min, number.max
    return found


def _joined(places: tuple[Place, ...]) -> str:
    return "; ".join(place.text for place in places)


class Reject(forms.Form):
    """Why a claim is wrong."""

    reason = forms.ChoiceField(choices=list(named.REJECTED.items()))
    words = forms.CharField(max_length=1000, required=False)

    def said(self) -> str:
        """The typed reason with the words, as the history keeps it."""
        given = self.cleaned_data
        return f"{given['reason']}: {given['words']}" if given["words"] else str(given["reason"])


class Translated(forms.Form):
    """One version of a translation; ``seen`` is the version it was made from."""

    text = forms.CharField(
        label=_("Translation"), max_length=2_000_000, widget=forms.Textarea({"rows": 8, "dir": "auto"})
    )
    language = forms.CharField(max_length=20, widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput)


class Described(forms.Form):
    """What the pictures show, in words."""

    graphic = forms.TypedChoiceField(
        label=_("The material is"),
        choices=[("", _("not yet looked at")), ("yes", _("graphic")), ("no", _("not graphic"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
    )
    features = forms.CharField(
        label=_("What is seen and heard, in words"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        help_text=_("So that nobody must look again: people, injuries, clothes, place, signs, voices."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
