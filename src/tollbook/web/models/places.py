"""Places that people of this workspace know: what the workspace's own gazetteer is made from."""

from typing import ClassVar

from django.db import models


class OwnPlace(models.Model):
    """One place. ``key`` is its id in the gazetteer; ``names`` are further spellings, in any script.

    A removed one keeps its row (``removed``), so that its history has something to speak of.
    """

    key = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    names = models.JSONField(default=list, blank=True)
    lat = models.FloatField()
    lon = models.FloatField()
    precision = models.CharField(max_length=20)
    admin = models.CharField(max_length=200, default="", blank=True)
    country = models.CharField(max_length=2, default="", blank=True)
    words = models.TextField(default="")
    removed = models.BooleanField(default=False)
    version = models.IntegerField(default=0)

    class Meta:
        """Lists are by name."""

        indexes: ClassVar = [models.Index(fields=["removed", "name", "id"], name="own_place_by_name")]
