"""The translations are whole: nothing is left out, and nothing that a sentence needs is lost in it."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Message
from django.utils import translation

ROOT = Path(__file__).resolve().parents[2]
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
LANGUAGES = ("ar", "fr")


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages", ROOT / "scripts" / "messages.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


messages = _script()
WORDS = {(one.context, one.id) for one in messages.template() if one.id}
HELD = {language: {(one.context, one.id): one for one in messages.load(language) if one.id} for language in LANGUAGES}


def _sources(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def test_the_pages_have_messages() -> None:
    assert len(WORDS) > 1000


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language: str) -> None:
    held = HELD[language]
    lacking = [words for words in WORDS if words not in held or not all(messages.forms(held[words]))]
    assert lacking == [], "run scripts/messages.py and fill in what it names"
    assert [one.id for one in held.values() if one.fuzzy] == []
    assert set(held) - WORDS == set(), "run scripts/messages.py: these are used no more"


@pytest.mark.parametrize(("language", "count"), [("ar", 6), ("fr", 2)])
def test_every_form_of_a_plural_is_there(language: str, count: int) -> None:
    plurals = [one for one in HELD[language].values() if one.pluralizable]
    assert plurals
    assert [one.id for one in plurals if len(messages.forms(one)) != count] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_agree(language: str) -> None:
    wrong = []
    for one in HELD[language].values():
        needed = set().union(*(PLACEHOLDER.findall(source) for source in _sources(one)))
        for place, form in enumerate(messages.forms(one)):
            found = set(PLACEHOLDER.findall(form))
            # "no reports", "one report", "two reports" are words of their own in Arabic
            in_words = needed - {"n"} if one.pluralizable and language == "ar" and place < 3 else needed
            if not in_words <= found <= needed and not (place == 0 and found <= needed and in_words != needed):
                wrong.append((one.id, form))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_markup_and_percent_signs_agree(language: str) -> None:
    def shape(text: str) -> list[str]:
        return sorted(re.findall(r"</?\w+|/api/[\w./]+|%%", text))

    held = [one for one in HELD[language].values() if not one.pluralizable]
    assert [one.id for one in held if shape(str(one.id)) != shape(str(one.string))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_program_reads_is_what_was_written(language: str) -> None:
    path = messages.po(language)
    assert path.with_suffix(".mo").read_bytes() == messages.compiled(messages.load(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_tell_of_no_machine_and_no_day(language: str) -> None:
    text = messages.po(language).read_text(encoding="utf-8")
    assert not re.search(r"Creation-Date|Revision-Date|@|^#: .*(:\d|^/)", text.replace("@name", "").replace("@nom", ""))


def test_french_is_set_as_french_is() -> None:
    bare = [
        form for one in HELD["fr"].values() for form in messages.forms(one) if re.search(r" [:;?!»]|« |\w'\w", form)
    ]
    assert bare == []


@pytest.mark.parametrize(
    ("n", "words"),
    [(0, "لا حوادث"), (1, "حادثة واحدة"), (2, "حادثتان"), (3, "3 حوادث"), (11, "11 حادثة"), (100, "100 حادثة")],
)
def test_numbers_read_right_in_arabic(n: int, words: str) -> None:
    with translation.override("ar"):
        assert translation.ngettext("%(n)s incident", "%(n)s incidents", n) % {"n": n} == words
