"""What parties say of an incident without a number: one row a party, each kind of answer once with its sentences."""

from collections.abc import Iterable
from dataclasses import dataclass

from tollbook.model import Incident, Statement
from tollbook.publish.index import Index
from tollbook.publish.ladder import Report
from tollbook.publish.retold import Quoted, quoted_statement
from tollbook.publish.texts import Texts


@dataclass(frozen=True, slots=True)
class Answer:
    """One kind of answer: its words, how often it was given, and where; further places in one report are numbered."""

    words: str
    times: int
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """A party with what it answered, in the order of first saying."""

    name: str
    answers: tuple[Answer, ...]


def parties(incident: Incident, t: Texts, index: Index) -> tuple[Party, ...]:
    """The parties that spoke of the incident without a figure, each once whatever the spelling of its name."""
    rows: dict[str, dict[str, list[Quoted]]] = {}
    names: dict[str, str] = {}
    for statement in index.statements_of(incident):
        quote = quoted_statement(statement, t, index)
        if quote is None:
            continue
        party = _party(statement, index)
        names.setdefault(party, quote.speaker)
        said = rows.setdefault(party, {}).setdefault(quote.words, [])
        if not any(q.href == quote.href for q in said):
            said.append(quote)
    return tuple(
        Party(names[party], tuple(_answer(words, said) for words, said in kinds.items()))
        for party, kinds in rows.items()
    )


def _party(statement: Statement, index: Index) -> str:
    speaker = statement.speaker or ""
    known = index.parties.get(speaker)
    return known.id if known else speaker


def _answer(words: str, said: list[Quoted]) -> Answer:
    """Sentences that stand word for word in two reports count as one answer; both are linked."""
    return Answer(words, len({q.html for q in said}), tuple(_reports(said)))


def _reports(said: Iterable[Quoted]) -> Iterable[Report]:
    seen: dict[str, int] = {}
    for quote in said:
        seen[quote.publisher] = seen.get(quote.publisher, 0) + 1
        number = seen[quote.publisher]
        yield Report(quote.publisher if number == 1 else str(number), quote.href)
