"""tollbook bench: two parties' records on one bench, or one party's alone, so that only grades change hands."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tollbook.cli.console import say
from tollbook.cli.stream import quiet_pipe, writing
from tollbook.errors import StopRun

if TYPE_CHECKING:
    from tollbook.strikes.bench import Bench, Orphan, Pair
    from tollbook.strikes.bench_fields import Entry, FieldGrade, Tolerance
    from tollbook.strikes.packet import Shown

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Hold one party's records against another's, field by field."
)

COMPARE_EPILOG = """Examples:

  tollbook bench compare ws/ partner.csv                        # incidents of a workspace, incidents of a partner

  tollbook bench compare ours.jsonl log.csv --strikes --zone UTC --pairing one-to-many

A table of incidents has the columns id and date, place or lat and lon; known too are last, radius_km, place, means,
force, killed, killed_min, killed_max, injured. Exit status: 0 done."""

EXPORT_EPILOG = """Example:

  tollbook bench export ws/ -o packet.json --km 5 --date week --toll band --fields date,place,toll

Beside packet.json the key packet.key.json is written: keep it, it alone leads back from the packet's ids to yours."""

RUN_EPILOG = """Example:

  tollbook bench run packet.json log.csv --strikes --zone UTC -o grades.jsonl

The file holds grades by the packet's ids and how many there are of each: nothing of the log, not even its length."""

MERGE_EPILOG = """Example:

  tollbook bench merge packet.key.json grades.jsonl"""


class Pairings(StrEnum):
    """How entries may go together."""

    one_to_one = "one-to-one"
    one_to_many = "one-to-many"


class DateSteps(StrEnum):
    """How finely a packet tells days."""

    day = "day"
    week = "week"
    month = "month"


class TollSteps(StrEnum):
    """How finely a packet tells tolls."""

    exact = "exact"
    band = "band"


class DateOrders(StrEnum):
    """How a date that can be read in two ways is meant."""

    clear = "clear"
    day_first = "day-first"
    month_first = "month-first"


Ours = Annotated[str, typer.Argument(help="A workspace, incidents as JSON lines, or a table of incidents (.csv).")]
Theirs = Annotated[Path, typer.Argument(help="A table of incidents (.csv), incidents as JSON lines, or a strike log.")]
IsLog = Annotated[bool, typer.Option("--strikes", help="The second file is a strike log.")]
Zone = Annotated[str | None, typer.Option("--zone", help="The time zone of the log's rows that name none.")]
Dates = Annotated[DateOrders, typer.Option("--dates", help="How 02/03/2018 is meant in the log.")]
Unit = Annotated[str | None, typer.Option("--unit", help="The unit of a radius without one: m or km.")]
Force = Annotated[str | None, typer.Option("--force", help="The force of the log's rows that name none.")]
Column = Annotated[list[str] | None, typer.Option("--column", help="FIELD=COLUMN of the log; may be repeated.")]
Days = Annotated[int, typer.Option("--days", min=0, help="Days apart that still count as close.")]
Km = Annotated[float, typer.Option("--within", min=0, help="Km beyond both uncertainties that still count as close.")]
Toll = Annotated[float, typer.Option("--toll-times", min=1, help="Tolls within so many times each other are close.")]
Least = Annotated[float, typer.Option("--least", min=0.01, max=1, help="What a pair must be worth.")]
Pairing = Annotated[Pairings, typer.Option("--pairing", help="May one of ours answer several of theirs?")]
Out = Annotated[str, typer.Option("--output", "-o", help="Where to; - is standard output.")]


def _tolerance(days: int, km: float, toll: float, least: float) -> "Tolerance":
    from tollbook.strikes.bench_fields import Tolerance

    return Tolerance(days=days, km=km, toll=toll, least=least)


def _with_parties(entries: "Iterable[Entry]") -> "list[Entry]":
    """Forces by the party they are, so that the Coalition, CJTF-OIR and التحالف are one."""
    from dataclasses import replace

    from tollbook.assess.parties import parties_in

    found = (
        (entry, sorted({id_ for name in entry.force.split(", ") for id_ in parties_in(name)})) for entry in entries
    )
    return [replace(entry, force=", ".join(ids)) if entry.force else entry for entry, ids in found]


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise StopRun(f"cannot be read: {error.strerror}", str(path), "name a file") from error
    except UnicodeDecodeError as error:
        raise StopRun(f"not UTF-8 at byte {error.start + 1}", str(path), "save it as UTF-8") from error


def _json(path: Path) -> Any:
    try:
        found = json.loads(_text(path))
    except ValueError as error:
        raise StopRun(f"no JSON: {error}", str(path), "name the file as tollbook bench wrote it") from error
    if not isinstance(found, dict):
        raise StopRun("no JSON object", str(path), "name the file as tollbook bench wrote it")
    return found


def _workspace(root: Path) -> "Iterator[Entry]":
    from tollbook.casebook.workspace import Workspace
    from tollbook.strikes.bench_read import of_incident

    with Workspace.open(root) as opened:
        for incident in opened.incidents():
            yield of_incident(incident, opened.claims_of(incident))


def _incidents(path: Path) -> "list[Entry]":
    """Entries of a workspace, of incidents as JSON lines, or of a table; raises StopRun at the first bad line."""
    from tollbook.errors import SkipItem
    from tollbook.model.edge import read_incidents
    from tollbook.strikes.bench_read import of_incident, read_table

    if path.is_dir():
        return list(_workspace(path))
    if path.suffix.lower() == ".csv":
        return read_table(_text(path), str(path))
    found = []
    for item in read_incidents(_text(path).splitlines(), str(path)):
        if isinstance(item, SkipItem):
            raise StopRun(item.what, item.where, item.remedy)
        found.append(of_incident(item))
    return found


def _log(path: Path, options: dict[str, Any], columns: Sequence[str] | None) -> "list[Entry]":
    from tollbook.strikes.bench_read import of_strike
    from tollbook.strikes.reading import read_log
    from tollbook.strikes.settled import Settled

    given = dict(pair.split("=", 1) for pair in columns or () if "=" in pair)
    if len(given) < len(columns or ()):
        raise StopRun("no FIELD=COLUMN", "--column", "write it as date=Day")
    reading = read_log(_text(path), path.name, path.stem, Settled(datetime.now(UTC).date(), given, **options))
    if reading.faults:
        first = reading.faults[0]
        more = f" (and {len(reading.faults) - 1} more faults)" if len(reading.faults) > 1 else ""
        raise StopRun(f"{first.what}{more}", f"{path}, {first.where}", first.remedy)
    return [of_strike(strike) for strike in reading.strikes]


def _theirs(
    path: Path,
    strikes: bool,
    zone: str | None,
    dates: str,
    unit: str | None,
    force: str | None,
    columns: list[str] | None,
) -> "list[Entry]":
    if not strikes:
        return _incidents(path)
    return _log(path, {"zone": zone, "dates": dates, "unit": unit, "force": force}, columns)


def _fields(fields: "Iterable[FieldGrade]") -> dict[str, Any]:
    return {one.field: {"level": one.level, "reason": one.reason} for one in fields}


def _pair_line(pair: "Pair") -> dict[str, Any]:
    return {
        "ours": pair.ours, "theirs": pair.theirs, "grade": pair.grade, "score": pair.score,
        "fields": _fields(pair.fields), "reason": pair.reason, "tied": [list(one) for one in pair.tied],
        "tie_known": pair.tie_known,
    }  # fmt: skip


def _orphan_line(side: str, orphan: "Orphan") -> dict[str, Any]:
    return {
        "alone": side, "id": orphan.id, "nearest": orphan.nearest, "score": orphan.score,
        "fields": _fields(orphan.fields), "why": orphan.why,
    }  # fmt: skip


def _stated(found: "Bench") -> dict[str, Any]:
    allowed = found.tolerance
    return {
        "pairing": found.pairing,
        "tolerance": {"days": allowed.days, "km": allowed.km, "toll": allowed.toll, "least": allowed.least},
        "pairs": len(found.pairs), "ours_alone": len(found.ours_alone), "theirs_alone": len(found.theirs_alone),
    }  # fmt: skip


def _records(found: "Bench") -> Iterator[dict[str, Any]]:
    yield _stated(found)
    yield from map(_pair_line, found.pairs)
    yield from (_orphan_line("ours", one) for one in found.ours_alone)
    yield from (_orphan_line("theirs", one) for one in found.theirs_alone)


def _readable(found: "Bench") -> Iterator[str]:
    allowed = found.tolerance
    yield (
        f"{len(found.pairs)} pairs, {found.pairing}; {len(found.ours_alone)} of ours and "
        f"{len(found.theirs_alone)} of theirs alone"
    )
    yield (
        f"close is: {allowed.days} days, {allowed.km:g} km beyond both uncertainties, {allowed.toll:g} times the toll; "
        f"a pair is worth {allowed.least:g} or more"
    )
    for pair in found.pairs:
        yield f"{pair.grade} ({pair.score:.2f})  {pair.ours}  with  {pair.theirs}: {pair.reason}"
        if pair.tied:
            yield f"    as good: {'; '.join(f'{a} with {b}' for a, b in pair.tied) or 'leaving it out'}"
        if not pair.tie_known:
            yield "    too many entries hang together here to look for others as good"
    for side, orphans in (("ours", found.ours_alone), ("theirs", found.theirs_alone)):
        for one in orphans:
            near = f"nearest {one.nearest}: " if one.nearest else ""
            yield f"alone, {side}  {one.id}: {near}{one.why}"


@app.command(epilog=COMPARE_EPILOG)
def compare(
    ours: Ours, theirs: Theirs, strikes: IsLog = False, zone: Zone = None, dates: Dates = DateOrders.clear,
    unit: Unit = None, force: Force = None, column: Column = None, days: Days = 1, within: Km = 5.0,
    toll_times: Toll = 2.0, least: Least = 0.5, pairing: Pairing = Pairings.one_to_one, output: Out = "-",
    as_json: Annotated[bool, typer.Option("--json", help="JSON lines: what was allowed, pairs, orphans.")] = False,
) -> None:  # fmt: skip
    """Pair two parties' records with a grade and a reason for each field; list what stands alone on both sides."""
    from tollbook.strikes.bench import bench

    mine = _with_parties(_incidents(Path(ours)))
    other = _with_parties(_theirs(theirs, strikes, zone, dates.value, unit, force, column))
    found = bench(mine, other, _tolerance(days, within, toll_times, least), pairing.value)
    with quiet_pipe(), writing(output) as write:
        for line in map(_line, _records(found)) if as_json else _readable(found):
            write(line)


def _line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False)


def _shown(fields: str, date: DateSteps, km: float | None, toll: TollSteps) -> "Shown":
    from tollbook.strikes.bench_fields import FIELDS
    from tollbook.strikes.packet import Shown

    chosen = [name.strip() for name in fields.split(",") if name.strip()]
    if unknown := [name for name in chosen if name not in FIELDS]:
        raise StopRun(f"no field: {', '.join(unknown)}", "--fields", f"use some of {', '.join(FIELDS)}")
    return Shown(tuple(field for field in FIELDS if field in chosen), date.value, km, toll.value)


@app.command(epilog=EXPORT_EPILOG)
def export(
    ours: Ours,
    output: Annotated[Path, typer.Option("--output", "-o", help="The packet to be written.")],
    fields: Annotated[str, typer.Option("--fields", help="Fields they may see.")] = "date,place,means,toll,force",
    date: Annotated[DateSteps, typer.Option("--date", help="How finely they may see days.")] = DateSteps.day,
    km: Annotated[float | None, typer.Option("--km", min=0.1, help="Squares of so many km in place of points.")] = None,
    toll: Annotated[TollSteps, typer.Option("--toll", help="How finely they may see tolls.")] = TollSteps.exact,
    days: Days = 1, within: Km = 5.0, toll_times: Toll = 2.0, least: Least = 0.5,
    pairing: Pairing = Pairings.one_to_one,
) -> None:  # fmt: skip
    """Write a packet of our records that the other party can run alone, and the key that stays here."""
    from tollbook.strikes.packet import make_packet

    allowed = _tolerance(days, within, toll_times, least)
    packet, key = make_packet(
        _with_parties(_incidents(Path(ours))), _shown(fields, date, km, toll), allowed, pairing.value
    )
    kept = output.with_suffix(".key.json")
    for path, record in ((kept, key), (output, packet)):
        with writing(str(path)) as write:
            write(json.dumps(record, ensure_ascii=False, indent=1))
    kept.chmod(0o600)
    say(f"{len(packet['entries'])} records in {output}; keep {kept} here, it alone leads back to your ids")


@app.command("run", epilog=RUN_EPILOG)
def run_alone(
    packet: Annotated[Path, typer.Argument(help="The packet, as the other party sent it.")],
    theirs: Theirs, strikes: IsLog = False, zone: Zone = None, dates: Dates = DateOrders.clear, unit: Unit = None,
    force: Force = None, column: Column = None, output: Out = "-",
    overall: Annotated[bool, typer.Option("--overall", help="One grade an entry, none for its fields.")] = False,
) -> None:  # fmt: skip
    """Answer a packet from a log of one's own: only grades are written."""
    from tollbook.strikes.packet import probe, run_packet

    given, name = _json(packet), str(packet)
    asked = probe(given, name)
    log = _with_parties(_theirs(theirs, strikes, zone, dates.value, unit, force, column))
    answer = run_packet(given, log, name, not overall)
    say(f"{asked.entries} records asked after; the finest within {asked.finest_km:g} km")
    if asked.side_by_side:
        say(f"{asked.side_by_side} stand side by side on one day: many such could feel out a log; see --overall")
    with quiet_pipe(), writing(output) as write:
        for line in answer:
            write(_line(line))


def _lines(path: Path) -> list[dict[str, Any]]:
    found = []
    for number, line in enumerate(_text(path).splitlines(), 1):
        try:
            found.append(json.loads(line))
        except ValueError as error:
            raise StopRun(
                f"no JSON: {error}", f"{path}, line {number}", "ask for the file as it was written"
            ) from error
    return [line if isinstance(line, dict) else {} for line in found]


@app.command(epilog=MERGE_EPILOG)
def merge(
    key: Annotated[Path, typer.Argument(help="The key that was written beside the packet.")],
    grades: Annotated[Path, typer.Argument(help="The grades that came back.")],
    output: Out = "-",
) -> None:
    """Put the grades that came back under our own ids, as JSON lines."""
    from tollbook.strikes.packet import merge as merged

    with quiet_pipe(), writing(output) as write:
        for line in merged(_json(key), _lines(grades), str(grades)):
            write(_line(line))
