"""Tokens for programs, and the writes they have made."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Token(models.Model):
    """A program's key: it may do what its owner may, of the kinds in ``scopes``. Only a digest is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created = models.DateTimeField(auto_now_add=True)
    expires = models.DateField()
    used = models.DateField(null=True)
    ended = models.DateTimeField(null=True)


class Written(models.Model):
    """A write that came with an idempotency key, and what was answered: the same key gets the same answer."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    key = models.CharField(max_length=200)
    request = models.CharField(max_length=64)
    status = models.IntegerField()
    answer = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """One answer a key."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "key"], name="written_once")]
