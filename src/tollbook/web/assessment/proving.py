"""Whether a negative finding rests on the search it needs: the certificate is read, not believed."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tollbook.casebook import certificates
from tollbook.errors import StopRun
from tollbook.model import Allegation, Step
from tollbook.strikes.diligence import supports
from tollbook.web.here import workspace

NEEDED = "no_strike"
"""The category that says something was looked for and is not there. "Insufficient information" may rest on one too:
on a place that nobody could find; where it means a day or details that are unknown there is nothing to search."""
CHECKED = (NEEDED, "insufficient_information")


def rests(allegation: Allegation, step: Step) -> None:
    """Raises StopRun where the finding needs a certificate, or names one that does not support it."""
    if step.category == NEEDED and not step.certificate:
        remedy = _("make the search first, from the incident's page or under Strikes, and name its certificate")
        raise StopRun(_("“no corresponding strike” says that one was looked for"), allegation.id, remedy)
    if not step.certificate or step.category not in CHECKED:
        return
    record = certificates.read(workspace(), step.certificate)
    verdict = supports(record, step.category, allegation.incident)
    if not verdict.holds:
        texts = verdict.reasons_ar if (get_language() or "").startswith("ar") else verdict.reasons
        raise StopRun(" ".join(texts), allegation.id, _("make the search again, or name another certificate"))
