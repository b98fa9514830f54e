"""Which language a stretch of text is read in, whatever the page around it is labelled."""

import pytest

from tollbook.extract import extract, statements
from tollbook.extract.said import counts_said
from tollbook.languages.scripts import languages_of
from tollbook.locate import Gazetteer, locate
from tollbook.model import Document

MENU = "Copy link to Tweet\n\nReport Tweet\n\n"
FOOT = "\n\nLoading seems to be taking a while.\n\nThe site may be over capacity."


@pytest.mark.parametrize(
    ("text", "told", "languages"),
    [
        ("قتل ثلاثة مدنيين", "en", ("ar",)),
        ("قتل ثلاثة مدنيين", "fa", ("fa",)),
        ("سه غیرنظامی کشته شدند و چند نفر زخمی گشتند", "en", ("fa",)),
        ("Трое мирных жителей погибли", "en", ("ru",)),
        ("Троє мирних жителів загинули", "en", ("uk",)),
        ("שלושה אזרחים נהרגו", "ar", ("he",)),
        ("Trois civils ont été tués", "fr", ("fr",)),
        ("Three civilians were killed", "ar", ("en",)),
        ("مقتل ثلاثة - About Press Copyright", "ar", ("en", "ar")),
        ("12:50", "ar", ("ar",)),
    ],
)
def test_letters_of_another_script_overrule_the_label(text: str, told: str, languages: tuple[str, ...]) -> None:
    assert languages_of(text, told) == languages


@pytest.mark.parametrize("label", ["ar", "en", "und", None])
def test_an_arabic_post_among_english_menus_gives_its_claims_whatever_the_page_is_called(label: str | None) -> None:
    text = f"{MENU}مقتل ثلاثة مدنيين وإصابة أربعة آخرين بقصف على مدينة إدلب يوم 12 آذار 2022{FOOT}"
    document = Document("d", text, language=label)
    claims = locate(document, extract(document), Gazetteer.default())
    assert [(c.harm, c.count.min, c.count.max) for c in claims] == [("killed", 3, 3), ("injured", 4, 4)]
    assert [(c.places[0].text, str(c.when and c.when.start)) for c in claims] == [("إدلب", "2022-03-12")] * 2
    assert {(said.count.min, said.count.max) for said in counts_said(document)} >= {(3, 3), (4, 4)}


def test_a_headline_run_into_the_words_of_a_menu_is_read_in_the_language_that_tells_of_harm() -> None:
    document = Document(
        "d", "قتيلان بقصف على بلدة آفس - YouTube About Press Copyright Contact us Creators", language="en"
    )
    assert [(c.harm, c.count.min) for c in extract(document)] == [("killed", 2)]


def test_a_denial_in_english_is_heard_in_an_arabic_page() -> None:
    said = "The coalition spokesman said the coalition denies it killed civilians in the strike."
    document = Document("d", f"قتل ثلاثة مدنيين في القصف.\n{said}", language="ar")
    assert [s.kind for s in statements(document)] == [s.kind for s in statements(Document("d", said, language="en"))]
    assert statements(document)
