"""What the method, sources and reports pages show: conventions, rules, who said how much, whose data."""

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tollbook.model import Bounds, Source
from tollbook.publish.data import Attribution, RuleText, SiteData
from tollbook.publish.index import Index, counted_with, source_name
from tollbook.publish.outlines import data_version
from tollbook.publish.texts import Texts
from tollbook.publish.track import TrackWords, track_words

RECONCILING = (
    "range",
    "corroborated",
    "consensus",
    "several_places",
    "totals",
    "relayed",
    "summaries",
    "who",
    "unknown",
)


@dataclass(frozen=True, slots=True)
class CountingWord:
    """One line of the counting table; an empty ``max`` is no upper end."""

    words: str
    min: str
    max: str
    approximate: bool


@dataclass(frozen=True, slots=True)
class RuleUse:
    """A rule that took claims of this site, what it does, and how many it took."""

    id: str
    text: RuleText | None
    claims: int


@dataclass(frozen=True, slots=True)
class SourceRow:
    """An original speaker: how much it said, in how many reports, which count as one with it, and how it fared."""

    source: Source
    name: str
    claims: int
    incidents: int
    reports: int
    group: tuple[str, ...]
    track: TrackWords


@cache
def _table() -> tuple[dict[str, str], ...]:
    path = files("tollbook.publish") / "counting.toml"
    return tuple(tomllib.loads(path.read_text(encoding="utf-8"))["word"])


def counting_words(t: Texts, counting: Mapping[str, Bounds]) -> list[CountingWord]:
    """The counting table in the page's language; words without a number as the chosen standard counts them."""
    return [_counting_word(w, t, counting.get(w.get("kind", ""))) for w in _table()]


def _counting_word(row: dict[str, str], t: Texts, bounds: Bounds | None) -> CountingWord:
    least, most = row["min"], row["max"]
    if bounds:
        least, most = (t.number(n) if n is not None else "" for n in (bounds.min, bounds.max))
    return CountingWord(row[t.code], least, most, bool(row.get("approximate")))


def rules_used(data: SiteData) -> list[RuleUse]:
    """Every rule that took a claim, by id, with its text where one is at hand."""
    counts = Counter(claim.rule for claim in data.claims if claim.rule)
    return [RuleUse(rule, data.rules.get(rule), counts[rule]) for rule in sorted(counts)]


def source_rows(data: SiteData, t: Texts, index: Index) -> list[SourceRow]:
    """Original speakers, most claims first."""
    claims: dict[str, list[str]] = {}
    for claim in data.claims:
        origin = data.lineage.origin.get(claim.id, "")
        if origin in data.lineage.sources and claim.id not in data.lineage.summaries:
            claims.setdefault(origin, []).append(claim.id)
    rows = [_source_row(source, ids, data, t, index) for source, ids in claims.items()]
    return sorted(rows, key=lambda row: (-row.claims, row.name, row.source.id))


def _source_row(source_id: str, ids: list[str], data: SiteData, t: Texts, index: Index) -> SourceRow:
    source = data.lineage.sources[source_id]
    return SourceRow(
        source,
        source_name(source, t.code),
        len(ids),
        len({index.incident_of[c] for c in ids if c in index.incident_of}),
        len({index.claims[c].document for c in ids}),
        tuple(counted_with(source_id, t.code, data.lineage)),
        track_words(next((record for record in data.records if record.source == source_id), None), t),
    )


def attributions(data: SiteData, t: Texts) -> list[tuple[Attribution, str]]:
    """Whose data the pages rest on: the site's own list, then the outlines, each with what it is used for."""
    outlines = Attribution(
        f"Natural Earth 1:10m ({data_version()})", t("method.public_domain"), "https://www.naturalearthdata.com/"
    )
    listed = [(a, t.own(a.used_for, a.used_for_ar)) for a in data.attributions]
    return [*listed, (outlines, t("method.outlines_use"))]
