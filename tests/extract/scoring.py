"""How well extraction does on a labelled table: claims right in harm and bounds, and who of those that are right."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tollbook.extract import extract
from tollbook.model import Claim
from tollbook.model.edge import document_from_json

CASES = Path(__file__).parent / "cases"
Row = dict[str, Any]
Key = tuple[str, int | None, int | None, bool]


@dataclass(slots=True)
class Score:
    """Claims right, wrong and missed, those of the right ones with the right who, and every miss in words."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    who: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where nothing is right."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)

    @property
    def who_share(self) -> float:
        """Share of the right claims whose who is right too."""
        return self.who / max(1, self.right)


def score_table(code: str) -> Score:
    """The score of the table of one language."""
    score = Score()
    for line in (CASES / f"{code}.jsonl").read_text(encoding="utf-8").splitlines():
        _score_case(json.loads(line), code, score)
    return score


def _score_case(case: Row, code: str, score: Score) -> None:
    record = {"id": case["id"], "text": case["text"], "language": code, "published": case["published"]}
    wanted: list[Row] = list(case["claims"])
    for claim in extract(document_from_json(json.dumps(record))):
        match = _match(claim, wanted)
        if match is None:
            score.wrong += 1
            score.misses.append(f"{case['id']} too much: {_key_of(claim)} {claim.quote!r}")
            continue
        wanted.remove(match)
        score.right += 1
        score.who += match["who"] == claim.who
        if match["who"] != claim.who:
            score.misses.append(f"{case['id']} who: {claim.who}, not {match['who']}: {claim.quote!r}")
    score.missed += len(wanted)
    score.misses += [f"{case['id']} missed: {_key(row)} in {case['text']!r}" for row in wanted]


def _match(claim: Claim, wanted: list[Row]) -> Row | None:
    """The labelled claim of the same harm and bounds; of several the one whose words the quote holds."""
    fitting = [row for row in wanted if _key(row) == _key_of(claim)]
    return max(fitting, key=lambda row: (row["quote_has"] in claim.quote, row["who"] == claim.who), default=None)


def _key(row: Row) -> Key:
    return row["harm"], row["min"], row["max"], row.get("approximate", False)


def _key_of(claim: Claim) -> Key:
    return claim.harm, claim.count.min, claim.count.max, claim.count.qualifier in ("about", "vague")
