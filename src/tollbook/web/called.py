"""Short names that records keep, in words: grades, precisions of places, long work."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tollbook.web.history.filters import SUBJECTS

GRADES: Mapping[str, Any] = {
    "confirmed": pgettext_lazy("grade", "confirmed"),
    "fair": pgettext_lazy("grade", "fair"),
    "weak": pgettext_lazy("grade", "weak"),
    "contested": pgettext_lazy("grade", "contested"),
    "discounted": pgettext_lazy("grade", "discounted"),
    "credible": pgettext_lazy("grade", "credible"),
    "non_credible": pgettext_lazy("grade", "not credible"),
    "duplicate": pgettext_lazy("grade", "duplicate"),
    "inconclusive": pgettext_lazy("grade", "inconclusive"),
    "insufficient": pgettext_lazy("grade", "insufficient information"),
    "insufficient_information": pgettext_lazy("grade", "insufficient information"),
    "needs_strike_check": pgettext_lazy("grade", "to be checked against strike records"),
    "more_likely_than_not": pgettext_lazy("grade", "more likely than not"),
    "not_more_likely_than_not": pgettext_lazy("grade", "not more likely than not"),
    "supported": pgettext_lazy("grade", "supported by enough sources"),
    "unsupported": pgettext_lazy("grade", "too few sources"),
    "no_harm": pgettext_lazy("grade", "no civilian harm reported"),
    "no_civilian_harm": pgettext_lazy("grade", "no civilian harm reported"),
    "verified": pgettext_lazy("grade", "reasonable grounds"),
    "pending": pgettext_lazy("grade", "verification pending"),
    "incomplete": pgettext_lazy("grade", "day or place missing"),
    "event": pgettext_lazy("grade", "event"),
    "event_unclear_actor": pgettext_lazy("grade", "event, actor unclear"),
    "unlocated": pgettext_lazy("grade", "place or time unknown"),
    "no_event": pgettext_lazy("grade", "no event"),
}
"""As published pages call them (publish/texts, [grade])."""
PRECISIONS: Mapping[str, Any] = {
    "exact": _("exact spot"),
    "within_100m": _("within 100 m"),
    "street": _("street"),
    "landmark": _("nearby landmark"),
    "neighbourhood": _("neighbourhood"),
    "village": _("village"),
    "town": _("town"),
    "city": _("city"),
    "subdistrict": _("subdistrict"),
    "district": _("district"),
    "province": _("province"),
    "country": _("country"),
    "unknown": _("unknown"),
}
JOBS: Mapping[str, Any] = {
    "refresh": _("Bringing incidents up to date"),
    "places": _("Locating the reports again"),
    "certificate": _("Searching the strike logs"),
    "certificate_again": _("Searching the strike logs again"),
    "backup": _("Writing a backup"),
    "restore": _("Bringing in a whole workspace"),
    "notify": _("Looking for what is new in kept searches"),
    "index": _("Making everything searchable"),
    "totals": _("Computing totals"),
    "sources": _("Computing track records"),
    "publish_month": _("Publishing a monthly report"),
    "inbox": _("Bringing the inbox up to date"),
    "bring_in": _("Bringing in reports"),
    "example": _("Loading the example"),
}
STEPS: Mapping[str, Any] = {
    "kept searches": _("kept searches"),
    "search index": _("search index"),
    "totals": _("totals"),
    "monthly report": _("monthly report"),
    "sources": _("sources"),
    "backup": _("backup"),
    "restore": _("restoring"),
    "incidents": _("incidents"),
    "places": _("places"),
    "strike logs": _("strike logs"),
    "extract": _("finding claims"),
    "read": _("reading"),
    "fetch": _("fetching"),
    "publish": _("writing the site"),
}
"""What long work calls its steps, as a page shows them."""


def grade_name(value: str) -> str:
    """A grade in words; a standard of one's own may have others, which stay as they are."""
    return str(GRADES.get(value, value.replace("_", " ")))


def job_name(kind: str) -> str:
    """What long work of this kind does."""
    return str(JOBS.get(kind, kind))


def precision_name(value: str) -> str:
    """How exactly a place is known, in words."""
    return str(PRECISIONS.get(value, value))


def subject_name(kind: str) -> str:
    """The kind of a record that an event is about."""
    return str(SUBJECTS.get(kind, kind))


def submission_named(title: str) -> str:
    """The title a report has that came in as a submission, "submission REFERENCE"; any other title as it is."""
    found = re.fullmatch(r"submission (S-\S+)", title)
    return f"{gettext('submission')} {found[1]}" if found else title
