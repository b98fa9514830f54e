"""What figures come out of claims, on the case of November 2018 and on small cases of each rule."""

from datetime import date
from typing import Any

import pytest

from tollbook.model import Bounds, Drift, Figure, FigureKey
from tollbook.reconcile import conventions_from, demographics, figures

from .saying import Reports, day, inferred, place, says

HAIJIN, GAMSHA, SHAFA = "Haijin", "Gamsha", "al-Shafa"


def every(reports: Reports, **more: Any) -> dict[FigureKey, Figure]:
    return figures(reports.claims, reports.lineage, **more)


def killed(reports: Reports, **more: Any) -> Figure:
    return every(reports, **more)["killed"]


def ends(reports: Reports, **more: Any) -> tuple[int | None, int | None, bool]:
    figure = killed(reports, **more)
    return figure.min, figure.max, figure.open_ended


@pytest.fixture
def article() -> Reports:
    """The newspaper of November 2018: three claims at three levels and its own summary."""
    return (
        Reports()
        .summary(says(30, 60, id="summary"))
        .by(
            "turkish-state-media",
            says(15, id="haijin", at=[HAIJIN], qualifier="about", start=100),
            says(20, None, id="gamsha", at=[GAMSHA, SHAFA], start=190),
        )
        .by("syrian-state-news", says(61, None, id="all", at=[HAIJIN, GAMSHA, SHAFA], qualifier="more_than", start=300))
    )


class TestArticle:
    def test_35_is_supported_by_two_independent_sources_and_61_by_one(self, article: Reports) -> None:
        assert dict(killed(article).corroborated) == {"1": 61, "2": 35}

    def test_range_is_35_to_61_or_more(self, article: Reports) -> None:
        assert ends(article) == (35, 61, True)

    def test_the_summary_is_no_source(self, article: Reports) -> None:
        figure = killed(article)
        assert (figure.sources, figure.independent_sources) == (2, 2)
        assert "summary" not in {claim for row in figure.by_source for claim in row.claims}

    def test_each_source_has_its_row_and_its_proof(self, article: Reports) -> None:
        turkish, syrian = killed(article).by_source
        assert (turkish.min, turkish.max, turkish.claims) == (35, None, ("gamsha", "haijin"))
        assert "haijin: 15 <= killed (civilian) in Haijin <= 15" in turkish.proof
        assert "gamsha: 20 <= killed (civilian) in Gamsha + al-Shafa" in turkish.proof
        assert turkish.proof[-1] == "total: 35 <= x"
        assert (syrian.min, syrian.max, syrian.claims) == (61, None, ("all",))

    def test_the_sources_do_not_contradict_each_other(self, article: Reports) -> None:
        figure = killed(article)
        assert figure.consensus == Bounds(61, None)
        assert figure.contradictions == ()

    def test_campaign_total_and_denial_support_nothing(self, article: Reports) -> None:
        before = figures(article.claims, article.lineage)
        article.by("amnesty", says(800, None, level="campaign")).by("coalition", says(15, stance="denied"))
        assert figures(article.claims, article.lineage) == before

    def test_the_agency_speaks_of_killed_or_injured_beside_it(self, article: Reports) -> None:
        drift = Drift("agency", "all", "harm", "the wounded fell out")
        article.by("sana", says(61, None, id="agency", at=[SHAFA], harm="killed_or_injured", document="agency"))
        article.drifts.append(drift)
        found = figures(article.claims, article.lineage)
        assert (found["killed"].min, found["killed"].max) == (35, 61)
        assert found["killed_or_injured"].min == 61
        assert found["killed"].drift == (drift,)


class TestSources:
    def test_a_copy_is_no_other_source(self) -> None:
        reports = Reports().by("agency", says(9, document="first")).by("paper", says(9, document="copy"))
        reports.copies["copy"] = "first"
        assert killed(reports).sources == 1

    def test_a_claim_retold_often_counts_once(self) -> None:
        reports = Reports().by("sana", says(20, document="a"), says(20, document="b"), says(20, document="c"))
        assert (killed(reports).sources, dict(killed(reports).corroborated)) == (1, {"1": 20})

    def test_sources_of_one_group_corroborate_once(self) -> None:
        reports = Reports().by("anadolu", says(20)).by("trt", says(25)).by("snhr", says(18))
        reports.groups = {"anadolu": "turkey", "trt": "turkey"}
        figure = killed(reports)
        assert (figure.sources, figure.independent_sources) == (3, 2)
        assert dict(figure.corroborated) == {"1": 25, "2": 18}

    def test_a_summary_alone_is_used_and_marked(self) -> None:
        figure = killed(Reports().summary(says(30, 60)))
        assert (figure.min, figure.max, figure.independent_sources) == (30, 60, 0)
        assert dict(figure.corroborated) == {}
        assert "no source" in figure.by_source[0].proof[-1]

    def test_a_claim_unknown_to_the_lineage_is_its_documents_own(self) -> None:
        figure = figures([says(4, document="post-1")], Reports().lineage)["killed"]
        assert (figure.by_source[0].name, figure.independent_sources) == ("post-1", 1)


class TestOneSourceOnOneCell:
    def test_numbers_that_fit_are_held_together(self) -> None:
        assert ends(Reports().by("a", says(10, None), says(12, document="other"))) == (12, 12, False)

    def test_numbers_of_different_documents_are_its_range(self) -> None:
        figure = killed(Reports().by("a", says(10, document="x"), says(14, document="y")))
        assert (figure.min, figure.max, figure.contradictions) == (10, 14, ())

    def test_a_later_toll_replaces_an_earlier_one(self) -> None:
        reports = Reports().by("a", says(40, id="old", document="x"), says(53, id="new", document="y"))
        published = {"x": date(2018, 11, 17), "y": date(2018, 11, 18)}
        figure = killed(reports, published=published)
        assert (figure.min, figure.max) == (53, 53)
        assert "old: set aside, replaced by new" in figure.by_source[0].proof

    def test_a_later_lower_toll_replaces_a_higher_one(self) -> None:
        reports = Reports().by("a", says(500, document="x"), says(471, document="y"))
        assert ends(reports, published={"x": date(2023, 10, 17), "y": date(2023, 10, 18)}) == (471, 471, False)

    def test_retelling_an_old_toll_late_does_not_bring_it_back(self) -> None:
        reports = Reports().by("a", says(40, document="x"), says(53, document="y"), says(40, document="z"))
        published = {"x": date(2018, 11, 17), "y": date(2018, 11, 18), "z": date(2018, 11, 20)}
        assert ends(reports, published=published) == (53, 53, False)

    def test_exact_numbers_that_clash_in_one_document_are_a_contradiction(self) -> None:
        figure = killed(Reports().by("a", says(7, id="first"), says(9, id="second", start=90)))
        assert figure.contradictions == (("first", "second"),)
        assert (figure.min, figure.max) == (7, 9)

    def test_a_smaller_number_later_in_the_report_does_not_lower_its_toll(self) -> None:
        figure = killed(Reports().by("a", says(9, id="first"), says(7, id="second", start=90)))
        assert (figure.min, figure.max) == (9, 9)
        assert figure.contradictions == (("first", "second"),)

    def test_kin_in_a_toll_are_a_part_of_it(self) -> None:
        family = says(5, quote="five members of the family were killed")
        assert ends(Reports().by("a", says(18, None), family)) == (18, 18, True)

    def test_words_without_a_number_give_way_to_numbers(self) -> None:
        vague = says(24, None, qualifier="vague", text="dozens")
        assert ends(Reports().by("a", vague, says(15))) == (15, 15, False)


class TestOneReport:
    """A report's first number is its author's, as coders read an assessment."""

    def test_a_smaller_number_it_quotes_does_not_pull_the_range_down(self) -> None:
        reports = Reports().by("recorder", says(18, None), says(35, start=90))
        reports.by("agency", says(15, start=50, sources=("the agency",)))
        figure = killed(reports)
        assert (figure.min, figure.max) == (18, 35)
        assert [row.min for row in figure.by_source] == [15, 35]

    def test_two_attributed_numbers_are_a_range(self) -> None:
        reports = Reports().by("observatory", says(43, None, sources=("the Observatory",)))
        reports.by("sana", says(40, start=90, sources=("Sana",)))
        assert ends(reports) == (40, 43, True)

    def test_it_sets_no_floor_for_what_others_report_themselves(self) -> None:
        reports = Reports().by("recorder", says(18, None)).by("agency", says(15, document="agency"))
        assert ends(reports)[:2] == (15, 18)

    def test_at_least_and_a_greater_number_after_it(self) -> None:
        figure = killed(Reports().by("recorder", says(46, None), says(48, start=90)))
        assert (figure.min, figure.max, dict(figure.corroborated)) == (46, 48, {"1": 48})

    def test_named_dead_are_parts_wherever_they_died(self) -> None:
        named = says(1, text="Dr. A. B.", at=["Tosk"], start=90)
        assert ends(Reports().by("recorder", says(7, at=["Mira"]), named)) == (7, 7, False)

    def test_kin_that_the_report_opens_with_are_its_toll(self) -> None:
        family = says(6, quote="six members of the family were killed")
        assert ends(Reports().by("recorder", family)) == (6, 6, False)

    def test_people_are_not_bounded_by_one_of_their_kin(self) -> None:
        son = says(1, start=90, quote="their son was killed")
        assert ends(Reports().by("recorder", says(4, who="unspecified"), son)) == (4, 4, False)

    def test_up_to_with_a_breakdown_gives_no_least_number(self) -> None:
        reports = Reports().by("a", says(0, 15, qualifier="at_most", of_whom={"children": 11})).by("b", says(9))
        assert ends(reports) == (9, 15, False)

    def test_a_summary_reaches_what_no_source_at_hand_says(self) -> None:
        reports = Reports().summary(says(11, 14)).by("a", says(13, start=90, sources=("A",)))
        figure = killed(reports)
        assert (figure.min, figure.max, figure.sources) == (11, 14, 1)
        assert dict(figure.corroborated) == {"1": 13}
        assert any("no source" in row.proof[-1] for row in figure.by_source)

    def test_a_summary_that_rounds_does_not(self) -> None:
        reports = Reports().summary(says(30, 60)).by("a", says(35, start=90)).by("b", says(58, start=99))
        assert ends(reports) == (35, 58, False)

    def test_words_count_only_their_least_beside_numbers(self) -> None:
        airwars = conventions_from({"name": "airwars", "words": {"dozens": {"min": 12, "max": 24}}})
        reports = Reports().by("a", says(8, None)).by("b", says(13, document="b"))
        reports.by("c", says(24, None, qualifier="vague", text="dozens", document="c"))
        assert ends(reports, conventions=airwars) == (8, 13, False)


class TestPlacesAndDays:
    def test_a_total_is_not_added_to_its_parts(self) -> None:
        reports = Reports().by("a", says(15, at=["X"]), says(20, at=["Y"]), says(35, at=["X", "Y"]))
        assert ends(reports) == (35, 35, False)

    def test_a_total_without_a_place_is_not_added_either(self) -> None:
        assert ends(Reports().by("a", says(15, at=["Mira"]), says(20, at=["Tosk"]), says(35))) == (35, 35, False)

    def test_scopes_that_overlap(self) -> None:
        """{A,B} at most 10, {B,C} at least 8, B exactly 3: A at most 7, C at least 5."""
        reports = Reports().by(
            "a", says(0, 10, at=["Ada", "Bor"]), says(8, None, at=["Bor", "Cam"]), says(3, at=["Bor"])
        )
        row = killed(reports).by_source[0]
        assert (row.min, row.max) == (8, None)

    def test_two_spellings_are_one_place(self) -> None:
        reports = Reports().by("a", says(15, at=["Haijin"], document="x"), says(15, at=["Hajin"], document="y"))
        assert ends(reports) == (15, 15, False)

    def test_two_scripts_are_one_place(self) -> None:
        reports = Reports().by("a", says(15, at=["Haijin"], document="x"), says(15, at=["هجين"], document="x"))
        assert ends(reports) == (15, 15, False)

    def test_names_no_report_sets_side_by_side_do_not_add_up(self) -> None:
        reports = Reports().by("a", says(15, at=["Haijin"], document="x"), says(15, at=["الكشمة"], document="y"))
        assert ends(reports) == (15, 15, False)

    def test_two_villages_on_the_map_add_up(self) -> None:
        hajin, shafa = place("Hajin", "town", 34.69, 40.83), place("Shafa", "village", 34.55, 40.93)
        reports = Reports().by("a", says(15, at=[hajin], document="x"), says(7, at=[shafa], document="y"))
        assert ends(reports) == (22, 22, False)

    def test_a_quarter_of_a_town_is_in_the_town(self) -> None:
        town, quarter = place("Hajin", "town", 34.69, 40.83), place("Hawama", "neighbourhood", 34.70, 40.84)
        reports = Reports().by("a", says(9, at=[quarter])).by("b", says(7, at=[town]))
        assert ends(reports) == (7, 9, False)

    def test_days_told_apart_by_one_report_add_up(self) -> None:
        reports = Reports().by("a", says(26, when=day(9)), says(7, when=day(8)))
        assert ends(reports) == (33, 33, False)

    def test_days_that_were_inferred_do_not(self) -> None:
        reports = Reports().by("a", says(26, when=inferred(9)), says(7, when=inferred(8)))
        assert ends(reports) == (26, 26, False)

    def test_places_far_apart_in_one_report_do_not_add_up(self) -> None:
        """Whether a later toll at another place is another toll is for the report to say side by side."""
        reports = Reports().by("a", says(15, at=["Mira"]), says(20, at=["Tosk"], start=3000))
        assert ends(reports) == (15, 20, False)

    def test_days_given_by_different_reports_do_not(self) -> None:
        reports = Reports().by("a", says(26, when=day(9), document="x"), says(26, when=day(10), document="y"))
        assert ends(reports) == (26, 26, False)

    def test_who_speaks_of_one_place_only_does_not_set_the_least_end(self, article: Reports) -> None:
        article.by("ikhbariya", says(15, at=[HAIJIN], document="channel"))
        figure = killed(article)
        assert (figure.min, figure.max) == (35, 61)
        assert dict(figure.corroborated) == {"1": 61, "2": 35, "3": 15}

    def test_a_toll_of_another_place_never_lowers_the_least_end(self) -> None:
        hajin, shafa = place("Hajin", "town", 34.69, 40.83), place("Shafa", "village", 34.55, 40.93)
        reports = Reports().by("a", says(26, at=[hajin], document="x"))
        assert ends(reports.by("b", says(4, at=[shafa], document="y"))) == (26, 26, True)
        assert ends(reports.by("c", says(9, at=[hajin], document="z")))[0] == 9, "a toll of the same place does"

    def test_a_toll_of_both_places_lowers_the_least_end(self) -> None:
        hajin, shafa = place("Hajin", "town", 34.69, 40.83), place("Shafa", "village", 34.55, 40.93)
        reports = Reports().by("a", says(26, at=[hajin], document="x"))
        assert ends(reports.by("b", says(7, at=[hajin, shafa], document="y")))[0] == 7

    def test_a_retelling_that_moved_the_place_does_not_add_up(self) -> None:
        hajin, shafa = place("Hajin", "town", 34.69, 40.83), place("Shafa", "village", 34.55, 40.93)
        reports = Reports().by(
            "a", says(60, id="o", at=[shafa], document="x"), says(60, id="r", at=[hajin], document="y")
        )
        reports.drifts.append(Drift("o", "r", "place", "moved"))
        assert killed(reports).corroborated["1"] == 60


class TestWho:
    def test_unspecified_people_count_as_civilians(self) -> None:
        assert ends(Reports().by("a", says(12, who="unspecified"))) == (12, 12, False)

    def test_not_where_the_source_calls_them_combatants(self) -> None:
        found = every(Reports().by("a", says(12, who="unspecified"), says(12, who="combatant")))
        assert "killed" not in found
        assert found["killed_combatants"].min == 12
        assert (found["killed_all"].min, found["killed_all"].max) == (12, 12)

    def test_another_sources_word_does_not_erase_them(self) -> None:
        found = every(Reports().by("a", says(12, who="unspecified")).by("army", says(12, who="combatant")))
        assert found["killed"].min == 12

    def test_fighters_may_be_among_the_people_of_one_report(self) -> None:
        figure = killed(Reports().by("a", says(10, who="unspecified"), says(4, who="combatant")))
        assert (figure.min, figure.max) == (6, 10)

    def test_civilians_and_fighters_together(self) -> None:
        found = every(Reports().by("a", says(6), says(4, who="combatant")))
        assert (found["killed"].min, found["killed_combatants"].min, found["killed_all"].min) == (6, 4, 10)

    def test_a_number_of_people_beside_civilians_is_their_upper_end(self) -> None:
        assert ends(Reports().by("a", says(18, None), says(22, who="unspecified"))) == (18, 22, False)

    def test_children_alone_are_a_part(self) -> None:
        reports = Reports().by("a", says(14)).by("b", says(6, of_whom={"children": 6}))
        assert ends(reports) == (14, 14, False)

    def test_the_counted_are_a_least_number_of_all(self) -> None:
        assert ends(Reports().by("a", says(None, None, of_whom={"children": 5, "women": 3}))) == (8, 8, True)

    def test_children_have_a_figure_of_their_own(self) -> None:
        reports = (
            Reports()
            .by("a", says(26, of_whom={"children": 14, "women": 9}))
            .by("b", says(20, of_whom={"children": 12}))
        )
        found = demographics(reports.claims, reports.lineage)
        assert (found["children"].min, found["children"].max, found["women"].min) == (12, 14, 9)
        assert "men" not in found


class TestHarms:
    def test_killed_or_injured_does_not_leak_into_killed(self) -> None:
        found = every(Reports().by("a", says(60, harm="killed_or_injured")))
        assert set(found) == {"killed_or_injured"}

    def test_it_bounds_the_killed_of_the_same_source(self) -> None:
        reports = Reports().by("a", says(20, None), says(60, harm="killed_or_injured"))
        assert (killed(reports).by_source[0].min, killed(reports).by_source[0].max) == (20, 60)

    def test_killed_and_injured_make_the_sum(self) -> None:
        reports = Reports().by("a", says(12), says(20, harm="injured")).by("b", says(30, harm="killed_or_injured"))
        found = every(reports)
        assert (found["killed_or_injured"].min, found["killed_or_injured"].max) == (30, 32)
        assert (found["killed"].min, found["injured"].max) == (12, 20)

    def test_missing_stands_by_itself(self) -> None:
        found = every(Reports().by("a", says(12), says(30, None, harm="missing")))
        assert (found["killed"].max, found["missing"].min, found["missing"].open_ended) == (12, 30, True)


class TestEnds:
    def test_a_single_at_least(self) -> None:
        assert ends(Reports().by("a", says(10, None))) == (10, 10, True)

    def test_a_greater_exact_number_closes_it(self) -> None:
        assert ends(Reports().by("a", says(10, None)).by("b", says(12))) == (10, 12, False)

    def test_up_to_gives_no_least_number(self) -> None:
        reports = Reports().by("a", says(0, 35, qualifier="at_most")).by("b", says(18))
        assert ends(reports) == (18, 35, False)

    def test_up_to_alone(self) -> None:
        assert ends(Reports().by("a", says(0, 35, qualifier="at_most"))) == (0, 35, False)

    def test_a_bare_plural_beside_numbers(self) -> None:
        reports = Reports().by("a", says(2, None, qualifier="vague", text="civilians")).by("b", says(7))
        assert ends(reports) == (7, 7, False)
        assert not killed(reports).by_convention

    def test_words_only(self) -> None:
        figure = killed(Reports().by("a", says(24, None, qualifier="vague", text="dozens")))
        assert (figure.min, figure.open_ended, figure.by_convention) == (24, True, True)

    def test_under_airwars_conventions(self) -> None:
        airwars = conventions_from({"name": "airwars", "words": {"dozens": {"min": 12, "max": 24}}})
        dozens = says(24, None, qualifier="vague", text="العشرات")
        assert ends(Reports().by("a", dozens), conventions=airwars) == (12, 24, False)

    def test_no_number_no_figure(self) -> None:
        assert figures([says(None, None)], Reports().lineage) == {}

    def test_no_claims_no_figures(self) -> None:
        assert figures([], Reports().lineage) == {}

    def test_sources_that_exclude_each_other(self) -> None:
        figure = killed(
            Reports().by("a", says(15, id="low")).by("b", says(20, id="high")).by("c", says(14, 16, id="mid"))
        )
        assert figure.consensus is None
        assert set(figure.contradictions) == {("low", "high"), ("mid", "high")}

    def test_one_conflict_may_need_three_claims(self) -> None:
        reports = (
            Reports()
            .by("a", says(15, id="x", at=["Mira"]))
            .by("b", says(20, id="y", at=["Tosk"], start=10))
            .by("c", says(0, 30, id="xy", at=["Mira", "Tosk"], qualifier="at_most"))
        )
        assert [set(found) for found in killed(reports).contradictions] == [{"x", "y", "xy"}]


class TestWhyALowerNumberSetsNoLeastEnd:
    """The proof says in words which rule passed a lower number over, and where a source's own least came from."""

    def reasons(self, reports: Reports, source: str, key: FigureKey = "killed") -> list[str]:
        row = next(row for row in every(reports)[key].by_source if row.source == source)
        return [step for step in row.proof if "least end" in step]

    def test_a_number_of_one_place_beside_a_total_of_both(self) -> None:
        total = says(30, at=[HAIJIN, GAMSHA], document="b")
        reports = Reports().by("a", says(5, at=[HAIJIN], document="a")).by("b", total)
        assert self.reasons(reports, "a") == ["sets no least end: not of every place, or not of everybody"]
        assert self.reasons(reports, "b") == []

    def test_a_convention_beside_a_number(self) -> None:
        vague = says(2, None, qualifier="vague", text="several", document="a")
        reports = Reports().by("a", vague).by("b", says(30, document="b"))
        assert self.reasons(reports, "a") == ["sets no least end: a convention's number"]

    def test_the_lowest_total_needs_no_reason(self) -> None:
        reports = Reports().by("a", says(5, document="a")).by("b", says(30, document="b"))
        assert self.reasons(reports, "a") == self.reasons(reports, "b") == []

    def test_a_number_the_report_opens_with_and_leaves_behind(self) -> None:
        reports = Reports().by("a", says(20, None, start=0), says(26, None, start=50))
        figure = killed(reports)
        assert figure.min == 20
        words = "least end: 20, the number the report opens with before it goes on to a greater one"
        assert self.reasons(reports, "a") == [words]
