"""tollbook likelihood: how likely somebody holds it, on which evidence, and only then what follows under a standard."""

import getpass
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tollbook.cli.console import out, say
from tollbook.cli.stream import quiet_pipe
from tollbook.errors import StopRun

if TYPE_CHECKING:
    from tollbook.assess.evidence import Cell, State
    from tollbook.casebook.workspace import Workspace
    from tollbook.model import Incident

EPILOG = """Examples:

  tollbook likelihood ws/ INCIDENT      # the evidence; no grade, no judgement

  tollbook likelihood ws/ INCIDENT --found imagery="two videos"

  tollbook likelihood ws/ INCIDENT --not-obtainable site="held by the force"

  tollbook likelihood ws/ INCIDENT --judge likely --by "first reader"

  tollbook likelihood ws/ INCIDENT --standard cjtf-oir    # what follows

Steps: almost-no-chance, very-unlikely, unlikely, even, likely, very-likely, almost-certain, or a number from 0 to 100.
Others' judgements are shown to whoever has judged; to whom a standard was shown is noted.
Kinds of evidence: witness, site, imagery, strike_record, ngo, press."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("likelihood", epilog=EPILOG)(likelihood)


def likelihood(
    workspace: Annotated[Path, typer.Argument(help="The workspace.")],
    incident: Annotated[str, typer.Argument(help="An incident's id, or the beginning of it.")],
    judge: Annotated[str | None, typer.Option("--judge", help="How likely: a step of the scale, or 0 to 100.")] = None,
    by: Annotated[str | None, typer.Option("--by", help="Who judges, by default your login name.")] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why; kept with the judgement.")] = "",
    found: Annotated[list[str] | None, typer.Option("--found", help="KIND=WHAT is held; may be repeated.")] = None,
    not_obtainable: Annotated[
        list[str] | None, typer.Option("--not-obtainable", help="KIND=WHY it could not be had; may be repeated.")
    ] = None,
    standard: Annotated[str | None, typer.Option("--standard", help="Show what follows under this standard.")] = None,
) -> None:
    """Judge how likely it is that the harm was caused as alleged, apart from any standard; fill in the evidence."""
    from tollbook.casebook import likelihoods
    from tollbook.casebook.workspace import Workspace
    from tollbook.cli.choices import standard_named

    who = by or getpass.getuser()
    cells = [*_cells(found, "held"), *_cells(not_obtainable, "not_obtainable")]
    chosen = standard_named(standard, workspace) if standard else None
    with Workspace.open(workspace) as opened:
        one = _one(opened.incidents(), incident)
        if cells or judge is not None or chosen:
            with opened.writing():
                for cell in cells:
                    likelihoods.fill(opened, one.id, who, cell)
                if judge is not None:
                    likelihoods.judge(opened, one.id, who, judge, reason)
                if chosen:
                    likelihoods.show_standard(opened, one.id, who, chosen.id)
        with quiet_pipe():
            for line in _shown(opened, one, who, standard):
                out().print(line, soft_wrap=True)
    if cells:
        say("tollbook: grades take the new evidence into account at the next run or publish")


def _shown(workspace: "Workspace", incident: "Incident", who: str, standard: str | None) -> Iterator[str]:
    from tollbook.casebook import likelihoods
    from tollbook.cli import weighed
    from tollbook.cli.choices import standard_named

    held = likelihoods.weighed(workspace, incident.id).judgements
    yield from weighed.matrix(weighed.cells_of(workspace, incident))
    if standard or any(one.by == who for one in held) or not held:
        yield from weighed.judgements(held)
    else:
        yield ""
        yield f"How likely: {len(held)} judged; shown to {who} once {who} has judged (--judge)."
    if standard:
        yield from weighed.consequences(held, standard_named(standard, workspace.root))


def _cells(given: Sequence[str] | None, state: "State") -> "list[Cell]":
    from tollbook.casebook.likelihoods import cell_of

    pairs = [text.partition("=") for text in given or ()]
    return [cell_of(kind.strip().replace("-", "_"), state, what) for kind, _, what in pairs]


def _one(incidents: "Sequence[Incident]", wanted: str) -> "Incident":
    found = [one for one in incidents if one.id == wanted] or [one for one in incidents if one.id.startswith(wanted)]
    if len(found) != 1:
        what = f"{len(found)} incidents begin with {wanted!r}" if found else f"no incident {wanted!r}"
        raise StopRun(what, "", "tollbook show WORKSPACE lists them")
    return found[0]
