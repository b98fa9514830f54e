"""tollbook resolve: claims in, incidents with figures and grades out."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from tollbook.cli.choices import chosen_standards, gazetteers, statements_of
from tollbook.cli.console import say
from tollbook.cli.stream import Faults, read, writing
from tollbook.model import Claim, Document

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
    reports = with_missing(given, claims)
    if len(reports) > len(given) and not within_document:
        say("tollbook: reports missing: their claims are drawn together without dates, publishers or texts")
    said = statements_of(given, places, faults)
    incidents = pipeline.conclude(reports, claims, said, standards, within_document).incidents
    with writing(target) as write:
        for incident in incidents:
            write(to_json(incident))
    faults.exit()


def with_missing(documents: Sequence[Document], claims: Iterable[Claim]) -> list[Document]:
    """The reports, and for claims of others a report that holds no more than their quotes, each in its place."""
    known = {document.id for document in documents}
    quotes: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.document not in known:
            quotes.setdefault(claim.document, []).append(claim)
    return [*documents, *(Document(key, _text_of(own)) for key, own in quotes.items())]


def _text_of(claims: Sequence[Claim]) -> str:
    letters = [" "] * max(claim.end for claim in claims)
    for claim in claims:
        letters[claim.start : claim.end] = claim.quote.ljust(claim.end - claim.start)[: claim.end - claim.start]
    return "".join(letters)
