"""Which month a release speaks of: the month it names, else the end of the time it covers, else its own date."""

import re
from dataclasses import dataclass
from typing import Literal

from tollbook.ledger.numerals import MONTH_NAMES, MONTH_WORD, checked
from tollbook.ledger.published import Month, before

Kind = Literal["named", "heading", "end", "released", "aside"]
RANGE = re.compile(
    rf"\b(?:between|from)\s+(?:the\s+(?:start|beginning)\s+of\s+)?(?:{MONTH_WORD})\b\.?,?\s+(?:\d{{1,2}},\s*)?\d{{4}},?\s*"
    rf"(?:and|to|through|until|till)\s+(?:the\s+)?(?:end\s+of\s+)?(?P<m>{MONTH_WORD})\b\.?(?:\s+\d{{1,2}})?,?\s*(?P<y>\d{{4}})",
    re.IGNORECASE,
)
DAY = re.compile(
    rf"\b(?:(?<![\d-])(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?[ \t]+(?P<m1>{MONTH_WORD})\b\.?,?(?:\s+(?P<y1>\d{{4}}))?"
    rf"|(?P<m2>{MONTH_WORD})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s+(?P<y2>\d{{4}}))?"
    rf"|(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d))\b",
    re.IGNORECASE,
)
ALONE = re.compile(
    rf"\b(?:(?P<m>{MONTH_WORD})\b\.?(?:,?\s+(?P<y>(?:19|20)\d\d))?|(?P<y2>(?:19|20)\d\d)-(?P<m2>\d\d))\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"\b(?:since|in|of|from|by)\s+((?:19|20)\d\d)\b", re.IGNORECASE)
NAMED = re.compile(
    r"(?:\bmonth of|\bin|\bduring|\bfor|\breport,|\breport[:,–-])\s*(?:the\s+)?(?:month\s+of\s+)?$", re.IGNORECASE
)
END = re.compile(r"(?:\bend of|\bas of(?: the end of)?|\bthrough|\buntil|\bup to)\s*$", re.IGNORECASE)
ASIDE = re.compile(
    r"(?:\bsince|\bfrom|\bafter|\bbefore|\bin the .*report of|\bprevious(?:ly)?|\bcompared (?:with|to))"
    r"\s*(?:the (?:start|beginning) of\s*)?$",
    re.IGNORECASE,
)
HEADING = re.compile(r"^[\s#*_=-]*$")
HEADLINE = 100
"""A line up to so long that names a month and holds no figure is a headline."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A month or day in the text. ``mask`` stands in its place when figures are looked for."""

    start: int
    end: int
    kind: Kind
    month: int
    year: int | None
    word: str

    @property
    def mask(self) -> str:
        """A word of the same length; the line breaks in it do not matter."""
        return self.word.ljust(self.end - self.start)[: self.end - self.start]


def mentions(text: str) -> list[Mention]:
    """Days, ranges and months in the text, in order, none inside another."""
    found: list[Mention] = []
    for match in RANGE.finditer(text):
        found.append(_mention(match, "end", match["m"], match["y"], "RANGE"))
    for match in DAY.finditer(text):
        name, year = _of(match, "m1", "m2", "m3"), _of(match, "y1", "y2", "y3")
        counted = match["d2"] and not year and NAMED.search(text[: match.start()])  # "In November 15 civilians ..."
        if name and not counted and not _inside(match.start(), found):
            found.append(_mention(match, "released" if year else "aside", name, year, "DAY"))
    for match in ALONE.finditer(text):
        name, year = _of(match, "m", "m2"), _of(match, "y", "y2")
        if name and not _inside(match.start(), found) and not _is_verb(match, year):
            found.append(_mention(match, _kind(text, match), name, year, "MONTH"))
    for match in YEAR.finditer(text):
        if not _inside(match.start(1), found):
            found.append(Mention(match.start(1), match.end(1), "aside", 1, None, "YEAR"))
    return sorted((one for one in found if 1 <= one.month <= 12), key=lambda one: one.start)


def _is_verb(match: re.Match[str], year: str | None) -> bool:
    """ "may" and "march" in small letters are no months unless a year follows."""
    return year is None and match.group().rstrip(".").islower() and match.group()[:3] in ("may", "mar")


def _of(match: re.Match[str], *names: str) -> str | None:
    return next((match[name] for name in names if match[name]), None)


def _mention(match: re.Match[str], kind: Kind, name: str, year: str | None, word: str) -> Mention:
    number = int(name) if name.isdecimal() else MONTH_NAMES[name.lower()]
    return Mention(match.start(), match.end(), kind, number, int(year) if year else None, word)


def _inside(at: int, found: list[Mention]) -> bool:
    return any(one.start <= at < one.end for one in found)


def _kind(text: str, match: re.Match[str]) -> Kind:
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    left = " ".join(text[max(0, match.start() - 60) : match.start()].split()) + " "
    if ASIDE.search(left):
        return "aside"
    if END.search(left):
        return "end"
    if NAMED.search(left):
        return "named"
    rest = text[match.end() :].partition("\n")[0]
    whole = len(line + rest) < HEADLINE and not re.search(r"\d|\bsince\b", line + rest)
    dated = bool(match["y"] or match["y2"])
    return "heading" if dated and (HEADING.match(line) or whole) else "aside"


def in_name(name: str) -> Month | None:
    """The month that a file's name ends with or holds (2018-11.txt); ``None`` where it names none."""
    found = re.search(r"((?:19|20)\d\d)[-_]?(0[1-9]|1[0-2])(?!\d)", name)
    return checked(int(found[1]), int(found[2])) if found else None


class Dating:
    """What is known so far about the month of a release."""

    def __init__(self) -> None:
        self.noted: dict[Kind, list[Mention]] = {}

    def note(self, mention: Mention, headline: bool) -> None:
        """Take a mention in; a day counts as the day of release only in a line without figures."""
        if mention.kind != "released" or headline:
            self.noted.setdefault(mention.kind, []).append(mention)

    def contradicts(self, mention: Mention) -> bool:
        """Whether the mention, as the month of a release, speaks of another month than what was noted."""
        if mention.kind not in ("named", "heading", "end"):
            return False
        own = self._best()
        if own is None:
            return False
        other_year = own.year is not None and mention.year is not None and own.year != mention.year
        return own.month != mention.month or other_year

    def _best(self) -> Mention | None:
        for kind in ("named", "heading", "end"):
            if self.noted.get(kind):
                said = self.noted[kind]
                return next((one for one in said if one.year), said[0])
        return None

    def month(self) -> Month | None:
        """The month of the release; ``None`` where nothing tells it."""
        best, released = self._best(), self._released()
        if best is None:
            return before(released) if released else None
        if best.year:
            return checked(best.year, best.month)
        year = next((one.year for one in self.noted.get("end", []) if one.year and one.month == best.month), None)
        if year is None and released:
            year = released[0] if best.month <= released[1] else released[0] - 1
        return checked(year, best.month) if year else None

    def _released(self) -> Month | None:
        said = self.noted.get("released")
        return checked(said[0].year or 0, said[0].month) if said else None
