"""Forms about accounts."""

from typing import ClassVar

from django import forms
from django.conf import settings
from django.contrib.auth.forms import BaseUserCreationForm, SetPasswordForm
from django.utils.translation import gettext_lazy as _

from tollbook.web.days import DayInput
from tollbook.web.models.people import User


class FirstAccount(BaseUserCreationForm):  # type: ignore[type-arg] # Django has no such generic at run time
    """Name and password of the first administrator."""

    class Meta:
        """A name is all that is asked."""

        model = User
        fields = ("username",)


class Invite(forms.ModelForm[User]):
    """A new account: a name and a role; the person chooses her own password."""

    class Meta:
        """An e-mail address is needed only for notices."""

        model = User
        fields = ("username", "role", "email")
        labels: ClassVar = {"role": _("Role")}


class Change(forms.ModelForm[User]):
    """What an administrator changes about an account."""

    reason = forms.CharField(label=_("Reason"), max_length=500)

    class Meta:
        """The name stays: the history speaks of people by it."""

        model = User
        fields = ("role", "is_active", "agreed")
        labels: ClassVar = {
            "role": _("Role"),
            "is_active": _("May sign in"),
            "agreed": _("Agreed to confidentiality on"),
        }
        widgets: ClassVar = {"agreed": DayInput()}


class Join(SetPasswordForm):  # type: ignore[type-arg]
    """The password of an invited person, and her agreement to confidentiality."""

    agree = forms.BooleanField(label=_("I will keep what I see here confidential."))


class Preferences(forms.ModelForm[User]):
    """What a person sets for herself."""

    language = forms.ChoiceField(label=_("Language of the pages"), choices=settings.LANGUAGES)

    class Meta:
        """Notices go to the e-mail address, where a mail server is configured."""

        model = User
        fields = ("email", "language")


class Switch(forms.Form):
    """A switch of the whole casebook, with the reason why it is turned."""

    on = forms.BooleanField(required=False)
    reason = forms.CharField(label=_("Reason"), max_length=500)
