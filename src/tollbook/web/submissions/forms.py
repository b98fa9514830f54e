"""The form for people outside: short, plain, and nothing asked that is not needed."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from tollbook.web.models.public import Request
from tollbook.web.submissions import attachments

CONTACT = _(
    "It is kept sealed and shown to nobody but those who answer you. You can also follow up without it, by the address "
    "you get."
)


class ManyFiles(forms.ClearableFileInput):
    """A field for several files."""

    allow_multiple_selected = True


class Files(forms.FileField):
    """Several files, each checked by its content."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[tuple[UploadedFile[Any], str]]:
        """The files with their kinds."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        try:
            return attachments.check(given)
        except attachments.Wrong as wrong:
            raise forms.ValidationError(str(wrong)) from wrong


class Submit(forms.Form):
    """What happened, where, when; a contact only if she wishes."""

    words = forms.CharField(
        label=_("What happened, in your own words and language"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"dir": "auto"}),
    )
    place = forms.CharField(
        label=_("Where"), max_length=300, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    day = forms.CharField(
        label=_("When, as exactly as you know"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    pictures = Files(label=_("Pictures, video or documents, up to five files of 20 MB"), required=False)
    contact = forms.CharField(
        label=_("How we may reach you, if you wish"),
        max_length=300,
        required=False,
        help_text=CONTACT,
    )
    may_publish = forms.BooleanField(label=_("What I say may be quoted, without my name"), required=False)
    website = forms.CharField(required=False, widget=forms.HiddenInput)  # people leave it empty, programs fill it


class Follow(forms.Form):
    """A message to the desk."""

    words = forms.CharField(label=_("Your message"), max_length=20_000, widget=forms.Textarea(attrs={"dir": "auto"}))


class Ask(forms.Form):
    """What should be corrected, completed or withdrawn."""

    wish = forms.ChoiceField(label=_("What you ask for"), choices=Request.Wish.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What should be changed, and what you know of it"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"dir": "auto"}),
    )
    relation = forms.CharField(
        label=_("What you have to do with it, if you wish to say (family, witness, journalist)"),
        max_length=300,
        required=False,
    )
    contact = forms.CharField(label=_("How we may reach you, if you wish"), max_length=300, required=False)
    website = forms.CharField(required=False, widget=forms.HiddenInput)


class Reply(forms.Form):
    """An answer of the desk."""

    words = forms.CharField(label=_("Answer"), max_length=20_000, widget=forms.Textarea(attrs={"dir": "auto"}))
    version = forms.IntegerField(widget=forms.HiddenInput)


class Settle(Reply):
    """An answer that settles a request."""

    state = forms.ChoiceField(
        label=_("Outcome"), choices=[choice for choice in Request.State.choices if choice[0] != "new"]
    )
