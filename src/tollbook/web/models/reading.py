"""What people add to a report while they read it: translations, what its pictures show, and who opened one when."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Translation(models.Model):
    """One version of a report in another language. Versions are only ever added; the latest is shown."""

    document = models.TextField()
    language = models.CharField(max_length=20)
    number = models.IntegerField()
    text = models.TextField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Each version once: the second of two people who save at the same time is told."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "language", "number"], name="translation_version_once")
        ]


class Material(models.Model):
    """What the pictures of a report are like, in words, so that nobody must look again.

    ``graphic`` is None while nobody has said; pictures are covered either way.
    """

    document = models.TextField(unique=True)
    graphic = models.BooleanField(null=True)
    features = models.TextField(default="")
    version = models.IntegerField(default=0)


class Viewing(models.Model):
    """That a person uncovered a picture; shown to herself alone."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    document = models.TextField()
    picture = models.IntegerField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Counted by person over a week."""

        indexes: ClassVar = [models.Index(fields=["person", "at"], name="viewing_by_person")]
