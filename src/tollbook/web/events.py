"""What the history calls its entries and their fields, and tokens their scopes, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

KINDS: Mapping[str, Any] = {
    "decision": _("decision"),
    "ledger": _("ledger"),
    "strike_log": _("strike log"),
    "person": _("person"),
    "backup": _("backup"),
    "exported": _("export"),
    "token": _("token"),
    "submission": _("submission"),
    "setting": _("setting"),
    "publication": _("publication"),
    "looked": _("looked at"),
    "inbox": _("inbox"),
    "assessment": _("assessment"),
    "place": _("place"),
    "source": _("source"),
    "certificate": _("search certificate"),
    "narrative": _("narrative"),
    "link": _("link"),
    "link_ended": _("link ended"),
    "comment": _("comment"),
    "comment_withdrawn": _("comment withdrawn"),
    "translation": _("translation"),
    "material": _("material"),
    "request": _("request"),
    "witness_added": _("restricted record added"),
    "witness_edited": _("restricted record changed"),
    "cleared": _("person named on a restricted record"),
    "clearance_ended": _("person taken off a restricted record"),
    "lockdown": _("lockdown"),
    "monthly_report": _("monthly report"),
    "watch": _("watched finding"),
    "judgement": _("which claims are one event"),
    "likelihood": _("likelihood"),
    "evidence": _("evidence filled in"),
    "undo": _("taken back"),
    "standard_shown": _("saw what follows under the standard"),
}
FIELDS: Mapping[str, Any] = {
    "role": _("role"),
    "state": _("state"),
    "settled": _("settled"),
    "report": _("report"),
    "removed": _("removed"),
    "published": _("published"),
    "password": _("password"),
    "letter": _("letter"),
    "corrected": _("corrected"),
    "answered": _("answered"),
    "agreed": _("agreed"),
    "added": _("added"),
    "accepted": _("accepted"),
    "accept": _("accepted"),
    "rejected": _("rejected"),
    "reject": _("rejected"),
    "edit": _("corrected"),
    "add": _("added"),
    "merge": _("merged"),
    "split": _("split"),
    "unsure": _("left open"),
    "undo": _("taken back"),
    "withdrawn": _("withdrawn"),
    "approved": _("approved"),
    "prepared": _("prepared"),
    "proposed": _("proposed"),
    "received": _("received"),
    "step": _("step"),
    "assigned": _("assigned"),
    "harm": _("Harm"),
    "count": _("Number"),
    "who": _("Who"),
    "when": _("When"),
    "places": _("Places"),
    "blamed": _("Blamed"),
    "means": _("Means"),
    "sources": _("Sources"),
    "stance": _("Stance"),
    "level": _("Level"),
    "title": _("Title"),
    "text": _("Text"),
    "name": _("Name"),
    "reason": _("Reason"),
    "language": _("language"),
    "email": _("e-mail"),
    "version": _("version"),
    "killed": _("killed"),
    "injured": _("injured"),
    "category": _("category"),
    "date": _("date"),
    "day": _("day"),
}
SCOPES: Mapping[str, Any] = {
    "read": _("read everything"),
    "report": _("reports"),
    "claim": _("claims"),
    "incident": _("incidents"),
    "allegation": _("allegations"),
    "publication": _("publications"),
    "submission": _("submissions"),
    "request": _("requests"),
    "witness": _("restricted records"),
    "source": _("sources"),
    "place": _("places"),
    "strike": _("strike logs"),
    "history": _("history"),
    "workspace": _("workspace"),
}


def event_name(kind: str) -> str:
    """What an entry of the history is about, in words."""
    return str(KINDS.get(kind, kind))


def field_name(name: str) -> str:
    """The field of a record, in words; a path keeps its further parts as they are."""
    first, dot, rest = name.partition(".")
    return f"{FIELDS.get(first, first)}{dot}{rest}"


def scope_name(scope: str) -> str:
    """What a token may do."""
    return str(SCOPES.get(scope, scope))
