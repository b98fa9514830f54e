"""tollbook watches: rejections, the facts that would overturn them, and those that new material bears on."""

import getpass
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tollbook.cli.console import out
from tollbook.cli.stream import quiet_pipe

if TYPE_CHECKING:
    from tollbook.casebook.watches import Watched

EPILOG = """Examples:

  tollbook watches ws/                          # those raised first, with how long they had been closed

  tollbook watches ws/ --raised --json

  tollbook watches ws/ --settle INCIDENT --reason "the day was read, it stays closed"

After each run the facts of every rejection are compared with what they were; a settled one is watched anew."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("watches", epilog=EPILOG)(watches)


def watches(
    workspace: Annotated[Path, typer.Argument(help="The workspace.")],
    raised: Annotated[bool, typer.Option("--raised", help="Only those that new material bears on.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    settle: Annotated[str | None, typer.Option("--settle", help="Note that a raised one was looked at.")] = None,
    by: Annotated[str | None, typer.Option("--by", help="Who looked, by default your login name.")] = None,
    reason: Annotated[str, typer.Option("--reason", help="What came of it; kept in the history.")] = "",
) -> None:
    """List negative findings with what would overturn each; those that new material bears on come first."""
    from tollbook.casebook import watches as book
    from tollbook.casebook.workspace import Workspace

    with Workspace.open(workspace) as opened:
        if settle is not None:
            with opened.writing():
                book.settle(opened, settle, by or getpass.getuser(), reason)
        found = [one for one in book.watched(opened) if one.raised or not raised]
    with quiet_pipe():
        for line in map(_object, found) if as_json else _lines(found):
            out().print(line, soft_wrap=True)


def _lines(found: "list[Watched]") -> Iterator[str]:
    many = sum(one.raised is not None for one in found)
    yield f"{many} raised, {len(found) - many} watched."
    for one in found:
        yield ""
        state = "RAISED" if one.raised else "watched"
        yield f"{state} · {one.subject} · {one.grade} under {one.standard} · incident {one.incident}"
        yield f"  closed {one.closed}, {one.days_closed} days {'until raised' if one.raised else 'ago'}"
        for bearing in one.bearing:
            yield f"  changed: {bearing.fact.replace('_', ' ')} was {bearing.was.en}, is {bearing.now.en}"
        told = "; or ".join(" and ".join(words.en for words in flip.texts) for flip in one.flips)
        yield f"  would be overturned if: {told or 'nothing known'}"


def _object(one: "Watched") -> str:
    told: dict[str, Any] = {
        "id": one.id,
        "subject": one.subject,
        "incident": one.incident,
        "standard": one.standard,
        "grade": one.grade,
        "closed": one.closed.isoformat(),
        "raised": one.raised.isoformat() if one.raised else None,
        "days_closed": one.days_closed,
        "changed": [
            {"fact": b.fact, "was": b.was.en, "is": b.now.en, "was_ar": b.was.ar, "is_ar": b.now.ar}
            for b in one.bearing
        ],
        "overturned_if": [[{"en": words.en, "ar": words.ar} for words in flip.texts] for flip in one.flips],
    }
    return json.dumps(told, ensure_ascii=False)
