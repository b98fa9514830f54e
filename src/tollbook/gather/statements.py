"""Which incidents a denial, a doubt or a finding bears on: those of its own day and place, and no others."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tollbook.gather.features import Window, is_broad, spot, stated_window
from tollbook.gather.near import fits, km
from tollbook.model import Claim, Document, Incident, Place, Statement
from tollbook.text.plain import words

AROUND_KM = 10.0
""""Near Hajin": how far beyond the two radii a statement about a place may still reach."""
SPOKEN_LATER = 7
"""A statement dated more days than this after the event of its report tells when it was made, not what it is about."""
NOUN_WITHIN = 3
FEWEST_SHARED = 2
"""Things counted alike ("19 strikes", "10 strikes") that show two reports to quote one statement."""


def _reach(a: Place, b: Place) -> bool:
    one, other = spot(a), spot(b)
    distance = km(one, other)
    return fits(one, other) if distance is None else distance <= one.radius + other.radius + AROUND_KM


def place_fits(statement: Statement, incident: Incident) -> bool | None:
    """Whether one of the statement's places is near one of the incident's; ``None`` where either names none."""
    ours = [p for p in statement.places if not is_broad(p)]
    theirs = [p for p in incident.places if not is_broad(p)]
    if not ours or not theirs:
        return None
    return any(_reach(a, b) for a in ours for b in theirs)


def _gap(window: Window, incident: Incident) -> int | None:
    """Days from the incident's last day to the statement's first; 0 where they meet, ``None`` where it is undated."""
    if incident.when is None or incident.when.start is None or incident.when.end is None:
        return None
    start, end = incident.when.start.toordinal(), incident.when.end.toordinal()
    if window.start <= end and start <= window.end:
        return 0
    return window.start - end if window.start > end else window.end - start


def counted(document: Document) -> frozenset[tuple[str, str]]:
    """Numbers with each of the next few words: what the report counts."""
    tokens = words(document.text)
    return frozenset(
        (token, after)
        for i, token in enumerate(tokens)
        if token.isdecimal()
        for after in tokens[i + 1 : i + 1 + NOUN_WITHIN]
        if not after.isdecimal() and len(after) > 3
    )


def _same_statement(one: Document, other: Document) -> bool:
    shared = counted(one) & counted(other)
    nouns: defaultdict[str, set[str]] = defaultdict(set)
    for number, noun in shared:
        nouns[noun].add(number)
    return any(len(numbers) >= FEWEST_SHARED for numbers in nouns.values())


def dated_by_original(statements: Sequence[Statement], documents: Mapping[str, Document]) -> list[Statement]:
    """Undated statements take day and place from the same speaker beside them; denials retold, from the original."""
    firm = [s for s in statements if s.kind == "denied" and _length(s) in (0, 1)]
    return [_dated(s, firm, documents) if _length(s) not in (0, 1) else s for s in statements]


def _length(statement: Statement) -> int | None:
    """Days between the first and the last it allows; ``None`` where it is undated."""
    window = stated_window(statement.when)
    return window.end - window.start if window else None


def _dated(statement: Statement, firm: Sequence[Statement], documents: Mapping[str, Document]) -> Statement:
    beside = [s for s in firm if s.document == statement.document and s.speaker == statement.speaker]
    near = min(beside, key=lambda s: (abs(s.start - statement.start), s.id), default=None)
    if near is None and statement.kind == "denied":
        near = next((s for s in firm if _told_again(s, statement, documents)), None)
    return replace(statement, when=near.when, places=near.places) if near else statement


def _told_again(first: Statement, later: Statement, documents: Mapping[str, Document]) -> bool:
    if first.document == later.document or first.document not in documents or later.document not in documents:
        return False
    return _same_statement(documents[first.document], documents[later.document])


def _of_its_report(statement: Statement, incidents: Iterable[Incident], claims: Mapping[str, Claim]) -> list[Incident]:
    """The incident its own report tells of nearest to the statement."""
    told = [
        (
            min(abs(claims[c].start - statement.start) for c in i.claims if claims[c].document == statement.document),
            i.id,
            i,
        )
        for i in incidents
        if statement.document in i.documents
    ]
    return [min(told)[2]] if told else []


def bears_on(statement: Statement, incidents: Sequence[Incident], claims: Mapping[str, Claim]) -> list[Incident]:
    """The incidents a statement speaks of; empty where its day or place allows none."""
    possible = [i for i in incidents if place_fits(statement, i) is not False]
    window = stated_window(statement.when)
    if window is None:
        return _of_its_report(statement, possible, claims)
    gaps = {i.id: _gap(window, i) for i in possible}
    met = [i for i in possible if gaps[i.id] == 0 and (place_fits(statement, i) or statement.document in i.documents)]
    if met:
        return met
    own = [i for i in possible if statement.document in i.documents]
    later = [i for i in own if (gap := gaps[i.id]) is None or gap > SPOKEN_LATER]
    return _of_its_report(statement, later, claims)


def attach(
    incidents: Sequence[Incident],
    statements: Iterable[Statement],
    claims: Mapping[str, Claim],
    documents: Mapping[str, Document],
) -> list[Incident]:
    """The incidents with the ids of the statements that bear on them."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for statement in dated_by_original(sorted(statements, key=lambda s: s.id), documents):
        for incident in bears_on(statement, incidents, claims):
            found[incident.id].add(statement.id)
    return [replace(i, statements=tuple(sorted(found[i.id]))) if i.id in found else i for i in incidents]
