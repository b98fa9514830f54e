"""tollbook backup and restore: a whole casebook as one file that can be checked."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tollbook.cli.console import Steps, say
from tollbook.cli.serve import choose, settle
from tollbook.errors import StopRun

if TYPE_CHECKING:
    from tollbook.web.bundle import Manifest

BACKUP = """Examples:

  tollbook backup ws/ ws-2026-11-22.tar

  tollbook backup ws/ full.tar --with-keys      # keep this file as safe as the witnesses it can reveal

  tollbook backup --check ws-2026-11-22.tar

With DATABASE_URL the records come from that database, the files from the workspace. People may go on working."""
RESTORE = """Examples:

  tollbook restore ws-2026-11-22.tar new-ws/

  DATABASE_URL=postgres://tollbook@localhost/tollbook tollbook restore ws-2026-11-22.tar new-ws/

Every member is checked before anything is written; the search index is made anew when the casebook is served."""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("backup", epilog=BACKUP)(backup)
    app.command("restore", epilog=RESTORE)(restore)


def backup(
    workspace: Annotated[Path, typer.Argument(help="The workspace; with --check, the backup.")],
    target: Annotated[Path | None, typer.Argument(help="The file to write.", metavar="[FILE]")] = None,
    with_keys: Annotated[
        bool, typer.Option("--with-keys", help="Take the keys along that open restricted fields.")
    ] = False,
    check: Annotated[bool, typer.Option("--check", help="Check a backup and write nothing.")] = False,
) -> None:
    """Write the whole workspace into one file, or check such a file."""
    if check:
        choose(workspace.parent)
        from tollbook.web import bundle

        print(_told(bundle.check(workspace), workspace))
        return
    if target is None:
        raise StopRun("no file to write to", "tollbook backup", "tollbook backup WORKSPACE FILE")
    if not workspace.is_dir():
        raise StopRun("is no workspace", str(workspace), "name the folder that tollbook run or serve made")
    settle(workspace)
    from tollbook.web import bundle

    print(_told(bundle.write(workspace.resolve(), target, Steps(), with_keys), target))
    if not with_keys:
        say("tollbook: the keys of restricted fields are not in it (--with-keys); keep ws/secrets safe elsewhere")


def restore(
    source: Annotated[Path, typer.Argument(help="A file that tollbook backup wrote.")],
    workspace: Annotated[Path, typer.Argument(help="The new workspace.")],
) -> None:
    """Make a workspace from a backup, checked to the last byte."""
    if workspace.exists() and any(workspace.iterdir()):
        raise StopRun("is not empty", str(workspace), "name a new folder")
    choose(workspace)
    from tollbook.web import bundle

    bundle.check(source)
    settle(workspace)
    print(_told(bundle.restore(source, workspace.resolve(), Steps()), workspace))


def _told(manifest: "Manifest", where: Path) -> str:
    rows, files = sum(manifest.rows.values()), sum(name.startswith("files/") for name in manifest.members)
    return f"{where}: {rows} rows in {len(manifest.rows)} tables, {files} files, whole; made {manifest.made}"
