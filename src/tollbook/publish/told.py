"""Plain words for what the program does: a text for every rule that takes claims, and the sections of the method."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from tollbook.publish.data import MethodText, RuleText
from tollbook.publish.texts import LANGUAGES

WHOLE = (("reported-figure-", "reported_figure"), ("ellipsis-before-", "ellipsis_before"), ("ellipsis-", "ellipsis"))
"""Rules that only their kind of people completes, by how their ids begin; the longer beginning first."""

MODEL, PERSON, STATEMENT = "model:", "person", "statement-"


@cache
def _words(code: str) -> Mapping[str, Any]:
    path = files("tollbook.publish") / "told" / f"{code}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def rule_text(rule: str) -> RuleText | None:
    """What a rule does, in every language, from the parts of its id; ``None`` for an id of no known build."""
    told = {code: _explained(rule, _words(code)) for code in LANGUAGES}
    known = {code: text for code, text in told.items() if text}
    english, arabic = known.pop("en", None), known.pop("ar", None)
    return RuleText(rule, english, arabic, further=known) if english and arabic else None


def _explained(rule: str, words: Mapping[str, Any]) -> str | None:
    whole = words["rule"]
    if rule == PERSON:
        return str(whole["person"])
    if rule.startswith(f"{PERSON}:"):
        before = _explained(rule.removeprefix(f"{PERSON}:"), words)
        return whole["person_corrected"].format(rule=before) if before else None
    if rule.startswith(MODEL):
        return str(whole["model"].format(name=rule.removeprefix(MODEL)))
    if rule.startswith(STATEMENT):
        return str(whole["statement"])
    return _composed(rule, words)


def _composed(rule: str, words: Mapping[str, Any]) -> str | None:
    start, _, kind = rule.rpartition("-")
    people = words["kind"].get(kind)
    name = next((key for beginning, key in WHOLE if f"{start}-" == beginning), None)
    if name and people:
        return str(words["rule"][name].format(kind=people))
    form, _, look = start.rpartition("-")
    parts = {"form": words["form"].get(form), "look": words["look"].get(look), "kind": people}
    return str(words["rule"]["joined"].format(**parts)) if all(parts.values()) else None


def method_texts() -> tuple[MethodText, ...]:
    """How figures come about, step by step, in every language."""
    told = {code: {section["id"]: section for section in _words(code)["method"]} for code in LANGUAGES}
    return tuple(_method(section, told) for section in told["en"])


def _method(section: str, told: Mapping[str, Mapping[str, Mapping[str, str]]]) -> MethodText:
    titles = {code: sections[section]["title"] for code, sections in told.items()}
    texts = {code: sections[section]["text"].strip() for code, sections in told.items()}
    return MethodText(section, titles["en"], texts["en"], titles["ar"], texts["ar"], titles, texts)
