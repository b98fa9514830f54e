"""Forms of the inbox."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tollbook.capture.limits import size
from tollbook.web.inbox.incoming import MOST_BYTES, MOST_FILES
from tollbook.web.models.inbox import Aside
from tollbook.web.models.people import User
from tollbook.web.permissions import table

MOST_ADDRESSES = 200


class ManyFiles(forms.ClearableFileInput):
    """A field for several files."""

    allow_multiple_selected = True


class Files(forms.FileField):
    """Several uploads; each is checked by its content where it is kept."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The uploads as a list."""
        given = data if isinstance(data, (list, tuple)) else [data] if data else []
        if len(given) > MOST_FILES:
            raise forms.ValidationError(_("%(most)s files at most at once.") % {"most": MOST_FILES})
        return list(given)


class BringIn(forms.Form):
    """Files, addresses, or both."""

    reports = Files(label=_("Files"), required=False, widget=ManyFiles)
    addresses = forms.CharField(label=_("Addresses to fetch, one a line"), required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["reports"].help_text = _(
            "Text, HTML, PDF, Word, e-mail, CSV, JSON, web archives; up to %(size)s each. "
            "What a file is, is told by its content."
        ) % {"size": size(MOST_BYTES)}
        self.fields["addresses"].help_text = _(
            "This is the only time the machine reaches out: it asks the servers named here for these pages."
        )

    def clean_addresses(self) -> list[str]:
        """The addresses, each once."""
        lines = [line.strip() for line in self.cleaned_data["addresses"].splitlines()]
        given = list(dict.fromkeys(line for line in lines if line and not line.startswith("#")))
        wrong = [line for line in given if not line.lower().startswith(("http://", "https://")) or " " in line]
        if wrong:
            raise forms.ValidationError(_("Not an address: %(line)s") % {"line": wrong[0][:200]})
        if len(given) > MOST_ADDRESSES:
            raise forms.ValidationError(_("%(most)s addresses at most at once.") % {"most": MOST_ADDRESSES})
        return given

    def clean(self) -> dict[str, Any]:
        """Something must be given."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not given.get("reports") and not given.get("addresses"):
            raise forms.ValidationError(_("Choose a file or write an address."))
        return given


class SetAside(forms.Form):
    """Why reports are set aside."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[("", _("why?")), *Aside.choices],
        widget=forms.Select({"data-key": "s", "data-key-label": _("Set aside: why")}),
    )
    words = forms.CharField(
        label=_("In words"), max_length=500, required=False, widget=forms.TextInput({"placeholder": _("in words")})
    )

    def clean(self) -> dict[str, Any]:
        """ "Something else" has to be said."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("reason") == Aside.OTHER and not given.get("words"):
            self.add_error("words", _("Say what it is."))
        return given


class Assign(forms.Form):
    """Who is to read them."""

    person = forms.ModelChoiceField(label=_("Person"), queryset=User.objects.none(), to_field_name="username")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        readers = User.objects.filter(is_active=True, role__in=table()["report"]["take"]).order_by("username")
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset, field.empty_label = readers, _("to whom?")
