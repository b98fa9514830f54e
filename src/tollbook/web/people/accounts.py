"""Accounts are made by an administrator: nobody signs herself up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from tollbook.web.models.people import Role, User


class Accounts(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """allauth with its sign-up closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether somebody may make an account for herself: never."""
        return False


def nobody_yet() -> bool:
    """Whether this is the first start: no account was made."""
    return not User.objects.exists()


def first_administrator(username: str, password: str, language: str) -> User:
    """The account of the first start."""
    return User.objects.create_user(username, password=password, role=Role.ADMINISTRATOR, language=language)


def invitation(request: HttpRequest, person: User) -> str:
    """The address, good once and for three days, under which a new person chooses her password."""
    number = urlsafe_base64_encode(force_bytes(person.pk))
    path = reverse("join", args=[number, default_token_generator.make_token(person)])
    return request.build_absolute_uri(path)


def invited(number: str, token: str) -> User | None:
    """Who was invited under this address, while it is good."""
    try:
        person = User.objects.get(pk=int(urlsafe_base64_decode(number)), is_active=True)
    except (ValueError, User.DoesNotExist):
        return None
    return person if default_token_generator.check_token(person, token) else None
