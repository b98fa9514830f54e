"""From claims to incidents: mentions of each report, pairs worth comparing, evidence, groups, records."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from tollbook.gather import blocking, cluster, incidents, judged, mentions
from tollbook.gather import statements as said
from tollbook.gather.evidence import Waterfall, waterfall
from tollbook.gather.features import head_words
from tollbook.gather.judgements import Judgement, Overruled, Ruling
from tollbook.gather.mentions import Mention
from tollbook.gather.surroundings import Near, place_words
from tollbook.gather.sweeps import paused
from tollbook.gather.ties import Ties, place_bits, rarity, span_bits
from tollbook.gather.weights import Weights, default
from tollbook.model import Claim, Document, Incident, Lineage, Statement
from tollbook.text.stamps import dated

NO_TIES = Ties(frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Material:
    """What is gathered: reports, claims, what trace found, what parties said without a toll, what people judged."""

    documents: Sequence[Document]
    claims: Sequence[Claim]
    lineage: Lineage
    statements: Sequence[Statement] = ()
    judgements: Sequence[Judgement] = ()


@dataclass(frozen=True, slots=True)
class Gathering:
    """Incidents, the claims kept aside (no event, or the total of several), and why the mentions were joined."""

    incidents: tuple[Incident, ...]
    aside: tuple[str, ...]
    waterfalls: tuple[Waterfall, ...]
    overruled: tuple[Overruled, ...] = ()
    """Judgements that newer ones contradict."""
    kin: Mapping[str, str] = field(default_factory=dict)
    """Incident id -> the mention its kin is named by: only incidents of one kin can change each other."""
    whole: tuple[Mention, ...] = ()
    """Every mention that could be joined, in order, with all its words."""
    ready: tuple[Mention, ...] = ()
    """The same as they were compared: with only those words that find others."""
    ties: Ties = NO_TIES


def gather(  # noqa: PLR0913, PLR0917 (all that is gathered)
    documents: Iterable[Document],
    claims: Iterable[Claim],
    lineage: Lineage,
    statements: Iterable[Statement] = (),
    within_document: bool = False,
    judgements: Iterable[Judgement] = (),
) -> list[Incident]:
    """Incidents without figures and grades, by day; the same whatever the order of the input.

    ``within_document`` gathers every report by itself, as one assessment of one event. Each claim is in at most one
    incident; claims about a campaign or the background are in none. ``judgements`` hold whatever the evidence, also of
    two events of one report; ``within_document`` leaves them aside.
    """
    material = Material(tuple(documents), tuple(claims), lineage, tuple(statements), tuple(judgements))
    with paused():
        return list(in_full(material, within_document).incidents)


def in_full(
    material: Material, within_document: bool = False, weights: Weights | None = None, near: Near | None = None
) -> Gathering:
    """As ``gather``, with what was left aside and the waterfall behind every join.

    ``near``: the material is a neighbourhood in a larger collection; only some of its claims are gathered.
    """
    held = {document.id: dated(document) for document in material.documents}
    told = {claim.id: claim for claim in material.claims if claim.document in held}
    lineage = material.lineage
    every = mentions.of_all(held, _by_report(told.values()), lineage, within_document)
    ruling = judged.ruled(every, () if within_document else material.judgements)
    every = judged.cut(every, ruling, held, lineage)
    firm = _in_order(m for m in every if not m.floating and (near is None or near.wants(c.id for c in m.claims)))
    chosen, ties = weights or default(), _ties(lineage, firm, near)
    scorer, ready = cluster.Scorer(ties, chosen), [] if within_document else _ready(firm, held, ties, near)
    drawn = _alone(firm) if within_document else _clusters(ready, ties, scorer, chosen, ruling)
    groups = [[(ready or firm)[i] for i in group] for group in drawn.groups]
    totals: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in (m for m in every if m.floating):
        totals[mention.addends[0]].append(mention)
    placed = [_anchored(group + judged.fitting(_totals(group, totals), group, ruling), held) for group in groups]
    falls = [
        judged.shown(group, _why(group, ties, scorer, chosen), ruling, partial(_weighed, ties, chosen))
        for group in placed
    ]
    found = [incidents.build(group, why, held) for group, why in zip(placed, falls, strict=True)]
    ordered = sorted(judged.asked(found, ruling), key=_in_time)
    inside = {claim for incident in ordered for claim in incident.claims}
    return Gathering(
        tuple(said.attach(ordered, material.statements, told, held)),
        tuple(sorted(told.keys() - inside)),
        tuple(fall for why in falls for fall in why.values()),
        ruling.overruled,
        {one.id: firm[kin].id for one, kin in zip(found, drawn.kin, strict=True)},
        tuple(firm),
        tuple(ready),
        ties,
    )


def explain(material: Material, a: str, b: str) -> Waterfall | None:
    """The evidence between the mentions that hold claims ``a`` and ``b``; ``None`` where one is in no mention."""
    return explainer(material)(a, b)


def explainer(material: Material) -> Callable[[str, str], Waterfall | None]:
    """``explain`` for any number of pairs of one material, which is made ready once."""
    held = {document.id: dated(document) for document in material.documents}
    told = [claim for claim in material.claims if claim.document in held]
    every = mentions.of_all(held, _by_report(told), material.lineage)
    ruling = judged.ruled(every, material.judgements)
    every = judged.cut(every, ruling, held, material.lineage)
    ties = _ties(material.lineage, every)
    by_claim = {claim.id: mention for mention in _ready(_in_order(every), held, ties) for claim in mention.claims}

    def explained(a: str, b: str) -> Waterfall | None:
        if a not in by_claim or b not in by_claim:
            return None
        fall = waterfall(by_claim[a], by_claim[b], ties, default())
        return judged.judged(fall, by_claim[a], by_claim[b], ruling)

    return explained


def _weighed(ties: Ties, weights: Weights, a: Mention, b: Mention) -> Waterfall:
    return waterfall(a, b, ties, weights)


def _by_report(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    held: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        held[claim.document].append(claim)
    return held


def _ties(lineage: Lineage, every: Sequence[Mention], near: Near | None = None) -> Ties:
    copies = frozenset(frozenset(pair) for pair in lineage.copies.items())
    drifts = frozenset(frozenset((d.from_, d.to)) for d in lineage.drifts)
    if near is not None:
        return Ties(copies, drifts, near.around.rarity(every), near.around.place_bits(every), near.around.span_bits)
    return Ties(copies, drifts, rarity(every), place_bits(every), span_bits(every))


def _in_order(every: Iterable[Mention]) -> list[Mention]:
    return sorted(every, key=lambda m: (m.document, m.claims[0].start, m.id))


def _ready(
    firm: Sequence[Mention], documents: Mapping[str, Document], ties: Ties, near: Near | None = None
) -> list[Mention]:
    """The mentions with only the rare words and those of places that any claim is tied to."""
    of_places = place_words(firm) | (near.around.places if near else frozenset())
    return [
        replace(m, terms=m.terms & ties.rarity.keys(), named=head_words(documents[m.document].text) & of_places)
        for m in firm
    ]


def _alone(firm: Sequence[Mention]) -> cluster.Clusters:
    return cluster.Clusters([[i] for i in range(len(firm))], list(range(len(firm))))


def _clusters(
    ready: Sequence[Mention], ties: Ties, scorer: cluster.Scorer, weights: Weights, ruling: Ruling
) -> cluster.Clusters:
    return cluster.cluster(ready, blocking.candidates(ready, ties), scorer, weights, judged.bonds(ready, ruling))


def _totals(group: Sequence[Mention], totals: Mapping[str, Sequence[Mention]]) -> list[Mention]:
    """The totals all of whose parts this group holds."""
    inside = {claim.id for mention in group for claim in mention.claims}
    return [t for claim in sorted(inside) for t in totals.get(claim, ()) if set(t.addends) <= inside]


def _anchored(group: list[Mention], documents: Mapping[str, Document]) -> list[Mention]:
    """The group with the mention of its earliest claim first."""
    first = incidents.anchor([claim for mention in group for claim in mention.claims], documents)
    return sorted(group, key=lambda m: (first not in m.claims, m.document, m.claims[0].start, m.id))


def _why(group: Sequence[Mention], ties: Ties, scorer: cluster.Scorer, weights: Weights) -> dict[str, Waterfall]:
    """For every mention after the first, its strongest tie to those before it."""
    found: dict[str, Waterfall] = {}
    for i, mention in enumerate(group[1:], 1):
        before = [m for m in group[max(0, i - cluster.SAMPLE) : i] if m.document != mention.document]
        if before:
            best = max(before, key=lambda m: (scorer(m, mention), m.id))
            found[mention.id] = waterfall(best, mention, ties, weights)
    return found


def _in_time(incident: Incident) -> tuple[bool, str, str]:
    start = incident.when.start.isoformat() if incident.when and incident.when.start else ""
    return not start, start, incident.id
