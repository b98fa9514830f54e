"""tollbook compare: an incident, or a whole campaign, under several standards side by side."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tollbook.cli.console import out, say
from tollbook.cli.stream import Faults, quiet_pipe, read
from tollbook.errors import StopRun

if TYPE_CHECKING:
    from tollbook.assess import Facts, Standard
    from tollbook.assess.compare import Compared, Comparer
    from tollbook.model import Incident

    Known = Mapping[str, tuple[Incident, Facts]]

EPILOG = """Examples:

  tollbook compare ws/                                  # the toll under every standard, and which incidents move

  tollbook compare ws/ INCIDENT                         # one incident; the beginning of its id is enough

  tollbook compare ws/ --standard airwars,ohchr,n-sources:3,mine.toml --csv > moves.csv

  tollbook compare incidents.jsonl --claims claims.jsonl --documents documents.jsonl --json"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("compare", epilog=EPILOG)(compare)


def compare(
    source: Annotated[Path, typer.Argument(metavar="WORKSPACE|INCIDENTS", help="A workspace, or a JSON-lines file.")],
    incident: Annotated[str | None, typer.Argument(help="An incident's id, or the beginning of it.")] = None,
    standard: Annotated[
        str | None, typer.Option("--standard", help="Ids and files, parted by commas; all by default.")
    ] = None,
    claims: Annotated[str | None, typer.Option("--claims", "-c", help="The claims of incidents in a file.")] = None,
    documents: Annotated[str | None, typer.Option("--documents", "-d", help="The reports of the claims.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="As a table, a row for each incident and standard.")] = False,
) -> None:
    """Show the same evidence under several standards: grade, figure, and which fact makes the difference."""
    from tollbook.assess import compare as room
    from tollbook.cli import compared

    faults = Faults()
    by = room.comparer(_standards(standard, source))
    if source.is_dir():
        known, judged = _in_workspace(source, incident)
    else:
        known, judged = _in_file(str(source), claims, documents, faults), {}
    wanted = _wanted(known, incident)
    found = [one for key in wanted for one in _compared(by, key, known, faults)]
    with quiet_pipe():
        if as_json:
            typer.echo(compared.as_json(by, found, known))
        elif as_csv:
            typer.echo(compared.as_csv(found, known), nl=False)
        else:
            shown = compared.one(by, found[0], known) if incident and found else compared.campaign(by, found, known)
            for line in (*shown, *(judged.get(wanted[0], ()) if incident else ())):
                out().print(line, soft_wrap=isinstance(line, str))
    faults.exit()


def _standards(given: str | None, source: Path) -> "list[Standard]":
    from tollbook import assess
    from tollbook.cli.choices import standard_named

    kept = source if source.is_dir() else None
    if given is None:
        return list(assess.standards().values())
    found = [standard_named(name.strip(), kept) for name in given.split(",") if name.strip()]
    twice = sorted({one.id for one in found if [other.id for other in found].count(one.id) > 1})
    if twice or not found:
        raise StopRun(f"{', '.join(twice) or 'no standard'} named twice" if twice else "no standard is named",
                      "--standard", "name each once, parted by commas")  # fmt: skip
    return found


def _in_workspace(root: Path, incident: str | None) -> "tuple[Known, dict[str, list[str]]]":
    """The facts of every incident, and how likely people held the one asked for."""
    from tollbook.casebook.standing import facts_now
    from tollbook.casebook.workspace import Workspace
    from tollbook.cli import weighed

    with Workspace.open(root) as opened:
        known = facts_now(opened)
        judged = {key: list(weighed.lines(opened, known[key][0])) for key in _wanted(known, incident) if incident}
        return known, judged


def _in_file(source: str, claims: str | None, documents: str | None, faults: Faults) -> "Known":
    from tollbook import pipeline, trace
    from tollbook.cli.choices import gazetteers, statements_of
    from tollbook.cli.stream import documents_in
    from tollbook.model.edge import read_claims, read_incidents

    own = list(read(claims, read_claims, faults)) if claims else []
    reports = list(read(documents, documents_in, faults)) if documents else []
    said = statements_of(reports, pipeline.load_gazetteer(gazetteers(None, None)), faults) if reports else []
    if not own:
        say("tollbook: without --claims nobody is blamed and no answer is known: sources are counted from the figures")
    incidents = list(read(source, read_incidents, faults))
    return pipeline.facts_by_incident(incidents, own, trace.trace(reports, own), said)


def _wanted(known: "Known", incident: str | None) -> list[str]:
    if incident is None:
        return list(known)
    found = [incident] if incident in known else [key for key in known if key.startswith(incident)]
    if len(found) != 1:
        what = f"{len(found)} incidents begin with {incident!r}" if found else f"no incident {incident!r}"
        raise StopRun(what, "", "tollbook show WORKSPACE lists them")
    return found


def _compared(by: "Comparer", key: str, known: "Known", faults: Faults) -> "list[Compared]":
    from tollbook.assess import compare as room

    found: list[Compared] = []
    with faults.passing_over():
        found.append(room.compare(by, key, known[key][1]))
    return found
