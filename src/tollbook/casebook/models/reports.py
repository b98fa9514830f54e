"""What was read and what it says: kept as said, never overwritten by what follows from it."""

from typing import ClassVar

from django.db import models


class Run(models.Model):
    """One run of the program over this workspace."""

    started = models.DateTimeField()
    finished = models.DateTimeField(null=True)
    version = models.CharField(max_length=40)
    options = models.JSONField(default=dict)
    options_hash = models.CharField(max_length=64)


class Original(models.Model):
    """The untouched bytes of a file, kept under originals/ by their SHA-256."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    name = models.TextField()
    size = models.BigIntegerField()


class Reading(models.Model):
    """One file or address and how far it was read: ``complete`` once every report in it is stored.

    ``path`` is relative to the workspace, or an address; ``origin`` is what people are shown.
    """

    path = models.TextField(unique=True)
    origin = models.TextField()
    original = models.ForeignKey(Original, null=True, on_delete=models.PROTECT)
    maker = models.CharField(max_length=80)
    complete = models.BooleanField(default=False)


class Document(models.Model):
    """One report. ``given_id`` is the id it came with; ``id`` differs only where two reports came with the same one.

    ``fault``: why its text could not be worked through, empty where it could.
    ``superseded``: every file that held it was edited since and holds it no more; kept, but it supports no claim.
    """

    id = models.TextField(primary_key=True)
    given_id = models.TextField(db_index=True)
    content = models.CharField(max_length=64)
    superseded = models.BooleanField(default=False, db_index=True)
    published = models.DateField(null=True)
    language = models.CharField(max_length=20, null=True)
    publisher = models.TextField(null=True)
    condition = models.CharField(max_length=20, default="usable")
    record = models.JSONField()
    extracted_with = models.CharField(max_length=120, default="", db_index=True)
    fault = models.TextField(default="")

    class Meta:
        """The same report under the same id is stored once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["given_id", "content"], name="document_once"),
        ]


class Appearance(models.Model):
    """That a reading holds a report; the same report may lie in several files."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE)
    document = models.ForeignKey(Document, on_delete=models.CASCADE)

    class Meta:
        """Once a reading."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reading", "document"], name="appears_once"),
        ]


class SkippedItem(models.Model):
    """What could not be read, why, and what to do about it; ``read`` where the report was taken all the same."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE)
    where = models.TextField()
    what = models.TextField()
    remedy = models.TextField()
    read = models.BooleanField(default=False)

    class Meta:
        """The same fault of the same item is listed once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reading", "where", "what"], name="skipped_once"),
        ]


class Claim(models.Model):
    """One claim as said."""

    id = models.TextField(primary_key=True)
    document = models.ForeignKey(Document, on_delete=models.CASCADE)
    start = models.IntegerField()
    end = models.IntegerField()
    harm = models.CharField(max_length=20, db_index=True)
    who = models.CharField(max_length=20)
    level = models.CharField(max_length=20)
    stance = models.CharField(max_length=20)
    count_min = models.BigIntegerField(null=True)
    count_max = models.BigIntegerField(null=True)
    when_start = models.DateField(null=True, db_index=True)
    when_end = models.DateField(null=True)
    score = models.FloatField()
    rule = models.TextField()
    maker = models.CharField(max_length=120)
    record = models.JSONField()


class Statement(models.Model):
    """What a party said about an allegation without giving a toll."""

    id = models.TextField(primary_key=True)
    document = models.ForeignKey(Document, on_delete=models.CASCADE)
    start = models.IntegerField()
    end = models.IntegerField()
    kind = models.CharField(max_length=30)
    speaker = models.TextField(null=True)
    maker = models.CharField(max_length=120)
    record = models.JSONField()
