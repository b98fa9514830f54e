"""What rooms say in English is said in the page's language: every sentence of theirs, with what stands in it."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.assess import standards
from tollbook.publish.said import _patterns, retold, said, sections
from tollbook.publish.texts import LANGUAGES, Texts

FIELD = re.compile(r"\{(\w+)\}")
FURTHER = [code for code in LANGUAGES if code not in ("en", "ar")]
ROOMS = {
    "strikes": ("near.toml", "texts.toml"), "locate": ("warnings.toml",),
    "assess": ("terms.toml", "parties.toml", "changes.toml", "likelihood.toml"),
}  # fmt: skip
NO_SENTENCES = {" ({engagements} engagements)", "; "}
"""What is only put behind or between others."""


def _english(table: Any) -> Iterator[str]:
    """The English texts of a room's table, beside their Arabic ones."""
    if isinstance(table, list):
        for one in table:
            yield from _english(one)
    if isinstance(table, Mapping):
        for key, value in table.items():
            if key == "en" and isinstance(value, str):
                yield value
            elif key == "en":
                yield from (text for texts in value.values() for text in texts.values())
            elif f"{key}_ar" in table:
                yield str(value)
            else:
                yield from _english(value)


def _of_rooms() -> list[str]:
    named = [(room, name) for room, names in ROOMS.items() for name in names] + [("strikes", "diligence.toml")]
    read = (files(f"tollbook.{room}").joinpath(name).read_text("utf-8") for room, name in named)
    return [text for one in read for text in _english(tomllib.loads(one)) if text not in NO_SENTENCES]


@pytest.mark.parametrize("code", FURTHER)
def test_everything_the_rooms_say_is_said_in_the_language(code: str) -> None:
    known = {english for table in sections(code).values() for english in table}
    texts = _of_rooms()
    assert len(texts) > 150
    assert [text for text in texts if text not in known] == []


@pytest.mark.parametrize("code", ["ar", *FURTHER])
def test_every_template_keeps_its_fields(code: str) -> None:
    for table in sections(code).values():
        for english, told in table.items():
            assert sorted(FIELD.findall(english)) == sorted(FIELD.findall(told)), english


@pytest.mark.parametrize("code", ["ar", *FURTHER])
@given(st.integers(0, 10_000), st.data())
def test_a_sentence_is_told_by_its_own_template(code: str, number: int, data: st.DataObject) -> None:
    table = {en: told for part in sections(code).values() for en, told in part.items() if FIELD.search(en)}
    english = data.draw(st.sampled_from(sorted(table)))
    fields = {name: f"{number + at}" for at, name in enumerate(FIELD.findall(english))}
    assert said(english.format(**fields), code) == table[english].format(**fields)


@pytest.mark.parametrize("code", FURTHER)
def test_every_standard_gives_every_text_in_the_language(code: str) -> None:
    for standard in standards().values():
        words = [standard.name, *(rule.text for rule in (*standard.rules, *standard.notes))]
        words += [grade.text for grade in standard.grades.values()]
        assert [one.en for one in words if one.told(code)[1] != code] == []


def test_a_reason_is_told_again_with_what_stands_in_it() -> None:
    rule = standards()["cjtf-oir"].rules[3]
    facts = {"missing": "the date (to the day), strike records", "could_be_asked": "witnesses"}
    again = retold(rule.text.en.format(**facts), rule.text.en, rule.text.told("fr")[0], "fr")
    assert again is not None
    assert "Il manque\u00a0: la date (au jour près), les registres de frappes." in again
    assert "À qui s’adresser\u00a0: des témoins." in again


def test_what_no_table_knows_is_marked_as_english() -> None:
    t = Texts("fr")
    assert t.marked("A rule of one's own.") == '<bdi lang="en" dir="ltr">A rule of one&#39;s own.</bdi>'
    assert t.marked("the incident") == "<bdi>l’incident</bdi>"
    assert t.marked("A rule.", "قاعدة.", {"fr": "Une règle."}) == "<bdi>Une règle.</bdi>"


def test_no_two_patterns_are_one() -> None:
    found = [pattern.pattern for pattern, _ in _patterns("fr")]
    assert len(found) == len(set(found))
