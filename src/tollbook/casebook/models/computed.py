"""What follows from the claims: computed, and can be computed again; every row names its ``maker``."""

from typing import ClassVar

from django.db import models


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
    source_id = models.TextField(null=True)
    summary = models.BooleanField(default=False)
    reason = models.TextField(null=True)
    maker = models.CharField(max_length=120)

    class Meta:
        """Claims are looked up and counted by source."""

        indexes: ClassVar = [models.Index(fields=["source_id", "summary"], name="origin_by_source")]


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

    class Meta:
        """Looked up by either end."""

        indexes: ClassVar = [
            models.Index(fields=["from_claim"], name="drift_from"),
            models.Index(fields=["to_claim"], name="drift_to"),
        ]


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

    class Meta:
        """What is read of all incidents at once lies in indexes, not among the wide records."""

        indexes: ClassVar = [
            models.Index(fields=["id", "digest"], name="incident_digests"),
            models.Index(fields=["id", "lat", "lon", "when_start"], name="incident_spots"),
        ]


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


class Redirect(models.Model):
    """An incident's id that is no more, and the incident its claims are in now."""

    old = models.TextField(primary_key=True)
    new = models.TextField(db_index=True)
    maker = models.CharField(max_length=120)


class Known(models.Model):
    """A report that the computed rows take into account, its number among the postings, and as what it was read."""

    document_id = models.TextField(primary_key=True)
    number = models.IntegerField(unique=True)
    content = models.CharField(max_length=64)
    extracted_with = models.CharField(max_length=120)


class Posting(models.Model):
    """A run of blocking keys from ``first`` on, with the numbers of the reports that hold them, as packed integers."""

    first = models.BigIntegerField(primary_key=True)
    keys = models.BinaryField()
    owners = models.BinaryField()


class Kin(models.Model):
    """The kin of an incident: no incident of another kin changes with it."""

    incident_id = models.TextField(primary_key=True)
    kin = models.TextField(db_index=True)


class Surrounding(models.Model):
    """What evidence leans on beyond two reports: words and places of the whole collection, as packed integers."""

    name = models.CharField(max_length=40, primary_key=True)
    data = models.BinaryField()
