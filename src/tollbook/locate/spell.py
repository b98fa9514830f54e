"""Spellings of a name in other scripts: every likely one, in order of how likely, from one table a script."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from heapq import heappop, heappush
from importlib.resources import files
from itertools import islice
from typing import Any

from tollbook.locate.keys import exact_key, name_words

MOST_SPELLINGS = 200
"""Spellings tried a script; those left out are met by their consonants (keys.skeletons) all the same."""

SCRIPTS: Mapping[str, re.Pattern[str]] = {
    "arabic": re.compile("[\u0600-\u06ff]"),
    "hebrew": re.compile("[\u0590-\u05ff]"),
    "cyrillic": re.compile("[\u0400-\u04ff]"),
    "latin": re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
}
OTHERS = ("arabic", "cyrillic", "hebrew")
BRIDGES = 4
"""Latin spellings through which a name goes from one script to a third."""


@cache
def data() -> Mapping[str, Any]:
    """The tables of transliteration.toml."""
    return tomllib.loads((files(__package__) / "transliteration.toml").read_text(encoding="utf-8"))


def script_of(name: str) -> str:
    """The script most letters of a name are in; Latin where it has none of those known here."""
    return max(SCRIPTS, key=lambda script: (len(SCRIPTS[script].findall(name)), script == "latin"))


def native_scripts(countries: Sequence[str]) -> tuple[str, ...]:
    """The scripts in which places of these countries are written there; empty where that is Latin."""
    return tuple(script for script, lands in data()["native"].items() if set(lands) & set(countries))


def likeliest(options: Sequence[Sequence[str]]) -> Iterator[str]:
    """One of each option joined, in order of the sum of their ranks (earlier options are likelier), none twice."""
    if not all(options):
        return
    start = (0,) * len(options)
    heap, met, said = [(0, start)], {start}, set[str]()
    while heap:
        cost, picks = heappop(heap)
        word = "".join(options[at][pick] for at, pick in enumerate(picks))
        if word not in said:
            said.add(word)
            yield word
        for at, pick in enumerate(picks):
            further = (*picks[:at], pick + 1, *picks[at + 1 :])
            if pick + 1 < len(options[at]) and further not in met:
                met.add(further)
                heappush(heap, (cost + 1, further))


@cache
def _pattern(script: str, part: str) -> re.Pattern[str]:
    groups = sorted(data()[script].get(part, {}), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, groups)) or r"(?!)")


def _last(word: str, script: str) -> tuple[str, list[str] | None]:
    """The word without the ending that has spellings of its own, and those spellings."""
    for group in sorted(data()[script].get("last", {}), key=len, reverse=True):
        if word.endswith(group) and len(word) > len(group):
            return word[: -len(group)], data()[script]["last"][group]
    return word, None


DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1")


def _unwritten(options: Sequence[Sequence[str]], letters: Sequence[str]) -> list[Sequence[str]]:
    """The options with the vowels that may stand between two consonants and are not written."""
    found: list[Sequence[str]] = []
    kept = data()["unwritten"]["consonants"]
    for at, option in enumerate(options):
        found.append(option)
        if at + 1 < len(letters) and letters[at] in kept and letters[at + 1] in kept:
            found.append(data()["unwritten"]["vowels"])
    return found


def _options(word: str, script: str) -> list[Sequence[str]]:
    """What each letter or group of a word may be in the script."""
    table = data()[script]
    body, ending = _last(DOUBLED.sub(r"\1", word), script)
    opening = _pattern(script, "first").match(body)
    head: list[Sequence[str]] = [table["first"][opening[0]]] if opening else []
    letters = _pattern(script, "inner").findall(body[opening.end() if opening else 0 :])
    inner: list[Sequence[str]] = [table["inner"][letter] for letter in letters]
    if script == "latin":
        inner = _unwritten(inner, letters)
    return [*head, *inner, ending] if ending else [*head, *inner]


def _first(spellings: Iterator[str], most: int) -> tuple[str, ...]:
    """The first spellings, one for each key under which a gazetteer would find it."""
    kept: dict[str, str] = {}
    for spelling in islice(spellings, 4 * most):
        if key := exact_key(spelling):
            kept.setdefault(key, spelling)
        if len(kept) == most:
            break
    return tuple(kept.values())


@lru_cache(maxsize=512)
def _in_script(name: str, script: str, most: int) -> tuple[str, ...]:
    words = [_options(word, script) for word in name_words(name)]
    options = [option for at, word in enumerate(words) for option in ([[" "], *word] if at else word)]
    return _first(likeliest(options), most)


def spelled(name: str, script: str, most: int = MOST_SPELLINGS) -> tuple[str, ...]:
    """Likely spellings of a name in another script, likeliest first; from one script to a third through Latin.

    None where the name is in that script already.
    """
    own = script_of(name)
    if own == script:
        return ()
    if own == "latin" or script == "latin":
        return _in_script(name, script, most)
    through = _in_script(name, "latin", BRIDGES)
    every = (spelling for latin in through for spelling in _in_script(latin, script, most // len(through) or 1))
    return _first(every, most)


def one_letter_off(key: str, script: str) -> tuple[str, ...]:
    """Keys with one letter more, fewer, exchanged or two neighbours swapped (Damerau's slips), in a fixed order."""
    letters: str = data()["letters"][script]
    cuts = range(len(key) + 1)
    made: Callable[..., dict[str, None]] = dict.fromkeys
    more = made(key[:i] + letter + key[i:] for i in cuts for letter in letters)
    fewer = made(key[:i] + key[i + 1 :] for i in cuts[:-1])
    other = made(key[:i] + letter + key[i + 1 :] for i in cuts[:-1] for letter in letters)
    swapped = made(key[:i] + key[i + 1] + key[i] + key[i + 2 :] for i in cuts[:-2])
    return tuple(near for near in {**fewer, **swapped, **other, **more} if near and near != key)
