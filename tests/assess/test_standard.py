"""Standards as files: those that are shipped, and what a user is told about a faulty one."""

from pathlib import Path

import pytest

from tollbook.assess import load_standard, standards
from tollbook.assess.expressions import holds
from tollbook.errors import SkipItem, StopRun
from tollbook.reconcile import conventions_from

GOOD = """
id = "mine"
name = { en = "Mine", ar = "معياري" }
[[grade]]
value = "yes"
en = "Yes"
ar = "نعم"
[[rule]]
id = "mine.two"
grade = "yes"
when = "independent_sources >= 2"
en = "{independent_sources} sources"
ar = "المصادر: {independent_sources}"
source = "our handbook"
[default]
id = "mine.else"
grade = "yes"
en = "Else"
ar = "غير ذلك"
source = "our handbook"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_users_standard_is_read(tmp_path: Path) -> None:
    standard = load_standard(written(tmp_path, GOOD))
    assert (standard.id, standard.name.ar) == ("mine", "معياري")
    assert [rule.id for rule in standard.rules] == ["mine.two", "mine.else"]
    assert standard.rules[-1].when == "true"


FAULTS = {
    "unknown fact": (
        ("independent_sources >=", "independant_sources >="),
        "undeclared reference to 'independant_sources'",
    ),
    "wrong type": (("independent_sources >= 2", "independent_sources >= 'two'"), "no matching overload"),
    "not yes or no": (("independent_sources >= 2", "independent_sources"), "gives a int, not yes or no"),
    "broken rule": (("independent_sources >= 2", "independent_sources >="), "Syntax error"),
    "no default": (("[default]", "[defualt]"), "default"),
    "two with one id": (("mine.else", "mine.two"), "two rules with the id 'mine.two'"),
    "unknown grade": (('grade = "yes"\nwhen', 'grade = "maybe"\nwhen'), "unknown grade 'maybe'"),
    "unknown fact in a text": (
        ("{independent_sources} sources", "{sauces} sources"),
        "unknown fact in a text: {sauces}",
    ),
    "a text that looks inside": (("{independent_sources} sources", "{blamed.x} sources"), "unknown fact in a text"),
    "stray brace": (("{independent_sources} sources", "{independent_sources sources"), "faulty text"),
    "no Arabic": (('ar = "غير ذلك"\n', ""), "default.ar"),
    "no source": (('source = "our handbook"\n[default]', "[default]"), "rule.0.source"),
    "not TOML": (('id = "mine"', "id = mine"), "not valid TOML"),
    "bad id": (('id = "mine"', 'id = "My Standard"'), "id"),
    "misspelled key": (('source = "our handbook"\n[default]', 'sauce = "x"\nsource = "y"\n[default]'), "sauce"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_faulty_standard_is_refused_with_its_fault(name: str, tmp_path: Path) -> None:
    (old, new), message = FAULTS[name]
    assert old in GOOD
    with pytest.raises(StopRun) as caught:
        load_standard(written(tmp_path, GOOD.replace(old, new, 1)))
    assert message in str(caught.value)
    assert "mine.toml" in str(caught.value)
    assert caught.value.remedy


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(StopRun, match=r"nowhere\.toml"):
        load_standard(tmp_path / "nowhere.toml")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(StopRun, match="cannot be read"):
        load_standard(path)


def test_a_rule_that_fails_on_some_facts_does_not_pass_as_true() -> None:
    """The engine gives an error back as a truthy value."""
    with pytest.raises(SkipItem, match="cannot be computed"):
        holds("blamed[0] == 'russia'", {"blamed": []}, "rule")


@pytest.mark.parametrize("standard", standards().values(), ids=lambda s: s.id)
def test_shipped_standards_are_whole(standard) -> None:  # type: ignore[no-untyped-def]
    assert all(rule.source and rule.text.en and rule.text.ar for rule in (*standard.rules, *standard.notes))
    assert {rule.grade for rule in standard.rules} == set(standard.grades)
    assert conventions_from(standard.conventions).name == standard.conventions["name"]


def test_airwars_counts_dozens_its_own_way() -> None:
    assert conventions_from(standards()["airwars"].conventions).words["dozens"].max == 24


def test_the_fields_words() -> None:
    assert set(standards()["airwars"].grades) == {"confirmed", "fair", "weak", "contested", "discounted"}
    assert set(standards()["cjtf-oir"].grades) == {"credible", "non-credible", "duplicate", "inconclusive"}
