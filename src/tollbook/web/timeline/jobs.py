"""The totals of all incidents, or of those of one grade or place, as a job: too long for a request on 20,000."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any, cast

from tollbook.casebook.monthly import declared_strikes
from tollbook.casebook.summary import Records, records_of, summed
from tollbook.casebook.workspace import Workspace
from tollbook.locate.keys import exact_key
from tollbook.model import FigureKey, Incident, Place
from tollbook.model.campaign import Campaign
from tollbook.publish.fitness import fitness
from tollbook.watch import Watch
from tollbook.web import results
from tollbook.web.jobs import job
from tollbook.web.search.entries import title_of

KIND = "totals"
PREFIX = "totals:"
MOST_KEPT = 60
MOST_OVERLAPS = 5000
"""Pairs that are kept for the list and its file, greatest doubt first; all of them are counted."""


def name_of(figure: str, grade: str, place: str) -> str:
    """The name of the result for these filters; places that are spelled alike share one."""
    return f"{PREFIX}{figure}:{grade}:{exact_key(place)}"[:300]


@job(KIND)
def totals(workspace: Workspace, watch: Watch, params: Mapping[str, Any]) -> dict[str, int]:
    """Add up the incidents that pass the filters; returns how many."""
    key, figure = results.stamp(), str(params["figure"])
    grade, place = str(params.get("grade") or ""), str(params.get("place") or "")
    name = name_of(figure, grade, place)
    if results.holds(name, key):
        return {"incidents": 0}
    with watch.step("totals", 2) as bar:
        records = narrowed(records_of(workspace), grade, place)
        bar.advance()
        results.keep(name, key, record_of(records, figure, declared_strikes(workspace.alias)))
        bar.advance()
    results.thin(PREFIX, MOST_KEPT)
    return {"incidents": len(records.incidents)}


def narrowed(records: Records, grade: str, place: str) -> Records:
    """The records of the incidents of this grade and place, with their own claims and reports."""
    if not (grade or place):
        return records
    wanted = exact_key(place)
    kept = [one for one in records.incidents if _graded(one, grade) and _placed(one.places, wanted)]
    claims = {key for one in kept for key in one.claims}
    return replace(records, incidents=kept, claims=[one for one in records.claims if one.id in claims])


def _graded(incident: Incident, grade: str) -> bool:
    return not grade or (incident.grade is not None and incident.grade.value == grade)


def _placed(places: Iterable[Place], wanted: str) -> bool:
    names = (name for one in places for name in (one.name, one.text, one.admin) if name)
    return not wanted or any(wanted in exact_key(name) for name in names)


def record_of(records: Records, figure: str, strikes: Mapping[str, int]) -> dict[str, Any]:
    """All that the page and its files show, as plain data."""
    campaign = summed(records, cast(FigureKey, figure))
    fit = fitness(records.claims, records.incidents, records.published, records.lineage)
    listed = replace(campaign, overlaps=campaign.overlaps[:MOST_OVERLAPS])
    silent = [records.lineage.sources[key].name for key in fit.silent if key in records.lineage.sources]
    return {
        "figure": figure, "incidents": len(records.incidents), "campaign": asdict(listed), "fit": asdict(fit),
        "pairs": len(campaign.overlaps), "silent": silent, "strikes": dict(strikes),
        "titles": _titles(listed, records.incidents),
    }  # fmt: skip


def _titles(campaign: Campaign, incidents: Iterable[Incident]) -> dict[str, str]:
    """Incident -> its places and day, for those that may overlap."""
    named = {key for one in campaign.overlaps for key in (one.a, one.b)}
    return {one.id: _title(one) for one in incidents if one.id in named}


def _title(incident: Incident) -> str:
    day = incident.when.start.isoformat() if incident.when and incident.when.start else ""
    return f"{title_of(incident)}, {day}" if day else title_of(incident)
