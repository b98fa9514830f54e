"""Who did it, who died, who says it and in what tone changes nothing of what is counted: thousands of variants."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import permutations
from pathlib import Path
from string import Formatter
from typing import Any, NamedTuple

import pytest

from tollbook.extract import extract
from tollbook.model import Document

TEMPLATES = Path(__file__).parent / "bias"
CODES = ("en", "ar")
# Every word of the lists leaves the meaning as it is: the aim is none. What still flips stands in docs/method/bias.md.
FLIPS_ALLOWED = {"en": 0.0, "ar": 0.0}  # share of variants
NEUTRAL_WRONG = {"en": 0, "ar": 0}  # sentences
Row = dict[str, Any]
Signature = tuple[tuple[str, int, int | None, str], ...]


class Variant(NamedTuple):
    """A text, what it is a variant of, which list the exchanged word is of and which word it is."""

    kind: str
    word: str
    text: str
    neutral: str
    expected: Signature


@cache
def _data(code: str) -> Row:
    return tomllib.loads((TEMPLATES / f"{code}.toml").read_text(encoding="utf-8"))


@cache
def signature(text: str, code: str) -> Signature:
    """Harm, bounds and who of each claim, whatever their order."""
    claims = extract(Document("d", text, language=code))
    return tuple(sorted((c.harm, c.count.min or 0, c.count.max, c.who) for c in claims))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _slots(text: str) -> list[str]:
    return list(dict.fromkeys(name for _, name, _, _ in Formatter().parse(text) if name))


def _numbers(number: Row) -> Row:
    return {name: words for name, words in number.items() if not name.endswith("_bounds")}


def _expected(claims: list[list[Any]], number: Row) -> Signature:
    """Claims of a template with the numbers put in; 0 behind a lower bound stands for an open one."""
    bounds = [number[f"{n}_bounds"] if isinstance(n, str) else n for _, n, _ in claims]
    rows = [(harm, low, high or None, who) for (harm, _, who), (low, high) in zip(claims, bounds, strict=True)]
    return tuple(sorted(rows, key=lambda row: (row[0], row[1], row[2] or 0, row[3])))


def _swapped(code: str) -> Iterator[Variant]:
    """Each template with each of its lists run through, the others at rest on a word that differs by the numbers."""
    data = _data(code)
    lists: dict[str, list[str]] = data["lists"]
    for template in data["template"]:
        for turn, number in enumerate(data["number"]):
            fixed = {**_numbers(number), "place": lists["place"][turn]}
            rest = {name: fixed.get(name) or lists[name][0] for name in _slots(template["text"])}
            neutral = _sentence(template["text"].format(**rest))
            expected = _expected(template["claims"], number)
            for kind in rest.keys() - fixed.keys():
                for word in lists[kind][1:]:
                    text = _sentence(template["text"].format(**{**rest, kind: word}))
                    yield Variant(kind, word, text, neutral, expected)


def _ordered(code: str) -> Iterator[Variant]:
    """Two sources with a figure each: names exchanged, and told in the other order."""
    data = _data(code)
    order, number = data["order"], data["number"][0]
    words = {**_numbers(number), "place": data["lists"]["place"][0]}
    for clause in order["clause"]:
        expected = _expected(clause["claims"], number)
        told = {
            s: (clause["a"].format(source=s, **words), clause["b"].format(source=s, **words)) for s in order["sources"]
        }
        for join in order["joins"]:
            one, other = order["sources"][:2]
            neutral = _told(told[one][0], told[other][1], join)
            for one, other in permutations(order["sources"], 2):
                a, b = told[one][0], told[other][1]
                yield Variant("source", f"{one} / {other}", _told(a, b, join), neutral, expected)
                yield Variant("source order", f"{one} / {other}", _told(b, a, join), neutral, expected)


def _told(first: str, second: str, join: str) -> str:
    """Two clauses joined; the second is a sentence of its own where the join ends one."""
    new = join.partition("{a}")[2].lstrip().startswith(".")
    return _sentence(join.format(a=first, b=_sentence(second) if new else second))


@cache
def variants(code: str) -> tuple[Variant, ...]:
    """Every variant of a language, in one fixed order and each text once."""
    unique = {v.text: v for v in (*_swapped(code), *_ordered(code)) if v.text != v.neutral}
    return tuple(sorted(unique.values()))


def _flips(code: str) -> list[Variant]:
    return [v for v in variants(code) if signature(v.text, code) != signature(v.neutral, code)]


def _report(code: str, flips: list[Variant]) -> str:
    """The rate of flips, by kind, with one example of each word."""
    tried = Counter(v.kind for v in variants(code))
    flipped = Counter(v.kind for v in flips)
    lines = [f"{code}: {len(flips)} of {len(variants(code))} variants flip ({len(flips) / len(variants(code)):.2%})"]
    lines += [f"  {kind:16} {flipped[kind]:4} of {tried[kind]:5}" for kind in sorted(tried)]
    examples = {(v.kind, v.word): v for v in reversed(flips)}
    lines += [
        f"  {v.kind}: {v.text}\n    {signature(v.text, code)}\n    neutral {signature(v.neutral, code)}"
        for v in examples.values()
    ]
    return "\n".join(lines)


@pytest.mark.parametrize("code", CODES)
def test_thousands_of_variants_are_made(code: str) -> None:
    assert len(variants(code)) >= 3000


@pytest.mark.parametrize("code", CODES)
def test_the_neutral_wording_is_read_rightly(code: str) -> None:
    read = {v.neutral: (signature(v.neutral, code), v.expected) for v in variants(code)}
    wrong = {text: pair for text, pair in read.items() if pair[0] != pair[1]}
    assert len(wrong) <= NEUTRAL_WRONG[code], wrong


@pytest.mark.parametrize("code", CODES)
def test_no_name_tone_or_order_changes_harm_count_or_who(code: str) -> None:
    flips = _flips(code)
    report = _report(code, flips)
    print(report)
    assert len(flips) <= FLIPS_ALLOWED[code] * len(variants(code)), report
