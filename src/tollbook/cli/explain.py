"""tollbook explain: sentence by sentence, what was taken and by which rule, what was left and why."""

import sys
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tollbook.cli.choices import Language, gazetteers
from tollbook.cli.console import out
from tollbook.cli.named import named
from tollbook.cli.stream import Faults, quiet_pipe
from tollbook.errors import SkipItem, StopRun

if TYPE_CHECKING:
    from tollbook.casebook.decisions import Decision
    from tollbook.casebook.workspace import Workspace
    from tollbook.model import Document

EPILOG = """Examples:

  tollbook explain report.pdf

  tollbook explain REPORT-ID ws/     # a report of a workspace, with what was decided about its claims

  tollbook explain INCIDENT ws/      # every report of an incident, by its id or one it had before

  echo "Three people were killed in Hajin." | tollbook explain -

Marks where there is no colour: [taken] and ‹left›. NO_COLOR is respected."""
STANDARD_INPUT = "-"
INCIDENT = "inc-"
"""What ids of incidents begin with."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("explain", epilog=EPILOG)(explain)


def explain(
    document: Annotated[
        str, typer.Argument(help="A file, a report's or incident's id in the workspace, or - for text.")
    ],
    workspace: Annotated[Path | None, typer.Argument(help="The workspace that holds the report.")] = None,
    gazetteer: Annotated[
        list[Path] | None, typer.Option("--gazetteer", help="A file with places; may be repeated.")
    ] = None,
    published: Annotated[
        datetime | None,
        typer.Option("--published", formats=["%Y-%m-%d"], help="The day of publication, where the report has none."),
    ] = None,
    language: Annotated[Language, typer.Option("--language", help="The language of the reasons.")] = Language.en,
) -> None:
    """Show what was taken from a report, sentence by sentence, by which rule, and what was left and why."""
    from tollbook import pipeline
    from tollbook.cli import explained

    faults, console = Faults(), out()
    style = explained.Style(not console.is_terminal or console.no_color, language.value)
    documents, decided = _documents(document, workspace, faults)
    places = pipeline.load_gazetteer(gazetteers(workspace, gazetteer))
    with quiet_pipe():
        for one in documents:
            dated = one if one.published or not published else replace(one, published=published.date())
            with faults.passing_over():
                found = explained.with_added(pipeline.explain(dated, places), decided)
                said = pipeline.statements(dated, places)
                for line in explained.lines(dated, found, explained.notes(decided), style, said):
                    console.print(line, soft_wrap=True)
    faults.exit()


def _documents(wanted: str, workspace: Path | None, faults: Faults) -> "tuple[list[Document], list[Decision]]":
    """The reports, and what people decided about their claims."""
    if wanted == STANDARD_INPUT:
        return _typed(sys.stdin.buffer.read(), faults), []
    if workspace is not None:
        return _stored(wanted, workspace)
    if not Path(wanted).exists():
        raise StopRun("no such file", wanted, "name a file, or a report's id and its workspace, or - for text")
    return _good(Path(wanted), faults), []


def _stored(wanted: str, workspace: Path) -> "tuple[list[Document], list[Decision]]":
    from tollbook.casebook.workspace import Workspace

    with Workspace.open(workspace) as opened:
        found = list(opened.fetch([wanted])) or list(opened.fetch(_of_incident(opened, wanted)))
        ids = {document.id for document in found}
        return found, [one for one in opened.decisions() if one.speaks_of.document in ids]


def _of_incident(opened: "Workspace", wanted: str) -> tuple[str, ...]:
    """The reports of the incident that goes, or went, by this id."""
    if not wanted.startswith(INCIDENT):
        raise StopRun(f"no report {wanted!r}", str(opened.root), "tollbook show WORKSPACE INCIDENT names reports")
    return named(opened, wanted).documents


def _good(path: Path, faults: Faults) -> "list[Document]":
    from tollbook import capture

    return list(_noted(capture.read(path), faults))


def _noted(items: "Iterable[Document | SkipItem]", faults: Faults) -> "Iterable[Document]":
    for item in items:
        if isinstance(item, SkipItem):
            faults.note(item)
        else:
            yield item


def _typed(data: bytes, faults: Faults) -> "list[Document]":
    """What came on standard input, read as a text file is."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "standard input.txt"
        path.write_bytes(data)
        return _good(path, faults)
