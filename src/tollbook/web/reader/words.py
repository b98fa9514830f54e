"""What the reader calls things, in the language of the page."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language_bidi, gettext
from django.utils.translation import gettext_lazy as _

from tollbook.model import Bounds, Claim, Count, Incident, Period

HARM: Mapping[str, Any] = {
    "killed": _("killed"), "injured": _("injured"), "killed_or_injured": _("killed or injured"),
    "missing": _("missing"),
}  # fmt: skip
WHO: Mapping[str, Any] = {
    "civilian": _("civilians"), "combatant": _("combatants"), "unspecified": _("not said who"),
}  # fmt: skip
PART: Mapping[str, Any] = {"children": _("children"), "women": _("women"), "men": _("men")}
STANCE: Mapping[str, Any] = {
    "reported": _("reported"), "confirmed": _("accepted by a party"), "denied": _("denied"), "doubted": _("doubted"),
}  # fmt: skip
LEVEL: Mapping[str, Any] = {
    "incident": _("one event"), "campaign": _("total over a longer time"), "background": _("background figure"),
}  # fmt: skip
QUALIFIER: Mapping[str, Any] = {
    "exact": _("exactly"), "about": _("about"), "at_least": _("at least"), "more_than": _("more than"),
    "at_most": _("at most"), "between": _("between"), "vague": _("vague words, counted by convention"),
}  # fmt: skip
MEANS: Mapping[str, Any] = {
    "airstrike": _("airstrike"), "bomb": _("bomb"), "chemical": _("chemical weapon"), "drone": _("drone"),
    "execution": _("execution"), "ground": _("ground attack"), "gunfire": _("gunfire"), "mine": _("mine"),
    "rocket": _("rocket"), "shelling": _("shelling"),
}  # fmt: skip
CONDITION: Mapping[str, Any] = {
    "login_wall": _("This copy is a page that asks to sign in: it holds no report."),
    "consent_page": _("This copy is a page that asks for consent: it holds no report."),
    "empty_shell": _("This copy is an empty page: it holds no report."),
    "unreadable": _("This copy cannot be read."),
}
DRIFT: Mapping[str, Any] = {
    "harm": _("The harm changed in the retelling."),
    "number": _("The number changed in the retelling."),
    "place": _("The place changed in the retelling."),
    "date": _("The day changed in the retelling."),
    "part_as_whole": _("A part of the toll is retold as the whole."),
    "breakdown_as_sum": _("A breakdown is retold as a sum."),
}
STATEMENT: Mapping[str, Any] = {
    "denied": _("denies it"), "doubted": _("doubts it"), "under_investigation": _("says that it is being investigated"),
    "accepted": _("accepts responsibility"), "non_credible": _("finds it not credible"),
    "credible": _("finds it credible"),
}  # fmt: skip
REJECTED: Mapping[str, Any] = {
    "no_claim": _("says nothing of people harmed"),
    "misread": _("the words were read wrongly"),
    "another_event": _("speaks of another time or conflict"),
    "double": _("says the same as another claim of this report"),
    "other": _("something else"),
}
STATE: Mapping[str, Any] = {
    "proposed": _("proposed"), "accepted": _("accepted"), "corrected": _("corrected"), "added": _("added"),
    "rejected": _("rejected"),
}  # fmt: skip
LEFT_TO_RIGHT = "\u200e"
"""Before a range among Arabic words, whose ends would change places."""


def bounds(number: Bounds) -> str:
    """A number as digits with what bounds it: "35 or more", "15–53", "more than 60", "unknown"."""
    low, high = number.min, number.max
    kind = number.qualifier if isinstance(number, Count) else ""
    if low is None and high is None:
        return gettext("number not known")
    if kind == "more_than" and low is not None:
        return gettext("more than %(n)s") % {"n": low - 1}
    if high is None:
        plain = gettext("%(n)s or more") % {"n": low}
    elif low == high:
        plain = str(high)
    elif not low:
        plain = gettext("up to %(n)s") % {"n": high}
    else:
        plain = f"{LEFT_TO_RIGHT if get_language_bidi() else ''}{low}–{high}"
    return gettext("about %(n)s") % {"n": plain} if kind == "about" else plain


def number(claim: Claim) -> str:
    """The claim's number, with the words that a convention counted where no number was said."""
    said = bounds(claim.count)
    if claim.count.by_convention and claim.count.text:
        words = f"\u2068{claim.count.text}\u2069"  # in its own direction, whatever the page's
        return gettext("“%(words)s”, counted as %(number)s") % {"words": words, "number": said}
    return said


def parts(claim: Claim) -> str:
    """Of whom: "children 5, women 2 or more"."""
    return ", ".join(
        f"{PART[part]} {bounds(n)}" for part, n in sorted(claim.of_whom.items()) if n != Bounds(None, None)
    )


def period(when: Period | None) -> str:
    """The days as YYYY-MM-DD; unknown is written as unknown."""
    if when is None or (when.start is None and when.end is None):
        return gettext("unknown")
    start, end = (day.isoformat() if day else "…" for day in (when.start, when.end))
    return start if start == end else f"{start} – {end}"


def title(incident: Incident) -> str:
    """An incident by its places and days."""
    names = [place.name or place.text for place in incident.places[:3]]
    more = "…" if len(incident.places) > len(names) else ""
    return f"{', '.join(names) or gettext('place unknown')}{more} · {period(incident.when)}"
