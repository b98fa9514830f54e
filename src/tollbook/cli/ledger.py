"""tollbook ledger: the balance of a month in the terminal."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from tollbook.cli.correct import Where
from tollbook.cli.explained import safe
from tollbook.cli.stream import quiet_pipe

if TYPE_CHECKING:
    from tollbook.model.monthly import Balance, Finding, Span

EPILOG = """Examples:

  tollbook ledger ws/

  tollbook ledger ws/ --month 2018-11 --lists"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("ledger", epilog=EPILOG)(ledger)


def ledger(
    workspace: Where,
    month: Annotated[str | None, typer.Option("--month", help="The month (2018-11), by default this one.")] = None,
    standard: Annotated[str | None, typer.Option("--standard", help="Only allegations under this standard.")] = None,
    belligerent: Annotated[str | None, typer.Option("--belligerent", help="Only those against this party.")] = None,
    lists: Annotated[bool, typer.Option("--lists", help="Name the allegations behind each number.")] = False,
) -> None:
    """Show a month as a balance: carried over + received + reopened - completed = open."""
    from tollbook.casebook.monthly import month_balance
    from tollbook.casebook.workspace import Workspace

    with Workspace.open(workspace) as opened, quiet_pipe():
        for line in _lines(month_balance(opened.alias, month, standard, belligerent), lists):
            print(line)


def _lines(found: "Balance", lists: bool) -> Iterator[str]:
    only = " · ".join(part for part in (found.standard, found.belligerent) if part)
    yield f"{found.month}{' · ' + safe(only) if only else ''}"
    done = tuple(finding.allegation for finding in found.completed)
    rows = (
        ("  carried over", found.carried_over), ("+ received", found.received), ("+ reopened", found.reopened),
        ("- completed", done), ("= open", found.open),
    )  # fmt: skip
    for name, ids in rows:
        yield f"{name:<16}{len(ids):>6,}" + (f"   {safe(', '.join(ids))}" if lists and ids else "")
    yield from _findings(found.completed)
    if found.median_age is not None:
        yield f"median age of the open: {found.median_age:g} days"
    for name, month, since in (
        ("killed", found.killed, found.killed_since),
        ("injured", found.injured, found.injured_since),
    ):
        yield f"{name} by credible findings: {_span(month)} this month, {_span(since)} since the start"


def _findings(completed: "tuple[Finding, ...]") -> Iterator[str]:
    kinds = [
        f"{finding.state.replace('_', '-')}" + (f" ({finding.category.replace('_', ' ')})" if finding.category else "")
        for finding in completed
    ]
    for kind in sorted(set(kinds)):
        yield f"    {kinds.count(kind):>4,} {kind}"


def _span(span: "Span") -> str:
    return f"{span[0]:,}" if span[0] == span[1] else f"{span[0]:,}-{span[1]:,}"
