"""From claims to their lineage: who said it first, what only repeats or sums up, and what changed on the way."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from tollbook.model import Claim, Document, Lineage, Source
from tollbook.text.stamps import dated
from tollbook.trace import copies, summaries
from tollbook.trace.drift import Retold, Telling, of_source
from tollbook.trace.events import may_be_one_event, place_keys
from tollbook.trace.origin import Origin, Speakers, of_report, with_group
from tollbook.trace.registry import Registry, default
from tollbook.trace.spoken import number

FEWEST_SHARED = 2
"""Attributed figures two reports must share before the later one counts as a retelling of the earlier."""
MOST_COMPARED = 20


def trace(
    documents: Iterable[Document],
    claims: Iterable[Claim],
    registry: Registry | None = None,
    furniture: copies.Furniture | None = None,
) -> Lineage:
    """The lineage of the claims; the same whatever the order of the input. ``registry`` holds the known sources.

    ``furniture``: what the pages of each site have in common, where the documents are only some of a collection.
    """
    return traced(documents, claims, registry, furniture)[0]


def traced(
    documents: Iterable[Document],
    claims: Iterable[Claim],
    registry: Registry | None = None,
    furniture: copies.Furniture | None = None,
    settled: Mapping[str, Source] | None = None,
) -> tuple[Lineage, dict[str, str]]:
    """``trace``, and claim -> the telling of its source that it is held against, where there is one.

    ``settled``: claims whose source is known from the whole collection, where these documents are only some of it.
    """
    speakers = Speakers(registry or default())
    ordered = sorted(map(dated, documents), key=lambda d: d.id)
    by_report = _by_report(claims, ordered)
    origins: dict[str, Origin] = {}
    summed: set[str] = set()
    for document in ordered:
        told = by_report.get(document.id, [])
        mine = of_report(document, told, speakers)
        unnamed = frozenset(claim.id for claim in told if not mine[claim.id].named)
        summed |= summaries.of_report(told, mine, unnamed)
        origins |= mine
    found = copies.find(ordered, furniture)
    _through_copies(found, ordered, by_report, origins, speakers)
    for claim, source in (settled or {}).items():
        if claim in origins:
            speakers.met.setdefault(source.id, source)
            origins[claim] = origins[claim]._replace(source=source.id)
    whole = _retellings(ordered, by_report, origins) | dict(found.whole)
    retold = _retold(ordered, by_report, origins, summed, speakers)
    reasons = {claim: with_group(origin, speakers.met) for claim, origin in sorted(origins.items())}
    reasons |= dict.fromkeys(sorted(summed), "only sums up figures that the same report gives to others: no source")
    used = {claim: origin.source for claim, origin in sorted(origins.items())}
    sources = {source: speakers.met[source] for source in sorted(set(used.values()))}
    drifts = tuple(drift for one in retold for drift in one.drifts)
    lineage = Lineage(sources, used, frozenset(summed), dict(sorted(whole.items())), drifts, reasons)
    return lineage, {claim: telling for one in retold for claim, telling in one.against.items()}


def _by_report(claims: Iterable[Claim], documents: Iterable[Document]) -> dict[str, list[Claim]]:
    """Document id -> its claims in the order of the text; claims of documents not at hand are left out."""
    known = {document.id for document in documents}
    held: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.document in known:
            held[claim.document].append(claim)
    return {document: sorted(told, key=lambda c: (c.start, c.end, c.id)) for document, told in held.items()}


def _through_copies(
    found: copies.Copies,
    documents: Iterable[Document],
    by_report: Mapping[str, list[Claim]],
    origins: dict[str, Origin],
    speakers: Speakers,
) -> None:
    """A claim in words taken from an earlier report, and attributed to nobody, is whoever's that report is."""
    held = {document.id: document for document in documents}
    for document in held.values():
        spans = found.passages.get(document.id, ())
        for claim in by_report.get(document.id, []):
            if origins[claim.id].named:
                continue
            inside = [earlier for start, end, earlier in spans if start <= claim.start < end]
            earlier = min(inside, key=lambda d: copies.earlier(held[d]), default=found.whole.get(document.id))
            if earlier is not None:
                source = speakers.of_document(held[earlier]).source
                reason = f"repeats the words of {held[earlier].publisher or earlier}"
                origins[claim.id] = Origin(source, reason, False)


def _figure_keys(told: Iterable[Claim], origins: Mapping[str, Origin]) -> set[tuple[str, int | None, str, str]]:
    """Source, number, harm and place of what a report attributes to others."""
    named = (c for c in told if origins[c.id].named and c.level == "incident")
    return {(origins[c.id].source, number(c), c.harm, key) for c in named for key in place_keys(c)}


def _retellings(
    documents: Iterable[Document], by_report: Mapping[str, list[Claim]], origins: Mapping[str, Origin]
) -> dict[str, str]:
    """Reports that give the same figures of the same sources as an earlier one: the same story in other words."""
    seen: defaultdict[tuple[str, int | None, str, str], list[str]] = defaultdict(list)
    found: dict[str, str] = {}
    for document in sorted(documents, key=copies.earlier):
        told = by_report.get(document.id, [])
        keys = _figure_keys(told, origins)
        if len({key[:3] for key in keys}) >= FEWEST_SHARED:
            near = dict.fromkeys(d for key in sorted(keys, key=str) for d in seen[key][:MOST_COMPARED])
            same = next((d for d in near if _same_story(by_report[d], told, origins)), None)
            if same is not None:
                found[document.id] = found.get(same, same)
        for key in keys:
            seen[key].append(document.id)
    return found


def _same_story(earlier: list[Claim], later: list[Claim], origins: Mapping[str, Origin]) -> bool:
    """Whether the later report attributes nothing that the earlier one does not, and shares enough with it."""
    named = [c for c in later if origins[c.id].named and c.level == "incident"]
    theirs = [c for c in earlier if origins[c.id].named]
    same = [c for c in named if any(_same_figure(o, c, origins) for o in theirs)]
    return len(same) == len(named) and len({number(c) for c in same}) >= FEWEST_SHARED


def _same_figure(a: Claim, b: Claim, origins: Mapping[str, Origin]) -> bool:
    alike = (origins[a.id].source, number(a), a.harm) == (origins[b.id].source, number(b), b.harm)
    return alike and may_be_one_event(a, b) and bool(place_keys(a) & place_keys(b))


def _members(registry: Registry) -> dict[str, frozenset[str]]:
    """Group -> the ids of its sources."""
    held: defaultdict[str, set[str]] = defaultdict(set)
    for source in registry.sources.values():
        held[source.group or source.id].add(source.id)
    return {group: frozenset(ids) for group, ids in held.items()}


def _hands(source: str, own: str | None, cited: str | None, group: frozenset[str]) -> int:
    """Through how many hands a report has it: 0 the source's own, 1 the whole report rests on it, 2 it names it."""
    if own == source or (own in group and cited is None):
        return 0
    return 1 if cited == source or cited in group else 2


def _retold(
    documents: Iterable[Document],
    by_report: Mapping[str, list[Claim]],
    origins: Mapping[str, Origin],
    summed: set[str],
    speakers: Speakers,
) -> list[Retold]:
    """What every group of sources' tellings change, in a fixed order."""
    groups: defaultdict[str, list[Telling]] = defaultdict(list)
    members = _members(speakers.registry)
    for document in documents:
        own = speakers.known(document.publisher) if document.publisher else None
        cited = speakers.known(document.cites) if document.cites else None
        for claim in by_report.get(document.id, []):
            if claim.id in summed:
                continue
            source = speakers.met[origins[claim.id].source]
            spoken = speakers.registry.languages.get(source.id, frozenset())
            foreign = bool(spoken) and document.language not in spoken
            group = source.group or source.id
            alike = members.get(group, frozenset({source.id}))
            hands = _hands(source.id, own, cited, alike)
            groups[group].append(Telling(claim, hands, foreign, document.published, place_keys(claim)))
    return [of_source(groups[group]) for group in sorted(groups)]
