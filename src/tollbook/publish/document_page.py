"""The page of one report: its whole text in its own script, the claims highlighted, and what was read from each."""

from dataclasses import dataclass

from markupsafe import Markup

from tollbook.model import Document
from tollbook.publish.clean import direction, language, web_address
from tollbook.publish.highlight import Span, marked
from tollbook.publish.incident_page import ClaimEntry, claim_entry, title_of
from tollbook.publish.index import Index, claim_anchor, document_href, incident_href, statement_anchor
from tollbook.publish.retold import Quoted, quoted_statement
from tollbook.publish.texts import Texts
from tollbook.publish.words import publisher_words


@dataclass(frozen=True, slots=True)
class Linked:
    """A name that leads somewhere."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class ReportClaim:
    """A claim beside the text, with the incident it belongs to."""

    entry: ClaimEntry
    anchor: str
    incident: Linked | None
    blamed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Everything the report's template shows; ``address`` is a link only if it is http or https."""

    document: Document
    title: str
    publisher: str
    lang: str | None
    dir: str
    body: Markup
    address: str | None
    copy_of: Linked | None
    claims: tuple[ReportClaim, ...]
    statements: tuple[tuple[str, Quoted], ...]


def _spans(document: Document, index: Index) -> list[Span]:
    claims = [Span(c.start, c.end, claim_anchor(c.id)) for c in index.claims_in.get(document.id, ())]
    said = index.statements_in.get(document.id, ())
    return claims + [Span(s.start, s.end, statement_anchor(s.id), "said") for s in said]


def _incident(claim_id: str, t: Texts, index: Index) -> Linked | None:
    incident = index.incidents.get(index.incident_of.get(claim_id, ""))
    return Linked(title_of(incident, t, index), incident_href(incident.id)) if incident else None


def _report_claim(entry: ClaimEntry, t: Texts, index: Index) -> ReportClaim:
    claim = entry.claim
    blamed = tuple(dict.fromkeys(index.party_name(name, t.code) for name in claim.blamed))
    return ReportClaim(entry, claim_anchor(claim.id), _incident(claim.id, t, index), blamed)


def _copy_of(document: Document, t: Texts, index: Index) -> Linked | None:
    earlier = index.documents.get(index.lineage.copies.get(document.id, ""))
    return Linked(publisher_words(t, earlier), document_href(earlier.id)) if earlier else None


def document_page(document: Document, t: Texts, index: Index) -> DocumentPage:
    """All that the page of one report shows, in the language of ``t``."""
    entries = (claim_entry(c, t, index, {}) for c in index.claims_in.get(document.id, ()))
    claims = (_report_claim(entry, t, index) for entry in entries if entry)
    said = index.statements_in.get(document.id, ())
    statements = ((statement_anchor(s.id), quoted_statement(s, t, index)) for s in said)
    return DocumentPage(
        document=document,
        title=document.title or publisher_words(t, document),
        publisher=publisher_words(t, document),
        lang=language(document.language),
        dir=direction(document.language),
        body=marked(document.text, _spans(document, index)),
        address=web_address(document.url),
        copy_of=_copy_of(document, t, index),
        claims=tuple(claims),
        statements=tuple((anchor, q) for anchor, q in statements if q),
    )


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One line of the list of reports."""

    href: str
    name: str
    title: str
    document: Document
    lang: str | None
    dir: str
    claims: int


def document_row(document: Document, t: Texts, index: Index) -> DocumentRow:
    """The report as a row of the list."""
    return DocumentRow(
        document_href(document.id),
        publisher_words(t, document),
        document.title or "",
        document,
        language(document.language),
        direction(document.language),
        len(index.claims_in.get(document.id, ())),
    )
