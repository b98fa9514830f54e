"""Arabic as posts and agencies write it: verbs first, duals, clitics, broken words; who counts, what is no claim."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.extract import extract
from tollbook.extract.lexicon import lexicon
from tollbook.extract.numbers import find_quantities, small_numbers
from tollbook.extract.reading import read_sentence
from tollbook.model import Claim
from tollbook.model.edge import document_from_json
from tollbook.text.fold import fold
from tollbook.text.tokens import tokenise

Short = tuple[str, int | None, int | None, str]


def claims(text: str) -> list[Claim]:
    return list(extract(document_from_json(json.dumps({"id": "post", "text": text, "language": "ar"}))))


def short(text: str) -> list[Short]:
    return [(c.harm, c.count.min, c.count.max, c.who) for c in claims(text)]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("خمسة", 5),
        ("أحد عشر", 11),
        ("اثنتي عشرة", 12),
        ("ثلاث عشرة", 13),
        ("تسعة عشر", 19),
        ("خمسة وعشرون", 25),
        ("واحداً وثلاثين", 31),
        ("مئة وثمانية وستون", 168),
        ("مائتين وخمسة وثلاثين", 235),
        ("ثلاثمئة", 300),
        ("ألف ومئتين وخمسين", 1250),
        ("ثلاثة آلاف وخمسمئة", 3500),
        ("نصف مليون", 500_000),
        ("٢٬٥٠٠", 2500),
        ("360 ألف", 360_000),
    ],
)
def test_numbers_in_words(words: str, value: int) -> None:
    assert short(f"قُتل {words} شخصاً")[0][1:3] == (value, value)


UNITS = {3: "ثلاثة", 4: "أربعة", 5: "خمسة", 6: "ستة", 7: "سبعة", 8: "ثمانية", 9: "تسعة"}
TENS = {20: "عشرين", 30: "ثلاثين", 40: "أربعين", 50: "خمسين", 60: "ستين", 70: "سبعين", 80: "ثمانين", 90: "تسعين"}
HUNDREDS = {100: "مئة", 200: "مئتين", 300: "ثلاثمئة", 400: "أربعمئة", 700: "سبعمئة", 900: "تسعمئة"}


@given(st.sampled_from(sorted(HUNDREDS)), st.sampled_from(sorted(UNITS)), st.sampled_from(sorted(TENS)))
def test_hundreds_units_and_tens_add_up(hundreds: int, units: int, tens: int) -> None:
    folded = fold(f"{HUNDREDS[hundreds]} و{UNITS[units]} و{TENS[tens]}")
    words = lexicon("ar")
    small = small_numbers({w: [p.entry for p in ps if not p.rest] for w, ps in words.words.items()})
    found = find_quantities(read_sentence(folded, tokenise(folded), words), small)
    assert [q.min for q in found] == [hundreds + units + tens]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قتلت طائرة مسيّرة شخصين", ("killed", 2, 2, "unspecified")),
        ("قتل مسلحون أربعة قرويين", ("killed", 4, 4, "civilian")),
        ("قُتل، اليوم الجمعة، مدنيان", ("killed", 2, 2, "civilian")),
        ("استشهد في قصف على رفح خمسة مدنيين", ("killed", 5, 5, "civilian")),
        ("كان خمسة مدنيين قد لقوا مصرعهم أمس", ("killed", 5, 5, "civilian")),
        ("لقي 34 شخصاً حتفهم", ("killed", 34, 34, "unspecified")),
        ("فقد مدنيان حياتهما", ("killed", 2, 2, "civilian")),
        ("غارة تودي بحياة 11 شخصاً", ("killed", 11, 11, "unspecified")),
        ("المجزرة التي راح ضحيتها 7 مدنيين", ("killed", 7, 7, "civilian")),
        ("خمسة من عمال الإغاثة قتلوا", ("killed", 5, 5, "civilian")),
        ("24 قتيلاً مدنياً", ("killed", 24, 24, "civilian")),
        ("210 قتلى من المدنيين", ("killed", 210, 210, "civilian")),
        ("35 قتيلاً جميعهم مدنيون", ("killed", 35, 35, "civilian")),
        ("مقتل ثلاثة عناصر من قوات الأمن", ("killed", 3, 3, "combatant")),
        ("إصابة أم وأطفالها الأربعة", ("injured", 5, 5, "civilian")),
        ("استشهاد أحمد المحمد وزوجته", ("killed", 2, 2, "civilian")),
        ('مقتل "خلف الوهاب"', ("killed", 1, 1, "unspecified")),
        ("60 مدنياً بين شهيد وجريح", ("killed_or_injured", 60, 60, "civilian")),
        ("شهداء وجرحى في قصف", ("killed_or_injured", 2, None, "unspecified")),
        ("لا يزال 17 شخصاً تحت الأنقاض", ("missing", 17, 17, "unspecified")),
        ("تجاوز عدد القتلى 80", ("killed", 81, None, "unspecified")),
        ("لم يتجاوز عدد الجرحى ستة", ("injured", 0, 6, "unspecified")),
        ("قُتل 8 أشخاص على الأقل", ("killed", 8, None, "unspecified")),
        ("ارتفعت حصيلة القتلى من 12 إلى 19", ("killed", 19, 19, "unspecified")),
        ("ليس 15 بل 11 قتيلاً", ("killed", 11, 11, "unspecified")),
        ("استشهاد (6) مدنيين", ("killed", 6, 6, "civilian")),
        ("إصابة /11/ مدنياً", ("injured", 11, 11, "civilian")),
        ("قتل 23 امرأة وطفلاً", ("killed", 23, 23, "civilian")),
    ],
)
def test_one_claim(text: str, expected: Short) -> None:
    assert short(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "استشهد 6 مدنيين وأصيب 11 آخرون",
            [("killed", 6, 6, "civilian"), ("injured", 11, 11, "civilian")],
        ),
        ("شهيد وجريحان", [("killed", 1, 1, "unspecified"), ("injured", 2, 2, "unspecified")]),
        ("القوات قتلت 14 إرهابياً وأصابت 5", [("killed", 14, 14, "combatant"), ("injured", 5, 5, "combatant")]),
        (
            "سقط 5 قتلى من المدنيين و3 من المسلحين",
            [("killed", 5, 5, "civilian"), ("killed", 3, 3, "combatant")],
        ),
        (
            "استشهد 7 في خان يونس و5 في رفح",
            [("killed", 7, 7, "unspecified"), ("killed", 5, 5, "unspecified")],
        ),
        (
            "مقتل 12 مدنياً وإصابة العشرات",
            [("killed", 12, 12, "civilian"), ("injured", 24, None, "civilian")],
        ),
    ],
)
def test_two_claims(text: str, expected: list[Short]) -> None:
    assert short(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "دون وقوع إصابات بين المدنيين",
        "لم تسجل أي إصابات في صفوف المدنيين",
        "ولم ترد أنباء عن سقوط ضحايا",
        "نفى التحالف مقتل أي مدني",
        "تحذيرات من كارثة قد تودي بحياة المئات",
        "هدد القائد بقتل عشرة أسرى",
        "خطة لقتل 5 قادة",
        "أصابت الغارات 36 هدفاً",
        "اعتقال 15 شخصاً بينهم نساء",
        "نزوح 300 عائلة",
        "ندين قتل المدنيين",
        "نجا ستة مدنيين من القصف",
        "نفوق 15 رأساً من الأغنام وإصابة بقرتين",
        "إصابة أكثر من ألف شخص بالكوليرا",
        "كلية الطب في مستشفى شهداء الأقصى",
        "أحيا الأهالي الذكرى الثلاثين لمقتل أبنائهم",
        "9:41 AM · Mar 15, 2024 · 1,204 Views12",
    ],
)
def test_no_claim(text: str) -> None:
    assert short(text) == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("قالت وزارة الصحة إن 5 أشخاص قتلوا", "وزارة الصحة"),
        ("قُتل 5 أشخاص، وفق المرصد السوري", "المرصد السوري"),
        ("وفقاً لوزارة الصحة، قُتل 5 أشخاص", "وزارة الصحة"),
        ("الدفاع المدني: مقتل 5 أشخاص", "الدفاع المدني"),
        ("ذكرت الأناضول نقلاً عن الدفاع المدني أن 5 أشخاص قتلوا", "الدفاع المدني"),
        ("نقلت رويترز عن مسؤول في مستشفى قوله إن 5 أشخاص قتلوا", "مسؤول في مستشفى"),
        ("نقلت رويترز عن مصادر محلية أن 5 أشخاص قتلوا", "رويترز"),
        ("أما شبكة فرات بوست فذكرت مقتل 5 أشخاص", "شبكة فرات بوست"),
    ],
)
def test_who_says_so(text: str, source: str) -> None:
    assert [c.sources for c in claims(text)] == [(source,)]


def test_the_quote_is_the_text_although_words_are_broken_up() -> None:
    text = "عاجل: استشـ.هد طفلان وأصـ.يب ثلاثة في قصـ.ف"
    found = claims(text)
    assert [(c.harm, c.count.min) for c in found] == [("killed", 2), ("injured", 3)]
    assert [c.quote for c in found] == ["استشـ.هد طفلان", "وأصـ.يب ثلاثة"]
    assert all(text[c.start : c.end] == c.quote for c in found)


def test_arabic_written_onto_page_furniture_is_read() -> None:
    assert short("Log inSign upFollow@newsمقتل 7 مدنيين3:40 PM · Dec 6, 2024") == [("killed", 7, 7, "civilian")]


@given(st.text(alphabet='قتل شهيد جرحى مدنيين 12 و من في: "()/ـ.،\nإصابة عشرات الـ', max_size=200))
def test_any_text_gives_claims_whose_quotes_are_in_it(text: str) -> None:
    for claim in claims(text):
        assert text[claim.start : claim.end] == claim.quote
        assert claim.count.max is None or (claim.count.min or 0) <= claim.count.max
