"""Strike logs as imported, and the searches that were made in them and in the gazetteers."""

from django.db import models


class StrikeLog(models.Model):
    """One imported log. ``record`` holds its name, coverage and how its columns were read."""

    id = models.TextField(primary_key=True)
    name = models.TextField()
    original = models.CharField(max_length=64, null=True)
    record = models.JSONField()


class Strike(models.Model):
    """One entry of a log; times in UTC."""

    id = models.TextField(primary_key=True)
    log = models.ForeignKey(StrikeLog, on_delete=models.CASCADE)
    start = models.DateTimeField(db_index=True)
    end = models.DateTimeField()
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    force = models.TextField(null=True)
    record = models.JSONField()


class Certificate(models.Model):
    """The record of one search ("place unknown", "no strike in the area"); its id is made from what it holds."""

    id = models.TextField(primary_key=True)
    kind = models.CharField(max_length=40)
    incident = models.TextField(db_index=True)
    made = models.DateTimeField()
    record = models.JSONField()
