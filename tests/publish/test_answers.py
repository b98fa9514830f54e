"""Answers without a number, folded by party and kind."""

from dataclasses import replace

from tests.publish.sample import DATA
from tollbook.model import Source, Statement, StatementKind
from tollbook.publish.answers import Party, parties
from tollbook.publish.index import build_index
from tollbook.publish.texts import Texts

INCIDENT = DATA.incidents[0]
REPORTS = [document for document in DATA.documents if document.condition == "usable"][:2]


def statement(name: str, speaker: str, kind: StatementKind, report: int = 0) -> Statement:
    document = REPORTS[report]
    return Statement(name, document.id, 0, 12, document.text[:12], speaker, kind)


def answered(*said: Statement, code: str = "en", known: dict[str, Source] | None = None) -> tuple[Party, ...]:
    incident = replace(INCIDENT, statements=tuple(s.id for s in said))
    data = replace(DATA, statements=said, incidents=(incident,), parties=known or {})
    return parties(incident, Texts(code), build_index(data))


def far(name: str, speaker: str, kind: StatementKind) -> Statement:
    """A statement in another sentence of the first report."""
    text = REPORTS[0].text.rstrip()
    return Statement(name, REPORTS[0].id, len(text) - 5, len(text), text[-5:], speaker, kind)


def test_one_kind_of_answer_is_one_line_with_every_sentence() -> None:
    (party,) = answered(statement("a", "Coalition", "doubted"), far("b", "Coalition", "doubted"))
    (answer,) = party.answers
    assert (answer.words, answer.times) == ("doubted it", 2)
    assert [report.name for report in answer.reports][1] == "2"
    assert len({report.href for report in answer.reports}) == 2


def test_two_kinds_of_answer_of_one_party_are_two_lines_of_one_row() -> None:
    (party,) = answered(statement("a", "Coalition", "doubted"), far("b", "Coalition", "under_investigation"))
    assert [answer.words for answer in party.answers] == ["doubted it", "said that it is being investigated"]


def test_two_spellings_are_one_party_only_where_the_known_bodies_say_so() -> None:
    said = statement("a", "US-led Coalition", "doubted"), statement("b", "CJTF-OIR", "doubted", report=1)
    assert {party.name for party in answered(*said)} == {"US-led Coalition", "CJTF-OIR"}
    body = Source("coalition", "US-led Coalition (CJTF-OIR)", aliases=("التحالف الدولي",))
    known = {"US-led Coalition": body, "CJTF-OIR": body}
    (party,) = answered(*said, known=known)
    assert (party.name, len(party.answers)) == ("US-led Coalition (CJTF-OIR)", 1)
    (party,) = answered(*said, known=known, code="ar")
    assert party.name == "التحالف الدولي"
