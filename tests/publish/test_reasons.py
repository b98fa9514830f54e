"""The records' reasons in both languages."""

from dataclasses import replace

import pytest

from tests.publish.sample import DATA
from tollbook.gather.words import SENTENCES
from tollbook.model import Source
from tollbook.publish.index import build_index
from tollbook.publish.reasons import phrases, reason_words
from tollbook.publish.texts import LANGUAGES, Texts

SANA = Source("sana", "SANA", group="syrian-state-media", aliases=("سانا",))
STATE = Source("syrian-state-media", "Syrian state media", aliases=("الإعلام الرسمي السوري",))
LINEAGE = replace(DATA.lineage, sources={**DATA.lineage.sources, "sana": SANA, "syrian-state-media": STATE})
INDEX = build_index(replace(DATA, lineage=LINEAGE))
CLAIM = DATA.claims[0]
PUBLISHER = INDEX.documents[CLAIM.document].publisher


def plain(text: str, code: str) -> str:
    words = reason_words(text, Texts(code), INDEX)
    return words.replace("\ue000", "").replace("\ue001", "")


REASONS = [
    (
        f"with {CLAIM.id}: same place (+4.5), different words (-0.3); sum +4.2",
        f"with {PUBLISHER}: same place (+4.5), different words (-0.3); sum +4.2",
        f"مع {PUBLISHER}: المكان نفسه (+4.5)، كلمات مختلفة (-0.3)؛ المجموع +4.2",
    ),
    (
        "the report names SANA; counts as one with other sources of syrian-state-media",
        "the report names SANA; counts as one with other sources of Syrian state media",
        "يسمي التقرير سانا؛ يُحسب واحدًا مع سائر مصادر الإعلام الرسمي السوري",
    ),
    ("quotes مصادر أهلية; SANA says it", "quotes مصادر أهلية; SANA says it", "ينقل عن مصادر أهلية؛ القائل سانا"),
    ("nobody else is named: SANA says it", "nobody else is named: SANA says it", "لم يُسمَّ غيره: القائل سانا"),
    ("a reason of tomorrow", "a reason of tomorrow", "a reason of tomorrow"),
    ("", "", ""),
]


@pytest.mark.parametrize(("reason", "english", "arabic"), REASONS)
def test_a_reason_is_told_in_the_language_of_the_page(reason: str, english: str, arabic: str) -> None:
    assert (plain(reason, "en"), plain(reason, "ar")) == (english, arabic)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_finding_of_gathering_has_its_words(code: str) -> None:
    assert set(SENTENCES.values()) <= phrases(code)["piece"].keys()
