"""The case the program was made for: what a careful reader takes from the newspaper and the reports of November 2018.

Every bullet of the case stands here as a test, on the shipped example: the newspaper's story alone, then with the
reports of those weeks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tollbook import assess, capture, pipeline
from tollbook.locate import Gazetteer
from tollbook.locate.importing import import_gazetteer
from tollbook.model import Claim, Document, Figure, Incident, Lineage, Statement

EXAMPLE = Path(__file__).parent.parent / "examples" / "euphrates-2018-11"


@dataclass(frozen=True)
class Case:
    """Everything one run draws from its reports."""

    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    statements: tuple[Statement, ...]
    lineage: Lineage
    incidents: tuple[Incident, ...]

    def incident_of(self, claim: Claim) -> Incident | None:
        return next((i for i in self.incidents if claim.id in i.claims), None)

    def claim(self, document: str, low: int | None, high: int | None) -> Claim:
        found = [
            c for c in self.claims if c.document.startswith(document) and (c.count.min, c.count.max) == (low, high)
        ]
        assert len(found) == 1, [(c.document, c.count, c.quote) for c in self.claims if c.document.startswith(document)]
        return found[0]


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    imported = import_gazetteer(EXAMPLE / "places.csv", tmp_path_factory.mktemp("gazetteer"))
    return Gazetteer.load([imported.path])


def draw(documents: list[Document], gazetteer: Gazetteer) -> Case:
    claims = [claim for d in documents for claim in pipeline.extract(d, gazetteer)]
    said = [s for d in documents for s in pipeline.statements(d, gazetteer)]
    lineage, incidents, _ = pipeline.conclude(documents, claims, said, list(assess.standards().values()))
    return Case(tuple(documents), tuple(claims), tuple(said), lineage, tuple(incidents))


def read(*names: str) -> Iterator[Document]:
    for name in names:
        for item in capture.read(EXAMPLE / name):
            assert isinstance(item, Document), item
            yield item


@pytest.fixture(scope="module")
def newspaper(gazetteer: Gazetteer) -> Case:
    return draw(list(read("newspaper.txt")), gazetteer)


@pytest.fixture(scope="module")
def weeks(gazetteer: Gazetteer) -> Case:
    return draw(list(read("newspaper.txt", "reports.jsonl")), gazetteer)


def places(claim: Claim) -> set[str]:
    return {place.text for place in claim.places}


def killed(case: Case) -> Figure:
    return case.incidents[0].figures["killed"]


def test_haijin_about_15(newspaper: Case) -> None:
    claim = newspaper.claim("newspaper", 15, 15)
    assert (claim.count.qualifier, places(claim), claim.sources) == ("about", {"Haijin"}, ("Turkish state media",))


def test_gamsha_and_al_shafa_stay_one_claim(newspaper: Case) -> None:
    claim = newspaper.claim("newspaper", 20, None)
    assert (claim.count.qualifier, places(claim), claim.sources) == (
        "at_least",
        {"Gamsha", "al-Shafa"},
        ("Turkish state media",),
    )


def test_over_60_in_all_three(newspaper: Case) -> None:
    claim = newspaper.claim("newspaper", 61, None)
    assert (places(claim), claim.sources) == ({"Haijin", "Gamsha", "al-Shafa"}, ("Syrian state news",))


def test_35_by_two_independent_sources_and_61_by_one(newspaper: Case) -> None:
    figure = killed(newspaper)
    assert (figure.min, figure.max, figure.open_ended) == (35, 61, True)
    assert figure.corroborated == {"1": 61, "2": 35}
    assert figure.independent_sources == 2


def test_the_total_is_not_added_to_its_parts(newspaper: Case) -> None:
    assert {s.name: s.min for s in killed(newspaper).by_source} == {"Turkish state media": 35, "Syrian state media": 61}


def test_the_newspapers_own_summary_is_no_source(newspaper: Case) -> None:
    summary = newspaper.claim("newspaper", 30, 60)
    assert summary.sources == ()
    assert summary.id in newspaper.lineage.summaries


def test_fighters_who_remain_are_no_claim(newspaper: Case) -> None:
    assert not [c for c in newspaper.claims if (c.count.min or 0) >= 1500]


def test_high_hundreds_is_a_campaign_figure(newspaper: Case) -> None:
    claim = newspaper.claim("newspaper", 200, None)
    assert (claim.level, claim.count.qualifier) == ("campaign", "vague")
    assert newspaper.incident_of(claim) is None


def test_spellings_of_one_place_meet(weeks: Case) -> None:
    by_spelling = {p.text: p.id for c in weeks.claims for p in c.places}
    assert by_spelling["Haijin"] == by_spelling["Hajin"] == by_spelling["هجين"] is not None
    assert by_spelling["al-Shafa"] == by_spelling["al-Sha'afa"] == by_spelling["الشعفة"] is not None
    assert by_spelling["Gamsha"] is not None


def test_killed_or_injured_on_its_way_into_the_english_paper(weeks: Case) -> None:
    own = weeks.claim("sana-2018-11-12", 61, None)
    retold = weeks.claim("newspaper", 61, None)
    assert (own.harm, retold.harm) == ("killed_or_injured", "killed")
    kinds = {
        d.what for d in weeks.lineage.drifts if d.from_.startswith(("sana-2018-11-12", "sputnik")) and d.to == retold.id
    }
    assert {"harm", "place"} <= kinds


def test_the_wire_story_is_no_further_source(weeks: Case) -> None:
    wire = weeks.claim("ap-2018-11-20", 20, None)
    paper = weeks.claim("newspaper", 20, None)
    assert weeks.lineage.origin[wire.id] == weeks.lineage.origin[paper.id]
    assert weeks.incident_of(wire) == weeks.incident_of(paper)
    assert weeks.claim("ap-2018-11-20", 0, 60).id in weeks.lineage.summaries


def test_the_denial_is_tied_to_its_own_day(weeks: Case) -> None:
    denials = {s.id for s in weeks.statements if s.document.startswith("kuna") and s.kind == "denied"}
    concerned = [i for i in weeks.incidents if denials & set(i.statements)]
    assert concerned
    for incident in concerned:
        assert incident.when is not None and incident.when.start is not None
        assert incident.when.start.isoformat() in ("2018-11-16", "2018-11-17")


def test_events_of_other_days_stay_apart(weeks: Case) -> None:
    day = {
        name: weeks.incident_of(weeks.claim(document, low, high))
        for name, document, low, high in [
            ("11", "airwars-cs1831", 12, 12),
            ("13", "newspaper", 61, None),
            ("17 Abu al-Hassan", "airwars-cs1840", 36, 36),
            ("17 Hajin", "airwars-cs1841", 12, 24),
            ("23", "syrianews", 11, 11),
        ]
    }
    ids = [incident.id for incident in day.values() if incident]
    assert len(ids) == len(set(ids)) == len(day)


def test_in_the_whole_material_35_is_still_what_two_sources_support(weeks: Case) -> None:
    incident = weeks.incident_of(weeks.claim("newspaper", 61, None))
    assert incident is not None
    assert incident.figures["killed"].corroborated["2"] == 35
