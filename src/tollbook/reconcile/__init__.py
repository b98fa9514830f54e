"""An incident's claims to its figures: bounds, corroborated minimum, what contradicts what."""

from tollbook.reconcile.conventions import Conventions, conventions_from, default
from tollbook.reconcile.figure import demographics, figures

__all__ = ["Conventions", "conventions_from", "default", "demographics", "figures"]
