"""Long work and how far it is."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


class Job(models.Model):
    """One piece of long work: ``kind`` names its function in tollbook.web.jobs, ``heard`` is its last sign of life."""

    kind = models.CharField(max_length=40)
    params = models.JSONField(default=dict)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    created = models.DateTimeField(auto_now_add=True)
    started = models.DateTimeField(null=True)
    heard = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING, db_index=True)
    step = models.CharField(max_length=60, default="")
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    result = models.JSONField(null=True)
    error = models.TextField(default="")
    attempts = models.IntegerField(default=0)
