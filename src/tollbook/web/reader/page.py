"""All that the reader shows of one report, with a number of queries that does not grow with the workspace."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from markupsafe import Markup

from tollbook.casebook import models
from tollbook.casebook.decisions import Decision
from tollbook.casebook.restore import incidents_of, statement_from_json
from tollbook.casebook.rows import records
from tollbook.model import Claim, Document, Incident, Lineage, Statement
from tollbook.publish.clean import direction, language, visible
from tollbook.publish.highlight import Span, marked
from tollbook.publish.index import claim_anchor, statement_anchor
from tollbook.publish.retold import in_sentence
from tollbook.publish.told import rule_text
from tollbook.web.here import DATABASE, workspace
from tollbook.web.reader import deciding, words
from tollbook.web.reader.evidence import lineage_of
from tollbook.web.told import page_texts


@dataclass(frozen=True, slots=True)
class Card:
    """One claim with everything read from it and decided about it."""

    claim: Claim
    anchor: str
    state: str
    decision: Decision | None
    version: int
    number: str
    parts: str
    days: str
    rule: str
    origin: str
    origin_reason: str
    summary: bool
    incident: Incident | None
    incident_title: str
    reason: str

    @property
    def quote(self) -> str:
        """Its words, with characters that could reorder or hide others written out."""
        return visible(self.claim.quote)

    @property
    def open(self) -> bool:
        """Whether nobody has decided about it yet."""
        return self.decision is None

    @property
    def named(self) -> Mapping[str, Any]:
        """The values that are one of a few, as the page calls them."""
        claim, means = self.claim, self.claim.means or ""
        return {
            "harm": words.HARM[claim.harm],
            "who": words.WHO[claim.who],
            "stance": words.STANCE[claim.stance],
            "level": words.LEVEL[claim.level],
            "means": words.MEANS.get(means, means),
            "state": words.STATE[self.state],
        }


@dataclass(frozen=True, slots=True)
class Told:
    """Two sentences of which the second retells the first differently."""

    what: Any
    sentences: tuple[tuple[Document, Markup], ...]
    here: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The report and what is beside it."""

    document: Document
    lang: str | None
    dir: str
    body: Markup
    cards: tuple[Card, ...]
    statements: tuple[tuple[Statement, str, Any], ...]

    @property
    def title(self) -> str:
        """The headline, else the report's id."""
        return visible(self.document.title or self.document.id)

    @property
    def undecided(self) -> int:
        """How many claims nobody has decided about."""
        return sum(card.open for card in self.cards)


def page_of(document: Document) -> Page:
    """The report's text with its claims, as people left them."""
    claims, standing, versions = deciding.everything(document.id)
    rows = models.Statement.objects.filter(document=document.id).order_by("start", "end", "id")
    statements = [statement_from_json(line) for line in records(rows)]
    return Page(
        document=document,
        lang=language(document.language),
        dir=direction(document.language),
        body=marked(document.text, _spans(claims, statements, standing)),
        cards=tuple(_cards(claims, standing, versions)),
        statements=tuple(
            (one, statement_anchor(one.id), words.STATEMENT.get(one.kind, one.kind)) for one in statements
        ),
    )


def _spans(claims: Sequence[Claim], statements: Sequence[Statement], standing: Mapping[str, Decision]) -> list[Span]:
    return [
        *(Span(one.start, one.end, claim_anchor(one.id), _state(standing.get(one.id))) for one in claims),
        *(Span(one.start, one.end, statement_anchor(one.id), "said") for one in statements),
    ]


def _state(decision: Decision | None) -> str:
    return decision.kind if decision else "proposed"


def _cards(claims: Sequence[Claim], standing: Mapping[str, Decision], versions: Mapping[str, int]) -> list[Card]:
    lineage = lineage_of(claims, ())
    homes = dict(
        models.IncidentClaim.objects.filter(claim_id__in=[one.id for one in claims]).values_list(
            "claim_id", "incident_id"
        )
    )
    incidents = {one.id: one for one in incidents_of(DATABASE, sorted(set(homes.values())))} if homes else {}
    return [
        _card(one, standing.get(one.id), versions.get(one.id, 0), lineage, incidents.get(homes.get(one.id, "")))
        for one in claims
    ]


def _card(claim: Claim, decision: Decision | None, version: int, lineage: Lineage, incident: Incident | None) -> Card:
    source = lineage.sources.get(lineage.origin.get(claim.id, ""))
    rule = rule_text(claim.rule)
    return Card(
        claim=claim,
        anchor=claim_anchor(claim.id),
        state=_state(decision),
        decision=decision,
        version=version,
        number=words.number(claim),
        parts=words.parts(claim),
        days=words.period(claim.when),
        rule=page_texts().own(rule.text, rule.text_ar, rule.further) if rule else claim.rule,
        origin=source.name if source else "",
        origin_reason=lineage.reasons.get(claim.id, ""),
        summary=claim.id in lineage.summaries,
        incident=incident,
        incident_title=words.title(incident) if incident else "",
        reason=_reason(decision),
    )


def _reason(decision: Decision | None) -> str:
    """Why, with the typed part in the language of the page."""
    said = decision.reason if decision else ""
    code, colon, rest = said.partition(":")
    typed = words.REJECTED.get(code)
    return said if typed is None else f"{typed}{colon}{rest}"


def remarks(page: Page) -> dict[str, Any]:
    """What capture and trace have to say about the report: remarks, whose copy it is, its copies, retellings."""
    document = page.document
    readings = models.Appearance.objects.filter(document=document.id).values("reading")
    alone = Q(where=document.origin or "")
    single = models.Reading.objects.filter(pk__in=readings).annotate(many=Count("appearance")).filter(many=1)
    noted = models.SkippedItem.objects.filter(reading__in=readings, read=True).filter(alone | Q(reading__in=single))
    first = models.Copy.objects.filter(document_id=document.id).values_list("of", flat=True).first()
    copies = list(
        models.Copy.objects.filter(of=document.id).order_by("document_id").values_list("document_id", flat=True)
    )
    named = {one.id: one for one in workspace().fetch([key for key in (first, *copies[:20]) if key])}
    return {
        "noted": list(noted.distinct()[:20]),
        "copy_of": named.get(first or ""),
        "copies": [named[key] for key in copies if key in named],
        "more_copies": max(0, len(copies) - 20),
        "drifts": _drifts(document, [card.claim.id for card in page.cards]),
    }


def _drifts(document: Document, keys: Sequence[str]) -> list[Told]:
    """Retellings between a claim of this report and another, both sentences with each."""
    rows = list(models.Drift.objects.filter(Q(from_claim__in=keys) | Q(to_claim__in=keys)).order_by("position")[:20])
    ids = {key for row in rows for key in (row.from_claim, row.to_claim)}
    homes = dict(models.Claim.objects.filter(id__in=ids).values_list("id", "document_id"))
    reports = {one.id: one for one in workspace().fetch(sorted({document.id, *homes.values()}))} if rows else {}
    said = {one.id: one for one in workspace().claims_in(list(reports))} if rows else {}
    return [
        Told(
            words.DRIFT.get(row.what, row.what),
            tuple(
                (
                    reports[said[key].document],
                    in_sentence(reports[said[key].document].text, said[key].start, said[key].end),
                )
                for key in (row.from_claim, row.to_claim)
                if key in said
            ),
            row.to_claim in keys,
        )
        for row in rows
    ]
