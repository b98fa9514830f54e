"""The language data are sound: every value is one the code knows, and every language says the same kinds of things."""

from typing import get_args

import pytest

from tollbook.extract.lexicon import lexicon
from tollbook.languages import available, load
from tollbook.model import Demographic, Harm, StatementKind, Who

READING = [code for code in available() if load(code, "harm")]


@pytest.mark.parametrize("code", READING)
def test_harm_is_said_in_known_kinds_and_every_form_says_where_to_look(code: str) -> None:
    harm = load(code, "harm")
    for trigger in harm["trigger"]:
        assert trigger.get("harm", "killed") in get_args(Harm)
        assert trigger["form"] in harm["forms"], trigger["form"]
        assert trigger["words"]
    assert {t["harm"] for t in harm["trigger"] if "harm" in t} == set(get_args(Harm))


@pytest.mark.parametrize("code", READING)
def test_people_are_of_known_kinds(code: str) -> None:
    for group in load(code, "people")["group"]:
        assert group["who"] in get_args(Who)
        assert group.get("demographic", "children") in get_args(Demographic)
    assert {g["who"] for g in load(code, "people")["group"]} == set(get_args(Who))


@pytest.mark.parametrize("code", READING)
def test_numbers_two_to_ten_and_a_hundred_are_there(code: str) -> None:
    values = set(load(code, "numbers")["add"].values()) | set(load(code, "numbers").get("times", {}).values())
    assert set(range(2, 11)) | {100, 1000} <= values


@pytest.mark.parametrize("code", READING)
def test_statements_are_of_known_kinds(code: str) -> None:
    assert set(load(code, "context").get("statement", {})) <= set(get_args(StatementKind))


@pytest.mark.parametrize("code", READING)
def test_parties_have_the_same_names_in_every_language(code: str) -> None:
    assert set(load(code, "context").get("party", {})) <= set(load("en", "context")["party"])


@pytest.mark.parametrize("code", READING)
def test_the_lexicon_compiles_and_negation_is_known(code: str) -> None:
    compiled = lexicon(code)
    assert compiled.language == code
    assert load(code, "grammar")["negation"]


def test_a_language_without_a_folder_is_read_as_english() -> None:
    assert lexicon("de").language == lexicon(None).language == "en"
