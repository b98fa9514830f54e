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
LONGEST_LISTED = 31
"""Incidents that may fall on more days than this are looked at for every dated statement."""
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


class Originals:
    """Dated denials by what their reports count, so that one told again without a day is found among thousands."""

    def __init__(self, firm: Sequence[Statement], documents: Mapping[str, Document]) -> None:
        self._firm = [s for s in firm if s.document in documents]
        self._documents = documents
        self._by_count: defaultdict[tuple[str, str], list[int]] | None = None

    def of(self, later: Statement) -> Statement | None:
        """The first of them, of another report, whose report counts at least two things as this one's does."""
        if later.document not in self._documents:
            return None
        shared: defaultdict[tuple[int, str], int] = defaultdict(int)
        for number, noun in counted(self._documents[later.document]):
            for at in self._index().get((number, noun), ()):
                shared[at, noun] += 1
        alike = {at for (at, _), times in shared.items() if times >= FEWEST_SHARED}
        return next((self._firm[at] for at in sorted(alike) if self._firm[at].document != later.document), None)

    def _index(self) -> Mapping[tuple[str, str], list[int]]:
        if self._by_count is None:
            self._by_count = defaultdict(list)
            for at, statement in enumerate(self._firm):
                for count in counted(self._documents[statement.document]):
                    self._by_count[count].append(at)
        return self._by_count


def dated_by_original(statements: Sequence[Statement], documents: Mapping[str, Document]) -> list[Statement]:
    """Undated statements take day and place from the same speaker beside them; denials retold, from the original."""
    firm = [s for s in statements if s.kind == "denied" and _length(s) in (0, 1)]
    originals, beside = Originals(firm, documents), defaultdict[str, list[Statement]](list)
    for statement in firm:
        beside[statement.document].append(statement)
    return [s if _length(s) in (0, 1) else _dated(s, beside.get(s.document, ()), originals) for s in statements]


def _length(statement: Statement) -> int | None:
    """Days between the first and the last it allows; ``None`` where it is undated."""
    window = stated_window(statement.when)
    return window.end - window.start if window else None


def _dated(statement: Statement, beside: Sequence[Statement], originals: Originals) -> Statement:
    own = [s for s in beside if s.speaker == statement.speaker]
    near = min(own, key=lambda s: (abs(s.start - statement.start), s.id), default=None)
    if near is None and statement.kind == "denied":
        near = originals.of(statement)
    return replace(statement, when=near.when, places=near.places) if near else statement


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


class Calendar:
    """Incidents by the days they may fall on and by their reports: the only ones a statement can bear on."""

    def __init__(self, incidents: Iterable[Incident]) -> None:
        self._long: list[Incident] = []
        self._by_day: defaultdict[int, list[Incident]] = defaultdict(list)
        self._by_report: defaultdict[str, list[Incident]] = defaultdict(list)
        for incident in incidents:
            self._add(incident)

    def _add(self, incident: Incident) -> None:
        for document in incident.documents:
            self._by_report[document].append(incident)
        if incident.when is None or incident.when.start is None or incident.when.end is None:
            return
        start, end = incident.when.start.toordinal(), incident.when.end.toordinal()
        if end - start > LONGEST_LISTED:
            self._long.append(incident)
        else:
            for day in range(start, end + 1):
                self._by_day[day].append(incident)

    def near(self, statement: Statement) -> list[Incident]:
        """The incidents of the statement's days and those of its own report, by id."""
        window = stated_window(statement.when)
        days = range(window.start, window.end + 1) if window else range(0)
        met = [incident for day in days for incident in self._by_day.get(day, ())]
        met += [*(self._long if window else ()), *self._by_report.get(statement.document, ())]
        return sorted({incident.id: incident for incident in met}.values(), key=lambda i: i.id)


def attach(
    incidents: Sequence[Incident],
    statements: Iterable[Statement],
    claims: Mapping[str, Claim],
    documents: Mapping[str, Document],
) -> list[Incident]:
    """The incidents with the ids of the statements that bear on them."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    calendar = Calendar(incidents)
    for statement in dated_by_original(sorted(statements, key=lambda s: s.id), documents):
        for incident in bears_on(statement, calendar.near(statement), claims):
            found[incident.id].add(statement.id)
    return [replace(i, statements=tuple(sorted(found[i.id]))) if i.id in found else i for i in incidents]
