"""tollbook allegation: receive, step, correct, list, show, import; tollbook letter answers whoever submitted one."""

from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tollbook.cli.choices import day_of, span_of
from tollbook.cli.console import out, say
from tollbook.cli.correct import Where, Who, Why, actor
from tollbook.cli.explained import safe
from tollbook.cli.stream import quiet_pipe
from tollbook.errors import StopRun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tollbook.casebook.allegations import Kept
    from tollbook.model import Allegation, Step

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="The ledger of allegations: what came in and what was found."
)
EXAMPLES = """Examples:

  tollbook allegation receive ws/ --title "Strike on Hajin" --standard cjtf-oir --via "press report" --on 2018-11-14

  tollbook allegation step ws/ 2018-0001 initial_review --on 2018-11-15

  tollbook allegation step ws/ 2018-0001 assessment --on 2018-11-18

  tollbook allegation step ws/ 2018-0001 credible --on 2018-11-20 --killed 3-5 --reason "seen on the video"

Steps: received, initial_review, assessment, then credible, non_credible, duplicate or inconclusive; a finding can be
reopened. Categories of non_credible: no_strike, insufficient_information, no_civilian_harm, insufficient_evidence,
duplicate_report, other."""
IMPORT = """The table names its columns, in any order: id, title, received are needed; standard, belligerent, via,
incident, place, grid, event_date, initial_review, assessment, finding_date, finding, reason, category, killed, injured,
repeats, certificate, by where known. Days as 2018-11-13, people as 3 or 3-5. With any fault nothing is taken."""


class State(StrEnum):
    """Where an allegation can stand."""

    received = "received"
    initial_review = "initial_review"
    assessment = "assessment"
    credible = "credible"
    non_credible = "non_credible"
    duplicate = "duplicate"
    inconclusive = "inconclusive"
    reopened = "reopened"


class Category(StrEnum):
    """The published categories of a non-credible finding."""

    no_strike = "no_strike"
    insufficient_information = "insufficient_information"
    no_civilian_harm = "no_civilian_harm"
    insufficient_evidence = "insufficient_evidence"
    duplicate_report = "duplicate_report"
    other = "other"


On = Annotated[str | None, typer.Option("--on", help="The day, by default today (2018-11-13).")]
Standard = Annotated[str | None, typer.Option("--standard", help="The standard it is decided under.")]
Belligerent = Annotated[str | None, typer.Option("--belligerent", help="Who is said to have done it.")]
Published = Annotated[str, typer.Option("--reason", help="Why; the report and the letter say so: name nobody.")]
Which = Annotated[str, typer.Argument(help="The allegation, by its id or the beginning of it.")]
Killed = Annotated[str | None, typer.Option("--killed", help="With credible: how many, 3 or 3-5.")]
Injured = Annotated[str | None, typer.Option("--injured", help="With credible: how many, 3 or 3-5.")]


@app.command("receive", epilog=EXAMPLES)
def receive(
    workspace: Where,
    title: Annotated[str, typer.Option("--title", help="What it says happened, in a few words.")],
    standard: Annotated[str, typer.Option("--standard", help="The standard it is decided under.")],
    via: Annotated[str, typer.Option("--via", help="How it came in, as the report will say it.")],
    on: On = None,
    belligerent: Belligerent = None,
    place: Annotated[str | None, typer.Option("--place", help="Where, as alleged.")] = None,
    grid: Annotated[str | None, typer.Option("--grid", help="The MGRS square, as alleged.")] = None,
    event: Annotated[str | None, typer.Option("--event", help="The day of the event, as alleged.")] = None,
    incident: Annotated[str | None, typer.Option("--incident", help="The incident it speaks of.")] = None,
    given: Annotated[str, typer.Option("--id", help="Its id, by default the year and the next number.")] = "",
    reason: Why = "",
    by: Who = None,
) -> None:
    """Enter an allegation; its id is printed."""
    from tollbook.casebook import allegations
    from tollbook.casebook.workspace import Workspace
    from tollbook.model import Allegation, Step

    who = actor(by)
    steps = (Step(_day(on), "received", who, reason),)
    event_day = day_of(event, "--event") if event else None
    new = Allegation(given, title, standard, belligerent, via, steps, incident, (), place, grid, event_day)
    with Workspace.open(workspace, create=True) as opened, opened.writing():
        print(allegations.receive(opened.alias, who, new).id)


@app.command("step", epilog=EXAMPLES)
def step(
    workspace: Where,
    allegation: Which,
    state: Annotated[State, typer.Argument(help="The step.")],
    on: On = None,
    reason: Published = "",
    category: Annotated[Category | None, typer.Option("--category", help="With non_credible: why.")] = None,
    killed: Killed = None,
    injured: Injured = None,
    repeats: Annotated[str | None, typer.Option("--repeats", help="With duplicate: the allegation it repeats.")] = None,
    certificate: Annotated[str | None, typer.Option("--certificate", help="The search a finding rests on.")] = None,
    overturned_by: Annotated[
        list[str] | None,
        typer.Option("--overturned-by", help="A fact that would reopen it (date, place, source ...); may be repeated."),
    ] = None,
    correct: Annotated[
        int | None, typer.Option("--correct", help="Correct the step of this number instead; see show.")
    ] = None,
    by: Who = None,
) -> None:
    """Add a step to an allegation, or correct one; what was entered stays in the history."""
    from tollbook.casebook import allegations
    from tollbook.casebook.workspace import Workspace
    from tollbook.model import Step

    who = actor(by)
    new = Step(
        _day(on), state.value, who, reason, category.value if category else None, span_of(killed, "--killed"),
        span_of(injured, "--injured"), repeats, certificate, tuple(overturned_by or ()),
    )  # fmt: skip
    with Workspace.open(workspace) as opened, opened.writing():
        if correct is None:
            done = allegations.step(opened.alias, who, allegation, new)
        else:
            done = allegations.correct(opened.alias, who, allegation, correct, new=new, reason=reason)
    print(f"{done.id}: {_last(done)}")


@app.command("list")
def listed(
    workspace: Where,
    standard: Standard = None,
    belligerent: Belligerent = None,
    state: Annotated[State | None, typer.Option("--state", help="Only those that stand here.")] = None,
    still_open: Annotated[bool, typer.Option("--open", help="Only those without a finding.")] = False,
) -> None:
    """List allegations with where they stand."""
    from rich.table import Table

    from tollbook.casebook import allegations
    from tollbook.casebook.workspace import Workspace

    with Workspace.open(workspace) as opened, quiet_pipe():
        found = allegations.allegations(
            opened.alias, standard=standard, belligerent=belligerent, state=state.value if state else None,
            still_open=True if still_open else None,
        )  # fmt: skip
        table = Table("id", "received", "stands at", "since", "event", "place", "title", box=None, padding=(0, 2, 0, 0))
        for one in found:
            cells = (one.id, _iso(one.steps[0].at), _word(one.state), _iso(one.steps[-1].at), _iso(one.event_date))
            table.add_row(*map(safe, (*cells, one.place or "unknown", one.title)))
        out().print(table)
        say(f"{len(found)} allegations")


@app.command("show")
def show(workspace: Where, allegation: Which) -> None:
    """Show one allegation with every step, those corrected too."""
    from tollbook.casebook import allegations
    from tollbook.casebook.workspace import Workspace

    with Workspace.open(workspace) as opened, quiet_pipe():
        one = allegations.get(opened.alias, allegation)
        for line in _lines(one, allegations.history(opened.alias, one.id)):
            print(line)


@app.command("import", epilog=IMPORT)
def imported(
    workspace: Where,
    table: Annotated[Path, typer.Argument(help="A CSV with an allegation a row.")],
    standard: Standard = None,
    by: Who = None,
) -> None:
    """Import allegations from a table: all of them, or none where anything is wrong."""
    from tollbook.casebook.allegations_import import FaultyTableError, import_table
    from tollbook.casebook.workspace import Workspace

    try:
        text = table.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise StopRun("is not UTF-8 text", str(table), "save it as CSV in UTF-8") from error
    with Workspace.open(workspace, create=True) as opened, opened.writing():
        try:
            found = import_table(opened.alias, actor(by), text, name=str(table), standard=standard)
        except FaultyTableError as error:
            for fault in error.faults:
                say(f"{table}, line {fault.line}: {fault.what}")
            raise
    print(f"{len(found)} allegations imported")


def _day(on: str | None) -> date:
    return day_of(on, "--on") if on else datetime.now(UTC).date()


def _iso(day: date | None) -> str:
    return day.isoformat() if day else "unknown"


def _word(state: str) -> str:
    return state.replace("_", " ")


def _last(one: "Allegation") -> str:
    return f"{_word(one.state)} on {one.steps[-1].at.isoformat()}"


def _lines(one: "Allegation", history: "list[Kept]") -> "Iterator[str]":
    yield f"{safe(one.id)} · {safe(one.title)}"
    yield f"standard {safe(one.standard)} · belligerent {safe(one.belligerent or 'unknown')} · via {safe(one.via)}"
    where = " · ".join(safe(part) for part in (one.place or "place unknown", one.grid) if part)
    yield f"event {_iso(one.event_date)} · {where}"
    corrected = {kept.corrects for kept in history if kept.corrects is not None}
    for kept in history:
        if kept.corrects is not None:
            yield f"   correction of step {kept.corrects}: {_said(kept.step)}"
        else:
            note = " (corrected below)" if kept.number in corrected else ""
            yield f"{kept.number:>2} {_said(kept.step)}{note}"


def _said(step: "Step") -> str:
    parts = [f"{step.at.isoformat()} {_word(step.state)} by {safe(step.by)}"]
    parts += [f"{_word(step.category)}"] if step.category else []
    for name, people in (("killed", step.killed), ("injured", step.injured)):
        parts += [f"{name} {people[0]}" + (f"-{people[1]}" if people[1] != people[0] else "")] if people else []
    parts += [f"repeats {safe(step.repeats)}"] if step.repeats else []
    parts += [f"certificate {safe(step.certificate)}"] if step.certificate else []
    parts += [f"would be reopened by {safe(', '.join(step.overturned_by))}"] if step.overturned_by else []
    return "; ".join(parts) + (f": {safe(step.reason)}" if step.reason else "")
