"""Side by side: what each standard does to the toll, and the smallest change of facts that would make them agree."""

from itertools import combinations
from pathlib import Path
from typing import Any

from hypothesis import given, settings

import tollbook.assess
from tollbook.assess import grade, load_standard, named_standard, standards
from tollbook.assess.compare import compare, comparer, totals
from tollbook.assess.space import Change, applied, changes

from .made import facts, incidents

AIRWARS = Path(tollbook.assess.__file__).parent / "standards" / "airwars.toml"
EVERY = list(standards().values())


def made_otherwise(found: tuple[tuple[Change, ...], ...]) -> list[set[str]]:
    return [{f"{change.axis}.{change.value}" for change in made} for made in found]


def test_the_case_under_all_standards() -> None:
    found = compare(comparer(EVERY), "i", facts())
    assert {row.standard: row.stands for row in found.rows} == {
        "airwars": "counted", "cjtf-oir": "open", "dod-3000-17": "open", "n-sources:2": "counted", "ohchr": "open",
        "ucdp": "counted",
    }  # fmt: skip
    assert found.moves


def test_the_decisive_fact_is_named() -> None:
    found = compare(comparer([standards()["airwars"], standards()["ohchr"]]), "i", facts())
    there = next(one for one in found.differences if one.standard == "ohchr")
    assert there.rule == "ohchr.verified"
    assert made_otherwise(there.changes) == [{"sources.3"}]
    back = next(one for one in found.differences if one.standard == "airwars")
    assert {"blamed.two"} in made_otherwise(back.changes)


def test_two_facts_at_once_where_one_does_not_do() -> None:
    held = facts(strike_log=True, independent_sources=1, supported=[61])
    found = compare(comparer([named_standard("n-sources:1"), standards()["cjtf-oir"]]), "i", held)
    there = next(one for one in found.differences if one.standard == "cjtf-oir")
    assert {"accepted.yes"} in made_otherwise(there.changes)
    held = facts(only_combatants=True, has_civilian_harm=False, independent_sources=0, sources=0)
    found = compare(comparer([standards()["ucdp"], standards()["n-sources"]]), "i", held)
    there = next(one for one in found.differences if one.standard == "n-sources:2")
    assert {"harm.civilians", "sources.2"} in made_otherwise(there.changes)


def test_nothing_is_explained_where_all_agree() -> None:
    found = compare(comparer([standards()["airwars"], standards()["ucdp"]]), "i", facts())
    assert not found.moves
    assert found.differences == ()


def oracle(made: dict[str, Any], name: str, stands: str) -> int:
    """The least number of changes that does it, by trying every one and two of them; 3 where that is not enough."""
    standard = standards()[name]
    offered = changes([standard])
    for size in (1, 2):
        for chosen in combinations(offered, size):
            apart = len({change.axis for change in chosen}) == size
            if apart and standard.stands(grade(applied(made, chosen), standard).value) == stands:
                return size
    return 3


@settings(max_examples=12, deadline=None)
@given(incidents())
def test_no_smaller_change_would_do(made: dict[str, Any]) -> None:
    """The search looks only at changes a standard can see; trying all of them finds no smaller set."""
    pair = comparer([standards()["airwars"], standards()["ohchr"]])
    for one in compare(pair, "i", made).differences:
        size = len(one.changes[0]) if one.changes else 3
        assert size == oracle(made, one.standard.partition(":")[0], one.stands)


@settings(max_examples=30, deadline=None)
@given(incidents())
def test_what_is_named_does_it(made: dict[str, Any]) -> None:
    known = {standard.id: standard for standard in EVERY}
    for one in compare(comparer(EVERY), "i", made).differences:
        for chosen in one.changes:
            after = grade(applied(made, chosen), known[one.standard])
            assert known[one.standard].stands(after.value) == one.stands


def test_a_rule_that_fails_on_changed_facts_is_no_way_there(tmp_path: Path) -> None:
    """ "blamed[0]" cannot be computed where nobody is blamed: that is not named as what would make the difference."""
    text = AIRWARS.read_text(encoding="utf-8").replace('id = "airwars"', 'id = "mine"', 1)
    path = tmp_path / "mine.toml"
    path.write_text(text.replace('when = "only_combatants"', "when = \"blamed[0] == 'russia'\"", 1), encoding="utf-8")
    by = comparer([standards()["cjtf-oir"], load_standard(path)])
    back = next(one for one in compare(by, "i", facts()).differences if one.standard == "mine")
    assert {"blamed.nobody"} not in made_otherwise(back.changes)
    assert {"blamed.two"} in made_otherwise(back.changes)


def test_a_campaigns_toll_under_each_standard() -> None:
    by = comparer([standards()["airwars"], named_standard("n-sources:2")])
    held = [facts(), facts(independent_sources=1, supported=[61], corroborated=0), facts(blamed=["russia", "wagner"])]
    summed = totals(by, [compare(by, str(i), one) for i, one in enumerate(held)])
    assert [(total.standard, total.counted, total.apart) for total in summed] == [
        ("airwars", (15, 61), (30, 122)),
        ("n-sources:2", (30, 30), (0, 0)),
    ]
    assert summed[0].incidents == {"counted": 1, "open": 2}


def test_like_incidents_are_explained_once() -> None:
    by = comparer(EVERY)
    compare(by, "a", facts())
    many = len(by.found)
    compare(by, "b", facts(reports=9, killed_max=70))
    assert len(by.found) == many
