"""What the timeline adds up."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tollbook.web.called import grade_name
from tollbook.web.models.search import Entry
from tollbook.web.search.entries import INCIDENT

FIGURES: list[tuple[str, Any]] = [
    ("killed", _("civilians killed")),
    ("injured", _("civilians injured")),
    ("killed_combatants", _("combatants killed")),
    ("killed_all", _("all killed")),
    ("killed_or_injured", _("killed or injured")),
    ("missing", _("missing")),
]


class Narrowed(forms.Form):
    """The figure, and the incidents it is added up over; every field is part of the address."""

    figure = forms.ChoiceField(label=_("Figure"), choices=FIGURES, required=False)
    grade = forms.ChoiceField(label=_("Grade"), required=False)
    place = forms.CharField(
        label=_("Place"), required=False, max_length=200, widget=forms.TextInput({"dir": "auto", "data-key": "/"})
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        grades = Entry.objects.filter(kind=INCIDENT).exclude(grade="").order_by("grade")
        values = list(grades.values_list("grade", flat=True).distinct())
        self.fields["grade"].choices = [("", _("any")), *((one, grade_name(one)) for one in values)]  # type: ignore[attr-defined]

    @property
    def params(self) -> dict[str, str]:
        """What the job is asked for."""
        return {
            "figure": self.cleaned_data.get("figure") or "killed",
            "grade": self.cleaned_data.get("grade") or "",
            "place": (self.cleaned_data.get("place") or "").strip(),
        }
