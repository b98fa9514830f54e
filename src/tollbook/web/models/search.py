"""What can be searched, searches that people keep, and the notices they get."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Entry(models.Model):
    """One searchable record. The full-text index (migration 0002) stands on ``words`` and ``stems``.

    ``words`` are the folded words in order; ``stems`` are forms without joined particles and names in other scripts.
    """

    kind = models.CharField(max_length=20)
    key = models.TextField()
    title = models.TextField()
    language = models.CharField(max_length=20, default="")
    publisher = models.TextField(default="")
    day = models.DateField(null=True, db_index=True)
    place = models.TextField(default="")
    least = models.IntegerField(null=True)
    most = models.IntegerField(null=True)
    grade = models.CharField(max_length=60, default="")
    digest = models.CharField(max_length=64)
    words = models.TextField()
    stems = models.TextField()

    judge_first = False
    """Whether its grade was taken out for whoever is to judge first (blind.py); kept nowhere."""

    class Meta:
        """A record is listed once."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "key"], name="search_entry_once")]
        indexes: ClassVar = [
            models.Index(fields=["kind", "-day"], name="search_kind_day"),
            models.Index(fields=["kind", "most"], name="search_kind_most"),
            models.Index(fields=["kind", "grade"], name="search_kind_grade"),
            models.Index(fields=["language"], name="search_language"),
        ]


class SavedSearch(models.Model):
    """A search somebody keeps; ``seen`` is the last entry she was told of."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    name = models.CharField(max_length=120)
    query = models.TextField()
    by_mail = models.BooleanField(default=False)
    seen = models.BigIntegerField(default=0)
    created = models.DateTimeField(auto_now_add=True)


class Notice(models.Model):
    """One line for one person, until she has read it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    text = models.TextField()
    address = models.TextField()
    created = models.DateTimeField(auto_now_add=True)
    read = models.DateTimeField(null=True)
