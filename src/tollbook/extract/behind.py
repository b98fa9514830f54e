"""What stands behind a noun for people: adjectives, partitives (Arabic "شهداء مدنيين", "قتلى من الأطفال"), numbers."""

from typing import NamedTuple

from tollbook.extract.numbers import Quantity, bounded
from tollbook.extract.reading import Match, Sentence
from tollbook.model import Demographic, Who

READ = frozenset({"person", "number", "vague", "qualifier", "given_name"})

PAIR = 2


class Said(NamedTuple):
    """Where a phrase for people ends, and who it speaks of."""

    end: int
    who: Who
    demographic: Demographic | None


def has_clitic(sentence: Sentence, i: int, kind: str) -> bool:
    """Whether token ``i``, read as people or a number, carries a clitic: "joining", "governing" or "definite"."""
    clitics = sentence.lexicon.clitics.get(kind)
    if not clitics:
        return False
    read = [m for m in sentence.by_start.get(i, ()) if m.entry.tag in READ]
    return bool(read) and all(m.clitic in clitics for m in read)


def opens_with_and(sentence: Sentence, i: int) -> bool:
    """Whether "and" is written onto token ``i``, whatever the word is."""
    joining = sentence.lexicon.clitics.get("joining", frozenset())
    return any(m.clitic in joining for m in sentence.by_start.get(i, ()))


def absorbed(sentence: Sentence, start: int, said: Said) -> Said:
    """The phrase with the nouns that describe it from behind, in languages whose adjectives follow."""
    if sentence.lexicon.settings.get("adjectives") != "after" or _is_body(sentence, start):
        return said
    while (more := _describing(sentence, start, said.end)) is not None:
        who = more.entry.who if said.who == "unspecified" else said.who
        said = Said(more.end, who, said.demographic or more.entry.demographic)
    return said


def _is_body(sentence: Sentence, i: int) -> bool:
    """Whether a noun stands for the dead body of whoever follows it."""
    return any(m.entry.value == "body" for m in sentence.by_start.get(i, ()) if m.entry.tag == "trigger")


def _indefinite_behind_definite(sentence: Sentence, start: int, noun: Match) -> bool:
    """Whether a noun without the article stands behind one with it: no adjective then ("among the dead a child")."""
    return has_clitic(sentence, start, "definite") and not has_clitic(sentence, noun.start, "definite")


def _describing(sentence: Sentence, start: int, i: int) -> Match | None:
    partitive = sentence.at(i, "partitive")
    noun = sentence.at(partitive.end, "person", "body") if partitive else sentence.at(i, "person")
    if noun is None or (partitive is None and _indefinite_behind_definite(sentence, start, noun)):
        return None
    if has_clitic(sentence, noun.start, "joining") or has_clitic(sentence, noun.start, "governing"):
        return None
    return noun if partitive is None or noun.entry.plural else None


def mixed(sentence: Sentence, said: Said, head: Match, quantity: Quantity) -> Said:
    """The phrase with a second noun the number counts along ("23 women and children"): then it is all of neither."""
    second = _joined_noun(sentence, said.end)
    if second is None or second.entry.number or sentence.at(second.start, "trigger"):
        return said
    if (quantity.max or quantity.min) <= PAIR or sentence.at(second.end, "number"):
        return said
    alike = second.entry.plural == head.entry.plural and (head.entry.plural or quantity.min > 10)
    who = said.who if second.entry.who in (said.who, "unspecified") else "unspecified"
    return Said(second.end, who, None) if alike else said


def _joined_noun(sentence: Sentence, i: int) -> Match | None:
    """The noun for people that "and", written apart or onto it, joins at token ``i``."""
    if sentence.lexicon.settings.get("adjectives") == "after":
        return sentence.at(i, "person") if has_clitic(sentence, i, "joining") else None
    return sentence.at(i + 1, "person") if sentence.at(i, "number_conjunctions") else None


def number_behind(sentence: Sentence, i: int, quantities: dict[int, Quantity]) -> Quantity | None:
    """The number that counts the noun before token ``i``: "the three" with the article, or the word for two."""
    if sentence.text(i) in sentence.lexicon.clitics.get("article", ()):  # the article written apart from digits
        return quantities.get(i + 1)
    quantity = quantities.get(i)
    if quantity is None or quantity.digits or quantity.min != quantity.max:
        return None
    pair = sentence.lexicon.settings.get("adjectives") == "after" and quantity.min <= 2
    counts = has_clitic(sentence, i, "definite") or (pair and not has_clitic(sentence, i, "joining"))
    return quantity if counts and sentence.at(i, "number") else None


def bounded_behind(sentence: Sentence, end: int, quantity: Quantity) -> tuple[int, Quantity]:
    """The quantity with a bound that follows the noun ("five people at least"), and where that ends."""
    after = sentence.at(end, "qualifier_after")
    if after is None or quantity.qualifier != "exact" or _opens_another(sentence, after):
        return end, quantity
    return after.end, bounded(quantity, after.entry.value)


def _opens_another(sentence: Sentence, after: Match) -> bool:
    """Whether the words belong to the next number ("14 deaths and more than 30 injuries")."""
    return any(m.start < after.end < m.end for m in sentence.by_tag.get("qualifier", ()))
