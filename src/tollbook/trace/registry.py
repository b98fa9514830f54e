"""The bodies that are known by more than one name, read from data that users extend."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

from tollbook.errors import StopRun
from tollbook.model import Source, SourceKind
from tollbook.trace.names import Particles, key_of, runs, words_of

SHORTEST_PART = 4
"""A single word shorter than this is a name only where it is the whole name: "AP" in "AP Moller" is none."""
REST_OF_NAME = 5


@dataclass(frozen=True, slots=True)
class Registry:
    """Known sources and how to find them by name.

    ``full`` maps the key of an alias to a source id wherever it stands in a name; ``short`` only where it is the whole
    name and the document itself offers no fuller one. ``languages`` are those of a source's own reports.
    """

    sources: Mapping[str, Source]
    full: Mapping[str, str]
    short: Mapping[str, str]
    languages: Mapping[str, frozenset[str]]
    anonymous: frozenset[str]
    relays: frozenset[str]
    particles: Particles
    longest: int = field(default=1)

    @classmethod
    def load(cls, paths: Iterable[Path] = ()) -> "Registry":
        """Tollbook's own list and then each file in turn; raises StopRun where a file is not as it should be."""
        tables = [_own()]
        for path in paths:
            try:
                tables.append(tomllib.loads(path.read_text("utf-8")))
            except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
                raise StopRun(
                    str(error), str(path), "a TOML file of [[source]] tables, as in docs/method/trace.md"
                ) from error
        return _build(tables)

    def words(self, name: str) -> tuple[str, ...]:
        """The words of a name in the spelling of this registry."""
        return words_of(name, self.particles)

    def is_anonymous(self, name: str) -> bool:
        """Whether a name names nobody ("local sources", "people in the area")."""
        words = self.words(name)
        return all(word in self.anonymous or not word.isalpha() for word in words)

    def find(self, name: str) -> str | None:
        """The id of the known source a name speaks of, by an alias that is the name or stands in it."""
        words = self.words(name)
        whole = self.full.get(key_of(words))
        if whole is not None:
            return whole
        for key, length in runs(words, self.longest):
            if key in self.full and (length > 1 or (len(key) >= SHORTEST_PART and len(words) <= REST_OF_NAME)):
                return self.full[key]
        return None

    def find_short(self, name: str) -> str | None:
        """The id a short form ("the Observatory") stands for where nothing nearer explains it."""
        return self.short.get(key_of(self.words(name)))


@cache
def _own() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("sources.toml").read_text("utf-8"))


@cache
def default() -> Registry:
    """The registry that comes with Tollbook."""
    return Registry.load()


def _words(tables: Iterable[Mapping[str, Any]], section: str, key: str = "words") -> frozenset[str]:
    return frozenset(word for table in tables for word in table.get(section, {}).get(key, ()))


def _particles(tables: Iterable[Mapping[str, Any]]) -> Particles:
    nothing = Particles(frozenset(), frozenset(), frozenset())
    folded = [
        frozenset(key_of(words_of(w, nothing)) for w in _words(tables, section))
        for section in ("endings", "articles", "elided")
    ]
    return Particles(*folded)


def _source(row: Mapping[str, Any]) -> Source:
    kind = row.get("kind", "other")
    if "id" not in row or "name" not in row or kind not in get_args(SourceKind):
        raise StopRun(
            f"a [[source]] needs id, name and one of the kinds {', '.join(get_args(SourceKind))}",
            str(row.get("id", row)),
        )
    aliases = (*filter(None, [row.get("ar")]), *row.get("aliases", ()), *row.get("short", ()))
    return Source(row["id"], row["name"], kind, row.get("group"), aliases)


def _add_source(sources: dict[str, Source], row: Mapping[str, Any]) -> None:
    old = sources.get(str(row.get("id")))
    if old is None:
        sources[str(row.get("id"))] = _source(row)
        return
    more = (*row.get("aliases", ()), *row.get("short", ()))
    sources[old.id] = replace(old, group=row.get("group", old.group), aliases=old.aliases + more)


def _build(tables: list[dict[str, Any]]) -> Registry:
    particles = _particles(tables)
    sources: dict[str, Source] = {}
    full: dict[str, str] = {}
    short: dict[str, str] = {}
    languages: dict[str, frozenset[str]] = {}
    for row in (row for table in tables for row in table.get("source", ())):
        _add_source(sources, row)
        for name in (row.get("name", ""), row.get("ar", ""), *row.get("aliases", ())):
            full.setdefault(key_of(words_of(name, particles)), row["id"])
        for name in row.get("short", ()):
            short.setdefault(key_of(words_of(name, particles)), row["id"])
        languages[row["id"]] = languages.get(row["id"], frozenset()) | frozenset(row.get("languages", ()))
    full.pop("", None)
    anonymous = frozenset(w for word in _words(tables, "anonymous") for w in words_of(word, particles))
    longest = max((len(words_of(a, particles)) for s in sources.values() for a in s.aliases), default=1)
    return Registry(
        sources, full, short, languages, anonymous, _words(tables, "relays", "ids"), particles, max(longest, 1)
    )
