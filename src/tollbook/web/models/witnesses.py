"""Restricted records: who a witness is. Her words are sealed, and only the people named on the record may see it."""

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tollbook.web.sealed import SealedText


def new_key() -> str:
    """An id that tells neither how many records there are nor which came first."""
    return secrets.token_urlsafe(12)


class About(models.TextChoices):
    """What a witness is tied to."""

    REPORT = "report", _("report")
    INCIDENT = "incident", _("incident")


class Witness(models.Model):
    """A witness tied to a report or an incident (``about``, an id)."""

    key = models.CharField(primary_key=True, max_length=20, default=new_key, editable=False)
    about_kind = models.CharField(max_length=10, choices=About.choices)
    about = models.TextField()
    name = SealedText()
    contact = SealedText(default="")
    notes = SealedText(default="")
    added = models.DateTimeField(auto_now_add=True)
    version = models.IntegerField(default=0)


class Clearance(models.Model):
    """That a person is named on a witness's record."""

    witness = models.ForeignKey(Witness, on_delete=models.CASCADE, related_name="clearances")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="clearances")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Everybody is named once."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["witness", "person"], name="cleared_once")]
