"""Labelled tables: tab-separated, a # begins a comment line."""

from pathlib import Path


def rows(name: str) -> list[list[str]]:
    """The rows of a table beside this file."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
