"""Who made a claim: the speaker a verb of saying or an "according to" leads to, as written, without the article."""

from typing import NamedTuple

from tollbook.extract.reading import Match, Sentence

LONGEST = 12  # words of a speaker's name
SHORT = 4
HEADLINE = 8  # tokens before the colon of a headline
UNKNOWN = 2  # words of a speaker that no list knows, in a script without capitals


class Attribution(NamedTuple):
    """A speaker in a sentence: name tokens ``start`` to ``end``, the verb or preposition at ``at``."""

    start: int
    end: int
    at: int
    name: str
    before: bool


def find_attributions(sentence: Sentence) -> list[Attribution]:
    """The speakers of a sentence, in order."""
    found = []
    for match in sentence.tagged("source"):
        kind = match.entry.value
        if kind == "verb_end":
            found += [Attribution(*n, n[0], sentence.words(*n), True) for n in _openers(sentence, match.start)]
            continue
        name = _name_at(sentence, match)
        if name:
            found.append(Attribution(*name, match.start, _written(sentence, *name), kind == "verb"))
    found += [speaker for speaker, _ in silent_speakers(sentence)]
    return sorted(found + _headline(sentence), key=lambda a: a.at)


def _headline(sentence: Sentence) -> list[Attribution]:
    """The speaker a headline puts before its colon ("Civil Defence: four killed"), in languages that do."""
    end = next((j for j in range(min(HEADLINE, len(sentence.tokens))) if sentence.text(j) == ":"), None)
    if end is None or not sentence.lexicon.settings.get("colon_speakers", False):
        return []
    start = end
    while start > 0 and _in_name(sentence, start - 1, forward=True):
        start -= 1
    name = _trimmed(sentence, start, end)
    return [Attribution(*name, name[0], _written(sentence, *name), True)] if name else []


def silent_speakers(sentence: Sentence) -> list[tuple[Attribution, int]]:
    """Speakers whose verb is left out, each with its number ("SANA spoke of 40 dead, the Observatory of 43")."""
    verbs = [m.end for m in sentence.by_tag.get("source", ()) if m.entry.value in ("verb", "verb_first")]
    found = []
    for j in range(min(verbs, default=len(sentence.tokens)) + 1, len(sentence.tokens)):
        if sentence.tokens[j].kind != "n" and not sentence.at(j, "number"):
            continue
        k = j
        while sentence.at(k - 1, "object") or sentence.text(k - 1) == "-":
            k -= 1
        name = _name_before(sentence, k)
        spoken = name and any(sentence.capital(n) or sentence.at(n, "speaker") for n in range(*name))
        if name and spoken and max(verbs) < name[0] and name[1] == k and _starts_clause(sentence, name[0]):
            found.append((Attribution(*name, name[0], sentence.words(*name), True), j))
    return found


def _starts_clause(sentence: Sentence, i: int) -> bool:
    """Whether a mark or "and", an article aside, stands before a name."""
    j = i - 1 if sentence.at(i - 1, "source_article") else i
    if sentence.at(j - 1, "source_stop"):
        return False
    return sentence.text(j - 1) in (",", ";") or sentence.at(j - 1, "conjunctions", "clause") is not None


def _name_at(sentence: Sentence, match: Match) -> tuple[int, int] | None:
    """The name that a verb of saying or an "according to" leads to."""
    kind = match.entry.value
    if kind == "verb":
        return _name_before(sentence, match.start) or _inverted(sentence, match) or _subject(sentence, match)
    if kind == "verb_first":
        return _name_after(sentence, match.end) or _topic(sentence, match.start)
    if kind == "before":
        return _name_after(sentence, match.end)
    return _quoted(sentence, match) if kind == "passing_on" else None


def _topic(sentence: Sentence, verb: int) -> tuple[int, int] | None:
    """The name right before a verb that mostly comes first, from the start of its clause on."""
    start = verb
    while start > 0 and verb - start <= SHORT and _in_name(sentence, start - 1):
        start -= 1
    opens = start == 0 or sentence.tokens[start - 1].kind == "p" or sentence.at(start - 1, "clause") is not None
    cased = sentence.lexicon.settings.get("names", "capitalised") == "capitalised"
    return _trimmed(sentence, start, verb, bounded=not cased and verb - start <= UNKNOWN) if opens else None


def _quoted(sentence: Sentence, verb: Match) -> tuple[int, int] | None:
    """Whom an agency quotes by name or function ("Reuters quoted an official"); else the agency itself."""
    agency = _name_after(sentence, verb.end)
    link = sentence.at(agency[1], "source") if agency else None
    if link is None or link.entry.value != "quoting":
        return agency
    quoted = _name_after(sentence, link.end)
    unnamed = quoted and any(sentence.at(j, "source_unnamed") for j in range(*quoted))
    return agency if quoted is None or unnamed else quoted


def _written(sentence: Sentence, start: int, end: int) -> str:
    """The name as the report writes it, without a preposition or "and" written onto its first word."""
    quotes = sum(sentence.text(j) == '"' for j in range(start, end))
    words = sentence.words(start, end + (quotes % 2 and sentence.text(end) == '"'))
    speaker = sentence.at(start, "speaker")
    articles = sentence.lexicon.clitics.get("article", ())
    if speaker is None or speaker.clitic in articles:
        return words
    article = next((a for a in articles if speaker.clitic.endswith(a)), "")
    return words[len(speaker.clitic) - len(article) :]


def _openers(sentence: Sentence, verb: int) -> list[tuple[int, int]]:
    """Speakers that open their clauses, in languages whose verb of saying ends the sentence (Turkish)."""
    found = []
    for opening in [0, *(j + 1 for j in range(verb) if sentence.text(j) in (",", ";"))]:
        start = opening + (sentence.at(opening, "conjunctions", "clause", "source_noise") is not None)
        end = start
        while end < verb and end - start < LONGEST and "'" not in sentence.text(end) and _in_name(sentence, end, True):
            end += 1
        if start < end < verb and _opens(sentence, start, end) and (name := _trimmed(sentence, start, end)):
            found.append(name)
    return found


def _opens(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a mark or a topic word closes the name, or a number follows a body that surely speaks."""
    if sentence.lexicon.settings.get("names") == "capitalised" and not any(
        sentence.capital(j) for j in (start, start + 1)
    ):
        return False
    sure = any(sentence.at(j, "speaker") or _acronym(sentence, j) for j in range(start, end))
    if sentence.text(end) == "," or sentence.at(end, "topic"):
        return sure or not any(sentence.by_start.get(j) for j in range(start, end))
    counts = sentence.tokens[end].kind == "n" or sentence.at(
        end, "number", "qualifier", "vague", "approximate", "trigger", "preposition"
    )
    return sure and bool(counts)


def _acronym(sentence: Sentence, j: int) -> bool:
    return len(sentence.text(j)) > 1 and sentence.words(j, j + 1).isupper()


def _subject(sentence: Sentence, verb: Match) -> tuple[int, int] | None:
    """The subject of the sentence, for a second verb behind "and" ("The Coalition conducted ... and assesses that")."""
    if not sentence.at(verb.start - 1, "conjunctions"):
        return None
    start = 1 if sentence.at(0, "source_article") else 0
    end = start
    while end < verb.start and _in_name(sentence, end, forward=True) and not sentence.at(end, "source"):
        if end > start and not (sentence.capital(end) or sentence.at(end, "speaker")):
            break
        end += 1
    return _trimmed(sentence, start, end) if end - start <= SHORT else None


def _inverted(sentence: Sentence, verb: Match) -> tuple[int, int] | None:
    """The name behind the verb in "..., says the Network"."""
    if sentence.text(verb.start - 1) not in (",", '"'):
        return None
    return _name_after(sentence, verb.end)


def _grown_left(sentence: Sentence, end: int) -> int:
    """Where the name that ends before token ``end`` starts: at its article, at the latest."""
    start = end
    while start > 0 and end - start < LONGEST and _in_name(sentence, start - 1):
        start -= 1
        if sentence.at(start, "source_article"):
            break
    return start


def _name_before(sentence: Sentence, verb: int) -> tuple[int, int] | None:
    """The noun phrase that ends before a verb of saying, small words in between left out."""
    end = verb
    while end > 0 and (sentence.at(end - 1, "source_noise") or sentence.text(end - 1) in ("(", ")")):
        end -= 1
    start = _grown_left(sentence, end)
    while start > 1 and sentence.at(start - 1, "source_place") and _in_name(sentence, start - 2):
        end = start - 1
        start = _grown_left(sentence, end)
    bounded = (
        start == 0
        or sentence.tokens[start - 1].kind == "p"
        or sentence.at(start - 1, "clause", "conjunctions") is not None
    )
    return _trimmed(sentence, start, end, bounded and end - start <= SHORT)


def _name_after(sentence: Sentence, start: int) -> tuple[int, int] | None:
    while sentence.at(start, "source_article") and sentence.at(start, "preposition"):
        start += 1
    end = start
    while end < len(sentence.tokens) and end - start < LONGEST and _in_name(sentence, end, forward=True):
        if sentence.at(start, "name_link") or (end > start and _governed(sentence, end)):
            break
        end += 1
    cased = sentence.lexicon.settings.get("names", "capitalised") == "capitalised"
    return _trimmed(sentence, start, end, bounded=not cased and end - start <= UNKNOWN)


def _governed(sentence: Sentence, j: int) -> bool:
    """Whether a preposition is written onto a word for speakers ("told-to the correspondent")."""
    speaker = sentence.at(j, "speaker")
    return speaker is not None and speaker.clitic in sentence.lexicon.clitics.get("governing", ())


def _in_name(sentence: Sentence, j: int, forward: bool = False) -> bool:
    token = sentence.tokens[j]
    if token.kind == "n":
        return False
    if token.kind == "p":
        return token.text in ("'", "-", ".", "&", "@", '"') and 0 < j < len(sentence.tokens) - 1
    if sentence.at(j, "speaker") or sentence.capital(j):
        return True
    if _carries_on(sentence, j, forward):
        return True
    if sentence.at(j, "source_stop", "clause", "relative", "trigger", "passive", "including"):
        return False
    stop = ("source",) if not forward else ("source", "means")
    return sentence.at(j, *stop, "conjunctions", "preposition") is None or _links_name(sentence, j)


def _carries_on(sentence: Sentence, j: int, forward: bool) -> bool:
    """Whether a small word leads on inside a name ("Ministère de la Santé")."""
    if forward and sentence.at(j, "name_link") and sentence.at(j + 1, "speaker"):
        return True
    link = sentence.at(j, "name_of")
    return link is not None and j > 0 and sentence.capital(link.end)


def _links_name(sentence: Sentence, j: int) -> bool:
    """Whether a small word stands inside a name ("Network for Human Rights", "Observatory of ...")."""
    return sentence.capital(j - 1) and sentence.capital(j + 1)


def _trimmed(sentence: Sentence, start: int, end: int, bounded: bool = False) -> tuple[int, int] | None:
    """The name without article, conjunction and marks around it; ``None`` where no speaker is left."""
    while (
        start < end
        and not sentence.at(start, "speaker")
        and (
            sentence.at(start, "source_article", "conjunctions", "preposition", "source_noise")
            or sentence.tokens[start].kind == "p"
        )
    ):
        start += 1
    while end > start and (
        sentence.tokens[end - 1].kind == "p" or sentence.at(end - 1, "preposition", "conjunctions", "source_noise")
    ):
        end -= 1
    if start < end and sentence.at(start, "number"):
        return None
    if start >= end or (sentence.at(start, "pronoun_speaker") and end - start == 1):
        return None
    named = bounded or any(sentence.capital(j) or sentence.at(j, "speaker") for j in range(start, end))
    return (start, end) if named else None


def speaker_of(attributions: list[Attribution], first: int, last: int) -> Attribution | None:
    """The speaker of a claim whose words run from token ``first`` to before ``last``.

    One that opens the statement the claim stands in comes first; else the one that closes it; a name inside the claim's
    own words (its victims, its place) is none.
    """
    opening = [a for a in attributions if a.end <= first + 1 and a.at <= first]
    closing = [a for a in attributions if a.at >= last - 1]
    if opening:
        return opening[-1]
    return closing[0] if closing else None
