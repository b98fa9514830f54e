"""Two processes save at the same moment: one wins, the other is told what she wrote, the history has one event."""

import json
from pathlib import Path

from tests.web.together.apart import run, surroundings

WORDLESS = {"assigned_case", "deadlines"}
"""Records of which nothing is written in words."""
MORE = {"decision": {1, 2}, "claim": {1, 2}}
"""An accepted finding is a step of the ledger, too; a report is taken by whoever first decides about a claim of it."""


def test_of_two_at_the_same_moment_one_wins_and_one_is_told(tmp_path: Path) -> None:
    with surroundings(tmp_path / "ws") as env:
        seen = json.loads(run("tests.web.together.at_once", env))
    assert len(seen) > 15
    for record, found in seen.items():
        (won, _shown), (told, hers) = found["answers"]
        assert (won, told) == (302, 409), (record, found)
        assert hers or record in WORDLESS, (record, found)
        assert found["events"] in MORE.get(record, {1}), (record, found)
