"""tollbook standards: which there are, whether a file of one's own is sound, and the facts its rules may use."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tollbook.cli.console import out
from tollbook.cli.stream import quiet_pipe

if TYPE_CHECKING:
    from tollbook.assess import Standard
    from tollbook.assess.checking import Finding

app = typer.Typer(
    name="standards",
    invoke_without_command=True,
    help="Standards of proof: what they ask, and a check of one's own.",
    epilog="""Examples:

  tollbook standards                    # those that come with Tollbook

  tollbook standards check mine.toml    # a file of your own

  tollbook standards facts              # what a rule may speak of""",
)
CHECK = """Example:

  tollbook standards check mine.toml

Exit status 1 where two rules clash or a rule fails; 3 where the file cannot be used at all."""
FACTS = """Examples:

  tollbook standards facts

  tollbook standards facts --json"""


@app.callback()
def listed(context: typer.Context) -> None:
    """List the standards with their grades and what of their documents was read."""
    if context.invoked_subcommand is None:
        from tollbook.assess import standards

        with quiet_pipe():
            for standard in standards().values():
                for line in _told(standard):
                    out().print(line, soft_wrap=True)


def _told(standard: "Standard") -> Iterator[str]:
    yield f"{standard.id} · {standard.name.en}"
    for name, parameter in standard.parameters.items():
        yield f"  {name}: {parameter.text.en}, {parameter.min} to {parameter.max}; as {standard.file}:{parameter.value}"
    yield "  grades: " + ", ".join(f"{key} ({one.stands.replace('_', ' ')})" for key, one in standard.grades.items())
    if standard.figure:
        yield f"  figure: {standard.figure.text.en}"
    if standard.test:
        yield f"  test: {standard.test.text.en}"
    if standard.basis:
        yield f"  basis: {standard.basis.en}"
    yield ""


@app.command("check", epilog=CHECK)
def check(
    file: Annotated[Path, typer.Argument(help="The standard's file, or the id of one that comes with Tollbook.")],
) -> None:
    """Check a standard: every rule, then what the rules do over thousands of made incidents."""
    from tollbook.assess.checking import check_standard, made_incidents

    standard = _read(file)
    found = check_standard(standard)
    with quiet_pipe():
        for one in found:
            out().print(f"{'fault' if one.fault else 'remark'}: {one.text}", soft_wrap=True)
        tried = len(made_incidents(standard))
        held = f"{len(standard.rules)} rules, {len(standard.grades)} grades, tried on {tried} made incidents"
        out().print(f"{standard.id}: {held}; {_verdict(found)}", soft_wrap=True)
    if any(one.fault for one in found):
        raise typer.Exit(1)


def _read(file: Path) -> "Standard":
    from tollbook.assess import named_standard, standards
    from tollbook.assess.library import read_standard

    name = str(file)
    return named_standard(name) if name.partition(":")[0] in standards() else read_standard(file)


def _verdict(found: "list[Finding]") -> str:
    faults = sum(one.fault for one in found)
    return "sound" if not found else f"{faults} faults, {len(found) - faults} remarks"


@app.command("facts", epilog=FACTS)
def facts(as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False) -> None:
    """List the facts a rule may speak of, with their types."""
    from tollbook.assess.vocabulary import VARIABLES

    with quiet_pipe():
        if as_json:
            typer.echo(json.dumps({name: one._asdict() for name, one in VARIABLES.items()}))
            return
        for name, one in VARIABLES.items():
            out().print(f"{name:<26}{one.type:<8}{one.says}", soft_wrap=True)
