"""tollbook extract: reports in, located claims out."""

from pathlib import Path
from typing import Annotated

import typer

from tollbook.cli.choices import gazetteers
from tollbook.cli.stream import Faults, read, writing

EPILOG = """Examples:

  tollbook extract < documents.jsonl > claims.jsonl

  tollbook extract documents.jsonl claims.jsonl --gazetteer villages.csv

Documents are JSON lines with at least "id" and "text"; a bad line is reported and passed over (exit status 1)."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("extract", epilog=EPILOG)(extract)


def extract(
    source: Annotated[str, typer.Argument(metavar="[IN]", help="Documents as JSON lines; - is standard input.")] = "-",
    target: Annotated[str, typer.Argument(metavar="[OUT]", help="Claims as JSON lines; - is standard output.")] = "-",
    gazetteer: Annotated[
        list[Path] | None, typer.Option("--gazetteer", help="A file with places; may be repeated.")
    ] = None,
    workspace: Annotated[
        Path | None, typer.Option("--workspace", "-w", help="Use the gazetteers kept in this workspace too.")
    ] = None,
) -> None:
    """Find the casualty claims in reports, each with the words it rests on, its place and its day."""
    from tollbook import pipeline
    from tollbook.cli.stream import documents_in
    from tollbook.model.edge import to_json

    places = pipeline.load_gazetteer(gazetteers(workspace, gazetteer))
    faults = Faults()
    with writing(target) as write:
        for document in read(source, documents_in, faults):
            with faults.passing_over():
                for claim in pipeline.extract(document, places):
                    write(to_json(claim))
    faults.exit()
