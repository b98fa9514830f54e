"""The case that shows what Tollbook is for, from the shipped reports of November 2018 to the figure."""

from datetime import date
from pathlib import Path

import pytest

from tollbook.casebook.workspace import Workspace
from tollbook.model import Claim, Incident, Lineage, Statement

WIRE, AGENCY, DENIAL = "ap-2018-11-20", "sana-2018-11-12-shafa", "kuna-2018-11-18"


@pytest.fixture(scope="module")
def told(example_run: Path) -> tuple[list[Incident], dict[str, Claim], Lineage, list[Statement]]:
    with Workspace.open(example_run) as workspace:
        claims = {claim.id: claim for claim in workspace.claims()}
        return workspace.incidents(), claims, workspace.lineage(), list(workspace.statements())


Told = tuple[list[Incident], dict[str, Claim], Lineage, list[Statement]]


def of_wire(told: Told) -> Incident:
    (found,) = [one for one in told[0] if WIRE in one.documents and one.figures.get("killed")]
    return found


def test_two_independent_sources_support_35_and_one_61(told: Told) -> None:
    figure = of_wire(told).figures["killed"]
    assert (figure.min, figure.max, figure.open_ended) == (35, 61, True)
    assert figure.corroborated == {"1": 61, "2": 35}
    assert figure.independent_sources == 2


def test_claim_about_two_places_stays_one_and_the_total_is_not_added(told: Told) -> None:
    own = [told[1][key] for key in of_wire(told).claims if told[1][key].document == WIRE]
    assert sorted((claim.count.min, claim.count.max, len(claim.places)) for claim in own) == [
        (0, 60, 3),
        (15, 15, 1),
        (20, None, 2),
        (61, None, 3),
    ]


def test_what_the_wire_sums_up_is_no_source(told: Told) -> None:
    (summed,) = [key for key in told[2].summaries if told[1][key].document == WIRE]
    assert told[1][summed].count.max == 60


def test_wounded_who_fell_out_and_villages_that_grew_are_found(told: Told) -> None:
    kinds = {
        drift.what
        for drift in told[2].drifts
        if (told[1][drift.from_].document, told[1][drift.to].document) == (AGENCY, WIRE)
    }
    assert kinds >= {"harm", "place"}


def test_agencys_own_toll_stays_killed_or_injured(told: Told) -> None:
    figure = of_wire(told).figures["killed_or_injured"]
    assert (figure.min, figure.max, figure.open_ended, figure.independent_sources) == (61, 61, True, 1)


def test_denial_of_another_day_bears_on_its_own_day_only(told: Told) -> None:
    denials = {one.id for one in told[3] if one.document == DENIAL and one.kind == "denied"}
    denied = [one for one in told[0] if denials & set(one.statements)]
    assert denials
    assert of_wire(told) not in denied
    assert all(one.when and one.when.start and one.when.start >= date(2018, 11, 16) for one in denied)


def test_village_spellings_of_three_scripts_meet(told: Told) -> None:
    ids = {place.text: place.id for claim in told[1].values() for place in claim.places}
    assert ids["al-Sha'afa"] == ids["الشعفة"] == ids["al-Shafa"]
    assert ids["Hajin"] == ids["هجين"]
