"""Short reports in all twelve languages, with the place and the day that a careful reader gives each figure."""

import pytest

from tests.locate.claiming import claim, located, report
from tollbook import languages
from tollbook.locate import Gazetteer, locate

Want = list[tuple[str, list[str], str | None]]
REPORTS: list[tuple[str, str, str, Want]] = [
    (
        "uk",
        "2022-03-16",
        "Авіація 9 березня скинула бомби на лікарню у Маріуполі: троє загинули, 17 людей поранені. "
        "Наступного дня під обстрілом села Байрак загинули ще двоє.",
        [
            ("троє", ["Маріуполі"], "2022-03-09"),
            ("17 людей", ["Маріуполі"], "2022-03-09"),
            ("двоє", ["Байрак"], "2022-03-10"),
        ],
    ),
    (
        "fr",
        "2016-08-20",
        "Au moins 19 civils ont été tués lundi dans un raid sur l'hôpital d'Abs, dans le nord du Yémen. "
        "La veille, dix enfants avaient péri dans le bombardement d'une école à Haydan, dans la province de Saada.",
        [("19 civils", ["Abs"], "2016-08-15"), ("dix enfants", ["Haydan"], "2016-08-14")],
    ),
    (
        "es",
        "2017-03-25",
        "Más de 130 civiles murieron el 17 de marzo en un bombardeo en el barrio de Al Jadida, en el oeste de Mosul. "
        "En otro ataque, en la localidad de Mansura, cerca de Raqa, fallecieron 33 personas.",
        [("130 civiles", ["Mosul"], "2017-03-17"), ("33 personas", ["Mansura"], None)],
    ),
    (
        "pt",
        "2017-03-25",
        "Pelo menos 33 pessoas morreram na terça-feira num ataque aéreo na aldeia de Mansoura, perto de Raqqa.\n\n"
        "Em Tabqa, 10 ficaram feridas.",
        [("33 pessoas", ["Mansoura"], "2017-03-21"), ("10", ["Tabqa"], None)],
    ),
    (
        "he",
        "2018-11-12",
        "לפחות 60 אזרחים נהרגו או נפצעו ביום שני בתקיפה בכפר שעפה במזרח סוריה. יום קודם לכן נהרגו ארבעה בעיירה הג'ין.",
        [("60 אזרחים", ["שעפה"], "2018-11-12"), ("ארבעה", ["הג'ין"], "2018-11-11")],
    ),
    (
        "fa",
        "2018-11-12",
        "دست‌کم ۲۶ غیرنظامی روز جمعه در حمله هوایی به شهر هجین در استان دیرالزور کشته شدند. "
        "یک روز قبل هفت نفر در روستای الشعفه کشته شدند.",
        [("۲۶ غیرنظامی", ["هجین"], "2018-11-09"), ("هفت نفر", ["الشعفه"], "2018-11-08")],
    ),
    (
        "cs",
        "2018-11-12",
        "Nejméně 26 civilistů zahynulo v pátek při náletu na město Hadžín na východě Sýrie. "
        "O den dříve zahynulo sedm lidí ve vesnici Šaafa.",
        [("26 civilistů", ["Hadžín"], "2018-11-09"), ("sedm lidí", ["Šaafa"], "2018-11-08")],
    ),
    (
        "en",
        "2017-03-30",
        "At least 140 people were killed in the al-Jadida neighbourhood of west Mosul on 17 March, officials said on "
        "Wednesday. A week later, a strike on the village of Mansoura, near Raqqa, killed 33 displaced people.",
        [("140 people", ["Mosul"], "2017-03-17"), ("33 displaced", ["Mansoura"], None)],
    ),
    (
        "en",
        "2023-10-20",
        "An air strike hit a church in Gaza City on Thursday night, killing 18 people. In Khan Younis, nine members of "
        "one family died overnight, and 12 others in Rafah.",
        [
            ("18 people", ["Gaza"], "2023-10-19"),
            ("nine members", ["Khan Younis"], None),
            ("12 others", ["Rafah"], None),
        ],
    ),
    (
        "ar",
        "2023-10-20",
        "استشهد 18 مواطناً وأصيب العشرات في قصف استهدف كنيسة في حي الزيتون بمدينة غزة مساء أمس الخميس. "
        "وفي خان يونس استشهد 9 من عائلة واحدة.",
        [
            ("18 مواطناً", ["غزة"], "2023-10-19"),
            ("العشرات", ["غزة"], "2023-10-19"),
            ("9 من", ["خان يونس"], "2023-10-19"),
        ],
    ),
    (
        "ar",
        "2017-06-12",
        "قضى 7 مدنيين اليوم جراء قصف طيران التحالف حي المشلب بمدينة الرقة، كما قتل 3 أطفال في بلدة معدان بريف الرقة.",
        [("7 مدنيين", ["الرقة"], "2017-06-12"), ("3 أطفال", ["معدان"], "2017-06-12")],
    ),
    (
        "tr",
        "2017-04-05",
        "Suriye'nin İdlib iline bağlı Han Şeyhun beldesinde 4 Nisan'da düzenlenen saldırıda en az 100 sivil öldü. "
        "Aynı gün Selkin'e düzenlenen hava saldırısında 30 kişi hayatını kaybetti.",
        [("100 sivil", ["Han Şeyhun"], "2017-04-04"), ("30 kişi", ["Selkin"], "2017-04-04")],
    ),
    (
        "ru",
        "2019-07-23",
        "Не менее 43 мирных жителей погибли в понедельник при ударе по рынку в городе Мааррет-эн-Нууман в провинции "
        "Идлиб. В Саракибе погибли еще пять человек, а днем ранее в деревне Урум-эль-Джоз семь.",
        [
            ("43 мирных", ["Мааррет-эн-Нууман"], "2019-07-22"),
            ("пять человек", ["Саракибе"], "2019-07-22"),
            ("семь", ["Урум-эль-Джоз"], "2019-07-21"),
        ],
    ),
    (
        "it",
        "2019-07-23",
        "Almeno 43 civili sono stati uccisi lunedì in un raid sul mercato di Maarat al-Numan, in provincia di Idlib.",
        [("43 civili", ["Maarat al-Numan"], "2019-07-22")],
    ),
]


@pytest.mark.parametrize(
    ("language", "published", "text", "want"), REPORTS, ids=[f"{r[0]}-{r[2][:30]}" for r in REPORTS]
)
def test_report(language: str, published: str, text: str, want: Want, towns: Gazetteer) -> None:
    document = report(text, language, published)
    found = located(document, towns, *(claim(document, words) for words, _, _ in want))
    assert found == [(places, day) for _, places, day in want]


def test_every_language_is_reported_in() -> None:
    assert {row[0] for row in REPORTS} == set(languages.available())


@pytest.mark.parametrize(
    ("language", "text", "words", "name", "country"),
    [
        ("uk", "У Краматорську загинули 50 людей.", "50 людей", "Kramatorsk", "UA"),
        ("ru", "43 жителя погибли в Саракибе в провинции Идлиб.", "43 жителя", "Saraqib", "SY"),
        ("tr", "Suriye'nin Han Şeyhun beldesinde 100 sivil öldü.", "100 sivil", "Khān Shaykhūn", "SY"),
        ("en", "30 died in Ramadi, Iraq.", "30", "Ramadi", "IQ"),
        ("ar", "قتل 30 في مدينة الموصل بالعراق", "30", "Mosul", "IQ"),
    ],
)
def test_names_in_any_script_are_resolved(  # noqa: PLR0917
    language: str, text: str, words: str, name: str, country: str, towns: Gazetteer
) -> None:
    document = report(text, language)
    [found] = locate(document, [claim(document, words)], towns)
    assert [(place.name, place.country) for place in found.places] == [(name, country)]
