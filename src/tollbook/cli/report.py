"""tollbook report: the public monthly report of the ledger."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tollbook.cli.console import say
from tollbook.cli.correct import Where, Who, actor
from tollbook.errors import StopRun

if TYPE_CHECKING:
    from collections.abc import Sequence

EPILOG = """Examples:

  tollbook report --month 2018-11 ws/

  tollbook report --month 2018-11 ws/ --out public/ --format html,pdf

A report is frozen when it is first made: asked for again, the very same files come out. Where the ledger has changed
since, a further version is made that lists what it corrects; --version 1 prints an earlier one. --draft shows without
freezing."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("report", epilog=EPILOG)(report)


def report(
    workspace: Where,
    month: Annotated[str, typer.Option("--month", help="The month, as 2018-11.")],
    standard: Annotated[str | None, typer.Option("--standard", help="The standard, where there are several.")] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="A folder, by default reports/ in it.")] = None,
    formats: Annotated[str, typer.Option("--format", "-f", help="Any of html,pdf,csv,json.")] = "html,pdf,csv,json",
    version: Annotated[int | None, typer.Option("--version", help="Print this published version again.")] = None,
    draft: Annotated[bool, typer.Option("--draft", help="Show what would be published, without freezing it.")] = False,
    by: Who = None,
) -> None:
    """Make the public report of a month, in English, Arabic and French."""
    from tollbook.casebook import monthly
    from tollbook.casebook.outlet import write_whole
    from tollbook.casebook.workspace import Workspace
    from tollbook.publish.monthly import written

    wanted = _formats(formats)
    with Workspace.open(workspace) as opened:
        if version is not None:
            files = monthly.printed(opened.alias, month, standard, version)
        elif draft:
            files = written(monthly.draw(opened.alias, month, standard))
        else:
            with opened.writing():
                _, files = monthly.publish(opened.alias, actor(by), month, standard)
        folder = out or opened.root / "reports"
    for name, content in files.items():
        if Path(name).suffix.lstrip(".") in wanted:
            write_whole(folder / name, content)
            say(f"written: {folder / name}")


def _formats(text: str) -> "Sequence[str]":
    from tollbook.publish.monthly import FORMATS

    named = [part.strip() for part in text.split(",") if part.strip()]
    unknown = [part for part in named if part not in FORMATS]
    if unknown or not named:
        what = f"no format {', '.join(unknown)}" if unknown else "no format named"
        raise StopRun(what, "--format", f"use any of {','.join(FORMATS)}")
    return named
