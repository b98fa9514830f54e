import pytest

from tollbook.capture.language import choose, code_of, language_of

CASES = [
    ("en", "At least twenty civilians were killed when shells fell on the market."),
    ("ar", "قتل عشرون مدنيا على الأقل في قصف على السوق يوم الثلاثاء"),
    ("ru", "Не менее двадцати мирных жителей погибли при обстреле рынка."),
    ("uk", "Щонайменше двадцять мирних жителів загинули внаслідок обстрілу ринку."),
    ("tr", "Salı günü pazar yerine düşen bombalarda en az yirmi sivil öldü."),
    ("fr", "Au moins vingt civils ont été tués mardi dans le bombardement du marché."),
    ("es", "Al menos veinte civiles murieron el martes en el bombardeo del mercado."),
    ("pt", "Pelo menos vinte civis foram mortos na terça-feira no bombardeio do mercado."),
    ("it", "Almeno venti civili sono stati uccisi martedì nel bombardamento del mercato."),
    ("he", "לפחות עשרים אזרחים נהרגו ביום שלישי בהפגזה על השוק"),
    ("fa", "دست‌کم بیست غیرنظامی در گلوله‌باران بازار در روز سه‌شنبه کشته شدند"),
    ("cs", "Při ostřelování tržiště v úterý zahynulo nejméně dvacet civilistů."),
    ("ar", "Log inSign upPost @someone مقتل طفلين بقصف على القرية https://t.me/example/12345"),
    (
        "ar",
        "Copy link to Tweet\n\nEmbed Tweet\n\nمقتل طفلين بقصف على القرية\n\nBack to top\n\nLoading seems to be taking"
        " a while.",
    ),
    ("en", "The town of Hajin (هجين) was hit on Monday and at least twelve people were killed, its council said."),
    (None, "12.11.2018, 14:00"),
    (None, "死者は少なくとも二十人に上ると地元当局者が述べた。"),
    (None, "لانی کەم بیست کەس لە بۆردومانی بازاڕەکەدا کوژران و ژمارەیەکی تر بریندار بوون"),
    (None, ""),
]


@pytest.mark.parametrize(("code", "text"), CASES, ids=[f"{c}-{n}" for n, (c, _) in enumerate(CASES)])
def test_language(code: str | None, text: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize(
    ("given", "code"),
    [("en", "en"), ("EN-GB", "en"), ("ar_SY", "ar"), ("Arabic", "ar"), ("العربية", "ar"), ("und", None), (None, None),
     ("Türkçe", "tr"), ("unknown", None), ("de", "de")],
)  # fmt: skip
def test_codes_locales_and_names_of_languages(given: str | None, code: str | None) -> None:
    assert code_of(given) == code


@pytest.mark.parametrize(
    ("given", "text", "title", "code"),
    [
        ("fr", "Twenty people were killed in the market on Tuesday.", None, "fr"),
        ("en", "قتل عشرون مدنيا على الأقل في قصف على السوق", None, "ar"),
        ("ckb", "قتل عشرون مدنيا على الأقل في قصف على السوق", None, "ar"),
        ("ku", "قتل عشرون مدنيا على الأقل في قصف على السوق", None, "ku"),
        (None, "20 / 5", "Twenty people were killed in the market on Tuesday", "en"),
        ("und", "Twenty people were killed in the market on Tuesday.", None, "en"),
    ],
)
def test_a_given_language_holds_unless_the_script_contradicts_it(
    given: str | None, text: str, title: str | None, code: str | None
) -> None:
    assert choose(given, text, title) == code
