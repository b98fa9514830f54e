"""tollbook resolve: claims in, incidents with figures and grades out."""

from pathlib import Path
from typing import Annotated

import typer

from tollbook.cli.choices import chosen_standards, gazetteers, statements_of
from tollbook.cli.console import say
from tollbook.cli.stream import Faults, read, writing

EPILOG = """Examples:

  tollbook resolve --documents documents.jsonl < claims.jsonl > incidents.jsonl

  tollbook extract documents.jsonl | tollbook resolve --within-document"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("resolve", epilog=EPILOG)(resolve)


def resolve(
    source: Annotated[str, typer.Argument(metavar="[IN]", help="Claims as JSON lines; - is standard input.")] = "-",
    target: Annotated[
        str, typer.Argument(metavar="[OUT]", help="Incidents as JSON lines; - is standard output.")
    ] = "-",
    documents: Annotated[
        str | None, typer.Option("--documents", "-d", help="The reports the claims are from, JSON lines.")
    ] = None,
    within_document: Annotated[
        bool, typer.Option("--within-document", help="Never draw claims of different reports together.")
    ] = False,
    standard: Annotated[
        str, typer.Option("--standard", help="The standard whose grade and counting words are used.")
    ] = "airwars",
    gazetteer: Annotated[
        list[Path] | None, typer.Option("--gazetteer", help="A file with places, as given to extract.")
    ] = None,
) -> None:
    """Trace who said what first, draw claims about one event together, and compute the figures."""
    from tollbook import pipeline
    from tollbook.cli.stream import documents_in
    from tollbook.model.edge import read_claims, to_json

    faults = Faults()
    standards = chosen_standards(standard)
    places = pipeline.load_gazetteer(gazetteers(None, gazetteer))
    given = list(read(documents, documents_in, faults)) if documents else []
    claims = list(read(source, read_claims, faults))
    reports = pipeline.with_missing(given, claims)
    if len(reports) > len(given) and not within_document:
        say("tollbook: reports missing: their claims are drawn together without dates, publishers or texts")
    said = statements_of(given, places, faults)
    _, incidents = pipeline.conclude(reports, claims, said, standards, within_document)
    with writing(target) as write:
        for incident in incidents:
            write(to_json(incident))
    faults.exit()
