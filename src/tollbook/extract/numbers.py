"""Numbers as people write them: digits in any script, words, ranges, qualifiers, words that name no number."""

import re
from typing import NamedTuple

from tollbook.extract.lexicon import Entry
from tollbook.extract.reading import Match, Sentence
from tollbook.model import Qualifier

LARGEST = 20_000_000  # no war of the record killed more; beyond it the digits are an identifier
SEPARATED = re.compile(r"\d{1,3}(?:[,.' ]\d{3})+")
RISE_REACH = 12
THOUSAND = 1000
OF_ONE = "_of"  # a qualifier whose "of" is written onto the number (French "plus d'une centaine")
BOUNDING = frozenset({"at_least", "more_than", "at_most", "less_than"})


class Core(NamedTuple):
    """A bare number: tokens, least, most; ``vague``: a convention gave it, ``digits``: it is written in digits."""

    start: int
    end: int
    min: int
    max: int | None
    vague: bool = False
    digits: bool = False


class Quantity(NamedTuple):
    """A number with its qualifier, as the tokens ``start`` to ``end``; ``core`` is where the bare number starts."""

    start: int
    end: int
    core: int
    min: int
    max: int | None
    qualifier: Qualifier
    digits: bool = False


def digits_value(text: str) -> int | None:
    """The whole number a token of digits stands for; ``None`` for a decimal or an impossible size."""
    if SEPARATED.fullmatch(text):
        text = re.sub(r"\D", "", text)
    if not text.isdigit():
        return None
    value = int(text) if len(text) < 10 else LARGEST + 1
    return value if value <= LARGEST else None


def _number_word(sentence: Sentence, i: int) -> Match | None:
    return sentence.at(i, "number")


def _hyphenated(sentence: Sentence, i: int, known: dict[str, int]) -> int | None:
    parts = sentence.text(i).split("-")
    values = [known.get(part) for part in parts]
    if len(parts) < 2 or None in values:
        return None
    numbers = [v for v in values if v is not None]
    return sum(numbers) if numbers == sorted(numbers, reverse=True) else None


def _may_add(total: int, value: int, linked: bool) -> bool:
    """Whether a number word continues the one before it: twenty + six, seven + and + twenty, five + ten (Arabic)."""
    if value == 0 or total == 0:
        return total == 0
    unit = 1
    while total % (unit * 10) == 0:
        unit *= 10
    if value < unit:
        return True
    return 0 < total % 100 < 10 <= value < 100 and value % 10 == 0 and (linked or value == 10)


def _words(sentence: Sentence, i: int, small: dict[str, int]) -> Core | None:
    """A number in words from token ``i`` on."""
    total = current = 0
    j, last, seen, linked = i, i, False, False
    if sentence.at(i, "number_articles"):
        following = _number_word(sentence, i + 1)
        if following is None or following.entry.value != "times":
            return None
        current, j = 1, i + 1
    while j < len(sentence.tokens):
        match = _number_word(sentence, j)
        compound = None if match else _hyphenated(sentence, j, small)
        if match is None and compound is None:
            conjunction = sentence.at(j, "number_conjunctions")
            if not (seen and conjunction and (total or current >= 100) and not linked):
                break
            j, linked = conjunction.end, True
            continue
        joined = linked or bool(match and match.clitic in sentence.lexicon.clitics.get("joining", ()))
        if match and match.entry.value == "times":
            if joined and not current and not total and seen:
                break
            scale = match.entry.number
            if scale >= 1000:
                total, current = total + max(current, 1) * scale, 0
            else:
                current = max(current, 1) * scale
        else:
            value = compound if compound is not None else match.entry.number if match else 0
            if seen and (current or total) and not _continues(total, current, value, joined):
                break
            current += value
        seen, linked = True, False
        j = match.end if match else j + 1
        last = j
    return Core(i, last, total + current, total + current) if seen and total + current <= LARGEST else None


def _continues(total: int, current: int, value: int, joined: bool) -> bool:
    return _may_add(current, value, joined) if current else value < 1000 and total > 0


def _digits(sentence: Sentence, i: int) -> Core | None:
    value = digits_value(sentence.text(i))
    if value is None:
        return None
    scale = _number_word(sentence, i + 1)
    if scale and scale.entry.value == "times" and value * scale.entry.number <= LARGEST:
        total, end = value * scale.entry.number, scale.end
        end += _and_joined(sentence, end)
        rest = digits_value(sentence.text(end)) if scale.entry.number >= THOUSAND else None
        if rest and rest < THOUSAND and sentence.tokens[end].start - sentence.tokens[end - 1].end <= 1:
            return Core(i, end + 1, total + rest, total + rest, digits=True)
        return Core(i, scale.end, total, total, digits=True)
    return Core(i, i + 1, value, value, digits=True)


def _and_joined(sentence: Sentence, i: int) -> bool:
    """Whether token ``i`` is an "and" written onto the digits behind it (Arabic "15 thousand and-200")."""
    if i + 1 >= len(sentence.tokens) or not sentence.at(i, "number_conjunctions"):
        return False
    return sentence.tokens[i].end == sentence.tokens[i + 1].start


def _core(sentence: Sentence, i: int, small: dict[str, int]) -> Core | None:
    if i >= len(sentence.tokens):
        return None
    if sentence.tokens[i].kind == "n":
        return _digits(sentence, i)
    vague, approximate = sentence.at(i, "vague"), sentence.at(i, "approximate")
    words = _words(sentence, i, small)
    if approximate and (words is None or approximate.end >= words.end):
        return Core(i, approximate.end, approximate.entry.number, approximate.entry.number, vague=True)
    if vague and (words is None or vague.end >= words.end) and not _only_qualifies(sentence, vague, small):
        return Core(i, vague.end, vague.entry.number, None, vague=True)
    if words is None and (value := _hyphenated(sentence, i, small)) is not None:
        return Core(i, i + 1, value, value)
    return words


def _only_qualifies(sentence: Sentence, vague: Match, small: dict[str, int]) -> bool:
    """Whether the word belongs to a qualifier: "some 20", "as many as 14"."""
    if any(q.start < vague.start and vague.end < q.end for q in sentence.by_tag.get("qualifier", ())):
        return True
    qualifies = sentence.at(vague.start, "qualifier")
    return bool(qualifies and qualifies.end == vague.end and _core(sentence, vague.end, small))


def qualifier_before(sentence: Sentence, i: int) -> tuple[int, str]:
    """Where the qualifier that ends just before token ``i`` starts, and its kind; ``(i, "")`` where none does."""
    found = [m for m in sentence.by_tag.get("qualifier", ()) if m.end == i]
    if not found or _joined_by_clitic(sentence, i):
        return i, ""
    best = max(found, key=lambda m: m.end - m.start)
    kind = best.entry.value.removesuffix(OF_ONE)
    if kind != best.entry.value and not any(m.clitic for m in sentence.by_start.get(i, ())):
        return i, ""
    return best.start, kind


def _range_end(sentence: Sentence, core: Core, small: dict[str, int]) -> Core | None:
    """The second number of "30 to 60", "between five and 12", "15 or 16"."""
    opened = [
        m for m in sentence.by_tag.get("range", ()) if m.end == core.start and m.entry.value in ("between", "from")
    ]
    kinds = ("joins", "bare_joins") if opened else ("bare_joins",)
    for join in sentence.by_start.get(core.end, ()):
        if join.entry.tag == "range" and join.entry.value in kinds:
            second = _core(sentence, _skip_qualifier(sentence, join.end), small)
            if second and (second.min > core.min or _risen(sentence, core.start)) and (opened or not second.vague):
                return second
    second = _core(sentence, core.end, small) if opened and _joined_by_clitic(sentence, core.end) else None
    return second if second and second.min > core.min else None


def _joined_by_clitic(sentence: Sentence, i: int) -> bool:
    """Whether "and" is written onto the number word at token ``i``."""
    joining = sentence.lexicon.clitics.get("joining", ())
    return any(m.clitic in joining for m in sentence.by_start.get(i, ()) if m.entry.tag in ("number", "vague"))


def _risen(sentence: Sentence, i: int) -> bool:
    """Whether "from 40 to 53" tells how a toll rose, so that only the second number stands."""
    opened = any(m.end == i and m.entry.value == "from" for m in sentence.by_tag.get("range", ()))
    return opened and any(
        m.entry.value == "rise" and 0 <= i - m.end <= RISE_REACH for m in sentence.by_tag.get("update", ())
    )


def _skip_qualifier(sentence: Sentence, i: int) -> int:
    match = sentence.at(i, "qualifier")
    return match.end if match else i


def _bounds(core: Core, kind: str) -> tuple[int, int | None, Qualifier]:
    if core.vague and (core.max is None or kind not in BOUNDING):
        return core.min, core.max, "vague" if core.max is None else "about"
    n = core.min
    return {
        "at_least": (n, None, "at_least"),
        "more_than": (n + 1, None, "more_than"),
        "at_most": (0, n, "at_most"),
        "less_than": (0, max(n - 1, 0), "at_most"),
        "about": (n, n, "about"),
    }.get(kind, (n, n, "exact"))  # type: ignore[return-value]


def bounds(number: int, kind: str) -> tuple[int, int | None, Qualifier]:
    """Least, most and qualifier of a number bounded by words of the kind ("at_least")."""
    return _bounds(Core(0, 0, number, number), kind)


def bounded(quantity: Quantity, kind: str) -> Quantity:
    """An exact quantity bounded by words of the kind ("at_least") that stand apart from it."""
    low, high, qualifier = _bounds(Core(quantity.core, quantity.end, quantity.min, quantity.max), kind)
    return quantity._replace(min=low, max=high, qualifier=qualifier)


def quantity_at(sentence: Sentence, i: int, small: dict[str, int]) -> Quantity | None:
    """The quantity whose bare number starts at token ``i``."""
    core = _core(sentence, i, small)
    if core is None:
        return None
    second = _range_end(sentence, core, small)
    if second and _risen(sentence, i):
        return Quantity(second.start, second.end, second.start, second.min, second.max, "exact", core.digits)
    if second:
        opened = [m for m in sentence.by_tag.get("range", ()) if m.end == i and m.entry.value in ("between", "from")]
        start = min((m.start for m in opened), default=i)
        return Quantity(start, second.end, i, core.min, second.max, "between", core.digits)
    start, kind = qualifier_before(sentence, i)
    outer, outer_kind = qualifier_before(sentence, start) if kind else (start, "")
    if outer_kind in ("at_least", "more_than", "at_most", "about"):
        start, kind = outer, outer_kind
    after = sentence.at(core.end, "qualifier_after")
    if after:
        low, high, qualifier = _bounds(core, after.entry.value)
        return Quantity(start, after.end, i, low, high, qualifier, core.digits)
    low, high, qualifier = _bounds(core, kind)
    return Quantity(start, core.end, i, low, high, qualifier, core.digits)


def find_quantities(sentence: Sentence, small: dict[str, int]) -> list[Quantity]:
    """All quantities of the sentence, left to right, without overlap; replaced figures are left out."""
    found: list[Quantity] = []
    i = 0
    while i < len(sentence.tokens):
        quantity = quantity_at(sentence, i, small) if _may_start(sentence, i) else None
        if quantity is None or quantity.end <= i:
            i += 1
            continue
        found.append(quantity)
        i = quantity.end
    return found


def _may_start(sentence: Sentence, i: int) -> bool:
    token = sentence.tokens[i]
    return token.kind == "n" or (token.kind == "w" and ("-" in token.text or i in sentence.by_start))


def small_numbers(entries: dict[str, list[Entry]]) -> dict[str, int]:
    """Number words that can be parts of a hyphenated one."""
    return {word: e.number for word, found in entries.items() for e in found if e.tag == "number" and e.value == "add"}
