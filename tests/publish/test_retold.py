from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.publish.sample import DATA
from tollbook.model import Drift, Lineage
from tollbook.publish.index import build_index
from tollbook.publish.retold import contradictions, drifts, in_sentence, origins, sentence_around
from tollbook.publish.texts import Texts

INDEX = build_index(DATA)
EN, AR = Texts("en"), Texts("ar")


def test_a_drift_is_told_in_words_with_both_sentences() -> None:
    (drift,) = drifts(INDEX.incidents["euphrates-2018-11-13"], EN, INDEX)
    ((kind, words),) = drift.lines
    assert kind == "harm"
    assert words.replace("\ue000", "").replace("\ue001", "") == (
        "SANA first spoke of more than 60 civilians killed or injured. On the way the harm changed: "
        "it is now told as more than 60 civilians killed."
    )
    assert [q.publisher for q in drift.sentences] == ["Al-Kawthar TV", "The Associated Press"]
    assert [q.dir for q in drift.sentences] == ["rtl", "ltr"]
    assert "<mark>استشهاد وإصابة أكثر من 60 مدنياً</mark>" in drift.sentences[0].html


def test_a_drift_whose_claim_is_gone_is_not_told() -> None:
    lineage = replace(DATA.lineage, drifts=(Drift("gone", "ap-total", "date", ""),))
    index = replace(INDEX, lineage=lineage)
    incident = replace(INDEX.incidents["euphrates-2018-11-13"], figures={})
    assert drifts(incident, EN, index) == []


def test_contradictions_quote_every_claim() -> None:
    (found,) = contradictions(INDEX.incidents["hassan-2018-11-17"], AR, INDEX)
    assert "لا يمكن أن تصح الإفادتان معًا (القتلى المدنيون)." in found.lines[0][1]
    assert [q.publisher for q in found.sentences] == ["Airwars", "La Voce d'Italia"]


def test_copies_are_folded_under_the_report_they_repeat() -> None:
    sohr = origins(INDEX.incidents["hajin-2018-11-09"], EN, INDEX)[0]
    assert [(r.name, [c.name for c in r.copies]) for r in sohr.relays] == [
        ("Syrian Observatory for Human Rights", []), ("TRT World", ["News18"]), ("Daily Sabah Arabic", []),
    ]  # fmt: skip
    assert sohr.relays[0].own


def test_a_circle_of_copies_ends() -> None:
    around = {"trt-2018-11-09": "news18-2018-11-10", "news18-2018-11-10": "trt-2018-11-09"}
    index = replace(INDEX, lineage=replace(DATA.lineage, copies=around))
    named = {r.name for o in origins(INDEX.incidents["hajin-2018-11-09"], EN, index) for r in o.relays}
    assert "Syrian Observatory for Human Rights" in named


def test_sources_of_one_group_name_each_other() -> None:
    named = {o.name: o.group for o in origins(INDEX.incidents["euphrates-2018-11-13"], EN, INDEX)}
    assert named["SANA"] == ("Syrian state news",)
    assert named["Turkish state media"] == ()


def test_a_summary_is_no_origin() -> None:
    words = [w for o in origins(INDEX.incidents["euphrates-2018-11-13"], EN, INDEX) for r in o.relays for w in r.words]
    assert "up to 60 civilians killed" not in words


def test_no_lineage_gives_no_origins() -> None:
    index = replace(INDEX, lineage=Lineage({}, {}))
    assert origins(INDEX.incidents["hajin-2018-11-09"], EN, index) == []


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.data())
def test_the_sentence_holds_the_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    low, high = sentence_around(text, start, end)
    assert 0 <= low < high <= len(text)
    assert "<mark>" in in_sentence(text, start, end)
