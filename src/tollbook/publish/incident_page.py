"""The page of one incident: the figure in a sentence, and everything that sentence rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from tollbook.model import Claim, Document, Figure, Grade, Incident, Reason
from tollbook.publish.answers import Party, parties
from tollbook.publish.clean import isolated
from tollbook.publish.course import Growth, PartRow, growths, part_rows
from tollbook.publish.data import RuleText, SiteData
from tollbook.publish.index import Index, document_href, incident_href, source_name
from tollbook.publish.ladder import Ladder, ladders
from tollbook.publish.maps import Drawing, Spot, draw, spots
from tollbook.publish.openings import open_questions
from tollbook.publish.reasons import reason_words
from tollbook.publish.retold import (
    Difference,
    Origin,
    Quoted,
    contradictions,
    drifts,
    origins,
    quoted,
)
from tollbook.publish.said import retold
from tollbook.publish.strikes_section import StrikesSection, strikes_section
from tollbook.publish.texts import Texts
from tollbook.publish.tolls import toll_words
from tollbook.publish.words import (
    FIGURES,
    NOUN,
    breakdown_words,
    claim_words,
    counted,
    figure_words,
    harm_words,
    most,
    period_words,
    place_precision,
    publisher_words,
    short,
    short_figure,
    supported,
    table_period,
)

MAP_SIZE = (480, 340)


@dataclass(frozen=True, slots=True)
class Headline:
    """The box: the sentence, the line below it, and the sentence made for copying."""

    sentence: str
    reported: Markup
    copy: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GradeCard:
    """One standard's proposal with its reasons in the page's language."""

    standard: str
    name: str
    value: str
    reasons: tuple[Markup, ...]
    chosen: bool
    figure: str = ""


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """One report in the order of publication, with what it says about the incident."""

    document: Document
    name: str
    published: date | None
    words: tuple[str, ...]
    href: str
    copy: bool


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """One claim with its sentence and everything that was read from it."""

    claim: Claim
    quote: Quoted
    numbers: str
    words: str
    when: str
    places: str
    summary: bool
    evidence: str
    origin_reason: str


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """Everything the incident's template shows."""

    incident: Incident
    title: str
    precision: str
    headline: Headline
    ladders: tuple[Ladder, ...]
    growths: tuple[Growth, ...]
    parts: tuple[PartRow, ...]
    silent: tuple[Party, ...]
    drifts: tuple[Difference, ...]
    contradictions: tuple[Difference, ...]
    origins: tuple[Origin, ...]
    grades: tuple[GradeCard, ...]
    questions: tuple[str, ...]
    drawing: Drawing | None
    spots: tuple[Spot, ...]
    reports: tuple[ReportEntry, ...]
    claims: tuple[ClaimEntry, ...]
    copied: tuple[ClaimEntry, ...]
    strikes: StrikesSection | None = None


def main_key(incident: Incident) -> str | None:
    """The figure an incident is headed by: civilians killed, else the first in the fixed order that is known."""
    known = [k for k in FIGURES if k in incident.figures and incident.figures[k].min is not None]
    return known[0] if known else next((k for k in FIGURES if k in incident.figures), None)


def title_of(incident: Incident, t: Texts, index: Index) -> str:
    """Places and date, unknown written as unknown."""
    names = [isolated(name) for name in index.place_names(incident.places, t.code)]
    shown = names if len(names) < 5 else [*names[:3], t("place.more", len(names) - 3)]
    where = t.listing(shown) if names else t("place.unknown")
    return t("incident.title", places=where, date=period_words(t, incident.when))


def sentence_of(incident: Incident, t: Texts) -> str:
    """The figure in a sentence with what supports it."""
    sentence = _sentence(incident, t)
    return sentence[:1].upper() + sentence[1:]


def _sentence(incident: Incident, t: Texts) -> str:
    key = main_key(incident)
    if key is None:
        return t("figure.none")
    figure = incident.figures[key]  # type: ignore[index] # main_key gives a key of figures
    two, one = supported(figure, 2), supported(figure, 1)
    if two:
        people = t("count.or_more", people=counted(t, NOUN[key], two))
        return t("headline.two", what=harm_words(t, key, people, two))
    if one or figure.min is not None or figure.max is not None:
        what = harm_words(t, key, figure_words(t, key, figure), most(figure.min, figure.max))
        return t("headline.one" if figure.independent_sources == 1 else "headline.apart", what=what)
    return t("headline.unknown", harm=t(f"figure.{key}"))


def _tally(incident: Incident, figure: Figure, t: Texts) -> list[str]:
    return [t("tally.reports", len(incident.documents)), t("tally.sources", figure.independent_sources)]


def _reported(incident: Incident, key: str, figure: Figure, t: Texts) -> Markup:
    parts = [t("headline.reported", range=figure_words(t, key, figure)), *_tally(incident, figure, t)]
    if incident.grade and incident.grade.value:
        parts.append(t("headline.grade", grade=t.named("grade", incident.grade.value)))
    return Markup(' <span class="sep">·</span> ').join(Markup("<span>{}</span>").format(p) for p in parts)


def copy_sentence(incident: Incident, key: str, title: str, data: SiteData, t: Texts) -> str:
    """One figure as a sentence to be quoted: its range, day, rule and caveat."""
    figure = incident.figures[key]  # type: ignore[index]
    two = supported(figure, 2)
    people = t("count.at_least", people=counted(t, NOUN[key], two)) if two else figure_words(t, key, figure)
    rule = "copy.two" if two else "copy.one" if figure.independent_sources == 1 else "copy.apart"
    tally = t.listing(_tally(incident, figure, t))
    what = harm_words(t, key, people, two or most(figure.min, figure.max))
    stated = t(rule, what=what, title=title, range=figure_words(t, key, figure), tally=tally)
    made = t("copy.made", version=data.version, date=t.day(data.date))
    return " ".join((stated, t("copy.caveat"), made))


def _notes(incident: Incident, figure: Figure, t: Texts) -> tuple[str, ...]:
    notes = [t("note.floor")]
    if figure.by_convention:
        notes.append(t("note.convention"))
    if figure.contradictions:
        notes.append(t("note.contradicted"))
    if any(f.drift for f in incident.figures.values()):
        notes.append(t("note.drift"))
    return tuple(notes)


def headline(incident: Incident, title: str, data: SiteData, t: Texts) -> Headline:
    """The box of the incident page."""
    key = main_key(incident)
    sentence = sentence_of(incident, t)
    if key is None:
        return Headline(sentence, Markup(""), "", ())
    figure = incident.figures[key]  # type: ignore[index]
    copy = copy_sentence(incident, key, title, data, t)
    return Headline(sentence, _reported(incident, key, figure, t), copy, _notes(incident, figure, t))


def _grade_card(grade: Grade, chosen: Grade | None, data: SiteData, t: Texts) -> GradeCard:
    standard = next((s for s in data.standards if s.id == grade.standard), None)
    name = t.own(standard.name, standard.name_ar, standard.further) if standard else grade.standard
    rules = {rule.id: rule for rule in standard.rules} if standard else {}
    reasons = tuple(_reason(reason, rules.get(reason.rule), t) for reason in grade.reasons)
    value = t.named("grade", grade.value) if grade.value else t("grade.none")
    first = chosen is not None and chosen.standard == grade.standard
    return GradeCard(grade.standard, name, value, reasons, first, toll_words(t, grade.figure))


def _reason(reason: Reason, rule: RuleText | None, t: Texts) -> Markup:
    """Why a grade was proposed: as the record tells it, else told again by the standard's own text in the language."""
    template = (rule.further if rule else {}).get(t.code)
    again = retold(reason.text, rule.text, template, t.code) if rule and template else None
    return t.marked(reason.text, reason.text_ar, {t.code: again} if again else None)


def _grades(incident: Incident, data: SiteData, t: Texts) -> tuple[GradeCard, ...]:
    listed = incident.grades or ((incident.grade,) if incident.grade else ())
    return tuple(_grade_card(grade, incident.grade, data, t) for grade in listed)


def _report(document: Document, incident: Incident, t: Texts, index: Index) -> ReportEntry:
    mine = set(incident.claims)
    claims = [c for c in index.claims_in.get(document.id, ()) if c.id in mine]
    words = tuple(dict.fromkeys(claim_words(t, c) for c in claims))
    first = quoted(claims[0], t, index) if claims else None
    href = first.href if first else document_href(document.id)
    copy = index.lineage.copies.get(document.id) in incident.documents
    return ReportEntry(document, publisher_words(t, document), document.published, words, href, copy)


def claim_entry(claim: Claim, t: Texts, index: Index, evidence: Mapping[str, str]) -> ClaimEntry | None:
    """One claim as both the incident's and the report's page list it."""
    quote = quoted(claim, t, index)
    if quote is None:
        return None
    return ClaimEntry(
        claim,
        quote,
        short(t, claim.count.min, claim.count.max),
        " ".join(filter(None, (claim_words(t, claim), breakdown_words(t, claim)))),
        period_words(t, claim.when),
        t.names(index.place_names(claim.places, t.code)) or t("place.unknown"),
        claim.id in index.lineage.summaries,
        reason_words(evidence.get(claim.id, ""), t, index),
        reason_words(index.lineage.reasons.get(claim.id, ""), t, index),
    )


def _is_copy(entry: ClaimEntry, incident: Incident, index: Index) -> bool:
    """Whether the claim stands in a report that repeats another report of the same incident."""
    return index.lineage.copies.get(entry.claim.document) in incident.documents


def incident_page(incident: Incident, everywhere: list[Spot], data: SiteData, t: Texts, index: Index) -> IncidentPage:
    """All that the page of one incident shows, in the language of ``t``."""
    title = title_of(incident, t, index)
    here = spots([incident], t, index)
    found = (claim_entry(c, t, index, incident.evidence) for c in index.claims_of(incident))
    entries = [entry for entry in found if entry]
    return IncidentPage(
        incident=incident,
        title=title,
        precision=place_precision(t, incident),
        headline=headline(incident, title, data, t),
        ladders=tuple(ladders(incident, t, index)),
        growths=growths(incident, data, t, index),
        parts=part_rows(incident, data, t, index),
        silent=parties(incident, t, index),
        drifts=tuple(drifts(incident, t, index)),
        contradictions=tuple(contradictions(incident, t, index)),
        origins=tuple(origins(incident, t, index)),
        grades=_grades(incident, data, t),
        questions=tuple(t.named("open", key) for key in open_questions(incident, index)),
        drawing=draw(here, everywhere, t, MAP_SIZE),
        spots=tuple(here),
        reports=tuple(_report(d, incident, t, index) for d in index.documents_of(incident)),
        claims=tuple(e for e in entries if not _is_copy(e, incident, index)),
        copied=tuple(e for e in entries if _is_copy(e, incident, index)),
        strikes=strikes_section(data.strikes.get(incident.id), t),
    )


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One line of the list of incidents; ``sort`` values are plain numbers and ISO dates for the script."""

    id: str
    href: str
    title: str
    places: str
    start: str
    day: str
    agreed: int | None
    range: str
    low: int | None
    high: int | None
    injured: str
    reports: int
    sources: int
    grade: str
    grade_value: str
    open: int
    precision: str


def incident_row(incident: Incident, t: Texts, index: Index) -> IncidentRow:
    """The incident as a row of the list."""
    figure = incident.figures.get("killed")
    when = incident.when
    sources = max((f.independent_sources for f in incident.figures.values()), default=0)
    finest = min((p.radius_km for p in incident.places), default=None)
    level = next((p.precision for p in incident.places if p.radius_km == finest), "unknown")
    return IncidentRow(
        id=incident.id,
        href=incident_href(incident.id),
        title=title_of(incident, t, index),
        places=t.names(index.place_names(incident.places, t.code)) or t("place.unknown"),
        start=when.start.isoformat() if when and when.start else "",
        day=table_period(t, when),
        agreed=supported(figure, 2),
        range=short_figure(t, figure),
        low=figure.min if figure else None,
        high=(figure.max if figure.max is not None else figure.min) if figure else None,
        injured=short_figure(t, incident.figures.get("injured")),
        reports=len(incident.documents),
        sources=sources,
        grade=t.named("grade", incident.grade.value) if incident.grade and incident.grade.value else t("grade.none"),
        grade_value=incident.grade.value if incident.grade else "",
        open=len(open_questions(incident, index)),
        precision=level,
    )


def source_names(incident: Incident, t: Texts, index: Index) -> list[str]:
    """Names of the original speakers, for the list's search."""
    found = (index.source(c) for c in incident.claims)
    return list(dict.fromkeys(source_name(s, t.code) for s in found if s))
