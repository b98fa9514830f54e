"""Forms of restricted records."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tollbook.web.models.people import User
from tollbook.web.models.witnesses import Witness
from tollbook.web.permissions import table


class Identity(forms.ModelForm[Witness]):
    """Who a witness is. Every field is sealed."""

    name = forms.CharField(label=_("Name"), max_length=200)
    contact = forms.CharField(
        label=_("How to reach her"), max_length=500, required=False, help_text=_("Only ways that she agreed to.")
    )
    notes = forms.CharField(
        label=_("Notes"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("What she agreed to, what endangers her, who else knows."),
    )
    seen = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    class Meta:
        """The sealed fields."""

        model = Witness
        fields = ("name", "contact", "notes")

    def words(self) -> dict[str, Any]:
        """The sealed fields as given."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class Clear(forms.Form):
    """Another person who may see the record."""

    person = forms.ModelChoiceField(label=_("Name another person"), queryset=User.objects.none())

    def __init__(self, witness: Witness, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)
        may = User.objects.filter(is_active=True, role__in=table()["witness"]["see"])
        field.queryset = may.exclude(clearances__witness=witness).order_by("username")
