"""The incident under the standards side by side, the evidence matrix, and how likely people hold it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from tollbook.assess import Facts, Outside, Standard, facts_of
from tollbook.assess.compare import Compared, compare, comparer
from tollbook.assess.evidence import Cell, matrix
from tollbook.assess.likelihood import Judgement, follows, follows_words, level_of, scale, steps_apart
from tollbook.casebook import likelihoods, strikelogs
from tollbook.casebook.likelihoods import Weighed
from tollbook.errors import SkipItem
from tollbook.web.blind import Sight
from tollbook.web.here import workspace
from tollbook.web.incidents.drawn import texts
from tollbook.web.incidents.material import Material, strike_index
from tollbook.web.models.people import User
from tollbook.web.permissions import can
from tollbook.web.told import worded

NEEDED = 2
"""People who must have judged before what follows under a standard is shown."""
STANDS: Mapping[str, Any] = {
    "counted": _("counted in the toll"), "open": _("shown apart from the toll"), "not_counted": _("not counted"),
}  # fmt: skip
KIND: Mapping[str, Any] = {
    "witness": _("witnesses"), "site": _("visit to the site"), "imagery": _("imagery"),
    "strike_record": _("strike records"), "ngo": _("monitors and organisations"), "press": _("press"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moved:
    """``standard`` would stand as ``other`` does if any one of ``changes`` held: each, facts that must be otherwise."""

    standard: str
    other: str
    stands: Any
    changes: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Likelihood:
    """One person's judgement in words; ``follows`` is empty until it may be shown."""

    by: str
    level: str
    reason: str
    blind: bool
    follows: tuple[tuple[str, str], ...] = ()


def facts(of: Material, put_down: Weighed) -> Facts:
    """The facts that standards grade the incident by: its reports, the strike logs, what people found."""
    held, outside = workspace(), Outside()
    strikes = strike_index(held)
    if strikes is not None:
        outside = strikelogs.outside(of.incident, of.claims, of.lineage, strikes)
    found = sorted(kind for kind, cell in put_down.cells.items() if cell.state == "held")
    if found:
        outside["evidence"] = found
    return facts_of(of.incident, of.claims, of.lineage, of.statements, **outside)


def compared(of: Material, known: Facts) -> Compared | None:
    """The incident under every standard of the latest run; None where a rule of a user's own cannot be computed."""
    try:
        return compare(comparer(of.standards), of.incident.id, known)
    except SkipItem:
        return None


def moved(of: Material, found: Compared) -> list[Moved]:
    """Which fact makes the difference between standards that disagree."""
    names = {one.id: _named(one) for one in of.standards}
    return [
        Moved(
            names[one.standard],
            names[one.other],
            STANDS[one.stands],
            tuple(tuple(worded(c.text) for c in made) for made in one.changes),
        )
        for one in found.differences
    ]


def stands(of: Material, found: Compared) -> list[tuple[str, str, Any]]:
    """Each standard's name, its grade, and what that does to a toll."""
    names = {one.id: _named(one) for one in of.standards}
    return [(names[row.standard], _graded(row.grade.value), STANDS[row.stands]) for row in found.rows]


def _graded(value: str) -> str:
    t = texts()
    return t.named("grade", value) if value else t("grade.none")


def _named(standard: Standard) -> str:
    return worded(standard.name)


def cells(of: Material, put_down: Weighed) -> list[tuple[Any, Cell]]:
    """The evidence matrix, empty cells among them, each with the name of its kind."""
    logged = strike_index(workspace()) is not None
    return [(KIND[cell.kind], cell) for cell in matrix(of.claims, of.lineage, logged, put_down.cells)]


def levels() -> list[tuple[str, str]]:
    """The steps of likelihood from the least, with their words."""
    return [(one.id, f"{worded(one.text, 'likelihood')} ({one.low}–{one.high} %)") for one in scale()]


def likelihoods_seen(of: Material, put_down: Weighed, who: User) -> dict[str, Any]:
    """What ``who`` may see of how likely people hold it: others' word once she has judged, what follows once two have.

    That somebody who may judge saw what follows is noted.
    """
    held, by = put_down.judgements, who.username
    mine, hidden = any(one.by == by for one in held), not Sight(who).shows(of.incident.id)
    open_ = len(held) >= NEEDED
    if open_ and not hidden and can(who, "incident.judge"):
        for standard in of.standards:
            likelihoods.show_standard(workspace(), of.incident.id, by, standard.id)
    words = dict(levels())
    shown = [] if hidden else [_seen(one, of, words, open_) for one in held]
    return {"judged": len(held), "mine": mine, "likelihoods": shown, "apart": steps_apart(held), "open": open_}


def _seen(one: Judgement, of: Material, words: Mapping[str, str], open_: bool) -> Likelihood:
    told = [(_named(s), follows_words(follows(level_of(one.level), s))) for s in of.standards] if open_ else []
    after = tuple((name, worded(text, "likelihood")) for name, text in told)
    return Likelihood(one.by, words.get(one.level, one.level), one.reason, one.blind, after)


def weighed(of: Material) -> Weighed:
    """What people put down about the incident."""
    return likelihoods.weighed(workspace(), of.incident.id)
