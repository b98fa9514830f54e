"""What takes too long to compute for a request: computed as a job, and kept with what it follows from."""

from django.db import models


class Result(models.Model):
    """One computed result. ``key`` is what it follows from: it holds as long as that is so (web.results)."""

    name = models.CharField(max_length=300, primary_key=True)
    key = models.CharField(max_length=64)
    record = models.JSONField()
    at = models.DateTimeField(auto_now=True)
