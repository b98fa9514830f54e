"""The tables. Reports and claims are kept as said; everything below `Origin` is computed and can be computed again.

Invariants: no time stands outside Run and Event, so two workspaces of the same input are equal row by row; a computed
row names its ``maker`` (program version and data it ran with); an Event is never changed or deleted; ``record`` holds
the whole record as it crosses the edge, the other columns are what lists filter and sort by.
"""

from typing import Any, ClassVar

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


class Source(models.Model):
    """An original speaker, resolved from the names claims use."""

    id = models.TextField(primary_key=True)
    name = models.TextField()
    kind = models.CharField(max_length=20)
    group = models.TextField(null=True)
    maker = models.CharField(max_length=120)
    record = models.JSONField()


class Origin(models.Model):
    """Who first said a claim; ``summary`` marks a claim that sums up other people's figures and is no source."""

    claim_id = models.TextField(primary_key=True)
    source_id = models.TextField(null=True, db_index=True)
    summary = models.BooleanField(default=False)
    reason = models.TextField(null=True)
    maker = models.CharField(max_length=120)


class Copy(models.Model):
    """A report that repeats the words of an earlier one."""

    document_id = models.TextField(primary_key=True)
    of = models.TextField(db_index=True)
    maker = models.CharField(max_length=120)


class Drift(models.Model):
    """A retelling that differs from what the same source said earlier."""

    position = models.IntegerField(unique=True)
    from_claim = models.TextField()
    to_claim = models.TextField()
    what = models.CharField(max_length=20)
    maker = models.CharField(max_length=120)
    record = models.JSONField()


class Incident(models.Model):
    """The claims about one event. ``record`` is without figures and grades, which have rows of their own.

    ``digest`` is over the whole incident, so that a re-run rewrites only what changed.
    """

    id = models.TextField(primary_key=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    when_start = models.DateField(null=True, db_index=True)
    when_end = models.DateField(null=True)
    maker = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    record = models.JSONField()


class IncidentClaim(models.Model):
    """That a claim belongs to an incident, and the evidence that drew it in."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE)
    claim_id = models.TextField(db_index=True)
    evidence = models.TextField(null=True)

    class Meta:
        """A claim is drawn into an incident once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["incident", "claim_id"], name="claim_in_incident_once"),
        ]


class Figure(models.Model):
    """How many, by one key (killed, injured, ...), as computed."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE)
    key = models.CharField(max_length=30)
    min = models.BigIntegerField(null=True)
    max = models.BigIntegerField(null=True)
    open_ended = models.BooleanField()
    independent_sources = models.IntegerField()
    maker = models.CharField(max_length=120)
    record = models.JSONField()

    class Meta:
        """One figure a key."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["incident", "key"], name="figure_once"),
        ]


class Grade(models.Model):
    """What one standard proposes; ``chosen`` marks the standard of the run."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE)
    standard = models.CharField(max_length=60)
    value = models.CharField(max_length=60)
    chosen = models.BooleanField()
    maker = models.CharField(max_length=120)
    record = models.JSONField()

    class Meta:
        """One grade a standard; the chosen one may stand beside it."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["incident", "standard", "chosen"], name="grade_once"),
        ]


class Computed(models.Model):
    """Which input a computed set of rows came from, so that an unchanged workspace is not computed again."""

    name = models.CharField(max_length=40, primary_key=True)
    key = models.CharField(max_length=64)


class EventError(TypeError):
    """Raised where code tries to change or delete an event."""


class Event(models.Model):
    """What somebody decided or the program replaced: who, when, old, new, reason. Only ever added to.

    ``actor`` is a person's name, or ``tollbook`` for the program itself; triggers in the database refuse changes too.
    """

    at = models.DateTimeField()
    actor = models.TextField()
    kind = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=40)
    subject_id = models.TextField(db_index=True)
    field = models.CharField(max_length=40, default="")
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    reason = models.TextField(default="")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the event; raises EventError where it is already there."""
        if self.pk is not None:
            raise EventError("an event is never changed: add another")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Raise EventError, always."""
        raise EventError("an event is never deleted: add another")
