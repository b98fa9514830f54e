"""The ledger: allegations, their dated steps, what would reopen them, and the monthly reports as published."""

from typing import ClassVar

from django.db import models


class Allegation(models.Model):
    """One allegation. ``state`` and ``received`` follow from its steps and are kept for lists."""

    id = models.TextField(primary_key=True)
    title = models.TextField()
    standard = models.CharField(max_length=60, db_index=True)
    belligerent = models.TextField(null=True, db_index=True)
    incident = models.TextField(null=True, db_index=True)
    received = models.DateField(db_index=True)
    state = models.CharField(max_length=20, db_index=True)
    record = models.JSONField()


class Step(models.Model):
    """One step of an allegation; only ever added to."""

    allegation = models.ForeignKey(Allegation, on_delete=models.PROTECT, related_name="steps")
    number = models.IntegerField()
    at = models.DateField(db_index=True)
    state = models.CharField(max_length=20)
    record = models.JSONField()

    class Meta:
        """Steps of one allegation stand in order."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["allegation", "number"], name="step_once")]


class Watch(models.Model):
    """A fact that would overturn a negative finding; ``raised`` once new material bears on it."""

    id = models.TextField(primary_key=True)
    allegation = models.TextField(db_index=True)
    fact = models.CharField(max_length=40)
    raised = models.DateTimeField(null=True)
    record = models.JSONField()


class MonthlyReport(models.Model):
    """A monthly report exactly as published; a corrected one is a further version."""

    month = models.CharField(max_length=7)
    standard = models.CharField(max_length=60)
    version = models.IntegerField()
    published = models.DateTimeField()
    record = models.JSONField()

    class Meta:
        """One version once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["month", "standard", "version"], name="monthly_report_once"),
        ]
