"""Place mentions in a sentence: the name as written, how it relates to what happened, and the kind its words tell.

A mention needs a cue (a type word, a preposition, a case suffix) or a gazetteer that knows the name; organisations,
people and peoples are kept out by the language's stop words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from tollbook.locate.date_words import date_words
from tollbook.locate.gazetteer import Gazetteer
from tollbook.locate.inflection import forms
from tollbook.locate.keys import articles, exact_key
from tollbook.locate.place_tokens import PlaceToken
from tollbook.locate.place_words import LONGEST_PHRASE, Cue, PlaceWords
from tollbook.locate.regions import countries, regions_named
from tollbook.model.place import Precision

Role = Literal["in", "near", "of", "away", "region", "bare"]
Area = Literal["", "country", "region", "seat"]
LONGEST_NAME = 4
LONGEST_SKIP = 4
OPENING = frozenset('("«[')
NO_ARTICLES = frozenset(
    {"the", "as", "an", "at", "i", "e", "l", "en", "et", "us", "er", "ur", "ed", "ad", "ar", "es", "il"}
)
"""Articles of transcribed Arabic that are words of a European language when not written with a capital."""

LINKS = frozenset({"de", "del", "della", "di", "la", "las", "los", "do", "da", "du", "e", "y", "abu", "i"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A place named in the text. ``area`` tells a country or province; "seat" a province and its town of one name.

    ``group`` joins the members of a list ("in A, B and C"); ``sure`` is False where only a gazetteer can tell that the
    word is a place at all.
    """

    start: int
    end: int
    text: str
    role: Role
    precision: Precision | None = None
    area: Area = ""
    group: int = 0
    sure: bool = True


@lru_cache(maxsize=20_000)
def area_of(name: str, language: str) -> Area:
    """Whether a name is that of a country or a province in any of the languages, case endings taken off."""
    for form in forms(name, language):
        if exact_key(form) in countries():
            return "country"
        if regions_named(form):
            return "seat"
    return ""


def match_before(found: Sequence[PlaceToken], at: int, known: PlaceWords, floor: int = 0) -> tuple[Cue, int] | None:
    """The longest cue phrase that ends just before token ``at``, from ``floor`` on, and where it begins."""
    for length in range(min(LONGEST_PHRASE, at - floor), 0, -1):
        cue = known.before.get(tuple(token.text for token in found[at - length : at]))
        if cue:
            return cue, at - length
    return None


def match_after(found: Sequence[PlaceToken], at: int, known: PlaceWords) -> tuple[Cue, int] | None:
    """The longest type phrase that starts at token ``at``, and where it ends."""
    for length in range(3, 0, -1):
        cue = known.after.get(tuple(token.text for token in found[at : at + length]))
        if cue:
            return cue, at + length
    return None


def _skip_back(found: Sequence[PlaceToken], at: int, known: PlaceWords) -> Iterator[int]:
    """Positions before ``at`` with up to some describing words ("the eastern Syrian") passed over."""
    yield at
    for _ in range(LONGEST_SKIP):
        if at == 0 or not (found[at - 1].text in known.skipped or found[at - 1].text in OPENING):
            return
        at -= 1
        yield at


def cue_before(found: Sequence[PlaceToken], at: int, known: PlaceWords, floor: int = 0) -> Cue | None:
    """What the words before a name say, the type word and the preposition before it taken together.

    Words before ``floor`` belong to the name before: in "the Jadida quarter of Mosul" the quarter is Jadida.
    """
    for place in _skip_back(found, at, known):
        if hit := match_before(found, place, known, floor):
            cue, begin = hit
            if cue.role != "type":
                return cue
            outer = cue_before(found, begin, known, floor)
            role = outer.role if outer and outer.role in ("near", "away") else "in"
            return Cue(role, cue.precision)
    return None


def is_article(token: PlaceToken) -> bool:
    """Whether a word is a transcribed Arabic article, written small, that can begin a name (al Shafa)."""
    return token.shown[0].islower() and token.text in articles() and token.text not in NO_ARTICLES


def is_stop(token: PlaceToken, known: PlaceWords) -> bool:
    """Whether a word, a case suffix or possessive taken off, is one that no place name begins or ends with."""
    plain = token.text.split("'", 1)[0] if "'" in token.text else token.text
    return token.text in known.stop or plain in known.stop


def _opens_with_cue(found: Sequence[PlaceToken], at: int, known: PlaceWords) -> bool:
    """Whether a word is a preposition or type word that only opening the sentence has given a capital."""
    opens = at == 0 or not found[at - 1].text[0].isalnum()
    return opens and (found[at].text,) in known.before


def _is_name_start(found: Sequence[PlaceToken], at: int, known: PlaceWords) -> bool:
    token = found[at]
    if _opens_with_cue(found, at, known):
        return False
    if is_article(token) and at + 1 < len(found):
        return found[at + 1].capital and not is_stop(found[at + 1], known)
    return token.capital and not is_stop(token, known)


def _name_end(found: Sequence[PlaceToken], at: int, known: PlaceWords) -> int:
    """The token after a capitalised name that starts at ``at``."""
    end = at + (2 if is_article(found[at]) else 1)
    while end < len(found) and end - at < LONGEST_NAME:
        token = found[end]
        if "'" in found[end - 1].text and _suffix_role(found[end - 1], known):
            return end
        if token.capital and not is_stop(token, known) and not match_after(found, end, known):
            end += 1
        elif _links(found, end, known):
            end += 2
        else:
            break
    return end


def _links(found: Sequence[PlaceToken], at: int, known: PlaceWords) -> bool:
    joins = found[at].text in articles() or (found[at].text in LINKS and found[at].text not in known.joining)
    following = found[at + 1] if at + 1 < len(found) else None
    return bool(joins and following and following.capital and not is_stop(following, known))


def _suffix_role(token: PlaceToken, known: PlaceWords) -> str | None:
    """What a case suffix after an apostrophe says (Hacin'de: in; Hacin'den: away)."""
    return known.suffixes.get(token.text.rsplit("'", 1)[1]) if "'" in token.text and known.suffixes else None


def _without_suffix(token: PlaceToken, known: PlaceWords) -> int:
    """Offset at which the name in a token ends, before a case suffix or an English possessive."""
    tail = token.text.rsplit("'", 1)[1] if "'" in token.text else ""
    cut = tail and (tail in known.suffixes or (tail == "s" and known.language == "en"))
    return token.end - len(tail) - 1 if cut else token.end


def _is_organisation(found: Sequence[PlaceToken], end: int, known: PlaceWords) -> bool:
    """Whether the name runs on into a capitalised stop word ("Hajin Council") that is not a day or month."""
    if end >= len(found) or not found[end].capital or match_after(found, end, known):
        return False
    return is_stop(found[end], known) and found[end].text.split("'")[0] not in date_words(known.language).by_first


def _role(cue: Cue | None, suffix: str | None) -> Role | None:
    said = {"in": "in", "on": "in", "away": "away"}.get(suffix or "")
    role = said or (cue.role if cue else None)
    return "in" if role == "type" else role  # type: ignore[return-value]


def _area(name: str, role: Role, precision: Precision | None, language: str) -> Area:
    """A country or province stays context; a town of the same name counts where its type is said."""
    if role == "region" or precision in ("province", "district"):
        return "region"
    area = area_of(name, language)
    return "" if area == "seat" and precision in ("city", "town", "village") else area


def _mention(text: str, found: Sequence[PlaceToken], span: tuple[int, int], known: PlaceWords, floor: int) -> Mention:
    at, end = span
    last = found[end - 1]
    suffix = _suffix_role(last, known)
    stop = _without_suffix(last, known)
    start = found[at].start
    cue = cue_before(found, at, known, floor)
    after = match_after(found, end, known)
    role = _role(cue, suffix) or _role(after[0] if after else None, None)
    precision = (after[0].precision if after else None) or (cue.precision if cue else None)
    if after and after[0].role == "region":
        role = "region"
    name = text[start:stop]
    if role is None:
        return Mention(start, stop, name, "bare", precision, area_of(name, known.language), 0, False)
    if cue is None and after and after[0].role == "type" and known.suffixes == {}:
        return Mention(start, stop, name, "bare", precision, "", 0, False)
    area = _area(name, role, precision, known.language)
    return Mention(start, stop, name, role, precision, area, 0, role != "of" or bool(area))


def _joined(found: Sequence[PlaceToken], at: int, known: PlaceWords) -> tuple[int, bool] | None:
    """The next token of a list after ``at`` and whether it closes it: past a comma, an "and", or both."""
    place = at
    if place < len(found) and found[place].text == ",":
        place += 1
    closes = place < len(found) and found[place].text in known.joining
    place += closes
    return (place, closes) if at < place < len(found) else None


def capital_mentions(text: str, found: Sequence[PlaceToken], known: PlaceWords) -> list[Mention]:
    """Mentions in a sentence of a script with capitals, lists joined into groups."""
    out: list[Mention] = []
    at, group, previous_end = 0, 0, -1
    while at < len(found):
        if not _is_name_start(found, at, known):
            at += 1
            continue
        end = _name_end(found, at, known)
        if not _is_organisation(found, end, known):
            mention = _mention(text, found, (at, end), known, max(0, previous_end))
            joined = _joined(found, previous_end, known) if out and previous_end >= 0 else None
            if joined and joined[0] == at and mention.role in ("bare", out[-1].role) and out[-1].role != "bare":
                mention = _listed(mention, out[-1], joined[1])
            else:
                group += 1
            if mention.group == 0:
                mention = replace(mention, group=group)
            out.append(mention)
            after = match_after(found, end, known)
            previous_end = after[1] if after else end
        at = end
    return _closed(out)


def _listed(mention: Mention, before: Mention, closes: bool) -> Mention:
    """A list member takes the role of the one before it; after a mere comma a country or province is context."""
    if mention.area and not before.area:
        return replace(mention, role="region" if not closes else before.role, area=mention.area if closes else "region")
    role = before.role if mention.role == "bare" else mention.role
    return replace(mention, role=role, precision=mention.precision or before.precision, group=before.group, sure=closes)


def _closed(found: list[Mention]) -> list[Mention]:
    """Members after commas are sure once an "and" closes their list."""
    closed = {
        mention.group
        for at, mention in enumerate(found)
        if mention.sure and at and found[at - 1].group == mention.group
    }
    return [replace(m, sure=True) if m.group in closed and m.role != "bare" else m for m in found]


def known_mentions(found: Sequence[Mention], language: str, gazetteer: Gazetteer) -> list[Mention]:
    """Mentions that are sure, those that the gazetteer lists by the same spelling, and "of X" for a later look."""
    return [
        m for m in found if m.sure or m.role == "of" or any(gazetteer.exact(form) for form in forms(m.text, language))
    ]
