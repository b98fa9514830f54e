"""A recorder's coded incidents under its own standard: their coded features in, the grade out, beside the coded grade.

    python benchmarks/standards.py incidents.jsonl.gz

Nothing is read from texts and the grade is never looked at: only who is blamed, who accepted or denied, how many
sources are listed, the coded strike status, tolls, date and place. With --own-status the coded strike status is left
out and the one Tollbook derives is used. Rows: the coded grade; columns: what the rules propose.
"""

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tollbook.assess import grade, standards
from tollbook.assess.derived import with_derived
from tollbook.assess.parties import parties_of
from tollbook.assess.vocabulary import VARIABLES

EMPTY: Mapping[str, Any] = {"int": 0, "double": 0.0, "bool": False, "string": "unknown", "list": [], "ints": []}
GRADES = ("confirmed", "fair", "weak", "contested", "discounted")
COARSE = ("district", "subdistrict", "province_governorate", "province/governorate")
STATUS = {
    "Declared strike": "declared",
    "Contested strike": "contested",
    "Likely strike": "likely",
    "Single source claim": "single_source",
}
Pair = tuple[str, str]


def facts_of_record(record: Mapping[str, Any], own_status: bool = False) -> dict[str, Any]:
    """The facts a coded record gives; what it does not code is left as unknown."""
    base = {name: EMPTY[variable.type] for name, variable in VARIABLES.items()}
    facts = with_derived({**base, **_parties(record), **_sources(record), **_harm(record), **_setting(record)})
    coded = None if own_status else STATUS.get(record["strike_status"] or "")
    return {**facts, "strike_status": coded or facts["strike_status"]}


def _parties(record: Mapping[str, Any]) -> dict[str, Any]:
    listed = record["belligerents"]
    return {
        "blamed": parties_of(one["name"] for one in listed if one["name"]),
        "accepted_by": parties_of(one["name"] for one in listed if one["name"] and one["accepted"]),
        "denied_by": parties_of(one["name"] for one in listed if one["name"] and one["denied"]),
    }


def _sources(record: Mapping[str, Any]) -> dict[str, Any]:
    """Names of sources, each once; where the list is missing, two are taken for granted."""
    many = len({(one["name"] or "").casefold() for one in record["sources"]} - {""}) or 2
    return {"sources": many, "independent_sources": many, "reports": max(len(record["sources"]), 1)}


def _harm(record: Mapping[str, Any]) -> dict[str, Any]:
    killed = [record[key] or 0 for key in ("killed_min", "killed_max")]
    civilians = max(killed) > 0 or any(record[key] for key in ("injured_min", "injured_max"))
    fighters = record["combatants_killed_max"] or record["combatants_killed_min"] or 0
    return {
        "killed_min": min(killed),
        "killed_max": max(killed),
        "deaths_max": max(killed) + fighters,
        "has_civilian_harm": civilians,
        "only_combatants": bool(fighters) and not civilians,
        "named": record["named_victims"],
    }


def _setting(record: Mapping[str, Any]) -> dict[str, Any]:
    known = (record["geo_accuracy"] or "unknown").lower() not in (*COARSE, "unknown")
    return {
        "date_known": bool(record["date"]) and not record["date_end"],
        "date_precision": "day",
        "place_known": known,
        "place_precision_km": 2.0 if known else 30.0,
    }


def measured(pairs: Sequence[Pair]) -> dict[str, float]:
    """Accuracy, macro-F1 over the five grades, and the same for always saying the commonest grade."""
    common = Counter(gold for gold, _ in pairs).most_common(1)[0][0]
    majority = [(gold, common) for gold, _ in pairs]
    return {
        "accuracy": _accuracy(pairs),
        "macro_f1": sum(_f1(pairs, one) for one in GRADES) / len(GRADES),
        "majority_accuracy": _accuracy(majority),
        "majority_macro_f1": sum(_f1(majority, one) for one in GRADES) / len(GRADES),
    }


def _accuracy(pairs: Sequence[Pair]) -> float:
    return sum(gold == given for gold, given in pairs) / len(pairs)


def _f1(pairs: Sequence[Pair], value: str) -> float:
    right = sum(gold == given == value for gold, given in pairs)
    said, true = sum(given == value for _, given in pairs), sum(gold == value for gold, _ in pairs)
    return 2 * right / (said + true) if said + true else 0.0


def table(pairs: Iterable[Pair]) -> list[str]:
    """The confusions, a line for each coded grade, with each grade's F1."""
    held = list(pairs)
    many = Counter(held)
    heads = "".join(f"{one:>12}" for one in GRADES)
    rows = [f"{gold:<12}" + "".join(f"{many[gold, one]:>12}" for one in GRADES) for gold in GRADES]
    return [
        f"{'coded':<12}{heads}{'F1':>8}",
        *(f"{row}{_f1(held, gold):>8.3f}" for row, gold in zip(rows, GRADES, strict=True)),
    ]


def confusions(records: Sequence[Mapping[str, Any]], pairs: Sequence[Pair]) -> list[str]:
    """The commonest wrong pairs with what is coded: parties blamed, sources listed, accepted, denied, status."""
    wrong: Counter[str] = Counter()
    for record, (gold, given) in zip(records, pairs, strict=True):
        if gold != given:
            wrong[f"{gold} · {given} · {_coded(record)}"] += 1
    return [f"{times:>5}  {key}" for key, times in wrong.most_common(12)]


def _coded(record: Mapping[str, Any]) -> str:
    facts = facts_of_record(record)
    many = min(facts["sources"], 3)
    sources = f"{many}{'+' if many == 3 else ''}" if record["sources"] else "not listed"
    told = {name: len(facts[key]) for name, key in (("accepted", "accepted_by"), ("denied", "denied_by"))}
    answers = " · ".join(f"{name} {number}" for name, number in told.items())
    return f"blamed {len(facts['blamed'])} · sources {sources} · {answers} · {record['strike_status']}"


def read(path: Path) -> list[dict[str, Any]]:
    """The records that carry a grade."""
    packed = path.read_bytes()
    text = (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode("utf-8")
    return [record for line in text.splitlines() if (record := json.loads(line))["grading"]]


def main() -> None:
    """Print the figures for all records, and for those that list their sources."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("incidents", type=Path)
    parser.add_argument("--own-status", action="store_true", help="leave the coded strike status out")
    given = parser.parse_args()
    records = read(given.incidents)
    standard = standards()["airwars"]
    pairs = [
        (record["grading"].lower(), grade(facts_of_record(record, given.own_status), standard).value)
        for record in records
    ]
    listing = [i for i, record in enumerate(records) if record["sources"]]
    for title, chosen in (("all graded records", range(len(records))), ("records that list their sources", listing)):
        held = [pairs[i] for i in chosen]
        print(f"\n{title}: {len(held)}")
        print("  ".join(f"{name} {value:.3f}" for name, value in measured(held).items()))
        print("\n".join(table(held)))
    print("\ncommonest confusions:")
    print("\n".join(confusions(records, pairs)))


if __name__ == "__main__":
    main()
