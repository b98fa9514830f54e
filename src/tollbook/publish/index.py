"""Finding things: records by id, the incident a claim belongs to, names in the page's script, addresses of pages."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from tollbook.model import Claim, Document, Incident, Lineage, Place, Source, Statement
from tollbook.publish.clean import slug
from tollbook.publish.data import SiteData

ARABIC = re.compile("[\u0600-\u06ff]")
LATIN = re.compile("[A-Za-z]")
Said = TypeVar("Said", Claim, Statement)
SCRIPTS = {"ar": ARABIC, "en": LATIN, "fr": LATIN}


@dataclass(frozen=True, slots=True)
class Index:
    """The records of a site by id. ``spellings``: place key -> a gazetteer's other names, then reports' spellings."""

    documents: Mapping[str, Document]
    claims: Mapping[str, Claim]
    incidents: Mapping[str, Incident]
    statements: Mapping[str, Statement]
    incident_of: Mapping[str, str]
    claims_in: Mapping[str, tuple[Claim, ...]]
    statements_in: Mapping[str, tuple[Statement, ...]]
    spellings: Mapping[str, tuple[str, ...]]
    lineage: Lineage
    parties: Mapping[str, Source] = field(default_factory=dict)
    named: Mapping[str, Source] = field(default_factory=dict)

    def source(self, claim_id: str) -> Source | None:
        """The original speaker of a claim, where trace named one."""
        return self.lineage.sources.get(self.lineage.origin.get(claim_id, ""))

    def claims_of(self, incident: Incident) -> list[Claim]:
        """The incident's claims that are at hand, in the order of first saying."""
        return sorted((self.claims[c] for c in incident.claims if c in self.claims), key=self.said)

    def statements_of(self, incident: Incident) -> list[Statement]:
        """What parties said about the incident without a toll, by date."""
        found = (self.statements[s] for s in incident.statements if s in self.statements)
        return sorted(found, key=lambda s: (self._published(s.document), s.id))

    def party_name(self, written: str, code: str) -> str:
        """The name of a party (a speaker, whoever is blamed) in the page's script where known, else as written."""
        party = self.parties.get(written)
        return source_name(party, code) if party else written

    def documents_of(self, incident: Incident) -> list[Document]:
        """The reports the incident rests on, by date."""
        ids = {*incident.documents, *(c.document for c in self.claims_of(incident))}
        found = (self.documents[d] for d in ids if d in self.documents)
        return sorted(found, key=lambda d: (self._published(d.id), d.id))

    def said(self, claim: Claim) -> tuple[str, str, int, str]:
        """Sort key: publication date (unknown last), document, position, id."""
        return (self._published(claim.document), claim.document, claim.start, claim.id)

    def _published(self, document_id: str) -> str:
        document = self.documents.get(document_id)
        return document.published.isoformat() if document and document.published else "9999"

    def place_name(self, place: Place, code: str) -> str:
        """The place's name in the page's script if any report or gazetteer spells it so."""
        known = [name for name in (place.name, *self.spellings.get(place_key(place), ()), place.text) if name]
        return next((name for name in known if SCRIPTS[code].search(name)), known[0] if known else "")

    def place_names(self, places: Iterable[Place], code: str) -> list[str]:
        """Names without repeats, in order."""
        return list(dict.fromkeys(self.place_name(place, code) for place in places))


def place_key(place: Place) -> str:
    """What makes two mentions one place: its id, else its name, else its text."""
    return place.id or place.name or place.text


def source_name(source: Source, code: str) -> str:
    """The source's name in the page's script, where an alias has it."""
    known = (source.name, *source.aliases)
    return next((name for name in known if SCRIPTS[code].search(name)), source.name)


def counted_with(source_id: str, code: str, lineage: Lineage) -> list[str]:
    """Names of the other sources of a source's independence group."""
    group = lineage.group_of(source_id)
    others = (s for s in lineage.sources.values() if s.id != source_id and lineage.group_of(s.id) == group)
    return sorted(source_name(source, code) for source in others)


def _spellings(data: SiteData) -> dict[str, tuple[str, ...]]:
    counts: dict[str, Counter[str]] = {}
    for claim in data.claims:
        for place in claim.places:
            counts.setdefault(place_key(place), Counter())[place.text] += 1
    said = {key: sorted(found, key=lambda s: (-found[s], s)) for key, found in counts.items()}
    keys = {**said, **data.place_names}
    return {key: (*data.place_names.get(key, ()), *said.get(key, ())) for key in keys}


def _by_document(items: Iterable[Said]) -> dict[str, tuple[Said, ...]]:
    grouped: dict[str, list[Said]] = {}
    for item in sorted(items, key=lambda i: (i.start, i.end, i.id)):
        grouped.setdefault(item.document, []).append(item)
    return {document: tuple(found) for document, found in grouped.items()}


def build_index(data: SiteData) -> Index:
    """The index of one site's records."""
    return Index(
        documents={d.id: d for d in data.documents},
        claims={c.id: c for c in data.claims},
        incidents={i.id: i for i in data.incidents},
        statements={s.id: s for s in data.statements},
        incident_of={claim: i.id for i in data.incidents for claim in i.claims},
        claims_in=_by_document(data.claims),
        statements_in=_by_document(data.statements),
        spellings=_spellings(data),
        lineage=data.lineage,
        parties=data.parties,
        named={source.name: source for source in data.lineage.sources.values()},
    )


def incident_href(incident_id: str) -> str:
    """The incident's page, from the language's root."""
    return f"incident/{slug(incident_id)}.html"


def document_href(document_id: str) -> str:
    """The report's page, from the language's root."""
    return f"report/{slug(document_id)}.html"


def claim_anchor(claim_id: str) -> str:
    """The element id of a claim's words on its report's page."""
    return f"c-{slug(claim_id)}"


def statement_anchor(statement_id: str) -> str:
    """The element id of a statement's words on its report's page."""
    return f"s-{slug(statement_id)}"


def claim_href(claim: Claim) -> str:
    """The claim's own sentence in its report, from the language's root."""
    return f"{document_href(claim.document)}#{claim_anchor(claim.id)}"


def statement_href(statement: Statement) -> str:
    """The statement's own sentence in its report, from the language's root."""
    return f"{document_href(statement.document)}#{statement_anchor(statement.id)}"
