"""The standards that come with Tollbook, a user's own, and a standard with its number set."""

from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from tollbook.assess.checking import refuse_overlaps
from tollbook.assess.reading import parse
from tollbook.assess.standard import PARTED, Standard
from tollbook.errors import StopRun


@cache
def standards() -> dict[str, Standard]:
    """The standards that come with Tollbook, by the id of their file."""
    folder = files("tollbook.assess") / "standards"
    entries = sorted((e for e in folder.iterdir() if e.name.endswith(".toml")), key=lambda e: e.name)
    found = [parse(entry.read_text(encoding="utf-8"), f"assess/standards/{entry.name}") for entry in entries]
    return {standard.file: standard for standard in found}


def load_standard(path: Path) -> Standard:
    """A standard of a user; raises StopRun where it cannot be read, a rule is faulty, two clash, or its id is taken."""
    standard = read_standard(path)
    refuse_overlaps(standard, str(path))
    return standard


def read_standard(path: Path) -> Standard:
    """A standard from a file, its rules checked; raises StopRun where one is faulty or the id is taken."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise StopRun(f"the standard cannot be read: {error}", str(path), "give a TOML file in UTF-8") from error
    standard = parse(text, str(path))
    if standard.file in standards():
        raise StopRun(f"the id {standard.file!r} is one that comes with Tollbook", str(path), "choose another id")
    return standard


def named_standard(name: str) -> Standard:
    """The standard ``airwars`` or, with its parameter, ``n-sources:3``; raises StopRun where there is no such."""
    key, parted, given = name.partition(PARTED)
    known = standards()
    if key not in known:
        raise StopRun(f"unknown standard {name!r}", "--standard", f"use one of {', '.join(known)}, or a .toml file")
    return with_parameter(known[key], given) if parted else known[key]


def with_parameter(standard: Standard, given: str) -> Standard:
    """The standard with its parameter set; raises StopRun where it has none or the value is out of its bounds."""
    if len(standard.parameters) != 1:
        raise StopRun(f"{standard.file} takes no number", f"--standard {standard.file}:{given}", "leave it out")
    (name, parameter), *_ = standard.parameters.items()
    value = int(given) if given.isascii() and given.isdigit() else None
    if value is None or not parameter.min <= value <= parameter.max:
        bounds = f"a whole number from {parameter.min} to {parameter.max}"
        raise StopRun(f"{name} is {given!r}, not {bounds}", "--standard", f"{standard.file}:{parameter.value}")
    held = {name: replace(parameter, value=value)}
    return replace(standard, id=f"{standard.file}{PARTED}{value}", parameters=held)
