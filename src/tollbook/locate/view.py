"""A document as the locator reads it: sentence by sentence, each looked at once and only when a claim needs it."""

from bisect import bisect_right
from functools import cached_property

from tollbook import languages
from tollbook.languages.scripts import languages_of, script_of, shares
from tollbook.locate.date_expressions import Reading, readings
from tollbook.locate.gazetteer import Gazetteer
from tollbook.locate.mentions import Mention, capital_mentions, known_mentions
from tollbook.locate.place_tokens import PlaceToken, place_tokens
from tollbook.locate.place_words import PlaceWords, place_words
from tollbook.locate.plain_mentions import Scan, learned_names, plain_mentions
from tollbook.model.document import Document
from tollbook.text.fold import Folded, fold
from tollbook.text.sentences import split

SAMPLE = 2000
OWN_SHARE = 4
"""A sentence with a fourth of its letters in the document's script is read in the document's language."""


def language_of(document: Document, claimed: str = "") -> str:
    """The language a document tells of harm in: the told one where it is known here, unless the letters are of another.

    The letters of ``claimed``, the words of its claims, decide: the menus around a post may be in another language.
    """
    told = (document.language or "").split("-")[0].lower()
    known = told in languages.available()
    if known and not claimed:
        return told
    return languages_of(claimed or document.text[:SAMPLE], told if known else "en")[0]


class Sentence:
    """One sentence (or a title), with its words, place mentions and date expressions found on demand."""

    def __init__(self, text: str, start: int, end: int, view: "View") -> None:
        """``start`` and ``end`` are offsets in ``text``."""
        self.text, self.start, self.end, self.view = text, start, end, view

    @cached_property
    def folded(self) -> Folded:
        """The sentence folded; offsets count from its start."""
        return fold(self.text[self.start : self.end])

    @cached_property
    def language(self) -> str:
        """The document's language, unless most of the sentence's letters are of another script."""
        found, main = shares(self.text[self.start : self.end]), self.view.language
        if found.get(script_of(main), 0) * OWN_SHARE >= sum(found.values()):
            return main
        return languages_of(self.text[self.start : self.end], main)[0]

    @property
    def words(self) -> PlaceWords:
        """The language's words around places."""
        return place_words(self.language)

    @cached_property
    def tokens(self) -> list[PlaceToken]:
        """Words and marks with offsets in the document."""
        return place_tokens(self.text, self.start, self.end)

    @cached_property
    def mentions(self) -> list[Mention]:
        """Every place named, context included."""
        if not self.words.capitals:
            return plain_mentions(Scan(self.tokens, self.words, self.view.gazetteer, self.view.learned))
        found = capital_mentions(self.text, self.tokens, self.words)
        found = found if self is self.view.title else [mention for mention in found if mention.role != "bare"]
        return known_mentions(found, self.language, self.view.gazetteer)

    @cached_property
    def readings(self) -> list[Reading]:
        """Date expressions, with offsets from the start of the sentence."""
        return readings(self.folded, self.language)

    def has_any(self, phrases: tuple[str, ...]) -> bool:
        """Whether one of the folded phrases stands in the sentence as whole words."""
        if not phrases or not any(phrase in self.folded.text for phrase in phrases):
            return False
        words = f" {' '.join(token.text for token in self.tokens)} "
        return any(f" {phrase} " in words for phrase in phrases)


class View:
    """The sentences of one document and where its paragraphs break."""

    def __init__(self, document: Document, gazetteer: Gazetteer, claimed: str = "") -> None:
        """Nothing is read until a sentence is asked for; ``claimed`` as in ``language_of``."""
        self.document, self.language, self.gazetteer = document, language_of(document, claimed), gazetteer
        spans = split(document.text)
        self.sentences = [Sentence(document.text, start, end, self) for start, end in spans]
        self._starts = [start for start, _ in spans]
        self.title = Sentence(document.title or "", 0, len(document.title or ""), self)

    @cached_property
    def learned(self) -> frozenset[str]:
        """Names that the document itself calls a town or village, where the script has no capitals to show them."""
        return learned_names([s.tokens for s in self.sentences], place_words(self.language), self.gazetteer)

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that holds an offset; the nearest before it where none does."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def same_paragraph(self, a: int, b: int) -> bool:
        """Whether no blank line or line break stands between two sentences, by number."""
        first, last = sorted((a, b))
        return "\n" not in self.document.text[self.sentences[first].end : self.sentences[last].start]
