"""Who had it from whom, what changed on the way, and which claims cannot all hold: each with its sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from tollbook.model import Claim, Document, Drift, Incident, Statement
from tollbook.publish.clean import direction, isolated, language
from tollbook.publish.highlight import excerpt
from tollbook.publish.index import Index, claim_href, counted_with, document_href, source_name, statement_href
from tollbook.publish.texts import Texts
from tollbook.publish.words import breakdown_words, claim_words, publisher_words
from tollbook.text import sentences

WINDOW = 1500


@dataclass(frozen=True, slots=True)
class Quoted:
    """One sentence with the words it turns on marked, in its own language, and where it stands."""

    html: Markup
    lang: str | None
    dir: str
    words: str
    speaker: str
    publisher: str
    published: date | None
    href: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Drifts between the same two sentences, or a contradiction: kinds with plain words, and the sentences."""

    lines: tuple[tuple[str, str], ...]
    sentences: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Relay:
    """A report that passes a source's claim on; ``copies`` repeat its words and are folded away."""

    name: str
    published: date | None
    href: str
    cites: str
    words: tuple[str, ...]
    own: bool
    copies: tuple["Relay", ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """An original speaker with the reports that carry what it said."""

    name: str
    kind: str
    group: tuple[str, ...]
    relays: tuple[Relay, ...]


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Offsets of the sentence or sentences that hold [start, end), looked for within 1,500 code points of it."""
    shift = max(0, start - WINDOW)
    split = sentences.split(text[shift : end + WINDOW])
    holding = [(a + shift, b + shift) for a, b in split if a + shift < end and b + shift > start]
    return min((a for a, _ in holding), default=start), max((b for _, b in holding), default=end)


def in_sentence(text: str, start: int, end: int) -> Markup:
    """The sentence around [start, end) as HTML, these words marked."""
    low, high = sentence_around(text, start, end)
    low, high = min(low, start), max(high, end)
    return excerpt(text[low:high], start - low, end - low)


def quoted(claim: Claim, t: Texts, index: Index) -> Quoted | None:
    """A claim with its sentence; ``None`` where its report is not at hand."""
    document = index.documents.get(claim.document)
    if document is None:
        return None
    source = index.source(claim.id)
    return Quoted(
        in_sentence(document.text, claim.start, claim.end),
        language(document.language),
        direction(document.language),
        " ".join(filter(None, (claim_words(t, claim), breakdown_words(t, claim)))),
        source_name(source, t.code) if source else t("source.unnamed"),
        publisher_words(t, document),
        document.published,
        claim_href(claim),
    )


def quoted_statement(statement: Statement, t: Texts, index: Index) -> Quoted | None:
    """A statement without a toll, with its sentence."""
    document = index.documents.get(statement.document)
    if document is None:
        return None
    return Quoted(
        in_sentence(document.text, statement.start, statement.end),
        language(document.language),
        direction(document.language),
        t.named("statement", statement.kind),
        index.party_name(statement.speaker or "", t.code) or t("source.unnamed"),
        publisher_words(t, document),
        document.published,
        statement_href(statement),
    )


def _pair(ids: Iterable[str], t: Texts, index: Index) -> tuple[Quoted, ...]:
    found = (quoted(index.claims[c], t, index) for c in ids if c in index.claims)
    return tuple(q for q in found if q)


def drifts(incident: Incident, t: Texts, index: Index) -> list[Difference]:
    """What a retelling changed, for every drift that touches the incident's claims."""
    mine = set(incident.claims)
    listed = [d for figure in incident.figures.values() for d in figure.drift]
    listed += [d for d in index.lineage.drifts if d.to in mine or d.from_ in mine]
    pairs: dict[tuple[Markup, Markup], tuple[tuple[Quoted, ...], dict[str, str]]] = {}
    for drift in sorted(set(listed), key=lambda d: (d.from_, d.to, d.what)):
        pair = _pair((drift.from_, drift.to), t, index)
        if len(pair) == 2:
            lines = pairs.setdefault((pair[0].html, pair[1].html), (pair, {}))[1]
            lines.setdefault(drift.what, _drift_words(drift, pair, t))
    return _told_alike([Difference(tuple(lines.items()), pair) for pair, lines in pairs.values()])


def _told_alike(found: list[Difference]) -> list[Difference]:
    """What several reports changed in one telling in the same way, once, with each of their sentences by date."""
    alike: dict[tuple[tuple[tuple[str, str], ...], Quoted], list[Quoted]] = {}
    for one in found:
        alike.setdefault((one.lines, one.sentences[0]), []).extend(one.sentences[1:])
    return [
        Difference(lines, (first, *sorted(later, key=lambda q: (q.published or date.max, q.href))))
        for (lines, first), later in alike.items()
    ]


def _drift_words(drift: Drift, pair: tuple[Quoted, ...], t: Texts) -> str:
    first, later = pair
    return t(f"drift.{drift.what}", speaker=isolated(first.speaker), earlier=first.words, later=later.words)


def contradictions(incident: Incident, t: Texts, index: Index) -> list[Difference]:
    """The smallest sets of claims that cannot all hold, by figure."""
    made: dict[tuple[str, ...], Difference] = {}
    for key, figure in incident.figures.items():
        for ids in figure.contradictions:
            pair = _pair(ids, t, index)
            if len(pair) > 1:
                words = t("contradiction.words", len(pair), claims=_against(pair, t), harm=t(f"figure.{key}"))
                made.setdefault(tuple(sorted(ids)), Difference((("contradiction", words),), pair))
    return list(made.values())


def _against(pair: Sequence[Quoted], t: Texts) -> str:
    """Each claim with its speaker: "A: 36 civilians killed; B: 40 people killed"."""
    said = (t("contradiction.claim", claim=q.words, speaker=isolated(q.speaker)) for q in pair)
    return t("list.semicolon").join(said)


def _relay(document: Document, claims: list[Claim], source_name_: str, t: Texts, copies: tuple[Relay, ...]) -> Relay:
    href = claim_href(claims[0]) if claims else document_href(document.id)
    words = tuple(dict.fromkeys(claim_words(t, claim) for claim in claims))
    own = bool(document.publisher) and document.publisher == source_name_
    return Relay(publisher_words(t, document), document.published, href, document.cites or "", words, own, copies)


def _origin(source_id: str, claims: list[Claim], t: Texts, index: Index) -> Origin:
    source = index.lineage.sources[source_id]
    name = source_name(source, t.code)
    by_document: dict[str, list[Claim]] = {}
    for claim in claims:
        by_document.setdefault(claim.document, []).append(claim)
    present = [index.documents[d] for d in by_document if d in index.documents]
    roots = [d for d in present if index.lineage.copies.get(d.id) not in by_document]
    relays = []
    for root in roots:
        copied = [d for d in present if _root(d.id, index, by_document) == root.id and d is not root]
        folded = tuple(_relay(d, by_document[d.id], source.name, t, ()) for d in copied)
        relays.append(_relay(root, by_document[root.id], source.name, t, folded))
    return Origin(name, source.kind, tuple(counted_with(source_id, t.code, index.lineage)), tuple(relays))


def _root(document_id: str, index: Index, within: Iterable[str]) -> str:
    known, seen = set(within), {document_id}
    while (earlier := index.lineage.copies.get(document_id)) in known and earlier not in seen:
        document_id = earlier
        seen.add(earlier)
    return document_id


def origins(incident: Incident, t: Texts, index: Index) -> list[Origin]:
    """Each original speaker with the reports that carry it, in the order of first saying."""
    by_source: dict[str, list[Claim]] = {}
    for claim in index.claims_of(incident):
        source = index.lineage.origin.get(claim.id, "")
        if source in index.lineage.sources and claim.id not in index.lineage.summaries:
            by_source.setdefault(source, []).append(claim)
    return [_origin(source, claims, t, index) for source, claims in by_source.items()]
