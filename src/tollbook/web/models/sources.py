"""What people know of a source beyond its claims: notes on how reliable it is, and to whom it belongs."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from tollbook.web.sealed import SealedText


class SourceNote(models.Model):
    """One version of the note on a source. Versions are only ever added; the latest holds.

    ``affiliation``: to whom the source belongs, sealed; ``withheld``: told to nobody but those who write such notes,
    since telling it could put people in danger.
    """

    source = models.TextField()
    number = models.IntegerField()
    text = models.TextField(default="", blank=True)
    affiliation = SealedText(default="", blank=True)
    withheld = models.BooleanField(default=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Each version once: the second of two people who save at the same time is told."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["source", "number"], name="source_note_once")]
