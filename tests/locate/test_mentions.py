import pytest

from tollbook.locate import Gazetteer
from tollbook.locate.mentions import Mention
from tollbook.locate.view import View
from tollbook.model import Document


def mentions(text: str, language: str, gazetteer: Gazetteer) -> list[Mention]:
    return View(Document("d", text, language=language), gazetteer).sentences[0].mentions


SCENES = [
    ("en", "A strike on the village of al-Sha'afa killed ten.", ["al-Sha'afa"]),
    ("en", "They died in the eastern Syrian town of Hajin on Friday.", ["Hajin"]),
    ("en", "strikes in the eastern Syrian towns of al-Shafa, Gamsha and Hajin.", ["al-Shafa", "Gamsha", "Hajin"]),
    ("en", "killed in the bombardment of Hajin and Al-Sha'afah.", ["Hajin", "Al-Sha'afah"]),
    ("en", "3 children in Sha'fe village died.", ["Sha'fe"]),
    ("en", "Hajin's people were killed in Abo Al Hassan.", ["Abo Al Hassan"]),
    ("en", "It carried out 19 strikes in the Hajin area.", ["Hajin"]),
    ("en", "Ten died in Gamsha and at least six in Beit Lahia.", ["Gamsha", "Beit Lahia"]),
    ("ru", "удар по району Хавама города Хаджин в провинции Дейр-эз-Зор", ["Хавама", "Хаджин"]),
    ("ru", "Предыдущий удар по Хаджину коалиция нанесла", ["Хаджину"]),
    ("ru", "погибли в деревне Абу-Хасан", ["Абу-Хасан"]),
    ("uk", "У місті Бахмут загинули троє", ["Бахмут"]),
    ("uk", "обстріляли село Грузьке", ["Грузьке"]),
    ("tr", "Hacin'de bir evi vuran saldırıda", ["Hacin"]),
    ("tr", "kentin doğusundaki Şafah köyünde 3 çocuk öldü", ["Şafah"]),
    ("tr", "29 Kasım'da Şafah'ta bir hastaneyi vuran saldırı", ["Şafah"]),
    ("it", "colpite case nel villaggio di Abu al Hassan", ["Abu al Hassan"]),
    ("fr", "un bombardement de la localité de Hajine", ["Hajine"]),
    ("fr", "dans la ville d'Idleb Nord", ["Idleb Nord"]),
    ("es", "en la ciudad de Hajin murieron", ["Hajin"]),
    ("pt", "na aldeia de Abu Hassan morreram", ["Abu Hassan"]),
    ("cs", "ve vesnici Abú Hasan zahynulo", ["Abú Hasan"]),
    ("ar", "قصف للتحالف على بلدة الشعفة", ["الشعفة"]),
    ("ar", "غارات على بلدتي هجين والشعفة", ["هجين", "الشعفة"]),
    ("ar", "استهدف قرية أبو الحسن بغارة", ["أبو الحسن"]),
    ("ar", "قتل مدنيون في هجين", ["هجين"]),
    ("ar", "قتلوا بهجين أمس", ["هجين"]),
    ("ar", "غارة للتحالف على #هجين", ["هجين"]),
    ("fa", "در روستای الشعفة کشته شدند", ["الشعفة"]),
    ("he", "נהרגו בכפר חג'ין", ["חג'ין"]),
]


@pytest.mark.parametrize(("language", "text", "names"), SCENES, ids=[f"{row[0]}-{row[1][:40]}" for row in SCENES])
def test_the_scene_is_found_as_written(language: str, text: str, names: list[str], gazetteer: Gazetteer) -> None:
    found = mentions(text, language, gazetteer)
    scene = [m for m in found if m.role == "in" and m.area == ""]
    assert [m.text for m in scene] == names


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Syrian Observatory for Human Rights said that six died."),
        ("en", "Strikes on Islamic State targets killed six on Friday in November."),
        ("en", "a monitor in Syria said"),
        ("en", "Six people displaced from Khan Sheikhoun died."),
        ("en", "Eighteen died in rural Deir Ezzor."),
        ("en", "killed in Deir Ezzor province"),
        ("ar", "قال المرصد السوري لحقوق الإنسان إن ستة قتلوا"),
        ("ar", "قصف للتحالف على أحياء سكنية"),
        ("ar", "في ريف دير الزور الشرقي"),
        ("ru", "сообщает агентство SANA в США"),
        ("tr", "BM Genel Sekreteri'nin raporuna göre 3 Kasım'da"),
    ],
)
def test_organisations_peoples_days_and_provinces_are_no_scene(language: str, text: str, gazetteer: Gazetteer) -> None:
    found = mentions(text, language, gazetteer)
    assert [m.text for m in found if m.role == "in" and m.area == ""] == []


def test_near_and_east_of_are_told_apart_from_in(gazetteer: Gazetteer) -> None:
    found = mentions("3 children in Sha'fe village east of Hajin died near Gamsha.", "en", gazetteer)
    assert [(m.text, m.role) for m in found] == [("Sha'fe", "in"), ("Hajin", "near"), ("Gamsha", "near")]


def test_a_province_after_a_list_is_context(gazetteer: Gazetteer) -> None:
    found = mentions("killed in Hajin, Syria, on Friday", "en", gazetteer)
    assert [(m.text, m.area) for m in found if m.role == "in"] == [("Hajin", "")]


def test_a_town_and_its_province_of_one_name_are_told_as_such(gazetteer: Gazetteer) -> None:
    [seat] = mentions("killed in Raqqa", "en", gazetteer)
    [town] = mentions("killed in the city of Raqqa", "en", gazetteer)
    assert (seat.area, town.area) == ("seat", "")


def test_a_name_that_the_text_calls_a_town_is_known_to_the_rest_of_it(only_villages: Gazetteer) -> None:
    document = Document("d", "قصف على بلدة غرانيج. قتل خمسة في غرانيج.", language="ar")
    second = View(document, only_villages).sentences[1]
    assert [m.text for m in second.mentions] == ["غرانيج"]


def test_offsets_are_those_of_the_text(gazetteer: Gazetteer) -> None:
    for language, text, _ in SCENES:
        for mention in mentions(text, language, gazetteer):
            assert 0 <= mention.start < mention.end <= len(text)
            assert mention.text.removeprefix("ا") in text


def test_shelling_is_told_from_the_place_it_fell_on(gazetteer: Gazetteer) -> None:
    found = mentions("استشهاد طفلة جراء قصف بري على جسر الشغور في ريف إدلب", "ar", gazetteer)
    assert [m.text for m in found if m.role == "in"] == ["جسر الشغور"]


def test_a_type_word_is_no_part_of_a_name_that_a_gazetteer_has_by_chance(gazetteer: Gazetteer) -> None:
    assert [m.text for m in mentions("قصف مدينة عين العرب", "ar", gazetteer)] == ["عين العرب"]
