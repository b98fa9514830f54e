"""The facts, as the documentation tells them."""

from pathlib import Path

from tollbook.assess.facts import facts_of
from tollbook.assess.vocabulary import VARIABLES

from .evidence import Case

PAGE = Path(__file__).parents[2] / "docs" / "method" / "assess.md"
PYTHON = {"int": int, "double": float, "bool": bool, "string": str, "list": list, "ints": list}


def test_every_fact_is_documented() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [name for name in VARIABLES if f"`{name}`" not in page] == []


def test_facts_have_the_declared_names_and_types() -> None:
    case = Case().claim("a").states("coalition", "denied")
    facts = facts_of(case.incident, case.claims, case.lineage, case.statements)
    assert set(facts) == set(VARIABLES)
    assert [name for name, value in facts.items() if type(value) is not PYTHON[VARIABLES[name].type]] == []
