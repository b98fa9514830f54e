"""tollbook extract: reports in, located claims out."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tollbook.cli.choices import gazetteers
from tollbook.cli.console import say
from tollbook.cli.stream import Faults, read, writing

if TYPE_CHECKING:
    from tollbook.proposals import Proposer

EPILOG = """Examples:

  tollbook extract < documents.jsonl > claims.jsonl

  tollbook extract documents.jsonl claims.jsonl --gazetteer villages.csv

  tollbook extract documents.jsonl claims.jsonl --model-url http://127.0.0.1:8080/v1 --model-name my-model

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
    model_url: Annotated[
        str | None,
        typer.Option(
            "--model-url", help="Ask this OpenAI-compatible server too; also TOLLBOOK_MODEL_URL. Off otherwise."
        ),
    ] = None,
    model_name: Annotated[
        str | None, typer.Option("--model-name", help="The model to ask for; also TOLLBOOK_MODEL_NAME.")
    ] = None,
) -> None:
    """Find the casualty claims in reports, each with the words it rests on, its place and its day."""
    from tollbook import pipeline
    from tollbook.cli.stream import documents_in
    from tollbook.model.edge import to_json

    places = pipeline.load_gazetteer(gazetteers(workspace, gazetteer))
    faults = Faults()
    with proposing(model_url, model_name) as proposer, writing(target) as write:
        for document in read(source, documents_in, faults):
            with faults.passing_over():
                for claim in pipeline.extract(document, places, proposer):
                    write(to_json(claim))
    faults.exit()


@contextmanager
def proposing(url: str | None, name: str | None) -> "Iterator[Proposer | None]":
    """Somebody to ask for proposals, whose tally is said at the end; None where no server is configured."""
    if not (url or os.environ.get("TOLLBOOK_MODEL_URL")):
        yield None
        return
    from tollbook.proposals import Proposer, from_environment
    from tollbook.proposals.client import Client

    settings = from_environment(url, name)
    assert settings is not None, "an address is configured"
    with Client(settings) as client:
        proposer = Proposer(client)
        try:
            yield proposer
        finally:
            say(f"tollbook: model {settings.name} at {settings.server}: {proposer.tally.words()}")
