"""The search form: every field is part of the address, so that a search can be shared."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tollbook.web import distinct
from tollbook.web.blind import Sight
from tollbook.web.called import grade_name
from tollbook.web.days import DayInput
from tollbook.web.inbox.lists import language_name
from tollbook.web.models.search import Entry

INCIDENT = "incident"
KINDS = [("", _("everything")), ("report", _("reports")), (INCIDENT, _("incidents"))]


class Search(forms.Form):
    """Words and filters."""

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"type": "search", "data-key": "/", "dir": "auto"}),
    )
    kind = forms.ChoiceField(label=_("What"), choices=KINDS, required=False)
    language = forms.CharField(label=_("Language"), required=False, max_length=20)
    publisher = forms.CharField(label=_("Publisher"), required=False, max_length=200)
    place = forms.CharField(label=_("Place"), required=False, max_length=200)
    grade = forms.CharField(label=_("Grade"), required=False, max_length=60)
    since = forms.DateField(label=_("From"), required=False, widget=DayInput())
    until = forms.DateField(label=_("Until"), required=False, widget=DayInput())
    least = forms.IntegerField(label=_("Killed, at least"), required=False, min_value=0)

    def offer(self, sight: Sight) -> "Search":
        """The form with the languages and grades that there are as choices."""
        graded = sight.graded(Entry.objects.filter(kind=INCIDENT)).exclude(grade="")
        grades = graded.order_by("grade").values_list("grade", flat=True).distinct()
        offered = (
            ("language", distinct.values(Entry, "language"), language_name),
            ("grade", grades, grade_name),
        )
        for name, rows, called in offered:
            given = self.data.get(name, "") if self.is_bound else ""
            values = sorted({*rows, *([given] if given else [])})
            choices = [("", _("any")), *((value, called(value)) for value in values)]
            self.fields[name] = forms.ChoiceField(label=self.fields[name].label, choices=choices, required=False)
        return self


class Keep(forms.Form):
    """Keep this search."""

    name = forms.CharField(label=_("Name"), max_length=120)
    query = forms.CharField(widget=forms.HiddenInput, max_length=4000, required=False)
    by_mail = forms.BooleanField(label=_("tell me by e-mail, too"), required=False)
