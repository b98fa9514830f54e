"""The forms of an incident: merging, splitting, linking, judging, writing its story, commenting."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tollbook.web.incidents.standing import KIND, levels
from tollbook.web.models.incidents import Relation


def _reason() -> forms.CharField:
    return forms.CharField(label=_("Reason"), max_length=2000, widget=forms.TextInput(attrs={"dir": "auto"}))


class Merge(forms.Form):
    """Another incident that is the same event, or may be."""

    other = forms.CharField(label=_("The other incident's id"), max_length=200)
    reason = _reason()


class Split(forms.Form):
    """The claims that tell of another event."""

    claims = forms.MultipleChoiceField(label=_("Claims of the other event"), widget=forms.CheckboxSelectMultiple)
    reason = _reason()

    def __init__(self, claims: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["claims"].choices = claims  # type: ignore[attr-defined] # a field of choices

    def clean_claims(self) -> list[str]:
        """Some of the claims, not all."""
        chosen: list[str] = self.cleaned_data["claims"]
        if len(chosen) == len(self.fields["claims"].choices):  # type: ignore[attr-defined] # as above
            raise forms.ValidationError(_("Leave at least one claim in this incident."))
        return chosen


class Relate(forms.Form):
    """Another event that is related to this one."""

    other = forms.CharField(label=_("The other incident's id"), max_length=200)
    kind = forms.ChoiceField(label=_("How the other stands to this one"), choices=Relation.choices)
    reason = _reason()


class Judged(forms.Form):
    """How likely she holds it."""

    level = forms.ChoiceField(label=_("How likely is it that the harm was caused as alleged?"))
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"dir": "auto"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [("", "–"), *levels()]  # type: ignore[attr-defined] # a field of choices


class Filled(forms.Form):
    """A cell of the evidence matrix."""

    kind = forms.ChoiceField(label=_("Kind of evidence"), choices=list(KIND.items()))
    state = forms.ChoiceField(
        label=_("State"), choices=[("held", _("held")), ("not_obtainable", _("could not be obtained"))]
    )
    what = forms.CharField(
        label=_("What it is, or why it could not be had"),
        max_length=1000,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class Story(forms.Form):
    """The story as she leaves it; ``seen`` is the version she started from."""

    text = forms.CharField(
        label=_("Text"), max_length=50_000, widget=forms.Textarea(attrs={"dir": "auto", "rows": 12}), strip=False
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class Said(forms.Form):
    """A comment."""

    text = forms.CharField(
        label=_("Comment"),
        max_length=5000,
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 3}),
        help_text=_("@name tells that person."),
    )
