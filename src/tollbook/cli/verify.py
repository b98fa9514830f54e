"""tollbook verify: does the workspace still hold what it says it holds?"""

from pathlib import Path
from typing import Annotated

import typer

from tollbook.cli.console import say
from tollbook.cli.stream import quiet_pipe

EPILOG = """Example:

  tollbook verify ws/

Exit status 1 where anything is missing or altered."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("verify", epilog=EPILOG)(verify)


def verify(
    workspace: Annotated[Path, typer.Argument(help="The workspace to check.")],
) -> None:
    """Check originals against their hashes, claims against the texts they quote, and the database itself."""
    from tollbook.casebook.verify import check
    from tollbook.casebook.workspace import Workspace

    with Workspace.open(workspace) as opened:
        checked, faults = check(opened)
    for fault in faults:
        say(f"tollbook: {fault}")
    with quiet_pipe():
        print(f"{checked.originals} originals, {checked.quotes} quotes: {len(faults) or 'no'} faults")
    if faults:
        raise typer.Exit(1)
