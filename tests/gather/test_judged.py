"""A person's judgement against the evidence: joined, kept apart, left open, and named as evidence of its own."""

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.claims_made import claim, no_lineage, report
from tests.gather.test_gather import DAY, HAJIN, RAQQA, many
from tollbook.gather import VERDICTS, Judgement, Material, Verdict, explain, gather, in_full, rule
from tollbook.model import Claim, Document, Incident

ONE = claim("a", 0, "12", "", DAY, spots=[HAJIN])
TWO = claim("b", 0, "12", "", DAY, spots=[HAJIN])
ELSEWHERE = claim("c", 0, "3", "", "2018-09-01", spots=[RAQQA])


def judgement(verdict: Verdict, *groups: str, order: int = 1) -> Judgement:
    return Judgement(verdict, tuple(tuple(group.split()) for group in groups), order)


def gathered(told: list[Claim], *judgements: Judgement) -> list[Incident]:
    reports = [report(name, "2018-11-18") for name in dict.fromkeys(c.document for c in told)]
    return gather(reports, told, no_lineage(), judgements=judgements)


def together(told: list[Claim], *judgements: Judgement) -> list[set[str]]:
    return sorted((set(i.claims) for i in gathered(told, *judgements)), key=sorted)


def test_same_joins_whatever_the_evidence() -> None:
    assert together([ONE, ELSEWHERE]) == [{"a#0"}, {"c#0"}]
    assert together([ONE, ELSEWHERE], judgement("same", "a#0", "c#0")) == [{"a#0", "c#0"}]


def test_different_and_unsure_keep_apart_whatever_the_evidence() -> None:
    assert together([ONE, TWO]) == [{"a#0", "b#0"}]
    for verdict in ("different", "unsure"):
        assert together([ONE, TWO], judgement(verdict, "a#0", "b#0")) == [{"a#0"}, {"b#0"}]


def test_same_joins_two_events_of_one_report() -> None:
    told = [claim("a", 0, "10", "Hajin", "2018-11-08"), claim("a", 1, "11", "Hajin", "2018-11-10")]
    assert len(together(told)) == 2
    assert together(told, judgement("same", "a#0", "a#1")) == [{"a#0", "a#1"}]


def test_different_parts_what_one_report_tells_together() -> None:
    told = [claim("a", 0, "12", "Hajin", DAY), claim("a", 1, "30", harm="injured")]
    assert together(told) == [{"a#0", "a#1"}]
    assert together(told, judgement("different", "a#0", "a#1")) == [{"a#0"}, {"a#1"}]


def test_no_third_report_joins_what_a_person_parted() -> None:
    third = claim("c", 0, "12", "", DAY, spots=[HAJIN])
    found = together([ONE, TWO, third], judgement("different", "a#0", "b#0"))
    assert not any({"a#0", "b#0"} <= group for group in found)
    assert any("c#0" in group and len(group) == 2 for group in found)


def test_a_later_report_still_joins_an_incident_that_a_person_merged() -> None:
    third = claim("d", 0, "12", "", DAY, spots=[HAJIN])
    merged = judgement("same", "a#0", "c#0")
    assert together([ONE, ELSEWHERE, third], merged) == [{"a#0", "c#0", "d#0"}]


def test_a_total_of_several_events_joins_where_a_person_says_so() -> None:
    told = [
        claim("sohr", 0, "33+", "Hajin + Al-Sha'afah"),
        claim("sohr", 1, "26", "", "2018-11-09"),
        claim("sohr", 2, "7", "Hajin + Al-Sha'afah", "2018-11-08"),
    ]
    assert together(told) == [{"sohr#1"}, {"sohr#2"}]
    assert together(told, judgement("same", "sohr#0", "sohr#2")) == [{"sohr#0", "sohr#2"}, {"sohr#1"}]


def test_a_total_leaves_an_incident_where_a_person_says_so() -> None:
    told = [
        claim("paper", 0, "15", "Haijin"),
        claim("paper", 1, "20+", "Gamsha + al-Shafa"),
        claim("paper", 2, ">60", "al-Shafa + Gamsha + Haijin"),
    ]
    assert any("paper#2" in group and len(group) > 1 for group in together(told))
    assert not any(
        {"paper#1", "paper#2"} <= group for group in together(told, judgement("different", "paper#1", "paper#2"))
    )


def test_unsure_is_an_open_question_of_both_and_of_no_other() -> None:
    found = gathered([ONE, TWO, ELSEWHERE], judgement("unsure", "a#0", "b#0"))
    asked = {i.claims: "unsure_whether_same" in i.open_questions for i in found}
    assert asked == {("a#0",): True, ("b#0",): True, ("c#0",): False}
    parted = gathered([ONE, TWO], judgement("different", "a#0", "b#0"))
    assert not any("unsure_whether_same" in i.open_questions for i in parted)


def test_the_judgement_is_a_line_of_the_evidence() -> None:
    (incident,) = gathered([ONE, ELSEWHERE], judgement("same", "a#0", "c#0"))
    said = [why for claim_id, why in incident.evidence.items() if "earliest" not in why]
    assert len(said) == 1
    assert "a person judged it one event (+99.0)" in said[0] and "days" not in said[0].split(",")[0]


@pytest.mark.parametrize("verdict", VERDICTS)
def test_the_waterfall_of_two_claims_shows_the_judgement_and_adds_up(verdict: Verdict) -> None:
    material = Material([report("a"), report("b")], [ONE, TWO], no_lineage())
    plain = explain(material, "a#0", "b#0")
    judged = explain(
        Material(material.documents, material.claims, material.lineage, (), (judgement(verdict, "a#0", "b#0"),)),
        "a#0",
        "b#0",
    )
    assert plain is not None and judged is not None
    (line,) = set(judged.pieces) - set(plain.pieces)
    assert (line.name, line.level) == ("judgement", verdict)
    assert judged.score == pytest.approx(plain.score + line.weight)


def test_contradictions_are_handed_on() -> None:
    judgements = (judgement("same", "a#0", "b#0"), judgement("different", "a#0", "b#0", order=2))
    found = in_full(Material([report("a"), report("b")], [ONE, TWO], no_lineage(), (), judgements))
    assert [(one.order, one.by) for one in found.overruled] == [(1, (2,))]
    assert len(found.incidents) == 2


def test_judgements_of_claims_that_are_gone_do_no_harm() -> None:
    judgements = judgement("same", "a#0", "gone", order=2), judgement("same", "gone", "c#0", order=1)
    assert together([ONE, ELSEWHERE], *judgements) == [{"a#0", "c#0"}], (
        "what was said of the one that is gone still ties"
    )
    assert together([ONE, TWO], judgement("different", "x", "y")) == together([ONE, TWO])


@pytest.mark.parametrize("verdict", VERDICTS)
def test_what_was_judged_is_of_one_kin(verdict: Verdict) -> None:
    """Neither of the two can be drawn anew without a look at the other."""
    judgements = (judgement(verdict, "a#0", "c#0"),)
    material = Material([report("a"), report("c")], [ONE, ELSEWHERE], no_lineage())
    assert len(set(in_full(material).kin.values())) == 2
    judged = Material(material.documents, material.claims, material.lineage, (), judgements)
    assert len(set(in_full(judged).kin.values())) == 1


Made = tuple[list[Document], list[Claim], list[Judgement]]


@st.composite
def judged(draw: st.DrawFn) -> Made:
    documents, told = draw(many())
    ids = [one.id for one in told]
    judgements = []
    for order in range(draw(st.integers(0, 4)) if len(ids) > 1 else 0):
        mixed = draw(st.permutations(ids))
        first, second = draw(st.integers(1, len(ids) - 1)), draw(st.integers(1, len(ids) - 1))
        groups = tuple(mixed[:first]), tuple(mixed[first : first + second])
        judgements.append(Judgement(draw(st.sampled_from(VERDICTS)), groups, order))
    return documents, told, judgements


@settings(max_examples=150, deadline=None)
@given(judged())
def test_what_judgements_come_to_always_holds(made: Made) -> None:
    documents, told, judgements = made
    found = in_full(Material(documents, told, no_lineage(), (), judgements))
    home = {claim_id: incident.id for incident in found.incidents for claim_id in incident.claims}
    asked = {i.id for i in found.incidents if "unsure_whether_same" in i.open_questions}
    ruling = rule(judgements)
    for a, b in combinations([c.id for c in told], 2):
        verdict = ruling.between(a, b)
        if verdict == "same":
            assert home[a] == home[b]
        elif verdict:
            assert a not in home or home[a] != home.get(b)
        if verdict == "unsure" and a in home and b in home:
            assert {home[a], home[b]} <= asked


@settings(max_examples=100, deadline=None)
@given(judged())
def test_every_claim_is_still_in_one_incident_or_aside(made: Made) -> None:
    documents, told, judgements = made
    found = in_full(Material(documents, told, no_lineage(), (), judgements))
    inside = [claim_id for incident in found.incidents for claim_id in incident.claims]
    assert sorted([*inside, *found.aside]) == sorted(c.id for c in told)
    assert len({incident.id for incident in found.incidents}) == len(found.incidents)
    assert all(set(i.evidence) == set(i.claims) for i in found.incidents)


@settings(max_examples=100, deadline=None)
@given(judged(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_never_matters(made: Made, shuffler: random.Random) -> None:
    documents, told, judgements = made
    expected = gather(documents, told, no_lineage(), judgements=judgements)
    mixed = documents[:], told[:], judgements[:]
    for one in mixed:
        shuffler.shuffle(one)
    assert gather(mixed[0], mixed[1], no_lineage(), judgements=mixed[2]) == expected


@settings(max_examples=100, deadline=None)
@given(judged())
def test_judgements_about_claims_that_are_not_there_change_nothing(made: Made) -> None:
    documents, told, judgements = made
    away = [Judgement(j.verdict, tuple(tuple(f"gone:{c}" for c in g) for g in j.groups), j.order) for j in judgements]
    assert gather(documents, told, no_lineage(), judgements=away) == gather(documents, told, no_lineage())


@settings(max_examples=60, deadline=None)
@given(judged())
def test_one_assessment_each_leaves_judgements_aside(made: Made) -> None:
    documents, told, judgements = made
    plain = gather(documents, told, no_lineage(), within_document=True)
    assert gather(documents, told, no_lineage(), within_document=True, judgements=judgements) == plain
