"""tollbook assess: grades under a standard, for incidents that were resolved before."""

from pathlib import Path
from typing import Annotated

import typer

from tollbook.cli.choices import chosen_standards, gazetteers, statements_of
from tollbook.cli.console import say
from tollbook.cli.moved import moved_lines
from tollbook.cli.stream import Faults, read, writing

EPILOG = """Examples:

  tollbook assess --standard cjtf-oir --claims claims.jsonl --documents documents.jsonl < incidents.jsonl > graded.jsonl

  tollbook assess --standard my-standard.toml incidents.jsonl graded.jsonl

  tollbook assess --standard n-sources:3 --claims claims.jsonl incidents.jsonl graded.jsonl

Incidents that carry a grade and get another one are listed.
Without claims and documents a rule can only use what stands in the incident itself."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("assess", epilog=EPILOG)(assess)


def assess(
    source: Annotated[str, typer.Argument(metavar="[IN]", help="Incidents as JSON lines; - is standard input.")] = "-",
    target: Annotated[
        str, typer.Argument(metavar="[OUT]", help="Incidents as JSON lines; - is standard output.")
    ] = "-",
    standard: Annotated[str, typer.Option("--standard", help="A standard's id, or a file of your own.")] = "airwars",
    claims: Annotated[str | None, typer.Option("--claims", "-c", help="The claims of the incidents.")] = None,
    documents: Annotated[str | None, typer.Option("--documents", "-d", help="The reports of the claims.")] = None,
    gazetteer: Annotated[
        list[Path] | None, typer.Option("--gazetteer", help="A file with places, as given to extract.")
    ] = None,
) -> None:
    """Propose a grade for each incident, with the reasons that led to it; a person decides."""
    from tollbook import pipeline, trace
    from tollbook.cli.stream import documents_in
    from tollbook.model.edge import read_claims, read_incidents, to_json

    faults = Faults()
    standards = chosen_standards(standard)
    by_id = {claim.id: claim for claim in read(claims, read_claims, faults)} if claims else {}
    reports = list(read(documents, documents_in, faults)) if documents else []
    lineage = trace.trace(reports, list(by_id.values()))
    places = pipeline.load_gazetteer(gazetteers(None, gazetteer))
    said = {statement.id: statement for statement in statements_of(reports, places, faults)}
    before, after = [], []
    with writing(target) as write:
        for incident in read(source, read_incidents, faults):
            own = [by_id[key] for key in incident.claims if key in by_id]
            graded = pipeline.graded(incident, own, lineage, said, standards[:1])
            write(to_json(graded))
            before.append(incident)
            after.append(graded)
    for line in moved_lines(before, after, standards):
        say(f"tollbook: {line}")
    faults.exit()
