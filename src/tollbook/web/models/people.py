"""Who works here."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class Role(models.TextChoices):
    """What a person may do; tollbook.web.permissions says what that is."""

    INTAKE = "intake"
    ANALYST = "analyst"
    REVIEWER = "reviewer"
    APPROVER = "approver"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class User(AbstractUser):
    """A person with an account; one role each, and the language of her pages."""

    role = models.CharField(max_length=20, choices=Role.choices, default=Role.INTAKE)
    language = models.CharField(max_length=8, default="en")
