"""Place mentions in scripts without capitals: a type word tells a name, a preposition only one that is listed.

Arabic and Hebrew write prepositions and "and" to the word (بهجين, والشعفة), so a word is tried with and without them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tollbook.locate.gazetteer import Gazetteer
from tollbook.locate.keys import exact_key
from tollbook.locate.mentions import LONGEST_NAME, Mention, Role, area_of, cue_before
from tollbook.locate.place_tokens import PlaceToken
from tollbook.locate.place_words import Cue, PlaceWords

SHORTEST = 3
SETTLEMENTS = frozenset({"city", "town", "village"})


@dataclass(frozen=True, slots=True)
class Start:
    """Token ``at`` as the first word of a name, with ``cut`` clitic letters off; ``lead`` stands before what is left
    (للشعفة is ل with الشعفة)."""

    at: int
    cut: int = 0
    lead: str = ""
    locative: bool = False
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Scan:
    """The words of a sentence, and what tells that some of them are a place."""

    found: Sequence[PlaceToken]
    known: PlaceWords
    gazetteer: Gazetteer
    learned: frozenset[str] = frozenset()

    def starts(self, at: int) -> Iterator[Start]:
        """The word as it stands, then without "and", without a preposition, without both."""
        yield Start(at)
        text, known = self.found[at].text, self.known
        cut = int(bool(known.joining) and text[0] in known.joining and len(text) > SHORTEST)
        if cut:
            yield Start(at, 1, joined=True)
        rest = text[cut:]
        if rest[:1] in known.locative_prefixes and len(rest) > SHORTEST:
            doubled = rest[0] == rest[1] == known.article[-1:]
            yield Start(at, cut + 1, known.article[:-1] if doubled else "", True, bool(cut))

    def first_word(self, start: Start) -> str:
        """The folded first word of the name."""
        return start.lead + self.found[start.at].text[start.cut :]

    def name(self, start: Start, end: int) -> str:
        """The name as written, clitics off, to the token before ``end``."""
        first = start.lead + self.found[start.at].shown[start.cut :]
        return " ".join((first, *(token.shown for token in self.found[start.at + 1 : end])))

    def may_be_name(self, start: Start) -> bool:
        """Whether the word alone may name a place: long enough, no common word, no type word or preposition."""
        word = self.first_word(start)
        if len(word) < SHORTEST or not word[0].isalpha():
            return False
        return word not in self.known.stop and (word,) not in self.known.before

    def may_begin(self, start: Start, end: int) -> bool:
        """Whether a name to ``end`` may begin here: a lone word must be no common one, and "town of" begins none."""
        if end == start.at + 1:
            return self.may_be_name(start)
        cue = self.known.before.get((self.first_word(start),))
        return cue is None or cue.precision not in SETTLEMENTS

    def is_listed(self, name: str) -> bool:
        """Whether the document, the provinces or a gazetteer know the name."""
        key = exact_key(name)
        if key in self.learned or area_of(name, self.known.language):
            return True
        return self.gazetteer.may_hold(key) and bool(self.gazetteer.exact(name))

    def listed_end(self, start: Start) -> int:
        """The token after the longest listed name that begins here; ``start.at`` where none does."""
        last = start.at
        while last < len(self.found) and last - start.at < LONGEST_NAME and self.found[last].text[0].isalpha():
            last += 1
        for end in range(last, start.at, -1):
            if self.may_begin(start, end) and self.is_listed(self.name(start, end)):
                return end
        return start.at

    def unlisted_end(self, start: Start) -> int:
        """The token after a name that only a type word vouches for: one word, more after heads such as Abu or Tell."""
        found, known = self.found, self.known
        if self.first_word(start) not in known.compounds and not self.may_be_name(start):
            return start.at
        end = start.at + 1
        while end < len(found) and found[end - 1].text in known.compounds and found[end].text[0].isalpha():
            end += 1
        return end + (end < len(found) and found[end].text in known.tails)

    def cue(self, start: Start) -> Cue | None:
        """What the words before the name say of it."""
        if start.locative:
            return Cue("in")
        if start.at and self.found[start.at - 1].text == "#":
            return cue_before(self.found, start.at - 1, self.known) or Cue("in")
        return None if start.joined else cue_before(self.found, start.at, self.known)

    def vouches(self, cue: Cue, at: int) -> bool:
        """Whether a type word makes a name of an unlisted word: for settlements; for quarters and mosques only of one
        with the article."""
        if cue.role == "region" or cue.precision is None:
            return False
        article = self.known.article
        return cue.precision in SETTLEMENTS or bool(article and self.found[at].text.startswith(article))

    def made(self, start: Start, end: int, cue: Cue) -> Mention:
        """The mention from ``start`` to the token before ``end``."""
        name = self.name(start, end)
        role: Role = "in" if cue.role == "type" else cue.role  # type: ignore[assignment]
        area = "region" if role == "region" else area_of(name, self.known.language)
        if area == "seat" and cue.precision in SETTLEMENTS:
            area = ""
        begin = self.found[start.at].start + start.cut
        sure = cue.precision is not None
        return Mention(begin, self.found[end - 1].end, name, role, cue.precision, area, 0, sure)

    def one(self, at: int) -> tuple[Mention, int] | None:
        """The mention that begins at a token, and the token after it."""
        for start in self.starts(at):
            cue = self.cue(start)
            if cue is None:
                continue
            end = self.listed_end(start)
            if end == at and self.vouches(cue, at):
                end = self.unlisted_end(start)
            if end > at:
                return self.made(start, end, cue), end
        return None

    def member(self, at: int) -> tuple[Start, int] | None:
        """A further member of a list: a listed name after a comma or joined by "and"."""
        comma = at < len(self.found) and self.found[at].text == ","
        if at + comma >= len(self.found):
            return None
        for start in self.starts(at + comma):
            if (start.joined or comma) and not start.locative and (end := self.listed_end(start)) > start.at:
                return start, end
        return None

    def list_after(self, end: int, first: Mention) -> tuple[list[Mention], int]:
        """The rest of the list that ``first`` opens, and the token after it."""
        out: list[Mention] = []
        while member := self.member(end):
            start, end = member
            made = self.made(start, end, Cue(first.role, first.precision))
            out.append(replace(made, group=first.group, sure=first.sure))
        return out, end


def learned_names(sentences: Sequence[Sequence[PlaceToken]], known: PlaceWords, gazetteer: Gazetteer) -> frozenset[str]:
    """Exact keys of the names that settlement words vouch for anywhere in a document: known to the rest of it."""
    keys = set()
    for found in sentences:
        scan = Scan(found, known, gazetteer)
        for at in range(1, len(found)):
            cue = known.before.get((found[at - 1].text,))
            if cue and cue.precision in SETTLEMENTS and (end := scan.unlisted_end(Start(at))) > at:
                keys.add(exact_key(scan.name(Start(at), end)))
    return frozenset(keys - {""})


def plain_mentions(scan: Scan) -> list[Mention]:
    """Mentions in a sentence of a script without capitals, lists joined into groups."""
    out: list[Mention] = []
    at, group = 0, 0
    while at < len(scan.found):
        hit = scan.one(at) if scan.found[at].text[0].isalpha() else None
        if hit is None:
            at += 1
            continue
        group += 1
        first = replace(hit[0], group=group)
        members, at = scan.list_after(hit[1], first)
        out += (first, *members)
    return out
