"""Incidents as a table in the terminal."""

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from tollbook.cli import words
from tollbook.model import Incident

COLUMNS = (
    ("incident", "left"),
    ("date", "left"),
    ("place", "left"),
    ("civilians killed", "right"),
    ("by two sources", "right"),
    ("injured", "right"),
    ("sources", "right"),
    ("grade proposed", "left"),
)


def incidents(rows: Iterable[Incident]) -> Table:
    """One row an incident."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name, side in COLUMNS:
        table.add_column(name, justify="right" if side == "right" else "left", overflow="fold")
    for incident in rows:
        table.add_row(*map(Text, _cells(incident)))
    return table


def _cells(incident: Incident) -> tuple[str, ...]:
    killed, injured = incident.figures.get("killed"), incident.figures.get("injured")
    shown = killed or next(iter(incident.figures.values()), None)
    return (
        incident.id,
        words.day(incident.when),
        words.places(incident.places),
        words.range_of(killed),
        words.corroborated(killed, 2),
        words.range_of(injured),
        f"{shown.independent_sources} of {shown.sources}" if shown else words.NONE,
        words.grade(incident),
    )
