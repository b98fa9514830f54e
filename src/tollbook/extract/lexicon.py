"""The language data compiled for reading: phrases to what they mean, numbers, units, clitics."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from tollbook.languages import available, load
from tollbook.languages.scripts import languages_of
from tollbook.model import Demographic, Harm, Who
from tollbook.text.fold import fold, fold_word
from tollbook.text.tokens import tokenise

SHORTEST_STEM = 3
WORDS_KEPT = 200_000  # what is known of a word is remembered up to here; beyond, memory would grow with the corpus
FALLBACK = "en"
COUNTING = frozenset({"number", "vague", "approximate"})
NUMBER_TABLES = {
    "qualifiers": "qualifier",
    "qualifiers_after": "qualifier_after",
    "ranges": "range",
    "replaced": "replaced",
}
ALL = "*"


class Entry(NamedTuple):
    """What a phrase means: a tag, and the attributes that go with it."""

    tag: str
    value: str = ""
    harm: Harm | None = None
    who: Who = "unspecified"
    demographic: Demographic | None = None
    plural: bool = True
    number: int = 0
    kin: bool = False
    qualifier: str = ""


class Phrase(NamedTuple):
    """A phrase of the lexicon: the tokens after the first, and its meaning. A token ending in ``*`` is a stem."""

    rest: tuple[str, ...]
    entry: Entry


class Starts(NamedTuple):
    """What can start with a word: single words, phrases by their second token, phrases whose second token is a stem.

    ``speaks``: whether one of them is a word of harm; ``counts``: whether one is a number or stands for one. Kept per
    word, so that most words cost one look.
    """

    single: tuple[tuple[str, Entry], ...]
    by_second: Mapping[str, tuple[tuple[str, Phrase], ...]]
    by_stem: tuple[tuple[str, Phrase], ...]
    speaks: bool
    counts: bool


@dataclass(slots=True)
class Lexicon:
    """All phrases of one language, found by their first token; ``prefixes`` are clitics that may stand before one."""

    language: str
    words: dict[str, list[Phrase]] = field(default_factory=dict)
    stems: dict[str, list[Phrase]] = field(default_factory=dict)
    prefixes: tuple[str, ...] = ()
    clitics: Mapping[str, frozenset[str]] = field(default_factory=dict)
    fronts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    looks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    seen: dict[str, Starts] = field(default_factory=dict)
    longest_stem: int = 0

    def starting(self, word: str) -> Starts:
        """Phrases that can start with this token, each with the clitic that was taken off (usually none)."""
        found = self.seen.get(word)
        if found is None:
            found = _sorted_out(list(self._starting(word)))
            if len(self.seen) < WORDS_KEPT:
                self.seen[word] = found
        return found

    def _starting(self, word: str) -> Iterator[tuple[str, Phrase]]:
        for clitic, form in self.forms(word):
            for phrase in self._phrases(form):
                if not clitic or self._may_carry(phrase.entry, clitic):
                    yield clitic, phrase

    def _phrases(self, form: str) -> Iterator[Phrase]:
        yield from self.words.get(form, ())
        for length in range(min(len(form), self.longest_stem), SHORTEST_STEM - 1, -1):
            yield from self.stems.get(form[:length], ())

    def _may_carry(self, entry: Entry, clitic: str) -> bool:
        """Whether a word of this kind may have this clitic: a verb takes no article."""
        allowed = self.fronts.get(entry.value if entry.tag == "trigger" else entry.tag)
        return allowed is None or clitic in allowed

    def forms(self, word: str) -> Iterator[tuple[str, str]]:
        """The word, and what is left of it when a clitic is taken off."""
        yield "", word
        if word in self.clitics.get("whole", ()):
            return
        for prefix in self.prefixes:
            if word.startswith(prefix) and len(word) >= len(prefix) + 2:
                yield prefix, word[len(prefix) :]

    def add(self, phrase: str, entry: Entry) -> None:
        """Teach the lexicon one phrase."""
        first, *rest = phrase_tokens(phrase)
        table, key = (self.stems, first[:-1]) if first.endswith("*") else (self.words, first)
        table.setdefault(key, []).append(Phrase(tuple(rest), entry))
        if table is self.stems:
            self.longest_stem = max(self.longest_stem, len(key))


def _sorted_out(phrases: list[tuple[str, Phrase]]) -> Starts:
    by_second: dict[str, list[tuple[str, Phrase]]] = {}
    by_stem: list[tuple[str, Phrase]] = []
    for clitic, phrase in phrases:
        if phrase.rest and phrase.rest[0].endswith("*"):
            by_stem.append((clitic, phrase))
        elif phrase.rest:
            by_second.setdefault(phrase.rest[0], []).append((clitic, phrase))
    return Starts(
        tuple(dict.fromkeys((clitic, phrase.entry) for clitic, phrase in phrases if not phrase.rest)),
        {second: tuple(found) for second, found in by_second.items()},
        tuple(by_stem),
        any(phrase.entry.tag == "trigger" for _, phrase in phrases),
        any(phrase.entry.tag in COUNTING for _, phrase in phrases),
    )


def phrase_tokens(phrase: str) -> list[str]:
    """The folded tokens of a phrase of the data; a stem keeps its ``*``."""
    tokens: list[str] = []
    for token in tokenise(fold(phrase)):
        if token.text == "*" and tokens:
            tokens[-1] += "*"
        else:
            tokens.append(token.text)
    return tokens


def token_fits(pattern: str, word: str) -> bool:
    """Whether a token fits a token of a phrase, which may be a stem."""
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


def _number_entries(data: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    for kind in ("add", "times"):
        for word, value in data.get(kind, {}).items():
            yield word, Entry("number", kind, number=value)
    for tag, key in (("vague", "min"), ("approximate", "count")):
        for group in data.get(tag, ()):
            yield from ((word, Entry(tag, number=group[key])) for word in group["words"])
    yield from _valued({tag: data.get(table, {}) for table, tag in NUMBER_TABLES.items()})
    for tag in ("conjunctions", "articles"):
        yield from ((word, Entry("number_" + tag)) for word in data.get(tag, ()))


def _valued(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, Entry]]:
    """Phrases of tables whose keys are values ("at_least", "airstrike")."""
    for tag, table in tables.items():
        for value, words in table.items():
            yield from ((word, Entry(tag, value)) for word in words)


def _people_entries(data: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    for group in data.get("group", ()):
        listed = group.get("kin", ())
        all_kin, kin = listed is True, set() if listed is True else set(listed)
        for size, plural, count in (("plural", True, 0), ("singular", False, 0), ("dual", True, 2)):
            for word in group.get(size, ()):
                yield (
                    word,
                    Entry(
                        "person",
                        group.get("kind", ""),
                        who=group["who"],
                        demographic=group.get("demographic"),
                        plural=plural,
                        number=count,
                        kin=all_kin or word in kin or "demographic" in group,
                    ),
                )
        for word in group.get("of_bodies", ()):
            yield word, Entry("body", who=group["who"])
    for tag, words in data.get("words", {}).items():
        for word in words:
            yield word, Entry(tag)


def _harm_entries(data: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    for trigger in data.get("trigger", ()):
        for word in trigger["words"]:
            yield (
                word,
                Entry(
                    "trigger",
                    trigger["form"],
                    harm=trigger.get("harm"),
                    number=trigger.get("count", 0),
                    qualifier=trigger.get("qualifier", ""),
                ),
            )


def _listed_entries(data: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    for tag, value in data.items():
        if isinstance(value, list):
            for word in value:
                yield word, Entry(tag)
        elif isinstance(value, dict) and tag == "units":
            for word in value["words"]:
                yield word, Entry("unit")


def _folded_sets(table: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    return {name: frozenset(map(fold_word, words)) for name, words in table.items()}


def lexicon_for(text: str, told: str | None) -> Lexicon:
    """The lexicon to read a stretch of text with: of the told language, or by its letters where they are of others.

    Where it holds several scripts, the one whose words speak of harm; else the one of most letters.
    """
    code = told if told in available() else FALLBACK
    found = [lexicon(language) for language in languages_of(text, code)]
    if len(found) > 1:
        heard = [token.text for token in tokenise(fold(text)) if token.kind == "w"]
        return next((words for words in found if any(words.starting(word).speaks for word in heard)), found[0])
    return found[0]


@cache
def lexicon(language: str | None) -> Lexicon:
    """The compiled lexicon of a language; English where the language is unknown or has no folder."""
    code = language if language in available() and load(language or "", "harm") else FALLBACK
    harm, numbers, people = load(code, "harm"), load(code, "numbers"), load(code, "people")
    grammar, context = load(code, "grammar"), load(code, "context")
    compiled = Lexicon(
        code,
        prefixes=tuple(sorted(grammar.get("clitics", {}).get("prefixes", ()), key=len)),
        clitics=_folded_sets(grammar.get("clitics", {})),
        fronts=_folded_sets(harm.get("clitics", {})),
        looks={form: tuple(looks) for form, looks in harm.get("forms", {}).items()},
        settings=grammar.get("settings", {}),
    )
    sources: Iterable[Iterator[tuple[str, Entry]]] = (
        _number_entries(numbers),
        _people_entries(people),
        _harm_entries(harm),
        _listed_entries(grammar),
        _valued(context),
    )
    for entries in sources:
        for phrase, entry in entries:
            compiled.add(phrase, entry)
    return compiled
