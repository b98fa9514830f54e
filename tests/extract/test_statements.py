"""What parties say without a toll: the kind, and who says it, in every language."""

from datetime import date

import pytest

from tollbook.extract import extract, statements
from tollbook.model import Document

SAID = [
    ("en", "The US-led coalition denied that its aircraft had hit the village.", "denied", "US-led Coalition"),
    ("en", "“This is unsubstantiated,” a general of the coalition told reporters.", "doubted", "US-led Coalition"),
    ("en", "The coalition said that it is looking into reports of a raid.", "under_investigation", "US-led Coalition"),
    ("en", "The Israeli army acknowledged responsibility for the raid.", "accepted", "Israel"),
    ("en", "The coalition assessed the event as non-credible.", "non_credible", "US-led Coalition"),
    ("ar", "نفى التحالف الدولي أن تكون طائراته قد قصفت بلدة هجين.", "denied", "US-led Coalition"),
    ("ar", "وأعلن الجيش الإسرائيلي أنه يحقق في التقارير عن القصف.", "under_investigation", "Israel"),
    ("ru", "Коалиция во главе с США опровергла сообщения об ударе по деревне.", "denied", "US-led Coalition"),
    ("fr", "La coalition a démenti avoir frappé le village.", "denied", "US-led Coalition"),
    ("tr", "Koalisyon iddiaları reddetti.", "denied", "US-led Coalition"),
    (
        "fr",
        "La coalition rejette les accusations selon lesquelles elle aurait touché l'école.",
        "denied",
        "US-led Coalition",
    ),
    ("fr", "L'armée israélienne a annoncé l'ouverture d'une enquête sur la frappe.", "under_investigation", "Israel"),
    ("fr", "L'armée israélienne a reconnu avoir touché l'ambulance par erreur.", "accepted", "Israel"),
    ("es", "La coalición negó que sus aviones hubieran atacado la aldea.", "denied", "US-led Coalition"),
    ("es", "El ejército israelí investiga lo ocurrido en el hospital.", "under_investigation", "Israel"),
    ("es", "El ejército israelí reconoció haber bombardeado el edificio por error.", "accepted", "Israel"),
    ("pt", "A coligação nega que os seus aviões tenham atingido a aldeia.", "denied", "US-led Coalition"),
    ("pt", "O exército israelita abriu um inquérito ao ataque.", "under_investigation", "Israel"),
    ("pt", "O exército israelita admitiu ter atacado o edifício por engano.", "accepted", "Israel"),
    ("it", "La coalizione ha negato di aver colpito il villaggio.", "denied", "US-led Coalition"),
    ("it", "L'esercito israeliano ha aperto un'indagine sull'attacco.", "under_investigation", "Israel"),
    ("it", "L'esercito israeliano ha ammesso di aver colpito l'edificio per errore.", "accepted", "Israel"),
    ("ru", "Коалиция отрицает, что её самолёты наносили удар по деревне.", "denied", "US-led Coalition"),
    ("ru", "Израильская армия проводит проверку сообщений об ударе.", "under_investigation", "Israel"),
    ("ru", "Израильская армия признала ответственность за удар по больнице.", "accepted", "Israel"),
    ("ru", "Израильская армия поставила под сомнение данные о погибших.", "doubted", "Israel"),
    ("uk", "Коаліція заперечує, що її літаки завдали удару по селу.", "denied", "US-led Coalition"),
    ("uk", "Армія Ізраїлю проводить перевірку повідомлень про удар.", "under_investigation", "Israel"),
    ("uk", "Армія Ізраїлю визнала відповідальність за удар.", "accepted", "Israel"),
    ("tr", "Koalisyon iddiaları yalanladı.", "denied", "US-led Coalition"),
    ("tr", "İsrail ordusu saldırıyla ilgili soruşturma başlattı.", "under_investigation", "Israel"),
    ("tr", "İsrail ordusu saldırının sorumluluğunu üstlendi.", "accepted", "Israel"),
    ("fa", "ائتلاف اتهامات را رد کرد.", "denied", "US-led Coalition"),
    ("fa", "ارتش اسرائیل گفت این حادثه در دست بررسی است.", "under_investigation", "Israel"),
    ("fa", "ارتش اسرائیل مسئولیت حمله را بر عهده گرفت.", "accepted", "Israel"),
    ("he", "הקואליציה הכחישה כי תקפה את הכפר.", "denied", "US-led Coalition"),
    ("he", 'צה"ל הודיע כי האירוע בבדיקה.', "under_investigation", "Israel"),
    ("he", 'צה"ל לקח אחריות על התקיפה.', "accepted", "Israel"),
    ("cs", "Koalice popřela, že by její letouny vesnici zasáhly.", "denied", "US-led Coalition"),
    ("cs", "Izraelská armáda prošetřuje zprávy o úderu.", "under_investigation", "Israel"),
    ("cs", "Izraelská armáda uznala odpovědnost za úder.", "accepted", "Israel"),
    ("ar", "قال الجيش الإسرائيلي إن الحادث قيد المراجعة.", "under_investigation", "Israel"),
    ("ar", "وصف التحالف الدولي التقارير بأنها عارية عن الصحة.", "denied", "US-led Coalition"),
    ("en", "The Israeli army said the strike is under review.", "under_investigation", "Israel"),
]
NOT_SAID = [
    ("en", "Since 2014 the coalition has acknowledged responsibility for more than 1,100 deaths."),
    ("en", "The market was closed and nobody answered the telephone."),
    ("ar", "يفتح السوق أبوابه في التاسعة."),
    ("fr", "La coalition a livré de l'aide au village."),
    ("es", "El ejército israelí negó el paso a los camiones."),
    ("tr", "Koalisyon sözcüsü yorum yapmayı reddetti."),
    ("cs", "Koalice odmítla událost komentovat."),
    ("en", "The Israeli army was accused of denying aid to the north."),
]


def report(text: str, language: str) -> Document:
    return Document("d", text, language=language, published=date(2018, 11, 18))


@pytest.mark.parametrize(("language", "text", "kind", "speaker"), SAID)
def test_statements_have_their_kind_and_speaker(language: str, text: str, kind: str, speaker: str) -> None:
    (statement,) = statements(report(text, language))
    assert (statement.kind, statement.speaker) == (kind, speaker)
    assert statement.quote == text[statement.start : statement.end]


@pytest.mark.parametrize(("language", "text"), NOT_SAID)
def test_totals_since_a_year_and_other_sentences_are_none(language: str, text: str) -> None:
    assert statements(report(text, language)) == []


def test_a_denial_is_no_claim_of_harm() -> None:
    assert extract(report("The coalition denied that its jets killed civilians.", "en")) == []


def test_an_open_quotation_belongs_to_the_speaker_named_behind_it() -> None:
    text = (
        "“These are unsubstantiated. We investigate every allegation,” a commander of the U.S.-led coalition told us."
    )
    assert {s.speaker for s in statements(report(text, "en"))} == {"US-led Coalition"}
