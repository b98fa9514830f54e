"""tollbook publish: incidents and site anew from what the workspace holds, after corrections."""

from pathlib import Path
from typing import Annotated

import typer

from tollbook.cli.choices import chosen_standards, keep_standard
from tollbook.cli.console import Steps, out
from tollbook.cli.moved import moved_lines
from tollbook.cli.stream import quiet_pipe

EPILOG = """Example:

  tollbook publish ws/

No report is read or extracted; title and standard are those of the last run unless given.
Another standard, or one whose file was changed, grades every incident again; those that moved are listed."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("publish", epilog=EPILOG)(publish)


def publish(
    workspace: Annotated[Path, typer.Argument(help="The workspace to publish.")],
    standard: Annotated[str | None, typer.Option("--standard", help="The standard shown first.")] = None,
    title: Annotated[str | None, typer.Option("--title", help="The site's title.")] = None,
    title_ar: Annotated[str | None, typer.Option("--title-ar", help="The title of the Arabic pages.")] = None,
) -> None:
    """Compute incidents, figures and grades from reports and corrections, and publish the site."""
    from tollbook import pipeline
    from tollbook.casebook.outlet import Title
    from tollbook.casebook.workspace import Workspace

    with Workspace.open(workspace) as opened:
        last = opened.last_options()
        standards = chosen_standards(standard or next(iter(last.get("standards", ())), "airwars"), workspace)
        keep_standard(workspace, standard or "")
        titles = Title(title or last.get("title", ""), title_ar or last.get("title_ar", ""))
        before = opened.incidents()
        pipeline.republish(opened, titles, standards, Steps())
        with quiet_pipe():
            for line in moved_lines(before, opened.incidents(), standards):
                out().print(line, soft_wrap=True)
            out().print(f"Site: {opened.site / 'index.html'}", soft_wrap=True)
