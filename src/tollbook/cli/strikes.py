"""tollbook strikes: logs of past strikes taken in, listed, shown, and held against incidents."""

import getpass
import json
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from tollbook.cli.console import out, say
from tollbook.cli.stream import quiet_pipe
from tollbook.errors import StopRun

if TYPE_CHECKING:
    from tollbook.casebook.strikeimport import Taken
    from tollbook.casebook.strikelogs import Matched
    from tollbook.casebook.workspace import Workspace
    from tollbook.model import Incident
    from tollbook.model.strike import LogCoverage

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Logs of past strikes: take them in, hold incidents against them. Nothing here plans or suggests a strike.",
)
IMPORT = """Examples:

  tollbook strikes import ws/ log.csv --preview --zone Asia/Damascus       # how it would be read; nothing is stored

  tollbook strikes import ws/ log.csv --zone Asia/Damascus --column date=EVENT_DATE --force "US-led Coalition"
    --from 2014-08-08 --to 2018-12-31 --area 35,32,49,38 --complete partial --lacks "French strikes"

  tollbook strikes import ws/ release.txt --zone Asia/Baghdad --year 2018 --force "US-led Coalition" ...

Reads .csv, .tsv, .geojson, and the text of releases (.txt). Zones, units and what the log covers are asked for, never
guessed. One fault, and nothing is taken in. A file that was read before under the same name shows what it changes and
needs --replace."""
MATCH = """Examples:

  tollbook strikes match ws/                                # every incident

  tollbook strikes match ws/ INCIDENT --radius 20 --hours 12

  tollbook strikes match ws/ --json > matched.jsonl"""
Where = Annotated[Path, typer.Argument(help="The workspace.")]
Dates = Literal["clear", "day-first", "month-first", "excel-1900", "excel-1904", "unix"]
Complete = Literal["complete", "partial", "unknown"]


@app.command("import", epilog=IMPORT)
def import_file(
    workspace: Where,
    file: Annotated[Path, typer.Argument(help="The log: .csv, .tsv, .geojson or .txt.")],
    name: Annotated[str | None, typer.Option("--name", help="What the log is called; by default as the file.")] = None,
    column: Annotated[list[str] | None, typer.Option("--column", help="FIELD=COLUMN, e.g. date=EVENT_DATE.")] = None,
    zone: Annotated[str | None, typer.Option("--zone", help="Time zone of rows that name none.")] = None,
    dates: Annotated[Dates, typer.Option("--dates", help="How dates are meant that can be read two ways.")] = "clear",
    unit: Annotated[Literal["m", "km"] | None, typer.Option("--unit", help="Unit of a radius without one.")] = None,
    year: Annotated[int | None, typer.Option("--year", help="Year of day headings without one.")] = None,
    force: Annotated[list[str] | None, typer.Option("--force", help='Whose strikes it holds; "all" for all.')] = None,
    start: Annotated[str | None, typer.Option("--from", help="First day it covers.")] = None,
    end: Annotated[str | None, typer.Option("--to", help="Last day it covers.")] = None,
    area: Annotated[str | None, typer.Option("--area", help="West,south,east,north in degrees, or everywhere.")] = None,
    complete: Annotated[Complete | None, typer.Option("--complete", help="How complete it is said to be.")] = None,
    lacks: Annotated[str | None, typer.Option("--lacks", help='What it leaves out, e.g. "French strikes".')] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Show how it would be read; store nothing.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Take an updated file in the place of the old.")] = False,
    most: Annotated[int, typer.Option("--faults", help="List at most so many faults.")] = 20,
    by: Annotated[str | None, typer.Option("--by", help="Who says what it covers; by default your login name.")] = None,
) -> None:
    """Take a strike log in, whole or not at all."""
    from tollbook.casebook import strikeimport
    from tollbook.casebook.workspace import Workspace
    from tollbook.cli import strike_words

    with Workspace.open(workspace) as opened:
        settled = _settled(column, zone, dates, unit, year, force)
        taken = strikeimport.take(file, name or file.stem, settled, _gazetteer(workspace, file))
        for line in strike_words.preview(taken):
            say(line)
        if taken.reading.faults:
            for line in strike_words.faults(taken.reading.faults, most):
                say(line)
            raise StopRun(f"{len(taken.reading.faults)} faults: nothing is taken in", str(file), "mend them all first")
        if preview:
            return
        given = {"force": force, "from": start, "to": end, "area": area, "complete": complete, "lacks": lacks}
        _store(opened, file, taken, _coverage(taken, given), replace, by or getpass.getuser())


def _settled(  # the options that say how a file is read
    column: Sequence[str] | None, zone: str | None, dates: Dates, unit: Any, year: int | None, force: list[str] | None
) -> Any:
    from tollbook.strikes.days import Unread, zone_of
    from tollbook.strikes.settled import Settled

    columns = dict(_pair(one) for one in column or ())
    try:
        if zone:
            zone_of(zone)
    except Unread as error:
        raise StopRun(error.what, "--zone", error.remedy) from error
    one = force[0] if force and len(force) == 1 and force[0].casefold() != "all" else None
    return Settled(datetime.now(UTC).date(), columns, zone, dates, unit, year, one)


def _pair(given: str) -> tuple[str, str]:
    field, equals, column = given.partition("=")
    if not equals or not column:
        raise StopRun(f"{given!r} is no FIELD=COLUMN", "--column", "write it as --column date=EVENT_DATE")
    return field.strip(), column.strip()


def _gazetteer(workspace: Path, file: Path) -> Any:
    from tollbook import pipeline
    from tollbook.cli.choices import gazetteers

    return pipeline.load_gazetteer(gazetteers(workspace, None)) if file.is_file() else None


ASKED = {
    "force": 'Whose strikes does it hold? ("all" for every force)',
    "from": "The first day it covers?",
    "to": "The last day it covers?",
    "area": "Its area: west,south,east,north, or everywhere?",
    "complete": "Is it complete, partial or unknown?",
    "lacks": "What does it leave out? (nothing: just return)",
}


def _coverage(taken: "Taken", given: dict[str, Any]) -> "tuple[LogCoverage, ...]":
    """What the log covers, as given or asked for at the keyboard; raises StopRun where neither says."""
    from tollbook.casebook.strikeimport import coverage_of

    if sys.stdin.isatty():
        for key in (key for key, value in given.items() if not value):
            given[key] = typer.prompt(ASKED[key], default="" if key == "lacks" else None, show_default=False, err=True)
    lacking = [key for key in ("force", "from", "to", "complete", "area") if not given[key]]
    if lacking:
        options = ", ".join(f"--{key}" for key in lacking)
        raise StopRun(f"what it covers is not said: {options}", taken.name, "without it an empty answer means nothing")
    if given["complete"] not in ("complete", "partial", "unknown"):
        raise StopRun(f"{given['complete']!r} is no completeness", "--complete", "say complete, partial or unknown")
    forces = [given["force"]] if isinstance(given["force"], str) else given["force"]
    start, end = _day(given["from"], "--from"), _day(given["to"], "--to")
    _check_days(taken, start, end)
    where = {"area": _area(given["area"]), "complete": given["complete"], "lacks": given["lacks"] or ""}
    return coverage_of(taken.id, forces, start=start, end=end, **where)


def _day(given: str, option: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise StopRun(f"{given!r} is no day", option, "write it as 2018-02-15") from None


def _check_days(taken: "Taken", start: date, end: date) -> None:
    if start > end:
        raise StopRun(f"covers from {start} to {end}: the end comes first", "--from, --to", "swap them")
    if end > datetime.now(UTC).date():
        raise StopRun(f"{end} lies in the future: no log covers it yet", "--to", "give the last day it holds")
    days = [strike.start.date() for strike in taken.reading.strikes]
    if (days and (min(days) - start).days < -1) or (days and (max(days) - end).days > 1):
        what = f"holds entries from {min(days)} to {max(days)}, but is said to cover {start} to {end}"
        raise StopRun(what, taken.name, "correct --from and --to")


def _area(given: str) -> tuple[float, float, float, float] | None:
    if given.casefold() == "everywhere":
        return None
    try:
        west, south, east, north = (float(part) for part in given.split(","))
    except ValueError:
        raise StopRun(f"{given!r} is no area", "--area", "write west,south,east,north, as 35,32,49,38") from None
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise StopRun(f"{given!r} is no area", "--area", "west before east, south before north, in degrees")
    return west, south, east, north


def _store(
    opened: "Workspace", file: Path, taken: "Taken", coverage: "tuple[LogCoverage, ...]", replace: bool, by: str
) -> None:
    from tollbook.casebook import strikeimport, strikelogs
    from tollbook.cli import strike_words
    from tollbook.model.strike import StrikeLog

    before = strikelogs.held(opened, taken.id)
    if before:
        changes = strikelogs.difference(before, StrikeLog(taken.id, taken.name, taken.reading.strikes, coverage))
        if changes.empty:
            print(f"{taken.id}: imported before; nothing changes")
            return
        for line in strike_words.difference(changes):
            say(line)
        if not replace:
            raise StopRun("a log of this name is there, and this file changes it", taken.id, "--replace takes it in")
    log = strikeimport.store(opened, file, taken, coverage, by)
    print(f"{log.id}: {len(log.strikes)} entries, {sum(strike.strikes for strike in log.strikes)} strikes")


@app.command("list", epilog="Example:\n\n  tollbook strikes list ws/")
def list_logs(workspace: Where) -> None:
    """List the logs of a workspace and what each covers."""
    from tollbook.casebook import strikelogs
    from tollbook.casebook.workspace import Workspace
    from tollbook.cli import strike_words

    with Workspace.open(workspace) as opened, quiet_pipe():
        out().print(strike_words.logs(strikelogs.logs(opened)))


@app.command("show", epilog="Example:\n\n  tollbook strikes show ws/ cjtf-oir")
def show(workspace: Where, log: Annotated[str, typer.Argument(help="The id of a log.")]) -> None:
    """Show one log: what it covers, and every entry."""
    from tollbook.casebook import strikelogs
    from tollbook.casebook.workspace import Workspace
    from tollbook.cli import strike_words

    with Workspace.open(workspace) as opened, quiet_pipe():
        found = strikelogs.held(opened, log)
        if found is None:
            raise StopRun(f"no strike log {log!r}", str(workspace), "tollbook strikes list shows them")
        for part in found.coverage:
            print(strike_words.covered(part))
        for strike in found.strikes:
            print(strike.id, strike_words.entry(strike), sep="\t")


@app.command("match", epilog=MATCH)
def match(
    workspace: Where,
    incident: Annotated[str | None, typer.Argument(help="An incident's id, or the beginning of it.")] = None,
    radius: Annotated[
        float | None, typer.Option("--radius", min=0, help="Radius in km instead of the place's own.")
    ] = None,
    hours: Annotated[float, typer.Option("--hours", min=0, help="Hours added before and after.")] = 0.0,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Hold incidents against the logs: graded entries with reasons, near misses, and what the logs can show."""
    from tollbook.casebook import strikelogs
    from tollbook.casebook.workspace import Workspace
    from tollbook.cli import strike_words
    from tollbook.strikes.found import Margins

    with Workspace.open(workspace) as opened, quiet_pipe():
        strikes = strikelogs.index(opened)
        if strikes is None:
            raise StopRun("holds no strike log", str(workspace), "tollbook strikes import takes one in")
        found = strikelogs.matched(opened, strikes, Margins(radius, hours), _chosen(opened, incident))
        if as_json:
            for one, matched in found:
                print(json.dumps(strike_words.record(one, matched), ensure_ascii=False))
        elif incident is None:
            out().print(strike_words.matches(list(found)))
        else:
            _tell(list(found))


def _tell(found: "list[tuple[Incident, Matched]]") -> None:
    from tollbook.cli import strike_words

    for _, matched in found:
        for line in strike_words.one(matched):
            out().print(line, soft_wrap=True)


def _chosen(opened: "Workspace", wanted: str | None) -> "list[Incident]":
    from tollbook.cli.named import named

    return opened.incidents() if wanted is None else [named(opened, wanted)]
