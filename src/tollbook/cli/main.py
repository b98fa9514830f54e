"""The application, its exit codes, and the one place where errors become lines."""

import io
import sys
from typing import Annotated

import typer

from tollbook.cli import (
    allegation,
    assess,
    audit,
    backup,
    bench,
    certify,
    compare,
    correct,
    explain,
    export,
    extract,
    gazetteer,
    judge,
    ledger,
    letter,
    likelihood,
    places,
    publish,
    report,
    resolve,
    run,
    serve,
    show,
    sources,
    standards,
    strikes,
    totals,
    verify,
    watches,
)
from tollbook.cli.console import say
from tollbook.cli.examples import keep_examples
from tollbook.cli.state import state
from tollbook.errors import TollbookError
from tollbook.version import VERSION

STOPPED = 3
"""Exit status of a run that could not go on; 1 is something left out, 2 a wrong use."""

app = typer.Typer(
    name="tollbook",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="From conflicting reports of civilian harm to a figure that can be defended.",
    epilog="Start with:  tollbook run my-reports/ --workspace ws/      Every command has --help with examples.",
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tollbook {VERSION}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the program an error arose.")] = False,
) -> None:
    """Options that come before the command."""
    state.debug = debug


COMMANDS = (
    run, show, explain, certify, correct, judge, publish, export, extract, resolve, assess, verify, serve, audit,
    compare, likelihood, sources, totals, watches, backup, ledger, report, letter,
)  # fmt: skip
SECTIONS = {
    "allegation": allegation.app, "gazetteer": gazetteer.app, "places": places.app, "strikes": strikes.app,
    "bench": bench.app, "standards": standards.app,
}  # fmt: skip
for module in COMMANDS:
    module.register(app)
for name, section in SECTIONS.items():
    app.add_typer(section, name=name)
for one in (app, *SECTIONS.values()):
    keep_examples(one)


def main() -> None:
    """Run a command. Exit status: 0 done; 1 done, but something was left out; 2 wrong use; 3 stopped."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # records are UTF-8 whatever the locale says
            stream.reconfigure(encoding="utf-8", errors=None if stream is sys.stdin else "backslashreplace")
    try:
        app()
    except Exception as error:
        if state.debug:
            raise
        say(f"tollbook: {in_words(error)}")
        sys.exit(STOPPED)


def in_words(error: Exception) -> str:
    """One line for a person: our own errors say what to do, the disk's name the file, any other asks to be reported."""
    if isinstance(error, TollbookError):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'the disk'}: {error.strerror}"
    return f"{type(error).__name__}: {error} (see where with: tollbook --debug ..., and please report it)"
