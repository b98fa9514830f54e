"""tollbook places: a place looked for in every way there is, and what was tried."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from tollbook.cli.stream import quiet_pipe
from tollbook.errors import StopRun

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Look for a place in every spelling and script.")

EPILOG = """Examples:

  tollbook places search Siha --province Nineveh

  tollbook places search "Al-Bab al-Gharbi" --near 36.34,43.11 --gazetteer villages.csv

  tollbook places search هيت ws/ --json

Exit status: 0 where a place of the name was found in the stated area, 1 where none was."""

KINDS = {
    "as_written": "as written", "joined": "joined to one word", "prefix_off": "without the word before it",
    "prefix_on": "with words put before it", "transliterated": "in another script", "part": "a part alone",
    "one_letter": "one letter off", "consonants": "by consonants alone",
}  # fmt: skip
SHOWN = 8


@app.callback()
def places() -> None:
    """Look for a place in every spelling and script."""


def point_of(text: str | None, option: str = "--near") -> tuple[float, float] | None:
    """The point of an option "LAT,LON"; raises StopRun where it is none."""
    if text is None:
        return None
    try:
        lat, lon = (float(part) for part in text.split(","))
    except ValueError:
        lat, lon = 999.0, 999.0
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise StopRun(f"no point: {text!r}", option, "write latitude and longitude in degrees: 36.34,43.11")
    return lat, lon


def _tried(record: dict[str, Any]) -> list[str]:
    lines = []
    for one in record["tried"]:
        words = KINDS[one["kind"]]
        spellings = one["spellings"]
        shown = f"{', '.join(spellings[:SHOWN])}{' ...' if len(spellings) > SHOWN else ''}" or f"of {one['of']}"
        lines.append(f"  {words}, {one['script']}, {max(one['keys'], len(spellings))}: {shown}")
    return lines


def _found(one: dict[str, Any]) -> str:
    gap = "" if one["distance_km"] is None else f", {one['distance_km']} km away"
    where = {"inside": "in the stated area", "same_country": "elsewhere in the country", "elsewhere": "abroad"}
    area = ", ".join(filter(None, (one["admin"], one["country"]))) or "province unknown"
    met = f"{KINDS[one['how']]}: {one['spelling']}"
    return f"  {one['name']} ({area}){gap} [{where.get(one['where'], 'no area stated')}; {met}; {one['source']}]"


def _area(area: dict[str, Any]) -> str:
    point = f"{area['radius_km']:g} km around {area['near'][0]}, {area['near'][1]}" if area["near"] else ""
    lands = f"countries {', '.join(area['countries'])}" if area["countries"] else ""
    return "; ".join(filter(None, (area["province"], point, lands))) or "none stated"


def readable(record: dict[str, Any]) -> list[str]:
    """The record of a search as lines for a terminal."""
    found = [_found(one) for one in record["found"]] or ["  nothing"]
    more = [f"  and {record['not_listed']} more, abroad or by chance of consonants"] if record["not_listed"] else []
    lists = [
        f"  {one['name']}: {one['places']} places, {one['here']} there, named "
        f"{', '.join(f'in {script} {n}' for script, n in one['named'].items()) or 'in Latin'}; "
        f"content {one['sha256'][:16]}"
        for one in record["gazetteers"]
    ]
    cautions = [f"  ! {one['text']}" for one in record["warnings"]]
    return [
        f"{record['name']}: stated area: {_area(record['area'])}",
        *(["Take care", *cautions] if cautions else []),
        "Found", *found, *more, "Tried", *_tried(record), "Gazetteers searched", *lists,
    ]  # fmt: skip


@app.command("search", epilog=EPILOG)
def search(
    name: Annotated[str, typer.Argument(help="The name as it is written, in any script.")],
    workspace: Annotated[Path | None, typer.Argument(metavar="[WS]", help="A workspace with its own places.")] = None,
    province: Annotated[str | None, typer.Option("--province", "-p", help="The province or country it is in.")] = None,
    near: Annotated[str | None, typer.Option("--near", metavar="LAT,LON", help="A point it should be near.")] = None,
    radius: Annotated[float, typer.Option("--radius", min=0.1, help="How near to the point, in km.")] = 50.0,
    gazetteer: Annotated[
        list[Path] | None, typer.Option("--gazetteer", help="A file with places, as given to extract.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The whole record as JSON.")] = False,
) -> None:
    """Look for a place in every spelling and script, and say what was tried and what was found."""
    from tollbook import pipeline
    from tollbook.cli.choices import gazetteers
    from tollbook.locate.search import area_of
    from tollbook.locate.search import search as search_place
    from tollbook.locate.search_record import search_record

    if not any(letter.isalnum() for letter in name):
        raise StopRun(f"no name: {name!r}", "NAME", "write the name as the report has it, in any script")
    known = pipeline.load_gazetteer(gazetteers(workspace, gazetteer))
    record = search_record(search_place(name, known, area_of(province, point_of(near), radius)))
    with quiet_pipe():
        print(json.dumps(record, ensure_ascii=False, indent=1) if as_json else "\n".join(readable(record)))
    if not any(one["whole"] and one["where"] in ("inside", "no_area") for one in record["found"]):
        raise typer.Exit(1)
