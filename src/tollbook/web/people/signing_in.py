"""The form of the sign-in page."""

from typing import Any

from allauth.account.forms import LoginForm
from django.utils.translation import gettext_lazy as _


class SignIn(LoginForm):  # type: ignore[misc] # allauth has no types
    """allauth's, which would offer a password by mail: here an administrator gives a new invitation."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = _("Forgotten? An administrator can invite you anew.")
