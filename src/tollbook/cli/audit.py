"""tollbook audit: do published monthly reports add up?"""

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tollbook.cli.explained import safe
from tollbook.cli.stream import quiet_pipe
from tollbook.errors import SkipItem, StopRun

if TYPE_CHECKING:
    from tollbook.ledger.audit import Audit, Fault
    from tollbook.ledger.published import Published

EPILOG = """Examples:

  tollbook audit reports.csv

  tollbook audit 2018-11.txt 2018-12.txt

A table has the columns month, carried_over, received, completed, credible, non_credible, duplicate, open, and, where
there are such figures, reopened, killed, killed_since_start; in any order, other columns are passed over, blank is
unknown. Any other file is read as the text of a release.

Exit status: 0 everything adds up, 1 something does not, 3 not readable."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("audit", epilog=EPILOG)(audit)


def audit(
    files: Annotated[list[Path], typer.Argument(help="Releases as text, or tables; - is standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of words.")] = False,
) -> None:
    """Check published monthly reports: the sums within each month and from one month to the next."""
    from tollbook.ledger.audit import audit as audited

    published = [_read(path) for path in dict.fromkeys(files)]
    done = audited(published, datetime.now(UTC).date())
    if not done.made and not done.faults:
        lacks = "; ".join(done.unmade[:3])
        raise StopRun(f"no check can be made: {lacks}", ", ".join(map(str, files)), "give more of the figures")
    with quiet_pipe():
        for line in [_json(done)] if as_json else list(_lines(done, published)):
            print(line)
    if done.faults:
        raise typer.Exit(1)


def _read(path: Path) -> "Published":
    from tollbook.ledger.audit import decode, read

    name = "standard input" if str(path) == "-" else str(path)
    try:
        content = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        return read(decode(content, name), name)
    except SkipItem as fault:
        raise StopRun(fault.what, fault.where, fault.remedy) from fault
    except OSError as error:
        raise StopRun(f"cannot be read: {error.strerror}", name, "name a file") from error


def _lines(done: "Audit", published: "Sequence[Published]") -> Iterator[str]:
    texts = {(one.name, at): line for one in published for at, line in enumerate(one.lines, 1)}
    for fault in done.faults:
        yield from _fault(fault, texts)
    for note in done.notes:
        yield f"note: {safe(note)}"
    for unmade in done.unmade:
        yield f"cannot be checked: {safe(unmade)}"
    many = len(done.faults)
    wrong = f"{many} thing{'s' * (many > 1)} wrong" if many else "nothing wrong"
    months = f"{done.months} month{'s' * (done.months != 1)}"
    yield f"{months}, {done.made} check{'s' * (done.made != 1)} made, {len(done.unmade)} cannot be made: {wrong}"


def _fault(fault: "Fault", texts: dict[tuple[str, int], str]) -> Iterator[str]:
    from tollbook.ledger.published import written

    where = " or ".join(f"{safe(name)}, line {line}" for name, line in fault.places)
    month = f" ({written(fault.month)})" if fault.month else ""
    yield f"{where}{month}: {safe(fault.what[0])}"
    for what in fault.what[1:]:
        yield f"    and {safe(what)}"
    if fault.likeliest:
        yield f"    {safe(fault.likeliest)}"
    for name, line in fault.places:
        text = texts.get((name, line), "").strip()
        yield f"    line {line}: {safe(text if len(text) <= 300 else text[:300] + ' ...')}"


def _json(done: "Audit") -> str:
    from tollbook.ledger.published import written

    faults = [
        {
            "places": [{"file": name, "line": line} for name, line in fault.places],
            "month": written(fault.month) if fault.month else None,
            "what": list(fault.what),
            "likeliest": fault.likeliest or None,
        }
        for fault in done.faults
    ]
    record = {"months": done.months, "made": done.made, "faults": faults, "unmade": list(done.unmade)}
    return json.dumps(record | {"notes": list(done.notes)}, ensure_ascii=False)
