"""What parties say about an allegation without a toll: denials, doubts, acceptances, findings. No claim of harm."""

from dataclasses import dataclass
from functools import cached_property

from tollbook.extract.attribution import Attribution, find_attributions
from tollbook.extract.reading import Match, Sentence
from tollbook.extract.scan import sentences
from tollbook.model import Document, Statement, StatementKind

KINDS: tuple[StatementKind, ...] = ("non_credible", "accepted", "denied", "doubted", "credible", "under_investigation")
SPEAKER_REACH = 3  # words between a verb of denial and the party that follows it
SPEAKER_SENTENCES = 3  # how far back "we" and "it" may point


def statements(document: Document) -> list[Statement]:
    """The statements of a document in the order of its text, one a sentence; none where its copy holds no report."""
    if document.condition != "usable":
        return []
    read = [_Read(*one) for one in sentences(document.text, document.language)]
    found: list[Statement] = []
    for i in range(len(read)):
        statement = _statement(document, i, read, found[-1].speaker if found else None)
        found += [statement] if statement else []
    return found


@dataclass(frozen=True)
class _Read:
    """A sentence, where it stands, and who speaks in it: looked for only where a statement is near."""

    start: int
    end: int
    sentence: Sentence

    @cached_property
    def speakers(self) -> list[Attribution]:
        return find_attributions(self.sentence)

    @cached_property
    def party(self) -> str | None:
        return _party_named(self.sentence, self.speakers)


def _statement(document: Document, i: int, read: list[_Read], last: str | None) -> Statement | None:
    start, end, sentence = read[i].start, read[i].end, read[i].sentence
    marks = sentence.by_tag.get("statement", [])
    kind = next((k for k in KINDS if any(m.entry.value == k for m in marks)), None)
    if kind is None or any(m.entry.value in ("campaign", "background") for m in sentence.by_tag.get("level", ())):
        return None
    mark = next(m for m in marks if m.entry.value == kind)
    ranked = any(_generic(sentence, a) for a in read[i].speakers)
    own = _speaker(sentence, mark, read[i].speakers) or (last if ranked else None)
    speaker = own or _nearby(document.text, i, read)
    if speaker is None:
        return None
    return Statement(
        id=f"{document.id}#{start}-{end}-{kind}",
        document=document.id,
        start=start,
        end=end,
        quote=document.text[start:end],
        speaker=speaker,
        kind=kind,
        rule=f"statement-{kind}",
    )


def _nearby(text: str, i: int, read: list[_Read]) -> str | None:
    """Who speaks in an open quotation (named behind it), or who spoke in the sentences before."""
    behind = [one.party for one in read[i + 1 : i + 1 + SPEAKER_SENTENCES] if one.party]
    before = [one.party for one in read[max(0, i - SPEAKER_SENTENCES) : i] if one.party]
    quoted = text.rfind("“", 0, read[i].end) > text.rfind("”", 0, read[i].end)
    return next(iter(behind if quoted and behind else before[::-1]), None)


def _speaker(sentence: Sentence, mark: Match, speakers: list[Attribution]) -> str | None:
    """Who makes the statement: the party named before the denial, else any party of a quotation, else the speaker."""
    parties = sorted(sentence.by_tag.get("party", ()), key=lambda m: (m.start, m.start - m.end))
    before = [m for m in parties if m.end <= mark.start and not sentence.at(m.start - 1, "target_of")]
    if not before and sentence.lexicon.settings.get("statement_speaker") == "behind":
        before = [m for m in parties if 0 <= m.start - mark.end <= SPEAKER_REACH]
    quoting = any(t.text == '"' for t in sentence.tokens)
    chosen = before or (parties if quoting else [])
    if chosen:
        return chosen[0].entry.value
    return next((a.name for a in speakers if _named(sentence, a)), None)


def _named(sentence: Sentence, attribution: Attribution) -> bool:
    """Whether a speaker is named, not only "the statement" or "it"."""
    capital = any(sentence.capital(j) for j in range(attribution.start, attribution.end))
    known = sentence.has("speaker", attribution.start, attribution.end)
    return (capital or known) and not _generic(sentence, attribution)


def _generic(sentence: Sentence, attribution: Attribution) -> bool:
    """ "the statement said": no speaker of its own."""
    return any(
        m.start == attribution.start and m.end == attribution.end for m in sentence.by_tag.get("generic_speaker", ())
    )


def _party_named(sentence: Sentence, speakers: list[Attribution]) -> str | None:
    """Who speaks in a sentence, for the "we" of its neighbours: a party named in it, else a named speaker."""
    parties = sorted(sentence.by_tag.get("party", ()), key=lambda m: (m.start, m.start - m.end))
    said = [p for p in parties if any(a.start <= p.start < a.end for a in speakers)]
    if said or (parties and any(t.text == '"' for t in sentence.tokens)):
        return (said or parties)[0].entry.value
    return next((a.name for a in speakers if _named(sentence, a)), None)
