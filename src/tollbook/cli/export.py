"""tollbook export: the records of a workspace as files for other tools."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tollbook.cli.console import say
from tollbook.cli.named import named

EPILOG = """Examples:

  tollbook export ws/ --format csv

  tollbook export ws/ --format geojson --out incidents.geojson

  tollbook export ws/ --format jsonl --incident inc-6104c4d13ab0 --out one/    # an id it had before will do"""


class Format(StrEnum):
    """What other tools read."""

    csv = "csv"
    jsonl = "jsonl"
    geojson = "geojson"
    parquet = "parquet"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("export", epilog=EPILOG)(export)


def export(
    workspace: Annotated[Path, typer.Argument(help="The workspace to export.")],
    format_: Annotated[Format, typer.Option("--format", "-f", help="The kind of file.")],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="A folder, or a file for the incidents.")] = None,
    incident: Annotated[
        str | None, typer.Option("--incident", help="Only this incident: its id, or one it had before.")
    ] = None,
) -> None:
    """Write incidents and claims with all their fields, and a note on each field."""
    from tollbook.casebook import outlet
    from tollbook.casebook.workspace import Workspace

    with Workspace.open(workspace) as opened:
        only = named(opened, incident) if incident else None
        for path in outlet.export(opened, format_.value, out, only):
            say(f"written: {path}")
