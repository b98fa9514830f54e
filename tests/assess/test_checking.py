"""A user's own standard: clashes, rules that come to nothing, rules that fail, each told with an example."""

from pathlib import Path

import pytest

from tollbook.assess import load_standard, standards
from tollbook.assess.checking import TRIED, check_standard, made_incidents
from tollbook.assess.grading import grade
from tollbook.assess.library import read_standard
from tollbook.errors import SkipItem, StopRun
from tollbook.model import Toll

from .made import facts

HEAD = """
id = "mine"
name = { en = "Mine", ar = "معياري" }
"""
TAIL = """
[default]
id = "mine.else"
grade = "no"
en = "Else"
ar = "غير ذلك"
source = "our handbook"
"""


def written(folder: Path, *rules: tuple[str, str], head: str = "", grades: tuple[str, ...] = ("yes", "no")) -> Path:
    listed = "".join(f'[[grade]]\nvalue = "{g}"\nen = "{g}"\nar = "درجة"\n' for g in grades)
    body = "".join(
        f'[[rule]]\nid = "mine.{i}"\ngrade = "{g}"\nwhen = "{when}"\nen = "Rule"\nar = "قاعدة"\nsource = "ours"\n'
        for i, (when, g) in enumerate(rules)
    )
    path = folder / "mine.toml"
    path.write_text(HEAD + head + listed + body + TAIL, encoding="utf-8")
    return path


def told(path: Path) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in check_standard(read_standard(path))]


CLASH = (("independent_sources >= 2", "yes"), ("size(denied_by) > 0", "no"))


def test_rules_in_order_may_overlap(tmp_path: Path) -> None:
    assert told(written(tmp_path, *CLASH)) == []


def test_rules_of_an_exclusive_standard_may_not(tmp_path: Path) -> None:
    path = written(tmp_path, *CLASH, head="exclusive = true\n")
    with pytest.raises(StopRun, match=r"two rules both apply: mine\.0 \(yes\) and mine\.1 \(no\)") as caught:
        load_standard(path)
    assert "independent_sources = " in str(caught.value) and "denied_by = a party" in str(caught.value)


def test_an_exclusive_standard_whose_rules_are_apart_is_sound(tmp_path: Path) -> None:
    rules = (("independent_sources >= 2", "yes"), ("independent_sources < 2 && size(denied_by) > 0", "no"))
    assert load_standard(written(tmp_path, *rules, head="exclusive = true\n")).exclusive


def test_where_sampling_could_not_see_it_the_incident_is_skipped(tmp_path: Path) -> None:
    rules = (("killed_max > 40", "yes"), ("killed_max > 50", "no"))
    standard = read_standard(written(tmp_path, *rules, head="exclusive = true\n"))
    assert grade(facts(killed_max=45), standard).value == "yes"
    with pytest.raises(SkipItem, match="two rules both apply"):
        grade(facts(killed_max=61), standard)


def test_one_condition_with_two_grades_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StopRun, match=r"two rules both apply, mine\.0 \(yes\) and mine\.1 \(no\)"):
        load_standard(written(tmp_path, ("sources > 1", "yes"), ("sources  >1", "no")))


def test_a_rule_that_never_decides_is_told(tmp_path: Path) -> None:
    found = told(written(tmp_path, ("independent_sources >= 2", "yes"), ("independent_sources >= 3", "no")))
    assert found == [("never_decides", "mine.1 never decides: whenever it holds, a rule before it holds too (mine.0)")]


def test_a_rule_that_never_holds_is_told(tmp_path: Path) -> None:
    found = told(written(tmp_path, ("only_combatants && independent_sources > 1", "yes")))
    assert [kind for kind, _ in found] == ["never_holds", "never_given"]


def test_a_grade_that_is_never_given_is_told(tmp_path: Path) -> None:
    found = told(written(tmp_path, ("independent_sources >= 2", "yes"), grades=("yes", "no", "perhaps")))
    assert [text for _, text in found] == [
        f"the grade perhaps is never given in {many} made incidents" for many in (4,)
    ]


def test_a_rule_that_fails_on_some_incidents_is_a_fault(tmp_path: Path) -> None:
    standard = read_standard(written(tmp_path, ("blamed[0] == 'russia'", "yes")))
    found = check_standard(standard)
    assert found[0].fault and found[0].kind == "fails"
    assert "mine.0" in found[0].text and "blamed = none" in found[0].text


def test_numbers_a_rule_names_are_tried(tmp_path: Path) -> None:
    standard = read_standard(written(tmp_path, ("independent_sources == 7", "yes")))
    assert {6, 7, 8} <= {made["independent_sources"] for made in made_incidents(standard)}
    assert check_standard(standard) == []


@pytest.mark.parametrize("standard", standards().values(), ids=lambda s: s.file)
def test_made_incidents_are_possible_and_not_too_many(standard) -> None:  # type: ignore[no-untyped-def]
    made = made_incidents(standard)
    assert 0 < len(made) <= TRIED
    for one in made:
        assert not (one["only_combatants"] and (one["has_civilian_harm"] or one["independent_sources"]))
        assert one["strike_log"] or not (one["strikes_near"] or one["log_complete"])
        assert one["independent_sources"] <= one["sources"]
        assert ("strike_log" in one["missing"]) is not one["strike_log"]


FAULTS = {
    "a grade the figure does not have": (
        '[figure]\nid = "f"\ngrades = ["maybe"]\nlow = "sources"\n',
        "unknown grade 'maybe'",
    ),
    "a figure that is no number": ('[figure]\nid = "f"\ngrades = ["yes"]\nlow = "blamed"\n', "not a whole number"),
    "a figure with an unknown fact": ('[figure]\nid = "f"\ngrades = ["yes"]\nlow = "kiled"\n', "undeclared reference"),
    "a parameter with a fact's name": ("[parameters.sources]\nvalue = 2\n", "has the name of a fact"),
    "a parameter out of its bounds": ("[parameters.n]\nvalue = 2\nmin = 3\n", "not from min to max"),
    "a likelihood above one": ("[test]\nmore_than = 1.5\n", "test.more_than"),
    "a basis without Arabic": ('[basis]\nen = "x"\n', "basis.ar: the Arabic text is missing"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_faults_of_the_new_parts(name: str, tmp_path: Path) -> None:
    added, message = FAULTS[name]
    words = "" if name.startswith("a basis") else 'en = "x"\nar = "نص"\n'
    source = "" if "parameter" in name or "basis" in name else 'source = "ours"\n'
    path = written(tmp_path, ("independent_sources >= 2", "yes"))
    path.write_text(path.read_text(encoding="utf-8") + added + words + source, encoding="utf-8")
    with pytest.raises(StopRun) as caught:
        load_standard(path)
    assert message in str(caught.value)
    assert caught.value.remedy


def test_the_standard_of_the_guide_is_sound(tmp_path: Path) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "guide" / "standards.md").read_text(encoding="utf-8")
    path = tmp_path / "ours.toml"
    path.write_text(guide.partition("```toml\n")[2].partition("```")[0], encoding="utf-8")
    standard = load_standard(path)
    assert check_standard(standard) == []
    assert grade(facts(independent_sources=3, supported=[61, 15, 12]), standard).figure == Toll("ours.floor", 12)


def test_the_id_of_a_shipped_standard_is_refused(tmp_path: Path) -> None:
    """Records would say "ucdp" and mean something else."""
    path = written(tmp_path, ("independent_sources >= 2", "yes"))
    path.write_text(path.read_text(encoding="utf-8").replace('id = "mine"', 'id = "ucdp"', 1), encoding="utf-8")
    with pytest.raises(StopRun, match="'ucdp' is one that comes with Tollbook"):
        load_standard(path)


def test_a_standard_without_an_end_is_told_so(tmp_path: Path) -> None:
    path = written(tmp_path, ("independent_sources >= 2", "yes"))
    path.write_text(path.read_text(encoding="utf-8").partition("[default]")[0], encoding="utf-8")
    with pytest.raises(StopRun, match="never ends in a grade"):
        load_standard(path)
