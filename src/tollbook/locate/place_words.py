"""The words around place names of one language, ready for look-up from the name backwards and forwards."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from tollbook import languages
from tollbook.locate.date_tokens import words_of
from tollbook.model.place import Precision
from tollbook.text.fold import fold_word

LONGEST_PHRASE = 5


@dataclass(frozen=True, slots=True)
class Cue:
    """What a word before or after a name tells: how it relates to the event, and the kind of place."""

    role: str
    precision: Precision | None = None


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """One language's words around places. ``before`` and ``after`` are keyed by the phrase as a tuple of words."""

    language: str
    capitals: bool
    before: Mapping[tuple[str, ...], Cue]
    after: Mapping[tuple[str, ...], Cue]
    skipped: frozenset[str]
    joining: frozenset[str]
    stop: frozenset[str]
    together: tuple[str, ...]
    wider: tuple[str, ...]
    separate: frozenset[str]
    endings: tuple[str, ...]
    restored: tuple[str, ...]
    suffixes: Mapping[str, str]
    prefixes: frozenset[str]
    locative_prefixes: frozenset[str]
    article: str
    compounds: frozenset[str]
    tails: frozenset[str]
    home: frozenset[str]


def _phrases(words: Iterable[str]) -> Iterable[tuple[str, ...]]:
    return (words_of(fold_word(word)) for word in words)


def _cues(data: Mapping[str, list[str]], role_of: Mapping[str, str]) -> dict[tuple[str, ...], Cue]:
    return {phrase: Cue(role) for topic, role in role_of.items() for phrase in _phrases(data.get(topic, ()))}


ROLES = {"of": "of", "away": "away", "prepositions": "in", "events": "in", "near": "near", "regional": "region"}


def _typed(data: Mapping[str, dict[Precision, list[str]]], side: str) -> dict[tuple[str, ...], Cue]:
    return {
        phrase: Cue("region" if kind in ("province", "district") else "type", kind)
        for kind, words in data.get(side, {}).items()
        for phrase in _phrases(words)
    }


def _with_clitics(cues: dict[tuple[str, ...], Cue], data: Mapping[str, list[str]]) -> dict[tuple[str, ...], Cue]:
    """The phrases, and in a script that writes "and" to the word each with it before (وفي)."""
    joiners = data.get("joining", ()) if data.get("prefixes") else ()
    joined = {
        (joiner + first, *rest): cue for (first, *rest), cue in cues.items() for joiner in map(fold_word, joiners)
    }
    return {**joined, **cues}


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold_word, words))


@cache
def place_words(language: str) -> PlaceWords:
    """The place words of a language; of English where it has none."""
    data = languages.load(language, "places") or languages.load("en", "places")
    suffixes = {
        fold_word(suffix): role
        for topic, role in (("suffixes_from", "away"), ("suffixes_on", "on"), ("suffixes_in", "in"))
        for suffix in data.get(topic, ())
    }
    after = {**_cues(data, {"regional": "region"}), **_typed(data, "after")}
    return PlaceWords(
        language=language,
        capitals=bool(data.get("capitals", True)),
        before=_with_clitics({**_cues(data, ROLES), **_typed(data, "before")}, data),
        after={phrase: cue for phrase, cue in after.items() if phrase},
        skipped=_folded(data.get("skipped", ())),
        joining=_folded(data.get("joining", ())),
        stop=_folded(data.get("stop", {}).get("words", ())),
        together=tuple(map(fold_word, data.get("together", ()))),
        wider=tuple(map(fold_word, data.get("wider", ()))),
        separate=_folded(data.get("separate", ())),
        endings=tuple(sorted(_folded(data.get("endings", ())), key=lambda e: (-len(e), e))),
        restored=tuple(map(fold_word, data.get("restored", ()))),
        suffixes=suffixes,
        prefixes=_folded(data.get("prefixes", ())),
        locative_prefixes=_folded(data.get("locative_prefixes", ())),
        article=fold_word(data.get("article", "")),
        compounds=_folded(data.get("compounds", ())),
        tails=_folded(data.get("tails", ())),
        home=frozenset(data.get("home", ())),
    )
