"""Numbers that count no people: measures, dates, ages, clock times, money, names of things."""

from collections.abc import Callable

from tollbook.extract.numbers import Quantity
from tollbook.extract.reading import Sentence

OLDEST = 120
LIST = 12  # words of a list of ages
BRACKET = 8  # words before an age within its brackets
YEARS = range(1900, 2100)
MONEY_AND_TAGS = frozenset({"$", "€", "£", "#", "/", "."})
BRACKETS = {"(": ")", "[": "]", "/": "/"}
SIGNS = frozenset({"%", "°", "/", "$"})


def counts_no_people(sentence: Sentence, quantity: Quantity) -> str | None:
    """Why a number counts no people (a key of reasons.toml): a measure, a date, an age, money, part of a name."""
    return next((reason for reason, holds in REASONS if holds(sentence, quantity)), None)


def is_bracketed(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a number stands in marks of its own ("(6) civilians", "/11/ civilians")."""
    closing = BRACKETS.get(sentence.text(quantity.start - 1))
    return closing is not None and sentence.text(quantity.end) == closing


def _has_unit(sentence: Sentence, quantity: Quantity) -> bool:
    after = sentence.text(quantity.end)
    if sentence.at(quantity.end, "unit"):
        return True
    linked = after == "-" or sentence.at(quantity.end, "unit_link")
    return bool(linked and sentence.at(quantity.end + 1, "unit"))


def _is_figure_of_something(sentence: Sentence, quantity: Quantity) -> bool:
    """Digits behind a month or a sign, before a sign, an ordinal, or a year standing alone."""
    before, after = sentence.text(quantity.core - 1), sentence.text(quantity.end)
    if _month_before(sentence, quantity.core) or before in MONEY_AND_TAGS or after in SIGNS:
        return True
    year = quantity.min in YEARS and quantity.min == quantity.max and quantity.start == quantity.core
    return year or _is_ordinal(sentence, quantity) or _is_identifier(sentence, quantity)


def _month_before(sentence: Sentence, i: int) -> bool:
    """Whether a month stands before the number, where the day follows its month ("November 3")."""
    if sentence.lexicon.settings.get("day_first", False) or not _month(sentence, i - 1):
        return False
    return not (sentence.text(i - 2).isdigit() and sentence.at(i + 1, "person", "trigger"))


def _month(sentence: Sentence, i: int) -> bool:
    """Whether token ``i`` names a month ("May", not "may")."""
    cased = sentence.lexicon.settings.get("months_capitalised", False)
    return sentence.at(i, "months") is not None and (not cased or sentence.capital(i))


def _is_compound(sentence: Sentence, quantity: Quantity) -> bool:
    """ "11-floor", "three-hour": a number tied by a hyphen to a word describes a thing."""
    end = quantity.end
    if sentence.text(end) != "-" or end + 1 >= len(sentence.tokens):
        return False
    hyphen, word = sentence.tokens[end], sentence.tokens[end + 1]
    return word.kind == "w" and hyphen.start == sentence.tokens[end - 1].end and word.start == hyphen.end


def _is_ordinal(sentence: Sentence, quantity: Quantity) -> bool:
    """ "3rd", "2d": letters written onto the digits."""
    end = quantity.end
    if end >= len(sentence.tokens) or not sentence.at(end, "ordinal_suffix"):
        return False
    return sentence.tokens[end].start == sentence.tokens[end - 1].end


def _named(sentence: Sentence, j: int) -> bool:
    """Whether token ``j`` looks like the end of a name, which may open with a small article ("al-Masri")."""
    return j >= 0 and any(part[:1].isupper() for part in sentence.words(j, j + 1).split("-"))


def _is_identifier(sentence: Sentence, quantity: Quantity) -> bool:
    """Digits that a letter, "_" or "@" runs into: "ISPT0002", "user_1988", "M-19"."""
    at = sentence.folded.start_of(sentence.tokens[quantity.core].start)
    before = sentence.folded.original[at - 1 : at]
    if before in "-–" and before:
        before = sentence.folded.original[at - 2 : at - 1]
    return before in ("_", "@") or (before.isascii() and before.isalpha())


def _is_age(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a number between marks behind a name is an age: "Name Surname, 65, was", "(65 or 66)"."""
    if quantity.max is None or quantity.max > OLDEST:
        return False
    if sentence.text(quantity.end) == ")":
        opening = next(
            (j for j in range(quantity.start - 1, quantity.start - BRACKET, -1) if sentence.text(j) == "("), None
        )
        return opening is not None and _named(sentence, opening - 1)
    if quantity.qualifier not in ("exact", "between") or not _named(sentence, quantity.start - 2):
        return False
    if sentence.text(quantity.start - 1) not in (",", "("):
        return False
    return sentence.text(quantity.end) in (",", "-", ";") or _closes_a_name(sentence, quantity)


def _closes_a_name(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether digits behind a full name and a comma end its phrase: "Name Surname, 28.", "Name Surname, 21, was"."""
    before = quantity.start - 3
    named = _capital(sentence, before + 1) and (_capital(sentence, before) or sentence.at(before, "person"))
    if not quantity.digits or not named:
        return False
    end = quantity.end
    return end >= len(sentence.tokens) or sentence.text(end) in (".", ")") or _says_verb(sentence, end)


def _capital(sentence: Sentence, j: int) -> bool:
    return _named(sentence, j) and sentence.at(j, "months", "place_word") is None


def _says_verb(sentence: Sentence, end: int) -> bool:
    """Whether a verb about the person follows, and no other clause opened with the number ("in Gaza City, 21 were")."""
    return sentence.at(end, "passive") is not None and not _placed(sentence, end - 3)


def _placed(sentence: Sentence, j: int) -> bool:
    """Whether the capitalised words up to token ``j`` hang on a word that opens a place."""
    while j > 0 and _named(sentence, j):
        j -= 1
    return sentence.at(j, "place_opener", "preposition") is not None


def _follows_no_people(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a word stands before the number that counts no people ("aged", "highway")."""
    if any(sentence.at(at - 1, "not_people") for at in (quantity.start, quantity.core)):
        return True
    return quantity.max is not None and quantity.max <= OLDEST and _further_age(sentence, quantity.start)


def _further_age(sentence: Sentence, i: int) -> bool:
    """Whether a number goes on a list of ages ("two boys aged 6 and 9", "aged 3, 7 and 12")."""
    j = i - 1
    while j > max(0, i - LIST) and (
        sentence.text(j) == "," or sentence.at(j, "conjunctions", "number") or sentence.text(j).isdigit()
    ):
        j -= 1
    listed = any(sentence.text(k).isdigit() or sentence.at(k, "number") for k in range(j + 1, i))
    return listed and sentence.at(j, "aged") is not None


REASONS: tuple[tuple[str, Callable[[Sentence, Quantity], bool]], ...] = (
    ("date_or_name", lambda s, q: _month(s, q.end)),
    ("unit", _has_unit),
    ("describes_a_thing", _is_compound),
    ("age", _is_age),
    ("not_people", _follows_no_people),
    ("date_or_name", lambda s, q: q.digits and not is_bracketed(s, q) and _is_figure_of_something(s, q)),
)
