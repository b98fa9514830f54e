"""Findings as somebody proposes them and somebody else decides them, who is at work on a case, and dissent."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tollbook.web.models.people import User
from tollbook.web.permissions import YES, Verdict


class Finding(models.TextChoices):
    """How an allegation can end."""

    CREDIBLE = "credible", _("credible")
    NON_CREDIBLE = "non_credible", _("non-credible")
    INCONCLUSIVE = "inconclusive", _("inconclusive")
    DUPLICATE = "duplicate", _("a duplicate")


class Category(models.TextChoices):
    """Why an allegation is found non-credible, in the categories of the published monthly reports."""

    NO_STRIKE = "no_strike", _("no corresponding strike")
    INSUFFICIENT_INFORMATION = "insufficient_information", _("insufficient information on time, place or details")
    NO_CIVILIAN_HARM = "no_civilian_harm", _("no civilians were harmed")
    INSUFFICIENT_EVIDENCE = "insufficient_evidence", _("insufficient evidence of civilian harm")
    DUPLICATE_REPORT = "duplicate_report", _("the same report again")
    OTHER = "other", _("another reason, told in words")


class Proposal(models.Model):
    """A finding that somebody proposes. ``after`` is how many steps the allegation had; ``step`` what would be added.

    ``evidence``: rows of id, title, whether it was considered, how it was weighed, and why.
    """

    class State(models.TextChoices):
        """Where a proposal stands."""

        PROPOSED = "proposed", _("proposed")
        ACCEPTED = "accepted", _("accepted")
        RETURNED = "returned", _("sent back")
        REPLACED = "replaced", _("replaced by a later proposal")

    allegation = models.TextField(db_index=True)
    after = models.IntegerField()
    finding = models.CharField(max_length=20, choices=Finding.choices)
    category = models.CharField(max_length=40, choices=Category.choices, default="")
    reason = models.TextField()
    step = models.JSONField()
    evidence = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED, db_index=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided = models.DateTimeField(null=True)
    words = models.TextField(default="")

    class Meta:
        """One proposal at a time waits for a decision."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["allegation"], condition=Q(state="proposed"), name="proposal_waits_once")
        ]

    def verdict(self, person: User, verb: str) -> Verdict:
        """Four eyes: who proposed a finding does not decide it."""
        if verb == "decide" and self.proposed_by_id == person.pk:
            return Verdict(False, str(_("You proposed it yourself: somebody else decides.")))
        return YES


class Dissent(models.Model):
    """That somebody disagrees with a finding, and why; it stays beside the decision."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="dissents")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)
    words = models.TextField()


class Case(models.Model):
    """Who is at work on an allegation."""

    allegation = models.TextField(unique=True)
    assigned = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    version = models.IntegerField(default=0)
