import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.locate.claiming import claim, located, report
from tests.locate.conftest import EXAMPLE
from tollbook import languages
from tollbook.locate import Gazetteer, locate, locate_statements
from tollbook.model import Claim, Count, Document, Statement
from tollbook.model.edge import document_from_json

Found = list[tuple[list[str], str | None]]


def test_coordinated_claims_take_each_its_own_place_and_day(gazetteer: Gazetteer) -> None:
    text = "9 civilians died in Hajin on 3 November, and 3 children in Sha'fe village east of Hajin on the same day."
    d = report(text, published="2018-12-14")
    found = located(d, gazetteer, claim(d, "9 civilians"), claim(d, "3 children"))
    assert found == [(["Hajin"], "2018-11-03"), (["Sha'fe"], "2018-11-03")]


def test_quotes_that_share_their_verb_and_overlap_are_told_apart_by_their_numbers(gazetteer: Gazetteer) -> None:
    d = report("9 civilians were killed in Hajin on 3 November, and 3 children in Sha'fe.", published="2018-12-14")
    first = claim(d, "9 civilians were killed")
    second = claim(d, "killed in Hajin on 3 November, and 3 children")
    second = replace(second, count=Count(3, 3, "exact", "3"))
    assert [places for places, _ in located(d, gazetteer, first, second)] == [["Hajin"], ["Sha'fe"]]


def test_what_only_the_last_of_them_names_is_shared(gazetteer: Gazetteer) -> None:
    text = "وكان 11 مدنياً قد استشهدوا أمس وجرح العشرات في قصف للتحالف على بلدة الشعفة."
    d = report(text, "ar", "2018-11-24")
    found = located(d, gazetteer, claim(d, "11 مدنياً"), claim(d, "العشرات"))
    assert found == [(["الشعفة"], "2018-11-23"), (["الشعفة"], "2018-11-23")]


def test_places_told_first_belong_to_what_follows_them(gazetteer: Gazetteer) -> None:
    text = "Hacin'de 8 Kasım'da en az 10 sivil, 10 Kasım'da ise 7 sivil yaşamını yitirdi."
    d = report(text, "tr", "2018-12-14")
    found = located(d, gazetteer, claim(d, "10 sivil"), claim(d, "7 sivil"))
    assert found == [(["Hacin"], "2018-11-08"), (["Hacin"], "2018-11-10")]


def test_a_list_of_places_is_one_claims_places(gazetteer: Gazetteer) -> None:
    d = report("Strikes killed up to 60 civilians last week in the Syrian towns of al-Shafa, Gamsha and Hajin.")
    assert located(d, gazetteer, claim(d, "60 civilians")) == [(["al-Shafa", "Gamsha", "Hajin"], None)]


def test_all_three_places_are_those_named_before(gazetteer: Gazetteer) -> None:
    text = (
        "About 15 civilians were killed in Hajin and at least another 20 were claimed dead in Gamsha and al-Shafa. "
        "Syrian state news put the civilian death toll in all three places at over 60."
    )
    d = report(text)
    found = located(d, gazetteer, claim(d, "15 civilians"), claim(d, "20"), claim(d, "over 60"))
    assert [places for places, _ in found] == [["Hajin"], ["Gamsha", "al-Shafa"], ["Hajin", "Gamsha", "al-Shafa"]]


def test_a_claim_that_goes_on_about_the_event_keeps_its_place_and_day(gazetteer: Gazetteer) -> None:
    text = (
        "Twelve civilians died in a strike on Hajin on 11 November 2018.\n\n"
        "Baladi News spoke of five dead. The Network gave 12, most of them displaced from Khan Sheikhoun."
    )
    d = report(text)
    found = located(d, gazetteer, claim(d, "Twelve"), claim(d, "five dead"), claim(d, "12"))
    assert found == [(["Hajin"], "2018-11-11")] * 3


def test_another_event_keeps_neither(gazetteer: Gazetteer) -> None:
    d = report("26 civilians were killed in Hajin on Friday. Another 7 people died in shelling.")
    assert located(d, gazetteer, claim(d, "26 civilians"), claim(d, "7 people"))[1] == ([], None)


def test_before_that_leads_to_another_day(gazetteer: Gazetteer) -> None:
    d = report("60 were hurt on Monday in the village of al-Sha'afa.\n\nBefore that, a strike on Hajin killed 15.")
    assert located(d, gazetteer, claim(d, "60"), claim(d, "15"))[1] == (["Hajin"], None)


def test_a_day_earlier_counts_from_the_event_told_before(gazetteer: Gazetteer) -> None:
    text = "Strikes killed 26 on Friday in the town of Hajin.\n\nA day earlier raids killed seven in Al Shaafa village."
    d = report(text, published="2018-11-10")
    found = located(d, gazetteer, claim(d, "26"), claim(d, "seven"))
    assert found == [(["Hajin"], "2018-11-09"), (["Al Shaafa"], "2018-11-08")]


def test_on_the_morrow_of_a_killing_the_killing_was_the_day_before(gazetteer: Gazetteer) -> None:
    text = "قُتل 26 مدنياً صباح الجمعة على بلدة هجين. الحصيلة تأتي غداة مقتل سبعة آخرين في قصف على بلدة الشعفة."
    d = report(text, "ar", "2018-11-10")
    assert located(d, gazetteer, claim(d, "26"), claim(d, "سبعة")) == [
        (["هجين"], "2018-11-09"),
        (["الشعفة"], "2018-11-08"),
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Raids on Hajin killed 11 civilians, SANA reported on Saturday.", "en"),
        ("The general said late on Saturday that 11 civilians had died in Hajin.", "en"),
        ("قالت سانا يوم السبت إن 11 مدنيا قتلوا في هجين.", "ar"),
    ],
)
def test_the_day_on_which_somebody_spoke_dates_no_event(text: str, language: str, gazetteer: Gazetteer) -> None:
    d = report(text, language)
    [(places, day)] = located(d, gazetteer, claim(d, "11"))
    assert (len(places), day) == (1, None)


def test_campaign_totals_take_no_scene_and_end_it(gazetteer: Gazetteer) -> None:
    text = (
        "7 were killed in Hajin today. This brings to 115 the number killed since 10 September 2018. "
        "Two children were killed in shelling."
    )
    d = report(text)
    total = claim(d, "115", "campaign")
    found = locate(d, [claim(d, "7"), total, claim(d, "Two")], gazetteer)
    assert found[1].places == () and found[1].when is not None
    assert (found[1].when.start, found[1].when.precision) == (date(2018, 9, 10), "open")
    assert (found[2].places, found[2].when) == ((), None)


def test_a_wider_area_is_no_settlement(gazetteer: Gazetteer) -> None:
    text = "15 died in Abo Al Hassan. Over 100 were killed across the governorate. Eighteen died in rural Deir Ezzor."
    d = report(text)
    found = located(d, gazetteer, claim(d, "15"), claim(d, "100"), claim(d, "Eighteen"))
    assert [places for places, _ in found] == [["Abo Al Hassan"], [], []]


def test_a_lead_without_a_place_takes_what_the_next_sentences_name(gazetteer: Gazetteer) -> None:
    text = "43 persone sono morte nell'est della Siria. Colpite case nel villaggio di Abu al Hassan, presso Hajin."
    d = report(text, "it")
    assert located(d, gazetteer, claim(d, "43 persone"))[0][0] == ["Abu al Hassan"]


def test_a_lead_without_a_place_takes_the_titles(gazetteer: Gazetteer) -> None:
    d = report("Five people died, sources said.", title="Strike on Hajin kills five in Syria")
    assert located(d, gazetteer, claim(d, "Five people"))[0][0] == ["Hajin"]


def test_places_are_resolved_with_the_documents_province(gazetteer: Gazetteer) -> None:
    d = report("Ten died in the village of al-Sha'afa and six in Haijin, in Deir-i-Zour province.")
    shaafa, hajin = (c.places[0] for c in locate(d, [claim(d, "Ten"), claim(d, "six")], gazetteer))
    assert (shaafa.id, shaafa.precision, shaafa.country) == ("euphrates:shaafa", "village", "SY")
    assert (hajin.id, hajin.text) == ("euphrates:hajin", "Haijin")


def test_a_place_of_no_known_name_keeps_its_provinces_point(gazetteer: Gazetteer) -> None:
    d = report("Ten died in the village of Qwxltra in Raqqa province, Syria.")
    [found] = locate(d, [claim(d, "Ten")], gazetteer)
    [place] = found.places
    assert (place.text, place.name, place.precision, place.admin) == ("Qwxltra", None, "province", "Raqqa")
    assert place.lat == pytest.approx(35.95, abs=0.1)


def test_nothing_is_made_of_a_name_without_any_support(towns: Gazetteer) -> None:
    d = report("Ten died in the village of Gamsha.")
    [found] = locate(d, [claim(d, "Ten")], towns)
    assert (found.places[0].text, found.places[0].name, found.places[0].lat) == ("Gamsha", None, None)


def test_written_coordinates_are_the_point(gazetteer: Gazetteer) -> None:
    d = report("Ten died in Hajin, Syria, at 34.6901, 40.8322.")
    [found] = locate(d, [claim(d, "Ten")], gazetteer)
    assert (found.places[0].lat, found.places[0].precision) == (34.6901, "exact")


def test_a_quarter_gives_its_town_the_finer_point(gazetteer: Gazetteer) -> None:
    d = report("26 человек погибли при ударе по району Хавама города Хаджин в провинции Дейр-эз-Зор.", "ru")
    [found] = locate(d, [claim(d, "26 человек")], gazetteer)
    [place] = found.places
    assert (place.text, place.name, place.precision) == ("Хаджин", "Hawama", "neighbourhood")


def statement(document: Document, words: str) -> Statement:
    start = document.text.index(words)
    return Statement("s", document.id, start, start + len(words), words, "Task Force", "denied")


def test_a_denial_is_tied_to_its_own_days_and_place(gazetteer: Gazetteer) -> None:
    rows = (EXAMPLE / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    kuna = next(d for d in map(document_from_json, rows) if d.id == "kuna-2018-11-18")
    [found] = locate_statements(kuna, [statement(kuna, "said late on Saturday that several")], gazetteer)
    assert [place.text for place in found.places] == ["Hajin"]
    assert found.when is not None
    assert (found.when.start, found.when.end) == (date(2018, 11, 16), date(2018, 11, 17))


def test_a_statement_about_nothing_named_stays_bare(gazetteer: Gazetteer) -> None:
    d = report("The force denied everything.")
    assert locate_statements(d, [statement(d, "denied")], gazetteer)[0] == statement(d, "denied")
    assert locate_statements(d, [], gazetteer) == []


def test_nothing_but_place_and_time_is_changed_and_the_order_is_kept(gazetteer: Gazetteer) -> None:
    d = report("9 died in Hajin on 3 November, and 3 in al-Susa.")
    claims = [claim(d, "3", nth=1), claim(d, "9")]
    found = locate(d, claims, gazetteer)
    assert [replace(c, places=(), when=None) for c in found] == claims
    assert locate(d, claims, gazetteer) == found


def test_an_unrelated_sentence_after_it_changes_nothing(gazetteer: Gazetteer) -> None:
    text = "9 civilians were killed in Hajin on 3 November in Deir ez-Zor, Syria."
    d, longer = report(text), report(f"{text} Markets in the town were closed and prices rose.")
    assert locate(d, [claim(d, "9 civilians")], gazetteer) == locate(longer, [claim(longer, "9 civilians")], gazetteer)


PIECES = [
    "killed",
    "in",
    "Hajin",
    "and",
    ",",
    ".",
    "\n\n",
    "10",
    "في",
    "هجين",
    "أمس",
    "Friday",
    "al-Shafa",
    "'",
    "في مدينة",
    "Ракка",
    "(",
    "#",
]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), min_size=1, max_size=30),
    st.sampled_from([*languages.available(), None]),
    st.lists(st.tuples(st.integers(0, 80), st.integers(1, 15)), min_size=1, max_size=4),
    st.dates(),
)
def test_any_text_and_any_claims(
    words: list[str], language: str | None, spans: list[tuple[int, int]], day: date
) -> None:
    text = " ".join(words)
    gazetteer = Gazetteer.load([])
    claims = [
        Claim(f"c{n}", "d", start, min(start + size, len(text)), text[start : start + size], "killed", Count(1, 1))
        for n, (start, size) in enumerate(spans)
        if start < len(text)
    ]
    found = locate(Document("d", text, title=text[:20], language=language, published=day), claims, gazetteer)
    assert [c.id for c in found] == [c.id for c in claims]
    for c in found:
        assert all(place.text for place in c.places)
        assert c.when is None or c.when.start is None or c.when.end is None or c.when.start <= c.when.end
        json.dumps([place.text for place in c.places])
