"""tollbook run: from a folder of reports to a published site."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tollbook.cli.choices import chosen_standards, gazetteers, keep_standard
from tollbook.cli.console import Steps, out, say
from tollbook.cli.stream import quiet_pipe
from tollbook.errors import StopRun

if TYPE_CHECKING:
    from tollbook.casebook.workspace import Workspace

EPILOG = """Examples:

  tollbook run my-reports/ --workspace ws/

  tollbook run a.pdf b.eml posts.csv --workspace ws/ --gazetteer villages.csv

  tollbook run my-reports/ --workspace ws/ --fetch urls.txt --standard cjtf-oir

Run it again after adding reports, or after it was cut off: what is done is not done again."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("run", epilog=EPILOG)(run)


def run(
    files: Annotated[list[Path], typer.Argument(help="Folders and files with reports.", metavar="FOLDER [FILES]...")],
    workspace: Annotated[Path, typer.Option("--workspace", "-w", help="Where everything is kept; made if missing.")],
    fetch: Annotated[
        Path | None, typer.Option("--fetch", help="A text file with one address a line to fetch; the only network use.")
    ] = None,
    standard: Annotated[
        str, typer.Option("--standard", help="The standard whose grade and counting words are shown first.")
    ] = "airwars",
    title: Annotated[
        str | None, typer.Option("--title", help="The title of the site; the folder's name by default.")
    ] = None,
    title_ar: Annotated[
        str | None, typer.Option("--title-ar", help="The title of the Arabic pages; the same title by default.")
    ] = None,
    gazetteer: Annotated[
        list[Path] | None,
        typer.Option("--gazetteer", help="A file with places, kept with the workspace; may be repeated."),
    ] = None,
) -> None:
    """Read reports, extract claims, draw incidents together, grade them, and publish a site."""
    from tollbook import pipeline
    from tollbook.casebook.workspace import Workspace

    addresses = _addresses(fetch) if fetch else ()
    standards = chosen_standards(standard, workspace)
    with Workspace.open(workspace, create=True) as opened:
        keep_standard(workspace, standard)
        places = gazetteers(workspace, gazetteer)
        titles = (title or files[0].resolve().stem, title_ar or "")
        plan = pipeline.Plan(tuple(files), addresses, standards, places, *titles)
        pipeline.run(opened, plan, Steps())
        with quiet_pipe():
            readable = _tell(opened)
    if not readable:
        raise typer.Exit(1)


def _addresses(file: Path) -> tuple[str, ...]:
    from tollbook.capture.web import addresses_in

    try:
        return tuple(addresses_in(file))
    except OSError as error:
        raise StopRun(f"cannot be read: {error.strerror}", str(file), "give a list with one address a line") from error


def _tell(workspace: "Workspace") -> bool:
    """Print what came of it; returns whether anything could be read at all."""
    from tollbook.cli import detail, tables

    console, counts = out(), workspace.counts()
    incidents = workspace.incidents()
    if incidents:
        console.print(tables.incidents(incidents))
        console.print()
    console.print(
        f"{counts['reports']} reports, {counts['claims']} claims, {len(incidents)} incidents.", soft_wrap=True
    )
    for line in detail.skipped(workspace.skipped()):
        console.print(line, soft_wrap=True)
    console.print(f"Site: {workspace.site / 'index.html'}", soft_wrap=True)
    if not counts["reports"]:
        say("tollbook: nothing could be read")
    return bool(counts["reports"])
