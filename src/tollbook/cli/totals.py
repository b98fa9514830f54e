"""tollbook totals: what the incidents come to together, no death counted twice, and what that may be used for."""

import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tollbook.cli.console import out
from tollbook.cli.stream import quiet_pipe

if TYPE_CHECKING:
    from tollbook.casebook.summary import Records
    from tollbook.model.campaign import Campaign
    from tollbook.publish.fitness import Fitness

EPILOG = """Examples:

  tollbook totals ws/                      # all incidents, under every rule

  tollbook totals ws/ --by month           # or place, belligerent, grade

  tollbook totals ws/ --overlaps           # incidents that may be about the same deaths

  tollbook totals ws/ --figure injured --csv"""


class By(StrEnum):
    """What totals can be split by."""

    month = "month"
    place = "place"
    belligerent = "belligerent"
    grade = "grade"


class FigureName(StrEnum):
    """The figures there are totals of."""

    killed = "killed"
    injured = "injured"
    killed_combatants = "killed_combatants"
    killed_all = "killed_all"
    killed_or_injured = "killed_or_injured"
    missing = "missing"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("totals", epilog=EPILOG)(totals)


def totals(
    workspace: Annotated[Path, typer.Argument(help="The workspace to add up.")],
    by: Annotated[By | None, typer.Option("--by", help="Split by month, place, belligerent or grade.")] = None,
    figure: Annotated[FigureName, typer.Option("--figure", help="Which figure to add up.")] = FigureName.killed,
    overlaps: Annotated[bool, typer.Option("--overlaps", help="List the incidents that may overlap.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Everything as one JSON object.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="The totals as CSV.")] = False,
) -> None:
    """Add up the incidents so that no death is counted twice where incidents may overlap."""
    from tollbook.casebook import summary
    from tollbook.casebook.workspace import Workspace
    from tollbook.cli import summed

    with Workspace.open(workspace) as opened, quiet_pipe():
        records = summary.records_of(opened)
    held = summary.summed(records, figure.value)
    with quiet_pipe():
        if as_json:
            print(json.dumps(_record(held, figure.value, records), ensure_ascii=False, indent=1))
        elif as_csv:
            print(summed.csv_text(held, by.value if by else None, overlaps), end="")
        else:
            _print(held, by, overlaps, records, figure)


def _print(held: "Campaign", by: By | None, overlaps: bool, records: "Records", figure: FigureName) -> None:
    from tollbook.cli import summed

    console = out()
    if overlaps:
        console.print(summed.overlaps(held, records.incidents))
        return
    console.print(summed.parts(held, by.value) if by else summed.whole(held))
    for line in summed.notes(held, _fit(records), bool(by)):
        console.print(line, soft_wrap=not console.is_terminal)
    if figure is FigureName.killed and not by:
        for line in summed.wider(records.claims, records.lineage):
            console.print(line, soft_wrap=not console.is_terminal)


def _fit(records: "Records") -> "Fitness":
    from tollbook.publish.fitness import fitness

    return fitness(records.claims, records.incidents, records.published, records.lineage)


def _record(held: "Campaign", figure: str, records: "Records") -> dict[str, Any]:
    """The campaign, what it may be used for, and the totals others give, beside it and never added."""
    claims = [
        {"claim": c.id, "quote": c.quote, "harm": c.harm, "level": c.level, "min": c.count.min, "max": c.count.max}
        for c in records.claims
        if c.level != "incident"
    ]
    return {"figure": figure, **asdict(held), "fit": asdict(_fit(records)), "totals_by_others": claims}
