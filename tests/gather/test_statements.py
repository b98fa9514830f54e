import pytest

from tests.claims_made import claim, day, no_lineage, report
from tollbook.gather import gather
from tollbook.model import Document, Place, Statement, StatementKind

HAJIN = Place("Hajin", "Hajin", "hajin", 34.6897, 40.83, "village")
ABU_HASSAN = Place("Abu al-Hassan", "Abu al-Hassan", "abu", 34.6533, 40.8953, "village")
RAQQA = Place("Raqqa", "Raqqa", "raqqa", 35.9506, 39.0094, "city")
DENIAL = (
    "The task force denied the reports late on Saturday. It carried out 19 strikes in the Hajin area and found no "
    "civilians. It detected 10 more strikes in the area that were not its own."
)
RETOLD = (
    "The coalition denied the claims about last week. Officials counted 19 strikes near Hajin, all on legitimate "
    "targets, and also detected 10 further strikes near Hajin."
)
DOCUMENTS = [
    report("agency", "2018-11-18", text=DENIAL),
    report("wire", "2018-11-20", text=RETOLD),
    *(report(name, "2018-11-20") for name in ("twelfth", "seventeenth", "village", "city")),
]
CLAIMS = [
    claim("twelfth", 0, "60", when="2018-11-12", spots=[HAJIN]),
    claim("wire", 0, "60", when="2018-11-12", spots=[HAJIN]),
    claim("seventeenth", 0, "15", when="2018-11-17", spots=[HAJIN]),
    claim("village", 0, "43", when="2018-11-17", spots=[ABU_HASSAN]),
    claim("city", 0, "8", when="2018-11-17", spots=[RAQQA]),
]


def statement(
    document: str, when: str | None, *places: Place, kind: StatementKind = "denied", start: int = 5
) -> Statement:
    return Statement(f"{document}!{start}", document, start, start + 9, "words", "Coalition", kind, places, day(when))


def bearing(*statements: Statement, documents: list[Document] | None = None) -> dict[str, set[str]]:
    """Statement id -> first claims of the incidents it is attached to."""
    found = gather(documents or DOCUMENTS, CLAIMS, no_lineage(), statements)
    return {s.id: {i.claims[0] for i in found if s.id in i.statements} for s in statements}


def test_a_denial_bears_on_its_own_days_near_its_place_only() -> None:
    said = statement("agency", "2018-11-16/2018-11-17", HAJIN)
    assert bearing(said)[said.id] == {"seventeenth#0", "village#0"}


def test_a_retold_denial_takes_the_day_of_the_original() -> None:
    original, retold = statement("agency", "2018-11-16/2018-11-17", HAJIN), statement("wire", None, HAJIN)
    assert bearing(original, retold)[retold.id] == {"seventeenth#0", "village#0"}


def test_the_next_sentence_of_the_same_speaker_is_about_the_same_day() -> None:
    first, second = (
        statement("agency", "2018-11-17", HAJIN),
        statement("agency", None, kind="under_investigation", start=90),
    )
    assert bearing(first, second)[second.id] == {"seventeenth#0", "village#0"}


@pytest.mark.parametrize("text", ["The coalition denied the claims.", "It flew 19 sorties and dropped 10 bombs."])
def test_another_denial_stays_with_its_own_report(text: str) -> None:
    documents = [d if d.id != "wire" else report("wire", "2018-11-20", text=text) for d in DOCUMENTS]
    original, other = statement("agency", "2018-11-16/2018-11-17", HAJIN), statement("wire", None, HAJIN)
    assert bearing(original, other, documents=documents)[other.id] == {"twelfth#0"}


def test_an_undated_statement_bears_on_the_event_its_report_tells() -> None:
    said = statement("city", None, kind="under_investigation")
    assert bearing(said)[said.id] == {"city#0"}


def test_a_finding_dated_years_later_is_about_its_reports_event() -> None:
    said = statement("city", "2020-10-29", kind="non_credible")
    assert bearing(said)[said.id] == {"city#0"}


def test_a_day_without_event_bears_on_nothing() -> None:
    said = statement("agency", "2018-11-14", HAJIN)
    assert bearing(said)[said.id] == set()


def test_another_place_bears_on_nothing_here() -> None:
    said = statement("agency", "2018-11-12", RAQQA)
    assert bearing(said)[said.id] == set()
