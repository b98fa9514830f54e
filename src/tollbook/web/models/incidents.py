"""What people add to an incident: links to others, the drafts of its story, and what they say to each other of it.

``incident`` is the id at the time; an id that is no more leads on (casebook.redirects).
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tollbook.web.models.people import User
from tollbook.web.permissions import YES, Verdict


class Relation(models.TextChoices):
    """How one incident stands to another that is a different event, or the same told twice."""

    SAME_NIGHT = "same_night", _("same night")
    DOUBLE_TAP = "double_tap", _("second strike on those who came to help")
    FOLLOW_UP = "follow_up", _("follows from it")
    DUPLICATE_OF = "duplicate_of", _("duplicate of it")


class Link(models.Model):
    """That two incidents are related. Taken back, it stays with the time (``ended``)."""

    incident = models.TextField(db_index=True)
    other = models.TextField(db_index=True)
    kind = models.CharField(max_length=20, choices=Relation.choices)
    reason = models.TextField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    at = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True)


class Narrative(models.Model):
    """One version of an incident's story in one language. Versions are only ever added; the latest is shown."""

    incident = models.TextField()
    language = models.CharField(max_length=20)
    number = models.IntegerField()
    text = models.TextField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Each version once: the second of two people who save at the same time is told."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["incident", "language", "number"], name="narrative_version_once")
        ]


class Comment(models.Model):
    """What somebody said of an incident. Withdrawn, its words are no longer shown; the history keeps them."""

    incident = models.TextField(db_index=True)
    text = models.TextField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    at = models.DateTimeField(auto_now_add=True)
    withdrawn = models.DateTimeField(null=True)

    def verdict(self, person: User, verb: str) -> Verdict:
        """Only whoever wrote it may withdraw it."""
        if person.pk == self.person_id:
            return YES
        return Verdict(False, str(_("Only the person who wrote a comment may withdraw it.")))
