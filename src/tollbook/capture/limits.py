"""What one run will take in. Values and reasons stand in limits.toml; sizes in bytes, times in seconds."""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Limits:
    """One number a limit; `reasons` gives why each is what it is."""

    report_characters: int
    plain_text_bytes: int
    html_bytes: int
    pdf_bytes: int
    pdf_pages: int
    docx_bytes: int
    docx_unpacked_bytes: int
    docx_parts: int
    email_bytes: int
    email_depth: int
    attachments: int
    json_bytes: int
    row_bytes: int
    table_bytes: int
    warc_record_bytes: int
    parse_seconds: int
    parse_memory_bytes: int
    fetch_bytes: int
    fetch_seconds: int
    fetch_redirects: int
    fetch_delay_seconds: int
    robots_bytes: int


@cache
def _table() -> dict[str, dict[str, object]]:
    return tomllib.loads((files(__package__) / "limits.toml").read_text(encoding="utf-8"))


@cache
def default() -> Limits:
    """The limits as shipped."""
    table = _table()
    return Limits(**{f.name: int(str(table[f.name]["value"])) for f in fields(Limits)})


def reasons() -> dict[str, str]:
    """Why each limit is what it is, by name, for the method page."""
    return {name: str(entry["reason"]) for name, entry in _table().items()}


def size(count: int) -> str:
    """A number of bytes as a person says it, in powers of ten: "8 MB"."""
    for unit, step in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= step:
            return f"{count / step:.3g} {unit}"
    return f"{count} bytes"
