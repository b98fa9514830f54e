"""Tables beyond claims and incidents: tolls over time, parts of tolls, totals, and incidents that may overlap."""

from collections.abc import Callable, Iterator

import pyarrow as pa

from tollbook.model.campaign import Campaign, Part, Rule, Total
from tollbook.model.revision import Course
from tollbook.publish.course import stage
from tollbook.publish.data import SiteData
from tollbook.publish.index import Index, incident_href, source_name
from tollbook.publish.rows import Column, Row, columns, linked

Link = Callable[[str], str]

TOLL_COLUMNS = columns(
    (pa.string(), "incident figure source source_name stage day"),
    (pa.int64(), "min max"),
    (pa.bool_(), "open_ended"),
    (pa.int64(), "corroborated_2"),
    (pa.string(), "link"),
)
PART_COLUMNS = columns(
    (pa.string(), "incident kind part"),
    (pa.int64(), "min max corroborated_1 corroborated_2 sources"),
    (pa.string(), "claims link"),
)
TOTAL_COLUMNS = columns(
    (pa.string(), "by key rule"),
    (pa.int64(), "least greatest apart"),
    (pa.bool_(), "open_ended exact"),
    (pa.int64(), "incidents maybe"),
)
OVERLAP_COLUMNS = columns((pa.string(), "a b"), (pa.int64(), "people"), (pa.string(), "why link_a link_b"))
COLUMNS: dict[str, tuple[Column, ...]] = {
    "tolls": TOLL_COLUMNS,
    "parts": PART_COLUMNS,
    "totals": TOTAL_COLUMNS,
    "overlaps": OVERLAP_COLUMNS,
}


def further(data: SiteData, index: Index, base: str, code: str) -> dict[str, list[Row]]:
    """Table name -> its rows."""

    def link(incident: str) -> str:
        return linked(base, code, incident_href(incident))

    return {
        "tolls": list(_tolls(data, index, link, code)),
        "parts": list(_parts(data, link)),
        "totals": total_rows(data.campaign),
        "overlaps": list(_overlaps(data, link)),
    }


def _tolls(data: SiteData, index: Index, link: Link, code: str) -> Iterator[Row]:
    for incident, found in sorted(data.revisions.items()):
        for figure, whole in found.whole.items():
            for course in (whole, *found.by_source.get(figure, ())):
                head = {"incident": incident, "figure": figure, **_speaker(course, index, code)}
                yield from (head | row | {"link": link(incident)} for row in _steps(course))


def _speaker(course: Course, index: Index, code: str) -> Row:
    """Who says it; nobody where it is what all together come to."""
    known = index.lineage.sources.get(course.source)
    name = source_name(known, code) if known else course.name
    return {"source": course.source or None, "source_name": name or None}


def _steps(course: Course) -> Iterator[Row]:
    for number, step in enumerate(course.steps):
        yield {
            "stage": stage(number, len(course.steps)), "day": step.day.isoformat() if step.day else None,
            "min": step.min, "max": step.max, "open_ended": step.open_ended, "corroborated_2": step.two,
        }  # fmt: skip


def _parts(data: SiteData, link: Link) -> Iterator[Row]:
    for incident, found in sorted(data.revisions.items()):
        for part in found.parts:
            yield {
                "incident": incident, "kind": part.kind, "part": part.label, "min": part.range.min,
                "max": part.range.max, "corroborated_1": part.corroborated.get("1"),
                "corroborated_2": part.corroborated.get("2"), "sources": part.sources,
                "claims": "; ".join(part.claims), "link": link(incident),
            }  # fmt: skip


def total_rows(campaign: Campaign) -> list[Row]:
    """Every total by rule: of all incidents (``by`` empty), then of every part."""
    listed = [("", Part("", campaign.totals)), *((by, p) for by, parts in campaign.parts.items() for p in parts)]
    return [_total(by, part.key, rule, total) for by, part in listed for rule, total in part.totals.items()]


def _total(by: str, key: str, rule: Rule, total: Total) -> Row:
    return {
        "by": by or None, "key": key or None, "rule": rule, "least": total.least, "greatest": total.greatest,
        "apart": total.apart, "open_ended": total.open_ended, "exact": total.exact, "incidents": total.incidents,
        "maybe": total.maybe,
    }  # fmt: skip


def _overlaps(data: SiteData, link: Link) -> Iterator[Row]:
    for overlap in data.campaign.overlaps:
        yield {
            "a": overlap.a, "b": overlap.b or None, "people": overlap.people, "why": overlap.why,
            "link_a": link(overlap.a), "link_b": link(overlap.b) if overlap.b else None,
        }  # fmt: skip
