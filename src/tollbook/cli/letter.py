"""tollbook letter: the answer to whoever submitted an allegation."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from tollbook.cli.allegation import Which
from tollbook.cli.choices import Language
from tollbook.cli.console import say
from tollbook.cli.correct import Where, Who, actor
from tollbook.errors import StopRun

EPILOG = """Examples:

  tollbook letter ws/ 2018-0001

  tollbook letter ws/ 2018-0001 --language ar -o answer.pdf

The ending of the file chooses text (.txt), a page (.html) or PDF (.pdf). Writing one to a file is noted in the
history."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("letter", epilog=EPILOG)(letter)


def letter(
    workspace: Where,
    allegation: Which,
    language: Annotated[Language, typer.Option("--language", help="The language of the letter.")] = Language.en,
    target: Annotated[Path | None, typer.Option("--out", "-o", help="A file: .txt, .html or .pdf.")] = None,
    by: Who = None,
) -> None:
    """Write the letter that answers an allegation as it stands: what was found, why, and what would reopen it."""
    from tollbook.casebook import answers
    from tollbook.casebook.outlet import write_whole
    from tollbook.casebook.workspace import Workspace
    from tollbook.publish.letters import KINDS

    ending = target.suffix.lower().lstrip(".") if target else "txt"
    kind = next((known for known in KINDS if known == ending), None)
    if kind is None:
        raise StopRun(f"no letters as .{ending}", str(target), f"use one of {', '.join(f'.{one}' for one in KINDS)}")
    with Workspace.open(workspace) as opened:
        answered, content = answers.answer(opened.alias, allegation, language.value, kind)
        if target is None:
            sys.stdout.write(content.decode())
            return
        with opened.writing():
            write_whole(target, content)
            answers.note_sent(opened.alias, actor(by), answered, language.value)
    say(f"written: {target}")
