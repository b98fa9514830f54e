"""The language data: one folder per language (ISO 639-1), one TOML file per topic. Adding a language needs no code."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from tollbook.errors import StopRun


@cache
def available() -> tuple[str, ...]:
    """Codes of the languages that have a folder here, sorted."""
    root = files(__name__)
    return tuple(sorted(entry.name for entry in root.iterdir() if entry.is_dir() and not entry.name.startswith("_")))


@cache
def load(language: str, topic: str) -> Mapping[str, Any]:
    """The data of ``languages/<language>/<topic>.toml``; empty where the language has no such file.

    Raises StopRun where the file is not valid TOML.
    """
    path = files(__name__) / language / f"{topic}.toml"
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise StopRun(f"not valid TOML: {error}", f"languages/{language}/{topic}.toml", "mend the file") from error
