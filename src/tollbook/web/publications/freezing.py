"""An incident as it may be published: its words and numbers frozen, without quotations, and without any witness."""

from collections.abc import Mapping, Sequence
from typing import Any

from tollbook.casebook import models
from tollbook.model import Incident
from tollbook.model.edge import record_of
from tollbook.publish.incident_page import sentence_of
from tollbook.publish.texts import LANGUAGES, Texts
from tollbook.web import records
from tollbook.web.models.public import Submission
from tollbook.web.search.entries import title_of

PRIVATE = ("witness",)
"""Kinds of source whose name is never put out."""
WITNESS, SENDER = "a witness", "somebody who wrote to us"


def frozen(incident: Incident) -> dict[str, Any]:
    """What a public page shows of the incident, as plain data that no later run can change."""
    whole = record_of(incident)
    record = {
        "id": incident.id,
        "title": title_of(incident),
        "places": [{k: place[k] for k in ("text", "name", "lat", "lon", "precision")} for place in whole["places"]],
        "when": whole["when"],
        "figures": {key: _figure(figure) for key, figure in whole["figures"].items()},
        "sentence": {code: sentence_of(incident, Texts(code)) for code in LANGUAGES},
        "grade": _grade(whole["grade"]),
        "sources": _sources(incident),
        "reports": _reports(incident),
        "open_questions": list(incident.open_questions),
        "version": incident.version,
    }
    sent = Submission.objects.filter(document__in=incident.documents).values_list("document", flat=True)
    return {name: _without(value, list(sent)) for name, value in record.items()}


def _without(value: Any, sent: Sequence[str]) -> Any:
    """The same without the references of submissions: whoever finds a receipt must not learn what it led to."""
    if isinstance(value, Mapping):
        return {name: _without(one, sent) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_without(one, sent) for one in value]
    if isinstance(value, str):
        for reference in sent:
            value = value.replace(f"report {reference}", SENDER).replace(reference, SENDER)
    return value


def _figure(figure: Mapping[str, Any]) -> dict[str, Any]:
    kept = ("min", "max", "open_ended", "corroborated", "sources", "independent_sources", "by_convention")
    return {name: figure[name] for name in kept}


def _grade(grade: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if grade is None:
        return None
    reasons = [{"en": reason["text"], "ar": reason["text_ar"]} for reason in grade["reasons"]]
    return {"standard": grade["standard"], "value": grade["value"], "reasons": reasons}


def _sources(incident: Incident) -> list[str]:
    """Who first said the claims, by name; a witness is "a witness"."""
    origins = models.Origin.objects.filter(claim_id__in=incident.claims, source_id__isnull=False, summary=False)
    rows = models.Source.objects.filter(pk__in=origins.values("source_id")).order_by("name")
    return list(dict.fromkeys(WITNESS if row.kind in PRIVATE else row.name for row in rows))


def _reports(incident: Incident) -> list[dict[str, Any]]:
    held = records.documents(incident.documents).values()
    return [
        {"publisher": one.publisher, "published": one.published.isoformat() if one.published else None, "url": one.url}
        for one in held
        if one.publisher or one.url
    ]


def changes(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Field -> [old, new] of what differs between two frozen versions, figure by figure."""
    if before is None:
        return {}
    found = {name: [before.get(name), after.get(name)] for name in ("title", "when", "sources", "open_questions")}
    for key in sorted({*before["figures"], *after["figures"]}):
        found[f"figures.{key}"] = [_span(before["figures"].get(key)), _span(after["figures"].get(key))]
    graded = [record["grade"]["value"] if record["grade"] else None for record in (before, after)]
    found["grade"] = graded
    return {name: pair for name, pair in found.items() if pair[0] != pair[1]}


def _span(figure: Mapping[str, Any] | None) -> list[Any] | None:
    return None if figure is None else [figure["min"], figure["max"]]
