"""How likely, by whom, on which evidence: as lines, with empty cells shown."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tollbook.model import Incident

if TYPE_CHECKING:
    from tollbook.assess import Standard
    from tollbook.assess.evidence import Cell
    from tollbook.assess.likelihood import Judgement
    from tollbook.casebook.workspace import Workspace

STATES = {"held": "held", "not_obtainable": "not obtainable because", "empty": "EMPTY"}


def lines(workspace: "Workspace", incident: Incident) -> Iterator[str]:
    """The evidence matrix and the judgements of one incident."""
    from tollbook.casebook import likelihoods

    put_down = likelihoods.weighed(workspace, incident.id)
    yield from matrix(cells_of(workspace, incident))
    yield from judgements(put_down.judgements)


def cells_of(workspace: "Workspace", incident: Incident) -> "tuple[Cell, ...]":
    """The incident's evidence matrix."""
    from tollbook.assess import evidence
    from tollbook.casebook import likelihoods
    from tollbook.casebook.standing import facts_now

    filled = likelihoods.weighed(workspace, incident.id).cells
    logged = facts_now(workspace, [incident])[incident.id][1]["strike_log"]
    return evidence.matrix(workspace.claims_of(incident), workspace.lineage(), logged, filled)


def matrix(cells: "Sequence[Cell]") -> Iterator[str]:
    """A line for each kind of evidence."""
    yield ""
    yield "Evidence:"
    for cell in cells:
        told = f" {cell.what}" if cell.what else ""
        by = f" (by {cell.by})" if cell.by else ""
        yield f"  {cell.kind.replace('_', ' '):<14}{STATES[cell.state]}{':' if cell.state == 'held' else ''}{told}{by}"


def judgements(held: "Sequence[Judgement]") -> Iterator[str]:
    """How likely each judge held it, and whether they differ."""
    from tollbook.assess.likelihood import level_of, steps_apart

    yield ""
    yield "How likely, judged apart from any standard:" if held else "How likely: nobody has judged yet."
    for one in held:
        level = level_of(one.level)
        seen = "before a standard was shown" if one.blind else "AFTER a standard was shown"
        why = f": {one.reason}" if one.reason else ""
        yield f"  {level.text.en} ({level.low}–{level.high} %) · {one.by}, {one.at:%Y-%m-%d}, {seen}{why}"
    if steps_apart(held) > 1:
        yield f"  The judges are {steps_apart(held)} steps apart: talk it over before anything follows from it."


def consequences(held: "Sequence[Judgement]", standard: "Standard") -> Iterator[str]:
    """What each likelihood comes to under a standard."""
    from tollbook.assess.likelihood import follows, follows_words, level_of

    yield ""
    yield f"Under {standard.id}: {standard.test.text.en if standard.test else follows_words('no_test').en}"
    for one in held:
        level = level_of(one.level)
        yield f"  {level.text.en} ({one.by}): {follows_words(follows(level, standard)).en}"
