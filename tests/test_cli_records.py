"""Every field that crosses the edge is documented under its record, and nothing else is."""

import re
from dataclasses import fields
from typing import Any

import pytest

from tests.conftest import ROOT
from tollbook import model

HEADING = re.compile(r"^#{2,3} (\w+)$", re.MULTILINE)
ROW = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)
SPELLED = {"from_": "from"}


def documented() -> dict[str, list[str]]:
    parts = HEADING.split((ROOT / "docs" / "records.md").read_text(encoding="utf-8"))
    return {name: ROW.findall(body) for name, body in zip(parts[1::2], parts[2::2], strict=True)}


@pytest.mark.parametrize(
    "record",
    [
        model.Document,
        model.Claim,
        model.Count,
        model.Place,
        model.Period,
        model.Incident,
        model.Figure,
        model.SourceFigure,
        model.Drift,
        model.Grade,
        model.Toll,
        model.Reason,
        model.Statement,
    ],
)
def test_fields_and_documentation_agree(record: type[Any]) -> None:
    names = [SPELLED.get(field.name, field.name) for field in fields(record)]
    assert documented()[record.__name__] == names
