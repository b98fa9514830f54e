"""The inbox: how far each report is, who has it, and what lists show of it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """How far a report is."""

    NEW = "new", _("new")
    TAKEN = "taken", _("taken")
    ASIDE = "aside", _("set aside")
    DONE = "done", _("done")


class Aside(models.TextChoices):
    """Why a report was set aside."""

    NO_HARM = "no_harm", _("speaks of no harm to people")
    ELSEWHERE = "elsewhere", _("another place, time or conflict than ours")
    COPY = "copy", _("a copy with nothing new in it")
    TOO_LITTLE = "too_little", _("too little to go on")
    UNREADABLE = "unreadable", _("cannot be read or translated")
    OTHER = "other", _("something else")


class InboxItem(models.Model):
    """One report in the inbox. What is above ``state`` is copied from the workspace, so that lists need one table.

    ``places``: the names its claims give, as written and as resolved, one a line. ``copy_of``: the report whose words
    it repeats, empty where it is nobody's copy. ``live``: false once no file holds it any more. ``folded``: 1 for a
    copy whose first is in the same state, under which lists show it.
    """

    document = models.TextField(unique=True)
    title = models.TextField(default="")
    language = models.CharField(max_length=20, default="")
    published = models.DateField(null=True)
    publisher = models.TextField(default="")
    condition = models.CharField(max_length=20, default="usable")
    places = models.TextField(default="")
    claims = models.IntegerField(default=0)
    copy_of = models.TextField(default="", db_index=True)
    live = models.BooleanField(default=True)
    folded = models.SmallIntegerField(default=0)
    received = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=Stage.choices, default=Stage.NEW)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    reason = models.CharField(max_length=20, choices=Aside.choices, default="")
    words = models.TextField(default="")
    version = models.IntegerField(default=0)

    class Meta:
        """Lists are by state, in the order of coming in or of publication."""

        indexes: ClassVar = [
            models.Index(fields=["state", "live", "folded"], name="inbox_by_state"),
            models.Index(fields=["language", "state", "live", "folded"], name="inbox_by_language"),
            models.Index(fields=["state", "id"], name="inbox_by_coming"),
            models.Index(fields=["state", "published", "id"], name="inbox_by_day"),
            models.Index(fields=["person", "state", "live", "folded"], name="inbox_by_person"),
        ]
