"""An incident's claims to its figures: bounds, corroborated minimum, what contradicts what."""

from tollbook.reconcile.campaign import blamed_in, campaign
from tollbook.reconcile.conventions import Conventions, conventions_from, default
from tollbook.reconcile.figure import demographics, figures
from tollbook.reconcile.revisions import cases, revisions

__all__ = [
    "Conventions",
    "blamed_in",
    "campaign",
    "cases",
    "conventions_from",
    "default",
    "demographics",
    "figures",
    "revisions",
]
