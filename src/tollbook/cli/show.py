"""tollbook show: incidents in the terminal, or one with everything its figures rest on."""

from pathlib import Path
from typing import Annotated

import typer

from tollbook.cli.console import out
from tollbook.cli.named import named
from tollbook.cli.stream import quiet_pipe

EPILOG = """Examples:

  tollbook show ws/                # the table of incidents

  tollbook show ws/ INCIDENT       # one incident; the beginning of its id is enough

  tollbook show ws/ --skipped      # what could not be read, why, and what to do"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("show", epilog=EPILOG)(show)


def show(
    workspace: Annotated[Path, typer.Argument(help="The workspace to look into.")],
    incident: Annotated[
        str | None, typer.Argument(help="An incident's id, the beginning of it, or one it had before.")
    ] = None,
    skipped: Annotated[bool, typer.Option("--skipped", help="List what could not be read.")] = False,
) -> None:
    """Show the incidents of a workspace, or one: its sources, every claim with its words, and the reasons."""
    from tollbook.casebook.workspace import Workspace
    from tollbook.cli import detail, grown, tables, weighed

    with Workspace.open(workspace) as opened, quiet_pipe():
        console = out()
        if skipped:
            for line in detail.skipped(opened.skipped()):
                console.print(line, soft_wrap=True)
        elif incident is None:
            console.print(tables.incidents(opened.incidents()))
            for line in (*detail.corrected(opened.decisions()), *detail.judged(opened.judged())):
                console.print(line, soft_wrap=True)
        else:
            one = named(opened, incident)
            for line in detail.lines(one, opened.claims_of(one), opened.lineage(), opened.statements_of(one)):
                console.print(line, soft_wrap=not console.is_terminal)
            for line in (
                *grown.of_incident(opened, one),
                *weighed.lines(opened, one),
                *detail.rejected(opened.decisions(), one),
            ):
                console.print(line, soft_wrap=not console.is_terminal)
