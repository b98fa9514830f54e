"""Published figures out of a table: comma, semicolon, tab or Markdown; columns by name, in any order."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from tollbook.ledger.numerals import NotANumberError, cell, month
from tollbook.ledger.published import FIELDS, Cell, Month, Published, Row, Trouble, words

DELIMITERS = (",", ";", "\t", "|")
ENOUGH = 3
"""So many known columns make a line the header of a table of monthly figures."""
_RULE = re.compile(r"[\s|:=+-]+")
Line = tuple[int, list[str]]


@cache
def _names() -> Mapping[str, str]:
    return {name: field for field, names in words()["columns"].items() for name in names}


def column(header: str) -> str | None:
    """Which figure a column holds; ``None`` for any other column."""
    plain = re.sub(r"[\W_]+", " ", header.lower()).strip()
    known = _names().get(plain)
    if known:
        return known
    if re.search(r"\b(?:most|max|maximum|upper|injured)\b", plain):
        return None
    if re.search(r"\b(?:killed|deaths?)\b", plain):
        return "killed_since_start" if re.search(r"\b(?:since|total|cumulative|to date)\b", plain) else "killed"
    if re.search(r"\bstrikes\b", plain):
        return "strikes_since_start" if re.search(r"\b(?:since|total)\b", plain) else None
    return None


def tables(text: str, name: str) -> Published | None:
    """Every table of monthly figures in the text; ``None`` where there is none."""
    lines = text.splitlines()
    best: list[Line] = []
    for delimiter in DELIMITERS:
        found = _from_header(list(_split(text, lines, delimiter)), delimiter == "|")
        if found and (not best or len(_known(found[0][1])) > len(_known(best[0][1]))):
            best = found
    return _read(best, name, tuple(lines)) if best else None


def _split(text: str, lines: Sequence[str], delimiter: str) -> Iterator[Line]:
    if delimiter == "|":
        for number, line in enumerate(lines, 1):
            if "|" in line and not _RULE.fullmatch(line):
                yield number, [part.strip() for part in line.strip().strip("|").split("|")]
        return
    reader, start = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1
    try:
        for parts in reader:
            if any(part.strip() for part in parts) and not parts[0].lstrip().startswith("#"):
                yield start, parts
            start = reader.line_num + 1
    except csv.Error:
        return


def _known(parts: Sequence[str]) -> set[str]:
    return {found for part in parts if (found := column(part)) in FIELDS or found == "month"}


def _from_header(rows: list[Line], among_words: bool) -> list[Line]:
    """The rows from the header on; in a text, which must name the month, up to where the table ends."""
    for at, (_, parts) in enumerate(rows):
        known = _known(parts)
        if len(known) >= ENOUGH and ("month" in known or not among_words):
            return list(_together(rows[at:])) if among_words else rows[at:]
    return []


def _together(rows: list[Line]) -> Iterator[Line]:
    last = rows[0][0]
    for number, parts in rows:
        if number - last > 2:  # a rule may stand between
            return
        yield number, parts
        last = number


def _read(table: list[Line], name: str, lines: tuple[str, ...]) -> Published:
    (line, header), *body = table
    columns = [column(part) for part in header]
    troubles: list[Trouble] = [
        Trouble(name, (line,), None, f"two columns give the figure “{twice}”")
        for twice in sorted({c for c in columns if c and c != "series" and columns.count(c) > 1})
    ]
    rows = []
    for number, parts in body:
        if len(_known(parts)) >= ENOUGH:  # the header again, as long tables repeat it
            continue
        row, faults = _row(name, number, columns, parts)
        rows.append(row)
        troubles += faults
    passed = [part.strip() for part, known in zip(header, columns, strict=True) if known is None and part.strip()]
    notes = (f"{name}: columns not read: {', '.join(passed)}",) if passed else ()
    return Published(name, tuple(rows), tuple(troubles), notes, lines)


def _row(name: str, line: int, columns: Sequence[str | None], given: Sequence[str]) -> tuple[Row, list[Trouble]]:
    parts = _rejoined(given, columns)
    named = {key: part for key, part in zip(columns, parts, strict=False) if key}
    when = _month(named)
    troubles: list[Trouble] = []
    if "month" in named and when is None:
        troubles.append(Trouble(name, (line,), None, f"“{named['month'].strip()}” is no month (write 2018-11)"))
    if len(parts) > len(columns) and any(part.strip() for part in parts[len(columns) :]):
        what = f"{len(parts)} fields where the header has {len(columns)} (quote a number with a comma in it)"
        troubles.append(Trouble(name, (line,), when, what))
    cells: dict[str, Cell] = {}
    for key in FIELDS:
        try:
            value, inside = cell(named.get(key, ""))
        except NotANumberError:
            troubles.append(Trouble(name, (line,), when, f"{key}: “{named[key].strip()}” is no whole number"))
            continue
        if value is not None:
            cells[key] = Cell(value, line)
        if inside is not None:
            cells.setdefault("reopened", Cell(inside, line))
    series = " · ".join(part.strip() for key, part in zip(columns, parts, strict=False) if key == "series")
    return Row(name, line, when, cells, series), troubles


def _month(named: Mapping[str, str]) -> Month | None:
    return month(named.get("month", ""), named.get("year", ""))


def _rejoined(parts: Sequence[str], columns: Sequence[str | None]) -> list[str]:
    """The fields, with one number that an unquoted comma cut in two put together where only one can be meant."""
    if len(parts) != len(columns) + 1:
        return list(parts)
    cut = [
        at
        for at in range(1, len(parts) - 1)
        if re.fullmatch(r"\s*[1-9]\d{0,2}", parts[at]) and re.fullmatch(r"\d{3}\s*", parts[at + 1])
    ]
    totals = [at for at in cut if (columns[at] or "").endswith("since_start")]
    cut = totals or cut
    if len(cut) != 1:
        return list(parts)
    return [*parts[: cut[0]], parts[cut[0]] + parts[cut[0] + 1], *parts[cut[0] + 2 :]]
