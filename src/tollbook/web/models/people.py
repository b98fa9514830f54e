"""Who works here."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person may do; tollbook/web/permissions.toml says what that is."""

    INTAKE = "intake", _("Intake")
    ANALYST = "analyst", _("Analyst")
    REVIEWER = "reviewer", _("Reviewer")
    APPROVER = "approver", _("Approver")
    ADMINISTRATOR = "administrator", _("Administrator")
    AUDITOR = "auditor", _("Auditor")


class User(AbstractUser):
    """A person with an account: one role, and the language of her pages. The history names her by ``username``."""

    role = models.CharField(max_length=20, choices=Role.choices, default=Role.INTAKE)
    language = models.CharField(max_length=8, default="")
    agreed = models.DateField(null=True, blank=True)
    """The day she agreed to keep what she sees confidential (Every Casualty standards, p. 44)."""


class Setting(models.Model):
    """One setting of the whole workspace, by name."""

    name = models.CharField(max_length=60, primary_key=True)
    value = models.JSONField()
