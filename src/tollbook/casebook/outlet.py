"""Publishing a workspace: the site is built beside its place and swapped in whole."""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tollbook.assess import Standard
from tollbook.casebook import strikepages, summary
from tollbook.casebook.workspace import Workspace
from tollbook.errors import StopRun
from tollbook.model import Bounds, Claim, Incident, Source, Statement
from tollbook.publish import (
    Attribution,
    RuleText,
    SiteData,
    SkippedItem,
    StandardText,
    build_site,
    method_texts,
    rule_text,
)
from tollbook.publish.export import Format
from tollbook.publish.export import export as tables
from tollbook.reconcile import Conventions, conventions_from
from tollbook.trace.registry import default
from tollbook.trace.track_record import least_cases
from tollbook.watch import Watch

ATTRIBUTIONS = (
    Attribution(
        "GeoNames", "CC BY 4.0", "https://www.geonames.org/", "names and points of places", "أسماء الأماكن ومواقعها"
    ),
)


@dataclass(frozen=True, slots=True)
class Title:
    """The site's title, and the one of its Arabic pages where it differs."""

    text: str = ""
    arabic: str = ""


def publish(workspace: Workspace, title: Title, standards: Sequence[Standard], watch: Watch) -> None:
    """Build the site of what the workspace holds and put it in the place of the old one."""
    new, old = workspace.root / ".site.new", workspace.root / ".site.old"
    for left in (new, old):
        shutil.rmtree(left, ignore_errors=True)
    with watch.step("publish", 1) as bar:
        build_site(site_data(workspace, title, standards), new)
        bar.advance()
    if workspace.site.exists():
        workspace.site.rename(old)
    new.rename(workspace.site)
    shutil.rmtree(old, ignore_errors=True)


def site_data(workspace: Workspace, title: Title, standards: Sequence[Standard]) -> SiteData:
    """Everything the site shows: the records, and the words that explain them."""
    conventions = conventions_from(standards[0].conventions) if standards else None
    data = recorded(workspace, title, conventions)
    return replace(
        data,
        former=workspace.former_ids(),
        standards=tuple(standard_text(standard) for standard in standards),
        methods=method_texts(),
        attributions=ATTRIBUTIONS,
        rules=rule_texts(data.claims),
        place_names=place_names(workspace.root, data.claims),
        strikes=strikepages.answers(workspace, data.incidents),
        parties=parties(data.statements, data.claims),
        counting=conventions.words if conventions else {},
        recounted=recounted(data.claims, conventions) if conventions else {},
    )


def recorded(workspace: Workspace, title: Title, conventions: Conventions | None) -> SiteData:
    """The records and what they come to together; their date is that of the latest report, never the clock's."""
    records = summary.records_of(workspace)
    grown = summary.over_time(records, conventions)
    return SiteData(
        title=title.text,
        title_ar=title.arabic,
        documents=tuple(records.documents),
        claims=tuple(records.claims),
        incidents=tuple(records.incidents),
        lineage=records.lineage,
        statements=tuple(workspace.statements()),
        skipped=tuple(
            SkippedItem(item.where or item.origin, item.what, item.remedy, item.read) for item in workspace.skipped()
        ),
        campaign=summary.summed(records),
        revisions=grown,
        records=summary.fared(records, grown),
        least_cases=least_cases(),
        date=max(records.published.values(), default=None),
    )


def rule_texts(claims: Iterable[Claim]) -> dict[str, RuleText]:
    """What each rule that took one of the claims does."""
    found = ((rule, rule_text(rule)) for rule in sorted({claim.rule for claim in claims}))
    return {rule: text for rule, text in found if text}


def place_names(workspace: Path, claims: Iterable[Claim]) -> dict[str, tuple[str, ...]]:
    """The claims' places as the gazetteers at hand write them in other scripts, by place id."""
    from tollbook.locate import Gazetteer  # noqa: PLC0415 - an export needs no gazetteer

    gazetteer = Gazetteer.default(workspace)
    ids = sorted({place.id for claim in claims for place in claim.places if place.id})
    return {key: names for key in ids if (names := gazetteer.written(key))}


def parties(statements: Iterable[Statement], claims: Iterable[Claim]) -> dict[str, Source]:
    """Who speaks and who is blamed, where the list of known bodies has them, by the name as written."""
    known = default()
    speakers = {statement.speaker for statement in statements if statement.speaker}
    blamed = {name for claim in claims for name in claim.blamed}
    ids = {name: known.find(name) or known.find_short(name) for name in sorted(speakers | blamed)}
    return {name: known.sources[key] for name, key in ids.items() if key}


def recounted(claims: Iterable[Claim], conventions: Conventions) -> dict[str, Bounds]:
    """The claims that count otherwise by these conventions than as they were read, by id."""
    counted = ((claim, conventions.bounds(claim)) for claim in claims)
    return {
        claim.id: Bounds(bounds.min, bounds.max)
        for claim, bounds in counted
        if (bounds.min, bounds.max) != (claim.count.min, claim.count.max)
    }


def standard_text(standard: Standard) -> StandardText:
    """A standard as its page shows it: every rule with its source, and how it counts words without a number."""
    rules = [
        RuleText(rule.id, rule.text.en, rule.text.ar, rule.grade, dict(rule.text.further))
        for rule in (*standard.rules, *standard.notes)
    ]
    words = standard.conventions.get("words", {})
    counted = {kind: _counted(bounds) for kind, bounds in words.items()}
    source = standard.document or standard.url
    name = standard.name
    return StandardText(standard.id, name.en, name.ar, source, tuple(rules), counted, dict(name.further))


def _counted(bounds: Mapping[str, int]) -> str:
    least, most = bounds.get("min", 0), bounds.get("max")
    return f"{least}+" if most is None else str(least) if least == most else f"{least}–{most}"


def export(workspace: Workspace, kind: Format, out: Path | None, only: Incident | None = None) -> list[Path]:
    """Write the tables of one format; returns the files written, each whole or not at all.

    ``only``: this incident with its claims and reports, and nothing else.
    ``out`` is a folder, or a file for the incidents with the other tables beside it;
    by default export/ in the workspace.
    Raises StopRun where it cannot be written.
    """
    written = []
    data = recorded(workspace, Title(), None)
    for name, content in tables(of_one(data, only) if only else data, kind).items():
        target = _target(out or workspace.root / "export", name)
        write_whole(target, content)
        written.append(target)
    return written


def of_one(data: SiteData, incident: Incident) -> SiteData:
    """The records of one incident alone."""
    return replace(
        data,
        documents=tuple(one for one in data.documents if one.id in incident.documents),
        claims=tuple(one for one in data.claims if one.id in incident.claims),
        incidents=(incident,),
        statements=tuple(one for one in data.statements if one.id in incident.statements),
    )


def _target(out: Path, name: str) -> Path:
    if out.is_dir() or not out.suffix:
        return out / name
    table = Path(name).stem
    return out if table == "incidents" else out.with_name(f"{out.stem}-{table}{out.suffix}")


def write_whole(target: Path, content: bytes) -> None:
    """Write beside the name and move into place; raises StopRun where that cannot be done."""
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(target)
    except OSError as error:
        raise StopRun(f"cannot be written: {error.strerror}", str(target), "name a place you may write to") from error
    finally:
        part.unlink(missing_ok=True)
