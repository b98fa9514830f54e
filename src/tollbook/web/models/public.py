"""What goes out, and what comes in from outside. Contacts are sealed; of secret addresses only a digest is kept."""

import json
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tollbook.web.models.people import User
from tollbook.web.permissions import YES, Verdict
from tollbook.web.sealed import SealedText


class Reason(models.TextChoices):
    """Why a published figure was put out, changed, taken away or brought back."""

    FIRST = "first", _("first publication")
    NEW_SOURCE = "new_source", _("a new or further source")
    SOURCE_CORRECTED = "source_corrected", _("a source corrected itself")
    OUR_ERROR = "our_error", _("our own error")
    MERGED = "merged", _("merged with another incident")
    SPLIT = "split", _("split into several incidents")
    DUPLICATE = "duplicate", _("it repeated another entry")
    METHOD = "method", _("the method or standard changed")
    FAMILY = "family", _("asked for by family or witness")
    SAFETY = "safety", _("the safety of people")
    RETURNED = "returned", _("brought back after review")


class Publication(models.Model):
    """One frozen version of an incident as published. ``record`` holds every word and number that the page shows;
    ``day`` is the first day of it, by which lists are ordered."""

    class State(models.TextChoices):
        """Where a version stands."""

        PREPARED = "prepared", _("prepared")
        APPROVED = "approved", _("approved")
        REFUSED = "refused", _("not approved")
        WITHDRAWN = "withdrawn", _("withdrawn")

    incident = models.TextField(db_index=True)
    day = models.DateField(null=True)
    number = models.IntegerField()
    record = models.JSONField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARED, db_index=True)
    reason = models.CharField(max_length=20, choices=Reason.choices)
    words = models.TextField(default="")
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    prepared = models.DateTimeField(auto_now_add=True)
    decided = models.DateTimeField(null=True)
    embargo = models.DateTimeField(null=True, blank=True)
    current = models.BooleanField(default=False, db_index=True)

    class Meta:
        """Versions of one incident are numbered."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["incident", "number"], name="publication_once")]
        indexes: ClassVar = [models.Index(fields=["current", "state", "-day", "-id"], name="publication_by_day")]

    @property
    def visible(self) -> bool:
        """Whether the public may see it now."""
        return self.state == self.State.APPROVED and (self.embargo is None or self.embargo <= timezone.now())

    def verdict(self, person: User, verb: str) -> Verdict:
        """Four eyes: who prepared a version does not approve it."""
        if verb == "approve" and self.prepared_by_id == person.pk:
            return Verdict(False, str(_("You prepared it yourself: somebody else approves.")))
        return YES


class Submission(models.Model):
    """What somebody sent in. ``contact`` and ``words`` are sealed: they may tell who she is."""

    class State(models.TextChoices):
        """Where a submission stands."""

        NEW = "new", _("new")
        ANSWERED = "answered", _("answered")
        REPORT = "report", _("taken in as a report")
        WITHDRAWN = "withdrawn", _("withdrawn by its sender")

    reference = models.CharField(max_length=20, unique=True)
    digest = models.CharField(max_length=64)
    received = models.DateTimeField(auto_now_add=True)
    language = models.CharField(max_length=8)
    words = SealedText()
    place = SealedText(default="")
    day = SealedText(default="")
    contact = SealedText(default="")
    may_publish = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW, db_index=True)
    document = models.TextField(default="")
    version = models.IntegerField(default=0)


class Attachment(models.Model):
    """A file that came with a submission, readable by the desk alone.

    ``sealed`` holds its name and SHA-256, and the file lies sealed (submissions/attachments.py). It is empty where the
    file came before files were sealed: ``name`` and ``sha256`` then hold them until the next start (older.py).
    """

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=200, default="")
    sha256 = models.CharField(max_length=64, default="")
    size = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    sealed = SealedText(default="")

    @property
    def told(self) -> dict[str, str]:
        """Its ``name`` as its sender gave it, and its ``sha256``."""
        held: dict[str, str] = json.loads(self.sealed) if self.sealed else {"name": self.name, "sha256": self.sha256}
        return held


class Request(models.Model):
    """Somebody outside asks that a published entry be corrected, completed or withdrawn."""

    class Wish(models.TextChoices):
        """What is asked for."""

        CORRECT = "correct", _("correct something")
        ADD = "add", _("add somebody or something")
        WITHDRAW = "withdraw", _("take it off the public pages")

    class State(models.TextChoices):
        """Where a request stands."""

        NEW = "new", _("new")
        DONE = "done", _("done as asked")
        PARTLY = "partly", _("done in part")
        DECLINED = "declined", _("declined, with reasons")

    reference = models.CharField(max_length=20, unique=True)
    digest = models.CharField(max_length=64)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="requests")
    received = models.DateTimeField(auto_now_add=True)
    language = models.CharField(max_length=8)
    wish = models.CharField(max_length=10, choices=Wish.choices)
    words = SealedText()
    relation = SealedText(default="")
    contact = SealedText(default="")
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW, db_index=True)
    version = models.IntegerField(default=0)


class Letter(models.Model):
    """One message between the desk and somebody outside; ``person`` is empty where she wrote it."""

    reference = models.CharField(max_length=20, db_index=True)
    at = models.DateTimeField(auto_now_add=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT)
    words = SealedText()
