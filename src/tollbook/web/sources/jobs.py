"""How every source fared, as a job: it goes through all incidents as they grew."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import groupby
from typing import Any

from tollbook.casebook import summary
from tollbook.casebook.rows import digest
from tollbook.casebook.workspace import Workspace
from tollbook.model.track_record import Case
from tollbook.reconcile import cases
from tollbook.watch import Watch
from tollbook.web import results
from tollbook.web.jobs import job
from tollbook.web.models.results import Result

KIND = "sources"
NAME = "sources"
PREFIX = "source:"
MOST_CASES = 2000
"""Cases of one source that are kept for its page; its record counts all of them."""


def name_of(source: str) -> str:
    """The name of the result that holds a source's cases."""
    return f"{PREFIX}{digest(source)}"


@job(KIND)
def sources(workspace: Workspace, watch: Watch, params: Mapping[str, Any]) -> dict[str, int]:
    """Compare first figures with what incidents came to; returns how many sources have a case."""
    key = results.stamp()
    if results.holds(NAME, key):
        return {"sources": 0}
    with watch.step("sources", 3) as bar:
        records = summary.records_of(workspace)
        bar.advance()
        grown = summary.over_time(records, summary.conventions_in_force(workspace))
        bar.advance()
        found = {one.source: asdict(one) for one in summary.fared(records, grown)}
        held = _by_source(_cases(records, grown))
        bar.advance()
    Result.objects.filter(name__startswith=PREFIX).exclude(name__in=list(held)).delete()
    for name, own in held.items():
        results.keep(name, key, own)
    results.keep(NAME, key, found)
    return {"sources": len(found)}


def _cases(records: summary.Records, grown: Mapping[str, Any]) -> Iterator[Case]:
    for incident in records.incidents:
        if "killed" in incident.figures:
            yield from cases(grown[incident.id], incident.figures["killed"], records.lineage)


def _by_source(every: Iterator[Case]) -> dict[str, list[dict[str, Any]]]:
    ordered = sorted(every, key=lambda one: (one.source, one.incident))
    grouped = groupby(ordered, key=lambda one: one.source)
    return {name_of(source): [asdict(one) for one in own][:MOST_CASES] for source, own in grouped}
