"""tollbook correct, undo, corrections: what a person decides about claims, kept as decisions in the history."""

import getpass
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tollbook.cli import words
from tollbook.cli.changed import changed
from tollbook.cli.choices import gazetteers
from tollbook.cli.console import out, say
from tollbook.cli.explained import safe
from tollbook.cli.stream import quiet_pipe
from tollbook.errors import StopRun

if TYPE_CHECKING:
    from tollbook.casebook.decisions import Change, Decision
    from tollbook.casebook.editing import Resolve
    from tollbook.casebook.workspace import Workspace
    from tollbook.model import Claim, Document, Place

CORRECT = """Examples:

  tollbook correct ws/ CLAIM --set min=12 --set who=civilian --reason "twelve, with the boy named below"

  tollbook correct ws/ CLAIM --reject --reason "speaks of another year"

  tollbook correct ws/ --add REPORT 120 151 harm=killed min=5 who=civilian places=Hajin

Fields: harm, who, min, max, qualifier, children, women, men, places, date, source, blamed, means, stance, level,
start, end.
Several names are parted by ";", null is unknown. tollbook explain REPORT ws/ shows the claims and their ids."""
UNDO = """Examples:

  tollbook undo ws/           # the latest decision that stands

  tollbook undo ws/ 17        # event 17 of tollbook corrections; an undoing can be undone too"""
CORRECTIONS = """Examples:

  tollbook corrections ws/

  tollbook corrections ws/ --export cases.jsonl    # labelled cases, one file a language"""
PROGRAM = "tollbook"
Who = Annotated[str | None, typer.Option("--by", help="Who decides, by default your login name.")]
Why = Annotated[str, typer.Option("--reason", help="Why; kept with the decision.")]
Where = Annotated[Path, typer.Argument(help="The workspace.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("correct", epilog=CORRECT)(correct)
    app.command("undo", epilog=UNDO)(undo)
    app.command("corrections", epilog=CORRECTIONS)(corrections)


def correct(
    workspace: Where,
    what: Annotated[
        list[str] | None, typer.Argument(help="The claim's id; with --add, FIELD=VALUE words.", metavar="[CLAIM]")
    ] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", help="FIELD=VALUE; may be repeated.")] = None,
    reject: Annotated[bool, typer.Option("--reject", help="The claim is wrong and supports nothing.")] = False,
    add: Annotated[
        tuple[str, int, int] | None,
        typer.Option(
            "--add", help="A claim that was missed: report, first character, end.", metavar="REPORT START END"
        ),
    ] = None,
    reason: Why = "",
    by: Who = None,
) -> None:
    """Correct, reject or add a claim; the decision holds whatever later runs extract."""
    from tollbook.casebook.workspace import Workspace

    given, settings = list(what or ()), list(set_ or ())
    if sum((reject, add is None and bool(settings), add is not None)) != 1:
        raise StopRun("say one thing", "tollbook correct", "give --set FIELD=VALUE, or --reject, or --add")
    with Workspace.open(workspace) as opened, opened.writing():
        change = _added(opened, add, given + settings) if add else _changed(opened, given, settings)
        if change is None:
            print("Already so: nothing was changed.")
            return
        event = opened.correct(actor(by), change, reason)
    print(f"{change.kind} (event {event}): {_said(change.new or change.old)}")
    for line in changed(change.old, change.new) if change.old and change.new else ():
        print(f"  {line}")
    what_next(workspace)


def actor(by: str | None) -> str:
    """Who decides: the name given, or that of the login; raises StopRun for one that is no person's."""
    name = (by or _login()).strip()
    if not name or name == PROGRAM:
        raise StopRun(f"{name!r} is no person", "--by", "say who decides")
    return name


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise StopRun("no login name", "--by", "say who decides") from error


def _changed(opened: "Workspace", given: list[str], settings: list[str]) -> "Change | None":
    """The correction or, without settings, the rejection of the claim named; None where it changes nothing."""
    from tollbook.casebook import editing
    from tollbook.casebook.decisions import Change

    if len(given) != 1:
        raise StopRun("no claim named" if not given else "one claim at a time", "", "tollbook correct WORKSPACE CLAIM")
    claim, rejected = _claim(opened, given[0])
    if not settings:
        return None if rejected else Change("rejected", claim, None)
    document = next(opened.fetch([claim.document]))
    new = editing.corrected(claim, settings, document, _resolving(opened, document))
    said = replace(new, rule=claim.rule)
    return None if said == claim and not rejected else Change("corrected", None if rejected else claim, new)


def _added(opened: "Workspace", add: tuple[str, int, int], settings: list[str]) -> "Change | None":
    from tollbook.casebook import editing
    from tollbook.casebook.decisions import Change

    report, start, end = add
    document = next(opened.fetch([report]), None)
    if document is None:
        raise StopRun(f"no report {report!r}", str(opened.root), "tollbook show WORKSPACE INCIDENT names reports")
    new = editing.added(document, start, end, settings, _resolving(opened, document))
    there = next((claim for claim in opened.claims() if claim.id == new.id), None)
    if there and there != new:
        raise StopRun("such a claim was added before", there.id, "correct it with --set")
    return None if there else Change("added", None, new)


def _claim(opened: "Workspace", wanted: str) -> "tuple[Claim, bool]":
    """The claim, by its id or the beginning of it, and whether it is rejected."""
    gone = [one.old for one in opened.decisions() if one.old and one.new is None]
    known = {claim.id: (claim, False) for claim in opened.claims()} | {claim.id: (claim, True) for claim in gone}
    found = [known[wanted]] if wanted in known else [one for key, one in known.items() if key.startswith(wanted)]
    if not found:
        raise StopRun(f"no claim {wanted!r}", str(opened.root), "tollbook explain REPORT WORKSPACE shows the claims")
    if len(found) > 1:
        several = ", ".join(claim.id for claim, _ in found[:5])
        raise StopRun(f"{len(found)} claims begin with {wanted!r}: {several}", "", "write more of the id")
    return found[0]


def _resolving(opened: "Workspace", document: "Document") -> "Resolve":
    """Names to places, with the workspace's gazetteers; they are loaded when a name is asked for."""
    from tollbook import locate, pipeline

    def resolve(name: str) -> "Place":
        return locate.place_named(document, name, pipeline.load_gazetteer(gazetteers(opened.root, None)))

    return resolve


def _said(claim: "Claim | None") -> str:
    return f"{words.speaks_of(claim)} “{safe(claim.quote)}” {safe(claim.id)}" if claim else ""


def what_next(workspace: Path) -> None:
    """Say that nothing is computed yet, and what does it."""
    say(f"tollbook: incidents and site are as before until: tollbook publish {workspace} (tollbook run does it too)")


def undo(
    workspace: Where,
    event: Annotated[int | None, typer.Argument(help="The event to take back, by default the latest.")] = None,
    reason: Why = "",
    by: Who = None,
) -> None:
    """Take a decision back by a new event; the decision itself stays in the history."""
    from tollbook.casebook.workspace import Workspace

    with Workspace.open(workspace) as opened, opened.writing():
        row = opened.undo(actor(by), event, reason)
    if row is None:
        which = f"no decision {event} that stands" if event is not None else "no decision that stands"
        raise StopRun(which, str(workspace), "tollbook corrections WORKSPACE lists them")
    print(f"taken back: event {row.pk}, {row.field} {row.subject_id}")
    what_next(workspace)


def corrections(
    workspace: Where,
    export: Annotated[
        Path | None, typer.Option("--export", help="Write them as labelled cases, JSON lines, one file a language.")
    ] = None,
) -> None:
    """List the decisions that stand, or write those about claims as labelled cases for the tables of extraction."""
    from tollbook.casebook.workspace import Workspace

    with Workspace.open(workspace) as opened, quiet_pipe():
        held = opened.decisions()
        if export is not None:
            for path in _exported(opened, held, export):
                say(f"written: {path}")
            return
        console = out()
        for one in opened.all_decisions():
            for line in lines_of(one, one in held):
                console.print(line, soft_wrap=True)
        for line in _judged(opened):
            console.print(line, soft_wrap=True)


def _judged(opened: "Workspace") -> "Iterator[str]":
    """The judgements on incidents, each with where newer ones contradict it."""
    from tollbook.casebook.judgements import overruled
    from tollbook.cli import judge

    every = opened.judged()
    older = overruled(every)
    for one in every:
        yield from judge.lines_of(one, older.get(one.event, ()))


def lines_of(one: "Decision", in_force: bool) -> "Iterator[str]":
    """One decision in words."""
    lost = "" if in_force else " (not in force: its words no longer stand in the report)"
    yield f"event {one.event} · {one.kind} by {safe(one.actor)} · {one.at:%Y-%m-%d %H:%M} UTC{lost}"
    if one.old:
        yield f"  was: {_said(one.old)}"
    if one.new:
        yield f"  is:  {_said(one.new)}"
    for line in changed(one.old, one.new) if one.old and one.new else ():
        yield f"  {line}"
    if one.reason:
        yield f"  because: {safe(one.reason)}"


def _exported(opened: "Workspace", held: "Sequence[Decision]", target: Path) -> "Iterator[Path]":
    from tollbook.casebook import labelled
    from tollbook.casebook.outlet import write_whole

    documents = {document.id: document for document in opened.fetch({one.speaks_of.document for one in held})}
    tables = labelled.tables(held, documents, list(opened.claims()))
    for language, table in tables.items():
        path = target if len(tables) == 1 else target.with_name(f"{target.stem}-{language}{target.suffix}")
        write_whole(path, table.encode())
        yield path
    if not tables:
        raise StopRun("no decisions to export", str(opened.root), "tollbook correct makes them")
