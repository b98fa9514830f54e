"""What the pages of a site say about the strike logs, from the comparison of each incident."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tollbook.casebook import strikelogs
from tollbook.casebook.workspace import Workspace
from tollbook.model import Incident
from tollbook.model.strike import Strike
from tollbook.publish.clean import FENCE
from tollbook.publish.strikes_section import Entry, LogAnswer, Said
from tollbook.strikes.found import Candidate, Margins
from tollbook.strikes.near import NearMiss
from tollbook.strikes.tables import ISOLATE, POP
from tollbook.strikes.told import times

if TYPE_CHECKING:
    from tollbook.casebook.strikelogs import Matched

LISTED, NEAR = 5, 5
SHOWN = ("matches", "possible", "near_miss")


def answers(workspace: Workspace, incidents: Sequence[Incident]) -> dict[str, LogAnswer]:
    """Incident id -> what the logs answer; nothing where the workspace holds no logs."""
    strikes = strikelogs.index(workspace)
    if strikes is None:
        return {}
    found = strikelogs.matched(workspace, strikes, Margins(limit=LISTED), incidents)
    return {incident.id: answer(matched) for incident, matched in found}


def answer(matched: "Matched") -> LogAnswer:
    """One comparison in plain words."""
    comparison = matched.comparison
    listed = [candidate for candidate in comparison.candidates if candidate.grade in SHOWN]
    within = sum(comparison.counts[grade] for grade in comparison.counts if grade in SHOWN)
    return LogAnswer(
        _said(comparison.shows.text, comparison.shows.text_ar),
        tuple(_said(line.text, line.text_ar) for line in comparison.shows.lines),
        tuple(_entry(candidate) for candidate in listed),
        tuple(_near(miss) for miss in matched.near[:NEAR]),
        within - len(listed),
    )


def _entry(candidate: Candidate) -> Entry:
    reasons = tuple(_said(one.text, one.text_ar) for one in candidate.fields if one.level != "silent")
    strike = candidate.strike
    return Entry(strike.id, candidate.grade, times(strike), _where(strike), _what(strike), reasons)


def _near(miss: NearMiss) -> Entry:
    strike = miss.strike
    reasons = (_said(miss.text, miss.text_ar),)
    return Entry(strike.id, miss.plausibility, times(strike), _where(strike), _what(strike), reasons)


def _said(english: str, arabic: str) -> Said:
    """Both texts, with the isolates of the Arabic one as pages write them."""
    return Said(english, arabic.replace(ISOLATE, FENCE[0]).replace(POP, FENCE[1]))


def _where(strike: Strike) -> str:
    return strike.place.text or strike.grid or ""


def _what(strike: Strike) -> str:
    return ", ".join(filter(None, (strike.force, strike.means, strike.target)))
