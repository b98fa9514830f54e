"""From mentions to Places: the document's context gathered, each name resolved in it, or left with its text alone."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from tollbook.locate.attach_places import Group
from tollbook.locate.coordinates import Point, points
from tollbook.locate.gazetteer import Gazetteer
from tollbook.locate.inflection import forms
from tollbook.locate.keys import exact_key
from tollbook.locate.mentions import Mention, area_of
from tollbook.locate.place_words import place_words
from tollbook.locate.records import Entry
from tollbook.locate.regions import Region, area_names, countries, regions_named
from tollbook.locate.resolve import Choice, Context, coarser, resolve
from tollbook.locate.view import Sentence, View
from tollbook.model.place import Place, Precision
from tollbook.text.fold import fold

MOST_LANDS = 2
"""Places that settle in more countries than these say nothing about where the others are."""

LEAST_UNSURE = 0.85
"""How alike a name must be to a listed one where only the gazetteer tells that it is a place at all."""

CODE = 2
FINE = frozenset({"neighbourhood", "landmark", "street"})


def _countries(name: str, language: str) -> set[str]:
    return {code for form in forms(name, language) if (code := countries().get(exact_key(form)))}


def _regions(name: str, language: str) -> tuple[Region, ...]:
    return next((found for form in forms(name, language) if (found := regions_named(form))), ())


@cache
def _hints(publisher: str, language: str) -> frozenset[str]:
    """Countries that a publisher's name speaks of ("Syrian Observatory", "Deir Ezzor 24")."""
    words = publisher.replace("-", " ").split()
    spans = (" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 1, min(a + 3, len(words)) + 1))
    found: set[str] = set()
    for span in spans:
        found |= _countries(span, language) | {region.country for region in regions_named(span)}
    return frozenset(found)


WORD = re.compile(r"[^\W\d_]+")
CAPITAL = r"[^\W\d_a-zа-яіїєґё]"
CAPITALISED = re.compile(rf"{CAPITAL}[^\W\d_]+(?:[ -](?:[^\W\d_]{{1,3}}[ -])?{CAPITAL}[^\W\d_]+)*")
"""Names, or in a script without capitals pairs of words and words, as they may name a country or province."""


def _names(view: View) -> set[str]:
    """What may be the name of a country or province anywhere in the document."""
    text = f"{view.document.title or ''}\n{view.document.text}"
    if place_words(view.language).capitals:
        return {part for name in CAPITALISED.findall(text) for part in (name, *name.split())}
    words = WORD.findall(fold(text).text)
    named = area_names()
    every = {*words, *(word[1:] for word in words if len(word) > 3)}
    pairs = {f"{a} {b}" for a, b in pairwise(words) if a in named.firsts or a[1:] in named.firsts}
    return {name for name in every if name in named.whole} | {
        part for pair in pairs for part in (pair, pair[1:]) if part in named.whole
    }


def _is_plain_word(name: str) -> bool:
    """Whether a word of two letters is no country's code: "in" is not India, "At" not Austria; "US" stands for one."""
    return len(name) == CODE and name.isascii() and not name.isupper()


def context_of(view: View) -> Context:
    """What the whole document says of where it is: countries and provinces named anywhere, the publisher's region."""
    names = (name for name in sorted(_names(view)) if not _is_plain_word(name))
    areas = [(name, area) for name in names if (area := area_of(name, view.language))]
    found = {code for name, area in areas if area == "country" for code in _countries(name, view.language)}
    regions = {region.code: region for name, _ in areas for region in _regions(name, view.language)}
    hints = _hints(view.document.publisher or "", view.language) | place_words(view.language).home
    return Context(frozenset(found), tuple(regions.values()), (), hints)


class Settler:
    """Resolves the names of one document, each once; places settled first are context for the rest."""

    def __init__(self, view: View, gazetteer: Gazetteer, telling: Sequence[Sentence] = ()) -> None:
        """``telling`` are the sentences whose places are context for each other; gathered when a name is asked for."""
        self.view, self.gazetteer, self.telling = view, gazetteer, telling
        self._choices: dict[str, Choice | None] = {}
        self._context: Context | None = None

    @property
    def context(self) -> Context:
        """The document's context, with the places already settled as anchors."""
        if self._context is None:
            self._context = self._anchored(context_of(self.view))
        return self._context

    def _anchored(self, context: Context) -> Context:
        """Names that the plain context settles become anchors for those it does not."""
        told = (mention for sentence in (self.view.title, *self.telling) for mention in sentence.mentions)
        names = {mention.text for mention in told if mention.sure and mention.area in ("", "seat")}
        settled = [choice for name in sorted(names) if (choice := self._resolve(name, context))]
        anchors: list[Entry] = [choice.match.entry for choice in settled]
        lands = {entry.country for entry in anchors if entry.country}
        if len(lands) > MOST_LANDS:
            return context
        return replace(context, anchors=tuple(anchors), countries=context.countries | lands)

    def _resolve(self, name: str, context: Context) -> Choice | None:
        tries = (resolve(form, context, self.gazetteer) for form in forms(name, self.view.language)[:1])
        exact = next(filter(None, tries), None)
        if exact and exact.match.how == "exact":
            return exact
        inflected = (self._exact_form(form, context) for form in forms(name, self.view.language)[1:])
        return next(filter(None, inflected), None) or exact

    def _exact_form(self, form: str, context: Context) -> Choice | None:
        if not self.gazetteer.exact(form):
            return None
        choice = resolve(form, context, self.gazetteer)
        if choice and choice.match.how == "exact":
            return replace(choice, match=replace(choice.match, how="ending"))
        return None

    def choice(self, name: str) -> Choice | None:
        """The place a name means in this document; None where nothing supports one."""
        if name not in self._choices:
            self._choices[name] = self._resolve(name, self.context)
        return self._choices[name]

    def accepts(self, mention: Mention) -> bool:
        """Whether a mention names a place: its words say so, or the gazetteer has it where the document plays."""
        if mention.sure:
            return True
        choice = self.choice(mention.text)
        return choice is not None and choice.match.score >= LEAST_UNSURE

    def _provinces(self, sentence: Sentence | None) -> list[Region]:
        """The provinces named with a place: in its own sentence, else in the title or the lead."""
        for beside in (sentence, self.view.title, *self.view.sentences[:1]):
            named = [m for m in beside.mentions if m.area in ("region", "seat")] if beside else []
            found = {r.code: r for m in named for r in _regions(m.text, self.view.language)}
            if found:
                return list(found.values())
        return []

    def place(self, mention: Mention, sentence: Sentence | None = None) -> Place:
        """The mention as a Place: its point, else that of the province named in the text, else its text alone."""
        choice = self.choice(mention.text)
        if choice:
            return _resolved(mention, choice.match.entry)
        regions = self._provinces(sentence)
        if len(regions) == 1:
            return _in_region(mention, regions[0])
        lands = sorted(self.context.countries or self.context.hints)
        return Place(mention.text, country=lands[0] if len(lands) == 1 else None)

    def finer(self, place: Place, sentence: Sentence) -> Place:
        """The same place with the point of a quarter or landmark of it that the sentence names, where one is known."""
        for mention in sentence.mentions:
            if mention.precision in FINE and mention.text != place.text and (choice := self.choice(mention.text)):
                entry = choice.match.entry
                if entry.precision in FINE and place.lat is not None and entry.admin == place.admin:
                    return replace(_resolved(mention, entry), text=place.text)
        return place


def _resolved(mention: Mention, entry: Entry) -> Place:
    precision: Precision = entry.precision
    if mention.role == "near":
        precision = coarser(precision, "town")
    return Place(mention.text, entry.name, entry.id, entry.lat, entry.lon, precision, entry.admin, entry.country)


def _in_region(mention: Mention, region: Region) -> Place:
    return Place(mention.text, None, None, region.lat, region.lon, "province", region.name, region.country)


def places_of(group: Group, settler: Settler, sentence: Sentence | None = None) -> tuple[Place, ...]:
    """The group's places in the text's order, each once."""
    found = {mention.text: settler.place(mention, sentence) for mention in group if settler.accepts(mention)}
    return tuple(found.values())


def with_point(places: Sequence[Place], sentence: Sentence) -> tuple[Place, ...]:
    """A single place (or none) with the coordinates that its sentence writes, where it writes one point."""
    found: list[Point] = list(points(sentence.text[sentence.start : sentence.end]))
    if len(found) != 1 or len(places) > 1:
        return tuple(places)
    at = found[0]
    text = sentence.text[sentence.start + at.start : sentence.start + at.end]
    base = places[0] if places else Place(text)
    return (replace(base, lat=at.lat, lon=at.lon, precision=at.precision),)
