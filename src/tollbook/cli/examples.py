"""Examples of --help stay on one line each, so that they can be copied from a terminal of any width."""

import typer

AS_IT_IS = "\b\n"
"""Above a paragraph: it is not wrapped anew."""


def keep_examples(app: typer.Typer) -> None:
    """Keep the examples of every command of ``app``, and its own, from being broken between or inside words."""
    infos: list[typer.models.TyperInfo | typer.models.CommandInfo] = [app.info, *app.registered_commands]
    for info in infos:
        if isinstance(info.epilog, str):
            info.epilog = "\n\n".join(map(_unbroken, info.epilog.split("\n\n")))


def _unbroken(paragraph: str) -> str:
    """An example is what stands two spaces in."""
    return AS_IT_IS + paragraph if paragraph.startswith("  ") else paragraph
