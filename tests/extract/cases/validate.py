"""Check the labelled cases: ``python validate.py [FILE...]`` prints each fault and ends with 1 if there is any."""

import collections
import datetime as dt
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LEAST = {"en": 150, "ar": 150}
LEAST_OTHER = 40
CASE = {"id", "kind", "text", "published", "claims"}
CLAIM = {"harm", "min", "max", "qualifier", "who", "places", "date", "source", "level", "quote_has"}
OPTIONAL = {"of_whom", "approximate"}
HARMS = {"killed", "injured", "killed_or_injured", "missing"}
WHO = {"civilian", "combatant", "unspecified"}
LEVELS = {"incident", "campaign", "background"}
DEMOGRAPHICS = {"children", "women", "men"}
OPEN = {"at_least", "more_than", "vague"}
APPROXIMATE = {"about", "vague"}
QUALIFIERS = OPEN | {"exact", "about", "at_most", "between"}

Row = dict[str, Any]


def is_date(value: object) -> bool:
    """Whether this is null or a day written year-month-day."""
    if value is None:
        return True
    try:
        return isinstance(value, str) and dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def field_faults(claim: Row) -> Iterator[str]:
    """Fields missing, unknown or outside their vocabulary."""
    if unknown := set(claim) - CLAIM - OPTIONAL:
        yield f"unknown fields {sorted(unknown)}"
    if missing := CLAIM - set(claim):
        yield f"missing fields {sorted(missing)}"
    for name, allowed in (("harm", HARMS), ("who", WHO), ("level", LEVELS), ("qualifier", QUALIFIERS)):
        if claim.get(name) not in allowed:
            yield f"{name} {claim.get(name)!r}"
    if not is_date(claim.get("date")):
        yield f"date {claim.get('date')!r}"


def count_faults(claim: Row) -> Iterator[str]:
    """Bounds that contradict each other, the qualifier or the breakdown."""
    least, most, qualifier = claim.get("min"), claim.get("max"), claim.get("qualifier")
    if not isinstance(least, int) or least < 0 or not (most is None or isinstance(most, int)):
        yield f"bounds {least!r}, {most!r}"
        return
    if most is not None and least > most:
        yield f"min {least} above max {most}"
    if (most is None) != (qualifier in OPEN):
        yield f"max {most} with qualifier {qualifier}"
    if qualifier in {"exact", "about"} and least != most:
        yield f"{qualifier} from {least} to {most}"
    if qualifier == "at_most" and least != 0:
        yield f"at_most from {least}"
    if claim.get("approximate", False) is not (qualifier in APPROXIMATE):
        yield f"approximate {claim.get('approximate')} with qualifier {qualifier}"
    yield from breakdown_faults(claim.get("of_whom", {}), most)


def breakdown_faults(of_whom: Row, most: int | None) -> Iterator[str]:
    """Parts with unknown names, without people, or greater together than the whole."""
    if unknown := set(of_whom) - DEMOGRAPHICS:
        yield f"of_whom {sorted(unknown)}"
    if any(not isinstance(n, int) or n < 1 for n in of_whom.values()):
        yield f"of_whom {of_whom}"
    elif most is not None and sum(of_whom.values()) > most:
        yield f"of_whom {of_whom} above {most}"


def wording_faults(claim: Row, text: str) -> Iterator[str]:
    """Quote, places or source that the text does not hold."""
    if not claim.get("quote_has"):
        yield "quote_has is empty"
    names = [*claim.get("places", []), claim.get("quote_has") or "", claim.get("source") or ""]
    for name in names:
        if name not in text:
            yield f"{name!r} is not in the text"


def case_faults(case: Row, code: str) -> Iterator[str]:
    """Every fault of one case of the language ``code``."""
    if set(case) != CASE:
        yield f"fields {sorted(case)}"
        return
    if not re.fullmatch(rf"{code}-\d{{3}}", case["id"]):
        yield f"id {case['id']!r}"
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*", case["kind"]):
        yield f"kind {case['kind']!r}"
    if not case["text"].strip():
        yield "text is empty"
    if not is_date(case["published"]):
        yield f"published {case['published']!r}"
    for n, claim in enumerate(case["claims"], 1):
        for fault in (*field_faults(claim), *count_faults(claim), *wording_faults(claim, case["text"])):
            yield f"claim {n}: {fault}"


def table_faults(path: Path) -> Iterator[str]:
    """Every fault of one table, each with file and line."""
    code, seen = path.stem, collections.Counter[str]()
    lines = path.read_text(encoding="utf-8").splitlines()
    for n, line in enumerate(lines, 1):
        try:
            case = json.loads(line)
        except json.JSONDecodeError as error:
            yield f"{path.name}:{n}: {error}"
            continue
        yield from (f"{path.name}:{n}: {fault}" for fault in case_faults(case, code))
        seen.update([str(case.get("id")), str(case.get("text"))])
    yield from (f"{path.name}: twice: {what!r}" for what, times in seen.items() if times > 1)
    if len(lines) < LEAST.get(code, LEAST_OTHER):
        yield f"{path.name}: {len(lines)} cases, {LEAST.get(code, LEAST_OTHER)} wanted"


def main(paths: list[Path]) -> int:
    """Print the faults of these tables, or of all; 1 where there are any."""
    faults = [fault for path in paths or sorted(Path(__file__).parent.glob("*.jsonl")) for fault in table_faults(path)]
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main([Path(arg) for arg in sys.argv[1:]]))
