# ruff: noqa: E501 - tables of records read better in one line
"""Hand-made claims and incidents over the restated dispatches of November 2018, and a report that means harm."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from tollbook.model import (
    Bounds,
    Claim,
    Count,
    Document,
    Drift,
    Figure,
    Grade,
    Incident,
    Lineage,
    Period,
    Place,
    Reason,
    Source,
    SourceFigure,
    Statement,
)
from tollbook.model.edge import document_from_json
from tollbook.model.track_record import Interval, TrackRecord
from tollbook.publish import Attribution, MethodText, RuleText, SiteData, SkippedItem, StandardText
from tollbook.reconcile import blamed_in, campaign, revisions

REPORTS = Path(__file__).parent / "reports.jsonl"
HAJIN = Place("Hajin", "Hajin", "gn-170118", 34.6895, 40.8300, "town", "Deir ez-Zor", "SY")
SHAFA = Place("al-Sha'afa", "Al-Sha'afa", "own-shafa", 34.5483, 40.9486, "village", "Deir ez-Zor", "SY")
KASHMA = Place("Gamsha", "Al-Kashma", "own-kashma", 34.5762, 40.9330, "village", "Deir ez-Zor", "SY")
HASSAN = Place("Abu al-Hassan", "Abu al-Hassan", "own-hassan", 34.6560, 40.8770, "village", "Deir ez-Zor", "SY")
HAJIN_AR, SHAFA_AR = replace(HAJIN, text="هجين"), replace(SHAFA, text="الشعفة")
PROVINCE = Place("rural Deir Ezzor", "Deir ez-Zor", "gn-170792", 35.0, 40.5, "province", None, "SY")


def documents() -> tuple[Document, ...]:
    lines = REPORTS.read_text(encoding="utf-8").splitlines()
    read = (document_from_json(line) for line in lines)
    return tuple(replace(d, original="ab" * 32, origin=f"reports/{d.id}.txt") for d in read)


TEXTS = {d.id: d.text for d in documents()}


def day(number: int, month: int = 11) -> Period:
    return Period("", date(2018, month, number), date(2018, month, number))


def claim(name: str, document: str, quote: str, count: Count, **fields: Any) -> Claim:
    start = TEXTS[document].index(quote)
    given: dict[str, Any] = {"harm": "killed", "who": "civilian", "rule": "en.passive", **fields}
    return Claim(name, document, start, start + len(quote), quote, count=count, **given)


def exactly(n: int, words: str = "") -> Count:
    return Count(n, n, "exact", words or str(n))


def least(n: int, words: str) -> Count:
    return Count(n, None, "at_least", words)


CLAIMS = (
    claim("ap-hajin", "ap-2018-11-20", "about 15 civilians were killed", Count(15, 15, "about", "about 15"),
          places=(HAJIN,), sources=("Turkish state media",), blamed=("US-led coalition",), means="airstrike"),
    claim("ap-villages", "ap-2018-11-20", "at least another 20 were claimed dead", least(20, "at least another 20"),
          places=(KASHMA, SHAFA), sources=("Turkish state media",)),
    claim("ap-total", "ap-2018-11-20", "put the civilian death toll in all three places at over 60",
          Count(61, None, "more_than", "over 60"), places=(SHAFA, KASHMA, HAJIN), sources=("Syrian state news",)),
    claim("ap-lead", "ap-2018-11-20", "up to 60 civilians", Count(0, 60, "at_most", "up to 60"),
          places=(SHAFA, KASHMA, HAJIN)),
    claim("sana-shafa", "sana-2018-11-12-shafa", "استشهاد وإصابة أكثر من 60 مدنياً",
          Count(61, None, "more_than", "أكثر من 60"), harm="killed_or_injured", places=(SHAFA_AR,), when=day(12),
          sources=("سانا",), rule="ar.masdar"),
    claim("sputnik-shafa", "sputnik-2018-11-12-shafa", "More than 60 civilians were killed or wounded",
          Count(61, None, "more_than", "More than 60"), harm="killed_or_injured", places=(SHAFA,), when=day(12),
          sources=("SANA",)),
    claim("sohr-9", "sohr-2018-11-09", "26 members of the organisation's families", exactly(26), places=(HAJIN,),
          when=day(9), of_whom={"children": Bounds(14, 14), "women": Bounds(9, 9)}),
    claim("trt-9", "trt-2018-11-09", "killed 26 civilians, 14 of them children", exactly(26), places=(HAJIN,),
          when=day(9), of_whom={"children": Bounds(14, 14)}, sources=("Syrian Observatory for Human Rights",)),
    claim("news18-9", "news18-2018-11-10", "killed 26 civilians, including 14 children", exactly(26), places=(HAJIN,),
          when=day(9), of_whom={"children": Bounds(14, 14)}, sources=("Syrian Observatory for Human Rights",)),
    claim("sabah-9", "dailysabah-ar-2018-11-10", "قُتل 26 مدنياً، بينهم 14 طفلاً وتسع نساء", exactly(26),
          places=(HAJIN_AR,), when=day(9), of_whom={"children": Bounds(14, 14), "women": Bounds(9, 9)},
          sources=("المرصد السوري لحقوق الإنسان",), rule="ar.passive"),
    claim("rbc-9", "rbc-2018-11-10", "Не менее 26 мирных жителей погибли", least(26, "Не менее 26"), places=(HAJIN,),
          when=day(9), sources=("SANA",), rule="ru.active"),
    claim("trt-8", "trt-2018-11-09", "killed seven more civilians", exactly(7, "seven"), places=(SHAFA,), when=day(8),
          sources=("Syrian Observatory for Human Rights",)),
    claim("sabah-8", "dailysabah-ar-2018-11-10", "مقتل سبعة آخرين", exactly(7, "سبعة"), places=(SHAFA_AR,), when=day(8),
          sources=("المرصد",), rule="ar.masdar"),
    claim("snhr-17", "airwars-cs1840", "at least 15 civilian deaths, among them five children and two women",
          least(15, "at least 15"), places=(HASSAN,), when=day(17),
          of_whom={"children": Bounds(5, 5), "women": Bounds(2, 2)}, sources=("Syrian Network for Human Rights",)),
    claim("sohr-17", "airwars-cs1840", "36 civilians killed, of whom 17 were children and 12 women", exactly(36),
          places=(HASSAN,), when=day(17), of_whom={"children": Bounds(17, 17), "women": Bounds(12, 12)},
          sources=("Syrian Observatory for Human Rights",)),
    claim("radio-17", "airwars-cs1840", "the toll had reached 53", exactly(53), who="unspecified", places=(HASSAN,),
          when=day(17), sources=("Free Deir Ezzor Radio",)),
    claim("ansa-17", "ansa-2018-11-17", "Almeno 43 persone", least(43, "Almeno 43"), who="unspecified",
          places=(HASSAN,), when=day(17), of_whom={"children": Bounds(17, 17), "women": Bounds(12, 12)},
          sources=("Osservatorio siriano per i diritti umani",)),
    claim("ansa-sana-17", "ansa-2018-11-17", "i morti sono 40", exactly(40), who="unspecified", places=(HASSAN,),
          when=day(17), sources=("Sana",)),
    claim("local-11", "airwars-cs1831", "between five and 12 civilians", Count(5, 12, "between", "between five and 12"),
          places=(HAJIN,), when=day(11)),
    claim("baladi-11", "airwars-cs1831", "five dead, two women and three children", exactly(5, "five"),
          places=(HAJIN,), when=day(11), of_whom={"children": Bounds(3, 3), "women": Bounds(2, 2)},
          sources=("Baladi News",)),
    claim("snhr-11", "airwars-cs1831", "12 civilians, including four girls and two women", exactly(12),
          places=(HAJIN,), when=day(11), of_whom={"children": Bounds(4, 4), "women": Bounds(2, 2)},
          sources=("Syrian Network for Human Rights",)),
    claim("sana-23", "sana-2018-11-24-hajin", "11 مدنياً، بينهم 3 نساء و5 أطفال، قد استشهدوا", exactly(11),
          places=(SHAFA_AR,), when=day(23), of_whom={"children": Bounds(5, 5), "women": Bounds(3, 3)},
          rule="ar.active"),
    claim("sana-23-hurt", "sana-2018-11-24-hajin", "وجرح العشرات", Count(24, None, "vague", "العشرات"), harm="injured",
          places=(SHAFA_AR,), when=day(23), rule="ar.passive"),
    claim("syrianews-23", "syrianews-2018-11-24", "killing 11 civilians, three women and five children among them",
          exactly(11), places=(SHAFA,), when=day(23), of_whom={"children": Bounds(5, 5), "women": Bounds(3, 3)},
          sources=("SANA",)),
    claim("syrianews-23-hurt", "syrianews-2018-11-24", "injuring dozens", Count(24, None, "vague", "dozens"),
          harm="injured", places=(SHAFA,), when=day(23), sources=("SANA",)),
    claim("clashes", "syrianews-2018-11-24", "left 15 members of the Islamic State group dead", exactly(15),
          who="combatant", places=(HAJIN,), when=day(24)),
    claim("sana-24", "sana-2018-11-24-hajin", "استشهد 20 مدنياً، بينهم 9 أطفال و8 نساء", exactly(20),
          places=(HAJIN_AR,), when=day(24), of_whom={"children": Bounds(9, 9), "women": Bounds(8, 8)}, rule="ar.active"),
    claim("family", "qasioun-2018-12-14", "Eighteen civilians of one family died", exactly(18, "Eighteen"),
          places=(PROVINCE,), when=Period("in the same month", date(2018, 11, 1), date(2018, 11, 30), "month"),
          sources=("UN Secretary-General",)),
    claim("un-57", "qasioun-2018-12-14", "At least 57 civilians were killed last November", least(57, "At least 57"),
          level="campaign", sources=("UN Secretary-General",),
          when=Period("last November", date(2018, 11, 1), date(2018, 11, 30), "month")),
    claim("oir-1139", "cjtf-oir-2018-12-30", "at least 1139 civilians have been unintentionally killed",
          least(1139, "at least 1139"), level="campaign", sources=("Coalition",), stance="confirmed"),
    claim("war", "trt-2018-11-09", "The war in Syria has killed more than 360,000 people",
          Count(360001, None, "more_than", "more than 360,000"), who="unspecified", level="background"),
)  # fmt: skip

SOURCES = {
    s.id: s
    for s in (
        Source("turkish-state", "Turkish state media", "state_media", aliases=("الإعلام الرسمي التركي",)),
        Source("sana", "SANA", "state_media", "syrian-state", ("سانا", "وكالة سانا")),
        Source("syrian-state", "Syrian state news", "state_media", "syrian-state", ("الإعلام الرسمي السوري",)),
        Source("sohr", "Syrian Observatory for Human Rights", "monitor", None, ("المرصد السوري لحقوق الإنسان",)),
        Source("snhr", "Syrian Network for Human Rights", "monitor", None, ("الشبكة السورية لحقوق الإنسان",)),
        Source("radio", "Free Deir Ezzor Radio", "local_media"),
        Source("baladi", "Baladi News", "local_media"),
        Source("un", "UN Secretary-General", "un"),
        Source("oir", "Coalition", "military"),
    )
}
ORIGIN = {
    "ap-hajin": "turkish-state", "ap-villages": "turkish-state", "ap-total": "syrian-state", "sana-shafa": "sana",
    "sputnik-shafa": "sana", "sohr-9": "sohr", "trt-9": "sohr", "news18-9": "sohr", "sabah-9": "sohr", "rbc-9": "sana",
    "trt-8": "sohr", "sabah-8": "sohr", "snhr-17": "snhr", "sohr-17": "sohr", "radio-17": "radio", "ansa-17": "sohr",
    "ansa-sana-17": "sana", "baladi-11": "baladi", "snhr-11": "snhr", "sana-23": "sana", "sana-23-hurt": "sana",
    "syrianews-23": "sana", "syrianews-23-hurt": "sana", "sana-24": "sana", "family": "un", "un-57": "un",
    "oir-1139": "oir",
}  # fmt: skip
HARM_DRIFT = Drift("sana-shafa", "ap-total", "harm", "more than 60 killed or injured, now told as killed")
LINEAGE = Lineage(
    SOURCES, ORIGIN, frozenset({"ap-lead", "local-11"}), {"news18-2018-11-10": "trt-2018-11-09"}, (HARM_DRIFT,),
    {"ap-total": "attributed in the sentence to Syrian state news"},
)  # fmt: skip


def statement(name: str, document: str, quote: str, **fields: Any) -> Statement:
    start = TEXTS[document].index(quote)
    return Statement(name, document, start, start + len(quote), quote, **fields)


STATEMENTS = (
    statement("ghika", "ap-2018-11-20", "the reports were unsubstantiated at this stage and would be investigated",
              speaker="Maj. Gen. Christopher Ghika", kind="under_investigation"),
    statement("kuna-denial", "kuna-2018-11-18", "had falsely claimed that its strikes near Hajin caused civilian deaths",
              speaker="Combined Joint Task Force", kind="denied", when=day(17)),
)  # fmt: skip


def implied(source: str, low: int, high: int | None, *claims: str, **more: Any) -> SourceFigure:
    return SourceFigure(source, SOURCES[source].name, low, high, claims, **more)


def grades(value: str, *reasons: tuple[str, str, str], oir: str = "inconclusive") -> tuple[Grade, ...]:
    return (
        Grade("airwars", value, tuple(Reason(*r) for r in reasons)),
        Grade("cjtf-oir", oir, (Reason("no_log", "No strike log was at hand to check the allegation against.",
                                       "لم يتوفر سجل ضربات تُقارن به الادعاءات."),)),
    )  # fmt: skip


CONTESTED = ("competing", "Syrian state news and Turkish state media blame the coalition; the coalition disputes it.",
             "يحمّل الإعلامان الرسميان السوري والتركي التحالف المسؤولية، والتحالف لا يقر بها.")  # fmt: skip
TWO = ("two_sources", "Two or more sources report civilian harm.", "يبلغ مصدران أو أكثر عن ضرر بمدنيين.")
ONE = ("one_source", "Only one independent source reports it.", "لا يبلغ عنها إلا مصدر مستقل واحد.")


def incident(name: str, claims: str, figures: dict[Any, Figure], **fields: Any) -> Incident:
    ids = tuple(claims.split())
    of = {c.id: c.document for c in CLAIMS}
    given: dict[str, Any] = {"grades": grades("weak", ONE), "evidence": dict.fromkeys(ids, "same place and day")}
    given |= fields
    return Incident(
        name, ids, tuple(dict.fromkeys(of[c] for c in ids)), figures=figures, grade=given["grades"][0], **given
    )


INCIDENTS = (
    incident(
        "euphrates-2018-11-13", "ap-hajin ap-villages ap-total ap-lead sana-shafa sputnik-shafa",
        {
            "killed": Figure(
                35, 61, True, {"1": 61, "2": 35}, 2, 2, None, (), (HARM_DRIFT,),
                (implied("turkish-state", 35, None, "ap-hajin", "ap-villages", relayed=True,
                         proof=("Hajin = 15", "Gamsha + al-Shafa >= 20", "total >= 35")),
                 implied("syrian-state", 61, None, "ap-total", relayed=True)),
            ),
            "killed_or_injured": Figure(
                61, 61, True, {"1": 61}, 1, 1, by_source=(implied("sana", 61, None, "sana-shafa", "sputnik-shafa"),)
            ),
        },
        places=(HAJIN, SHAFA, KASHMA), lat=34.6, lon=40.9, when=day(13), grades=grades("contested", CONTESTED, TWO),
        statements=("ghika",), open_questions=("date_disputed", "wounded_included"),
    ),
    incident(
        "hajin-2018-11-09", "sohr-9 trt-9 news18-9 sabah-9 rbc-9",
        {"killed": Figure(26, 26, True, {"1": 26, "2": 26}, 2, 2, by_source=(
            implied("sohr", 26, 26, "sohr-9", "trt-9", "news18-9", "sabah-9"),
            implied("sana", 26, None, "rbc-9", relayed=True)))},
        places=(HAJIN,), lat=HAJIN.lat, lon=HAJIN.lon, when=day(9), grades=grades("fair", TWO, oir="credible"),
    ),
    incident(
        "shafa-2018-11-08", "trt-8 sabah-8",
        {"killed": Figure(7, 7, False, {"1": 7}, 1, 1,
                          by_source=(implied("sohr", 7, 7, "trt-8", "sabah-8", relayed=True),))},
        places=(SHAFA,), lat=SHAFA.lat, lon=SHAFA.lon, when=day(8), open_questions=("single_report",),
    ),
    incident(
        "hassan-2018-11-17", "snhr-17 sohr-17 radio-17 ansa-17 ansa-sana-17",
        {"killed": Figure(15, 53, False, {"1": 53, "2": 43, "3": 40}, 4, 4, None, (("sohr-17", "ansa-17"),), (), (
            implied("sohr", 36, None, "sohr-17", "ansa-17", relayed=True),
            implied("sana", 40, 40, "ansa-sana-17", relayed=True),
            implied("snhr", 15, None, "snhr-17", relayed=True),
            implied("radio", 53, 53, "radio-17", relayed=True)))},
        places=(HASSAN,), lat=HASSAN.lat, lon=HASSAN.lon, when=day(17), grades=grades("contested", TWO),
        statements=("kuna-denial",), 
    ),
    incident(
        "hajin-2018-11-11", "local-11 baladi-11 snhr-11",
        {"killed": Figure(5, 12, False, {"1": 12, "2": 5}, 2, 2, by_source=(
            implied("baladi", 5, 5, "baladi-11", relayed=True), implied("snhr", 12, 12, "snhr-11", relayed=True)))},
        places=(HAJIN,), lat=HAJIN.lat, lon=HAJIN.lon, when=day(11), grades=grades("fair", TWO, oir="non_credible"),
    ),
    incident(
        "shafa-2018-11-23", "sana-23 sana-23-hurt syrianews-23 syrianews-23-hurt",
        {"killed": Figure(11, 11, False, {"1": 11}, 1, 1, by_source=(implied("sana", 11, 11, "sana-23", "syrianews-23"),)),
         "injured": Figure(24, 24, True, {"1": 24}, 1, 1, by_convention=True, by_source=(
             implied("sana", 24, None, "sana-23-hurt", "syrianews-23-hurt", by_convention=True),))},
        places=(SHAFA,), lat=SHAFA.lat, lon=SHAFA.lon, when=day(23), open_questions=(),
    ),
    incident(
        "hajin-2018-11-24", "sana-24 clashes",
        {"killed": Figure(20, 20, False, {"1": 20}, 1, 1, by_source=(implied("sana", 20, 20, "sana-24"),)),
         "killed_combatants": Figure(15, 15, False, {"1": 15}, 0, 0)},
        places=(HAJIN,), lat=HAJIN.lat, lon=HAJIN.lon, when=day(24), open_questions=("single_report",),
    ),
    incident(
        "rural-2018-11", "family",
        {"killed": Figure(18, 18, False, {"1": 18}, 1, 1, by_source=(implied("un", 18, 18, "family", relayed=True),))},
        places=(PROVINCE,), when=None, open_questions=("date_unknown", "single_report"),
    ),
)  # fmt: skip

STANDARDS = (
    StandardText(
        "airwars", "Airwars", "إيرورز", "airwars.org, methodology",
        (RuleText("two_sources", "Two or more credible sources, with likely or confirmed near actions by a belligerent.",
                  "مصدران موثوقان أو أكثر، مع أعمال قريبة مرجحة أو مؤكدة لأحد الأطراف المتحاربة.", "fair"),
         RuleText("one_source", "A single-source claim, though it may hold significant information.",
                  "ادعاء من مصدر واحد، وإن احتوى معلومات مهمة.", "weak")),
        {"dozens": "12–24", "vague plural": "2"},
    ),
    StandardText(
        "cjtf-oir", "CJTF-OIR monthly reports", "تقارير قوة المهام المشتركة الشهرية", "inherentresolve.mil",
        (RuleText("more_likely", "On the available evidence it is more likely than not that a strike caused casualties.",
                  "يرجح من الأدلة المتاحة أن ضربة أوقعت ضحايا.", "credible"),),
    ),
)  # fmt: skip

PUBLISHED = {d.id: d.published for d in documents() if d.published}
REVISIONS = {
    i.id: revisions(i, [c for c in CLAIMS if c.id in i.claims], LINEAGE, PUBLISHED) for i in INCIDENTS
}  # fmt: skip

DATA = SiteData(
    title="Middle Euphrates, November 2018",
    title_ar="الفرات الأوسط، تشرين الثاني/نوفمبر 2018",
    documents=(*documents(), Document("wall-1", "Log in to continue", condition="login_wall", origin="saved/post.html")),
    claims=CLAIMS,
    incidents=INCIDENTS,
    lineage=LINEAGE,
    statements=STATEMENTS,
    skipped=(SkippedItem("reports/broken.pdf", "the file ends in the middle", "fetch it again"),),
    standards=STANDARDS,
    methods=(MethodText("scope", "Scope", "Reports of November 2018.\n\nRestated in our own words.", "النطاق",
                        "تقارير تشرين الثاني/نوفمبر 2018.\n\nأعيدت صياغتها."),),
    attributions=(Attribution("GeoNames", "CC BY 4.0", "https://www.geonames.org/", "Places", "الأماكن"),),
    rules={"en.passive": RuleText("en.passive", "a number of people with a verb of harm in the passive", "عدد من الناس مع فعل مبني للمجهول")},
    campaign=campaign(INCIDENTS, PUBLISHED, blamed_in(INCIDENTS, CLAIMS, {})),
    revisions=REVISIONS,
    records=(
        TrackRecord("sohr", "Syrian Observatory for Human Rights", 14, 3, 4, Interval(0.9, 0.7, 1.2), Interval(0.5, 0.27, 0.73), 1.0),
        TrackRecord("sana", "SANA", 4, 1, 1),
    ),
    least_cases=10,
    date=date(2018, 12, 30),
)  # fmt: skip

HOSTILE_TEXT = (
    "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">\n"
    "At least 3 civilians were killed </mark></div><svg onload=alert(1)> in Hajin \u202eevil\u202c {{ 7*7 }}\x00 end."
)


def hostile() -> SiteData:
    """A report, names and ids that try to run, to escape their element or to leave the folder."""
    quote = "3 civilians were killed </mark></div><svg onload=alert(1)> in Hajin \u202eevil\u202c"
    start = HOSTILE_TEXT.index(quote)
    report = Document(
        "../../up\"><script>document.title='owned'</script>", HOSTILE_TEXT, title="<b onmouseover=alert(1)>\u202eltit</b>",
        language='en" onload="alert(1)', published=date(2018, 11, 9), url="javascript:document.title='owned'",
        publisher="</title><script>document.title='owned'</script>", cites="=cmd|' /C calc'!A0", origin="<iframe src=//x>",
    )  # fmt: skip
    place = replace(HAJIN, text="<img src=x onerror=alert(1)>", name="Hajin\u202e<script>x</script>")
    taken = Claim("c'\"><script>", report.id, start, start + len(quote), quote, "killed", exactly(3), "civilian",
                  places=(place,), when=day(9), sources=("=1+1",), rule="<i>rule</i>")  # fmt: skip
    source = Source("<s>", "<script>alert('source')</script>", "local_media")
    figure = Figure(3, 3, False, {"1": 3}, 1, 1, by_source=(SourceFigure("<s>", source.name, 3, 3, (taken.id,)),))
    grade = Grade("<std>", "<script>", (Reason("r", "<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),))
    one = Incident("../<script>", (taken.id,), (report.id,), (place,), place.lat, place.lon, day(9), {"killed": figure},
                   grade, (grade,), open_questions=("<script>alert(2)</script>",))  # fmt: skip
    published = {report.id: date(2018, 11, 9)}
    lineage = Lineage({"<s>": source}, {taken.id: "<s>"})
    return SiteData(
        "<script>document.title='owned'</script>", (report,), (taken,), (one,),
        lineage, campaign=campaign([one], published, {one.id: {"<script>x</script>"}}),
        revisions={one.id: revisions(one, [taken], lineage, published)},
        skipped=(SkippedItem("<script>", "</td><script>alert(3)</script>", "\u202e"),), date=date(2018, 11, 10),
    )  # fmt: skip
