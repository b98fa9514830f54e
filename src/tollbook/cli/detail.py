"""One incident in words: figures, ladder of sources, every claim, drifts, contradictions, the reasons of the grade."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from tollbook.cli import words
from tollbook.cli.compared import figure as published
from tollbook.model import Claim, Figure, Incident, Lineage, SourceFigure, Statement

if TYPE_CHECKING:
    from tollbook.casebook.decisions import Decision
    from tollbook.casebook.judgements import Judged
    from tollbook.casebook.workspace import Skipped
    from tollbook.gather import Verdict

LADDER = 40
"""Columns of the ladder."""
QUOTE = 160
JUDGED: "Mapping[Verdict, str]" = {"same": "merged", "different": "split", "unsure": "left open"}
TITLES: Mapping[str, str] = {
    "killed": "civilians killed",
    "injured": "civilians injured",
    "killed_combatants": "combatants killed",
    "killed_all": "killed in all",
    "killed_or_injured": "killed or injured",
    "missing": "missing",
}


def lines(
    incident: Incident, claims: Sequence[Claim], lineage: Lineage, statements: Sequence[Statement]
) -> Iterator[str]:
    """The whole incident, line by line."""
    yield f"{words.places(incident.places)} · {words.day(incident.when)}"
    yield f"incident {incident.id} · {len(incident.documents)} reports, {len(claims)} claims"
    for key, figure in incident.figures.items():
        yield ""
        yield from _figure(TITLES.get(key, key), figure)
    yield from _claims(claims, lineage, incident)
    yield from _statements(statements)
    yield from _drifts(incident)
    yield from _contradictions(incident)
    yield from _grades(incident)
    if incident.open_questions:
        yield ""
        yield "Still open: " + ", ".join(question.replace("_", " ") for question in incident.open_questions)


def _figure(title: str, figure: Figure) -> Iterator[str]:
    yield f"{title.capitalize()}: {words.range_of(figure)} reported; {_support(figure)}"
    top = max([n for row in figure.by_source for n in (row.min, row.max or 0)] + [1])
    width = max((len(row.name) for row in figure.by_source), default=0)
    for row in figure.by_source:
        mark = " (relayed)" if row.relayed else ""
        yield f"  {row.name:<{width}}  {rung(row, top)}  {words.by_one(row)}{mark}"


def _support(figure: Figure) -> str:
    named = [
        f"{number} by {_sources(by)}" for by, number in sorted(figure.corroborated.items(), key=lambda i: int(i[0]))
    ]
    return "supported: " + ", ".join(named) if named else "no source stands behind a number"


def _sources(count: str) -> str:
    return "one source" if count == "1" else f"{count} independent sources"


def rung(row: SourceFigure, top: int) -> str:
    """One row of the ladder: a dot for an exact number, a bar for a range, an arrow where the end is open."""
    start = round(row.min / top * (LADDER - 1))
    end = LADDER - 1 if row.max is None else round(row.max / top * (LADDER - 1))
    marks = [" "] * LADDER
    marks[start : end + 1] = "─" * (end - start + 1)
    marks[start] = "○" if row.relayed else "●"
    if row.max is None:
        marks[-1] = "▶"
    elif row.max > row.min:
        marks[end] = "●"
    return "".join(marks)


def _claims(claims: Sequence[Claim], lineage: Lineage, incident: Incident) -> Iterator[str]:
    yield ""
    yield "Claims:"
    for claim in claims:
        what, where, day = words.speaks_of(claim), words.places(claim.places), words.day(claim.when)
        yield f"  {what} · {_speaker(claim, lineage)} · {where} · {day}"
        yield f"    “{_one_line(claim.quote)}”"
        yield f"    {claim.document} {claim.start}–{claim.end} · rule {claim.rule or '?'} · {claim.id}"
        why = incident.evidence.get(claim.id) or lineage.reasons.get(claim.id)
        if why:
            yield f"    because: {why}"


def _speaker(claim: Claim, lineage: Lineage) -> str:
    source = lineage.sources.get(lineage.origin.get(claim.id, ""))
    name = source.name if source else "speaker unknown"
    return f"{name}, summing up others: no source" if claim.id in lineage.summaries else name


def _one_line(text: str) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) <= QUOTE else joined[: QUOTE - 1] + "…"


def _statements(statements: Sequence[Statement]) -> Iterator[str]:
    if statements:
        yield ""
        yield "Said about it:"
    for statement in statements:
        yield f"  {statement.kind.replace('_', ' ')} · {statement.speaker or 'speaker unknown'} · {statement.document}"
        yield f"    “{_one_line(statement.quote)}”"


def _drifts(incident: Incident) -> Iterator[str]:
    drifts = dict.fromkeys(drift for figure in incident.figures.values() for drift in figure.drift)
    if drifts:
        yield ""
        yield "Changed in the retelling:"
    for drift in drifts:
        yield f"  {drift.words} ({drift.from_} → {drift.to})"


def _contradictions(incident: Incident) -> Iterator[str]:
    sets = dict.fromkeys(group for figure in incident.figures.values() for group in figure.contradictions)
    if sets:
        yield ""
        yield "Cannot all hold:"
    for group in sets:
        yield "  " + " · ".join(group)


def _grades(incident: Incident) -> Iterator[str]:
    every = dict.fromkeys([*([incident.grade] if incident.grade else []), *incident.grades])
    for grade in every:
        yield ""
        told = f" ({grade.category.replace('_', ' ')})" if grade.category else ""
        toll = f"; would publish {published(grade.figure)} killed" if grade.figure else ""
        yield f"Grade proposed under {grade.standard}: {grade.value}{told}{toll}"
        for reason in grade.reasons:
            yield f"  {reason.text}"


def rejected(decisions: "Iterable[Decision]", incident: Incident) -> Iterator[str]:
    """Claims of the incident's reports that a person rejected: they support nothing and stay to be seen."""
    gone = [one for one in decisions if one.new is None and one.speaks_of.document in incident.documents]
    if gone:
        yield ""
        yield "Rejected, in the same reports:"
    for one in gone:
        why = f": {one.reason}" if one.reason else ""
        yield f"  {words.speaks_of(one.speaks_of)} · “{_one_line(one.speaks_of.quote)}” · {one.claim}"
        yield f"    by {one.actor}, {one.at:%Y-%m-%d}{why}"


def corrected(decisions: "Sequence[Decision]") -> Iterator[str]:
    """How many claims people decided about, where they did."""
    kinds = Counter(one.kind for one in decisions)
    if kinds:
        told = ", ".join(f"{kinds[kind]} {kind}" for kind in ("corrected", "rejected", "added") if kinds[kind])
        yield f"Claims decided by people: {told} (tollbook corrections WORKSPACE)"


def judged(judgements: "Sequence[Judged]") -> Iterator[str]:
    """How many judgements on incidents people made, where they did."""
    kinds = Counter(one.verdict for one in judgements)
    if kinds:
        told = ", ".join(f"{kinds[kind]} {word}" for kind, word in JUDGED.items() if kinds[kind])
        yield f"Incidents judged by people: {told} (tollbook corrections WORKSPACE)"


def skipped(items: "Iterable[Skipped]") -> Iterator[str]:
    """What could not be read and what was read with a remark, a line each."""
    for title, read in (("Not read:", False), ("Read with a remark:", True)):
        named = [item for item in items if item.read is read]
        if named:
            yield title
        for item in named:
            remedy = f" ({item.remedy})" if item.remedy else ""
            yield f"  {item.where or item.origin}: {item.what}{remedy}"
