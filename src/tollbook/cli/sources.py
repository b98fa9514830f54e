"""tollbook sources: who said how much, and how first figures compare with what incidents settled at."""

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from tollbook.cli import words
from tollbook.cli.console import out
from tollbook.cli.stream import quiet_pipe
from tollbook.cli.summed import table

if TYPE_CHECKING:
    from rich.table import Table

    from tollbook.casebook.summary import Records
    from tollbook.model.track_record import Interval, TrackRecord

EPILOG = """Examples:

  tollbook sources ws/

  tollbook sources ws/ --json > sources.json"""
NOTE = """
Cases: incidents where the source and two other independent sources gave a number of civilians killed.
First/settled: the least number it first gave, in parts of the median of what the others ended at (95 %, exact).
Within, over, under: its first number against the others' range (95 %, Wilson). p: sign test of over against under."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("sources", epilog=EPILOG)(sources)


def sources(
    workspace: Annotated[Path, typer.Argument(help="The workspace to look into.")],
    as_json: Annotated[bool, typer.Option("--json", help="The sources as a JSON list.")] = False,
) -> None:
    """List the original speakers with their track record, where enough cases stand behind one."""
    from tollbook.casebook import summary
    from tollbook.casebook.workspace import Workspace
    from tollbook.trace.track_record import least_cases

    with Workspace.open(workspace) as opened:
        records = summary.records_of(opened)
        grown = summary.over_time(records, summary.conventions_in_force(opened))
    found = {record.source: record for record in summary.fared(records, grown)}
    with quiet_pipe():
        if as_json:
            print(json.dumps(_listed(records, found, least_cases()), ensure_ascii=False, indent=1))
            return
        console = out()
        console.print(_table(records, found, least_cases()))
        console.print(NOTE, soft_wrap=not console.is_terminal)


def _claims(records: "Records") -> list[tuple[str, int]]:
    """Source ids with the number of their claims, most first."""
    origin, summaries = records.lineage.origin, records.lineage.summaries
    counts = Counter(origin[c.id] for c in records.claims if c.id in origin and c.id not in summaries)
    known = [(source, n) for source, n in counts.items() if source in records.lineage.sources]
    return sorted(known, key=lambda pair: (-pair[1], pair[0]))


def _table(records: "Records", found: "dict[str, TrackRecord]", least: int) -> "Table":
    made = table("source", "kind", "#claims", "#cases", "#first/settled", "#within", "#over", "#under", "#p")
    for key, claims in _claims(records):
        source = records.lineage.sources[key]
        row = (source.name, source.kind.replace("_", " "), str(claims), *_cells(found.get(key), least))
        made.add_row(*map(Text, row))
    return made


def _cells(record: "TrackRecord | None", least: int) -> tuple[str, ...]:
    if record is None or record.ratio is None or record.within is None:
        cases = record.cases if record else 0
        return (str(cases), f"not enough cases: {cases} of {least}", *[words.NONE] * 4)
    ratio, within = _interval(record.ratio, "{:.2f}"), _interval(record.within, "{:.0%}")
    return (str(record.cases), ratio, within, str(record.over), str(record.under), f"{record.balance:.2f}")


def _interval(found: "Interval", form: str) -> str:
    return f"{form.format(found.value)} ({form.format(found.low)}–{form.format(found.high)})"


def _listed(records: "Records", found: "dict[str, TrackRecord]", least: int) -> list[dict[str, object]]:
    return [
        {
            **asdict(records.lineage.sources[key]),
            "claims": claims,
            "track_record": asdict(found[key]) if key in found else None,
            "least_cases": least,
        }
        for key, claims in _claims(records)
    ]
