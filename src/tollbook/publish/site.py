"""The static site: every page in every language, from the records of one workspace, the same bytes every time."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from tollbook.model import RADIUS_KM, Claim, Document, Incident
from tollbook.publish.assets import write_assets
from tollbook.publish.clean import fenced
from tollbook.publish.data import SiteData
from tollbook.publish.document_page import document_page, document_row
from tollbook.publish.export import write_exports
from tollbook.publish.fit_words import Verdict, sizes, verdicts
from tollbook.publish.fitness import Fitness, fitness, thresholds
from tollbook.publish.former import former_pages
from tollbook.publish.incident_page import (
    ClaimEntry,
    IncidentRow,
    claim_entry,
    incident_page,
    incident_row,
    source_names,
    title_of,
)
from tollbook.publish.index import Index, build_index, claim_href, document_href, incident_href, source_name
from tollbook.publish.ladder import Report
from tollbook.publish.maps import Spot, draw, map_script, region_of, spots, unplaced
from tollbook.publish.method import RECONCILING, attributions, counting_words, rules_used, source_rows
from tollbook.publish.sentences import front_sentence, variant
from tollbook.publish.texts import LANGUAGES, Texts
from tollbook.publish.timeline import timeline
from tollbook.publish.totals import Totals, totals
from tollbook.publish.totals_page import PARTS, doubts, overlap_sentence, part_tables
from tollbook.publish.words import counted, publisher_words

MENU = (
    ("front", "index.html"), ("incidents", "incidents.html"), ("totals", "totals.html"), ("map", "map.html"),
    ("timeline", "timeline.html"), ("reports", "reports.html"), ("sources", "sources.html"),
    ("method", "method.html"), ("downloads", "downloads.html"),
)  # fmt: skip
PLACEHOLDER = re.compile(r"\{\w+\}")
FRONT_ROWS, FRONT_TOTALS = 12, 4
FRONT_MAP, WIDE_MAP = (960, 420), (960, 560)


@dataclass(frozen=True, slots=True)
class Wider:
    """A total or background figure, and the other reports that carry it."""

    entry: ClaimEntry
    also: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """What all pages of one language share: the texts, the records, and everything computed from them once."""

    data: SiteData
    t: Texts
    index: Index
    incidents: tuple[Incident, ...]
    titles: Mapping[str, str]
    rows: tuple[IncidentRow, ...]
    spots: tuple[Spot, ...]
    totals: Totals
    fit: Fitness
    uses: tuple[Verdict, ...]


def _newest_first(incident: Incident) -> tuple[bool, int, str]:
    start = incident.when.start if incident.when else None
    return (start is None, -start.toordinal() if start else 0, incident.id)


def make_scene(data: SiteData, index: Index, t: Texts) -> Scene:
    """Everything the pages of one language share."""
    incidents = tuple(sorted(data.incidents, key=_newest_first))
    published = {d.id: d.published for d in data.documents if d.published}
    fit = fitness(data.claims, incidents, published, data.lineage)
    silent = [source_name(data.lineage.sources[key], t.code) for key in fit.silent]
    return Scene(
        data,
        t,
        index,
        incidents,
        {i.id: title_of(i, t, index) for i in incidents},
        tuple(incident_row(i, t, index) for i in incidents),
        tuple(spots(incidents, t, index)),
        totals(data.campaign),
        fit,
        verdicts(fit, silent, t),
    )


def environment() -> Environment:
    """Templates with everything escaped, unknown names refused, and control characters made visible."""

    def shown(value: Any) -> Any:
        return fenced(value) if type(value) is str else value

    loader = PackageLoader("tollbook.publish", "templates")
    return Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, finalize=shown, trim_blocks=True, lstrip_blocks=True
    )


def _wider(scene: Scene) -> list[Wider]:
    """Totals and background, one entry for what one speaker says in several reports, greatest first."""
    groups: dict[tuple[Any, ...], list[Claim]] = {}
    for claim in sorted((c for c in scene.data.claims if c.level != "incident"), key=scene.index.said):
        speaker = scene.data.lineage.origin.get(claim.id, "")
        groups.setdefault((speaker, claim.harm, claim.count.min, claim.count.max, claim.level), []).append(claim)
    made = ((claim_entry(group[0], scene.t, scene.index, {}), group) for group in groups.values())
    found = [Wider(entry, _also(group, scene)) for entry, group in made if entry]
    return sorted(found, key=lambda w: (-(w.entry.claim.count.min or 0), w.entry.claim.id))


def _also(group: Sequence[Claim], scene: Scene) -> tuple[Report, ...]:
    own = publisher_words(scene.t, scene.index.documents[group[0].document])
    named = {publisher_words(scene.t, scene.index.documents[c.document]): claim_href(c) for c in reversed(group[1:])}
    return tuple(Report(name, href) for name, href in sorted(named.items()) if name != own)


def _unread(scene: Scene) -> list[Any]:
    documents = (d for d in scene.data.documents if d.condition != "usable")
    return [document_row(d, scene.t, scene.index) for d in documents]


def front(scene: Scene) -> dict[str, Any]:
    """What the front page shows."""
    t, data = scene.t, scene.data
    reports = len([d for d in data.documents if d.condition == "usable"])
    basis = t(
        "front.basis",
        reports=counted(t, "reports", reports),
        claims=counted(t, "claims", len(data.claims)),
        incidents=counted(t, "incidents", len(data.incidents)),
    )
    return {
        "variants": [variant(total, scene.totals, t) for total in scene.totals.by_rule],
        "basis": basis,
        "fit": scene.fit,
        "uses": scene.uses,
        "overlaps": overlap_sentence(data.campaign, t),
        "rows": scene.rows[:FRONT_ROWS],
        "tl": timeline(scene.incidents, data.campaign, t, scene.titles),
        "drawing": draw(scene.spots, (), t, FRONT_MAP),
        "wider": _wider(scene),
        "first": FRONT_TOTALS,
        "unread": len(_unread(scene)) + sum(not item.read for item in data.skipped),
        "remarked": sum(item.read for item in data.skipped),
    }


def incidents_list(scene: Scene) -> dict[str, Any]:
    """What the list of incidents shows."""
    return {
        "rows": scene.rows,
        "extra": {i.id: " ".join(source_names(i, scene.t, scene.index)) for i in scene.incidents},
        "grades": sorted({row.grade_value for row in scene.rows if row.grade_value}),
        "shown_words": scene.t.template("incidents.shown"),
    }


def map_page(scene: Scene) -> dict[str, Any]:
    """What the map page shows."""
    return {
        "spots": scene.spots,
        "drawing": draw(scene.spots, (), scene.t, WIDE_MAP),
        "unplaced": unplaced(scene.incidents),
        "by_id": {row.id: row for row in scene.rows},
    }


def timeline_page(scene: Scene) -> dict[str, Any]:
    """What the timeline page shows."""
    drawn = timeline(scene.incidents, scene.data.campaign, scene.t, scene.titles)
    return {"tl": drawn, "uses": [use for use in scene.uses if use.kind != "share"]}


def totals_page(scene: Scene) -> dict[str, Any]:
    """What the page of totals shows."""
    t, campaign = scene.t, scene.data.campaign
    tables = part_tables(scene.data, t, scene.index)
    return {
        "variants": [variant(total, scene.totals, t) for total in scene.totals.by_rule],
        "by_parts": PARTS,
        "tables": tables,
        "bounded": not all(row.exact for rows in tables.values() for row in rows),
        "uses": scene.uses,
        "fit": scene.fit,
        "sizes": sizes(scene.fit, t),
        "overlaps": overlap_sentence(campaign, t),
        "doubts": doubts(campaign, scene.index.incidents, scene.titles, t),
        "all_doubts": len(campaign.overlaps),
        "wider": _wider(scene),
    }


def reports_page(scene: Scene) -> dict[str, Any]:
    """What the list of reports shows."""

    def by_date(document: Document) -> tuple[str, str]:
        return (document.published.isoformat() if document.published else "9999", document.id)

    usable = sorted((d for d in scene.data.documents if d.condition == "usable"), key=by_date)
    return {
        "rows": [document_row(d, scene.t, scene.index) for d in usable],
        "unread": _unread(scene),
        "skipped": [item for item in scene.data.skipped if not item.read],
        "remarked": [item for item in scene.data.skipped if item.read],
    }


def sources_page(scene: Scene) -> dict[str, Any]:
    """What the page of sources shows."""
    rows = source_rows(scene.data, scene.t, scene.index)
    tracked = sorted((row for row in rows if row.track.cases), key=lambda row: (-row.track.cases, row.name))
    return {"rows": rows, "tracked": tracked, "least": scene.data.least_cases}


def method_page(scene: Scene) -> dict[str, Any]:
    """What the method page shows."""
    t, limits = scene.t, thresholds()
    words = t(
        "method.fitness_words",
        months=limits.trend_months,
        incidents=limits.trend_incidents,
        dated=t.percent(limits.dated_share),
        placed=t.percent(limits.placed_share),
        convention=t.percent(limits.convention_share),
        single=t.percent(limits.single_share),
        days=limits.silent_days,
        gaps=f"{limits.silent_gaps:g}",
    )
    return {
        "counting": counting_words(t, scene.data.counting),
        "standard": scene.data.standards[0] if scene.data.counting and scene.data.standards else None,
        "reconciling": RECONCILING,
        "fitness_words": words,
        "radius": [(level, km) for level, km in RADIUS_KM.items() if level not in ("country", "unknown")],
        "blank": partial(PLACEHOLDER.sub, "[…]"),
        "rules": rules_used(scene.data),
        "attributions": attributions(scene.data, t),
    }


def downloads_page(scene: Scene, files: Sequence[Path]) -> dict[str, Any]:
    """What the page of downloads shows."""
    listed = [{"name": f.name, "key": f.name.replace(".", "_"), "kb": -(-f.stat().st_size // 1000)} for f in files]
    return {"files": listed}


@dataclass(frozen=True, slots=True)
class Writer:
    """Renders pages of one language into its folder."""

    env: Environment
    scene: Scene
    out: Path
    hrefs: Mapping[str, str]

    def page(self, template: str, path: str, here: str, **values: Any) -> None:
        """Write one page at ``path`` below the language's folder."""
        scene, t = self.scene, self.scene.t
        html = self.env.get_template(template).render(
            t=t, data=scene.data, kind=template.removesuffix(".html"), up="../" * path.count("/"), path=path,
            others=[Texts(code) for code in LANGUAGES if code != t.code], menu=MENU, here=here, titles=scene.titles,
            hrefs=self.hrefs, site_title=scene.data.title_ar if t.rtl and scene.data.title_ar else scene.data.title,
            **values,
        )  # fmt: skip
        target = self.out / t.code / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(html + "\n", encoding="utf-8", errors="replace", newline="\n")


def _lists(writer: Writer, files: Sequence[Path]) -> None:
    makers: dict[str, Callable[[Scene], dict[str, Any]]] = {
        "front": front, "incidents": incidents_list, "totals": totals_page, "map": map_page, "timeline": timeline_page,
        "reports": reports_page, "sources": sources_page, "method": method_page,
        "downloads": partial(downloads_page, files=files),
    }  # fmt: skip
    for name, href in MENU:
        template = "front.html" if name == "front" else href
        writer.page(template, href, name, **makers[name](writer.scene))


def _neighbours(incidents: Sequence[Incident]) -> Iterator[tuple[Incident, str | None, str | None]]:
    """Each incident with the ids of the one before and the one after it in time; the sequence is newest first."""
    for number, incident in enumerate(incidents):
        earlier = incidents[number + 1].id if number + 1 < len(incidents) else None
        later = incidents[number - 1].id if number else None
        yield incident, earlier, later


def _map_data(writer: Writer) -> None:
    scene = writer.scene
    if scene.spots:
        titles = {key: fenced(title) for key, title in scene.titles.items()}
        script = map_script(scene.spots, region_of(scene.spots), scene.t, titles)
        (writer.out / scene.t.code / "map-data.js").write_text(script, encoding="utf-8", newline="\n")


def _incidents(writer: Writer) -> None:
    scene = writer.scene
    everywhere = list(scene.spots)
    for incident, earlier, later in _neighbours(scene.incidents):
        page = incident_page(incident, everywhere, scene.data, scene.t, scene.index)
        writer.page("incident.html", incident_href(incident.id), "", p=page, previous=earlier, next=later)


def _former(writer: Writer) -> None:
    for page in former_pages(writer.scene.data.former, writer.hrefs):
        writer.page("former.html", page.path, "", p=page)


def _documents(writer: Writer) -> None:
    scene = writer.scene
    for document in scene.data.documents:
        page = document_page(document, scene.t, scene.index)
        writer.page("document.html", document_href(document.id), "", p=page)


def _write_language(writer: Writer, files: Sequence[Path]) -> Scene:
    _lists(writer, files)
    _map_data(writer)
    _incidents(writer)
    _former(writer)
    _documents(writer)
    return writer.scene


def _as_counted(data: SiteData) -> SiteData:
    """The records with every claim counted as the chosen standard counts, for the pages; tables keep the words' own."""
    counts = {key: (bounds.min, bounds.max) for key, bounds in data.recounted.items()}
    claims = (
        replace(claim, count=replace(claim.count, min=counts[claim.id][0], max=counts[claim.id][1]))
        if claim.id in counts
        else claim
        for claim in data.claims
    )
    return replace(data, claims=tuple(claims))


def build_site(data: SiteData, out: Path) -> None:
    """Write the whole site below ``out``: pages in every language, assets, data files, and an index that leads to all.

    Files of an earlier build that this one does not write are left alone; build into a fresh folder and swap it in to
    be rid of them.
    """
    env = environment()
    write_assets(out / "assets")
    files = write_exports(data, out / "data")
    data = _as_counted(data)
    index = build_index(data)
    hrefs = {i.id: incident_href(i.id) for i in data.incidents}
    made = (make_scene(data, index, Texts(code)) for code in LANGUAGES)
    scenes = [_write_language(Writer(env, scene, out, hrefs), files) for scene in made]
    entries = [{"t": s.t, "sentence": front_sentence(s.totals.by_rule[0], s.totals, s.t)} for s in scenes]
    html = env.get_template("root.html").render(data=data, entries=entries)
    (out / "index.html").write_text(html + "\n", encoding="utf-8", errors="replace", newline="\n")
