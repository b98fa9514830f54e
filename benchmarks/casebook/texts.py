"""Made reports: words of a made vocabulary in English and Arabic, a place, a day and a number."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from tollbook.model import Claim, Count, Document, Period, Place, Precision

FIRST_DAY = date(2016, 1, 1)
DAYS = 3000
PLACES, PUBLISHERS, WORDS = 2500, 300, 6000
SENTENCES = 6
LATIN = ["ha", "jin", "su", "sa", "raq", "qa", "mar", "dab", "tel", "kun", "shi", "far", "zor", "bab", "nab", "lut"]
ARABIC = ["حا", "جن", "سو", "سا", "رق", "قا", "مر", "دب", "تل", "كن", "شي", "فر", "زو", "با", "نب", "لط"]
TOLD = {
    "en": "Aircraft struck {place} on {day}, killing {n} civilians, residents of the {a} quarter told the {b} page.",
    "ar": "قصفت طائرات {place} يوم {day} وقتل {n} مدنيين بحسب أهالي حي {a} وصفحة {b}.",
}
MORE = {
    "en": "Rescuers searched the rubble near the {a} market until the {b} road was shelled again by {c}.",
    "ar": "وبحث رجال الإنقاذ تحت الأنقاض قرب سوق {a} حتى تجدد قصف طريق {b} من {c}.",
}


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, where, when, and the most that was told of it."""

    number: int
    place: Place
    day: date
    toll: int


class Maker:
    """Reports by a fixed rule: the same seed gives the same reports."""

    def __init__(self, seed: int = 7) -> None:
        self.rng = random.Random(seed)
        self.words = {code: [self._word(parts) for _ in range(WORDS)] for code, parts in _parts().items()}
        self.places = [self._place(number) for number in range(PLACES)]

    def _word(self, parts: list[str]) -> str:
        return "".join(self.rng.choice(parts) for _ in range(self.rng.randint(2, 4))).capitalize()

    def _place(self, number: int) -> Place:
        name, kind = self._word(LATIN), self.rng.choice(["village", "town", "city"])
        precision: Precision = kind  # type: ignore[assignment]
        return Place(name, name, f"p{number}", 33 + 4 * self.rng.random(), 36 + 6 * self.rng.random(), precision)

    def event(self, number: int) -> Event:
        """One event."""
        day = FIRST_DAY + timedelta(days=self.rng.randrange(DAYS))
        return Event(number, self.rng.choice(self.places), day, min(200, 1 + int(self.rng.paretovariate(1.1))))

    def report(self, number: int, told: list[Event]) -> tuple[Document, list[Claim]]:
        """A report of these events."""
        name, code, text, claims = f"r{number:06d}", self.rng.choice(["en", "ar"]), "", list[Claim]()
        for event in told:
            toll = max(1, event.toll + self.rng.choice([0, 0, 0, -1, 2]))
            start = len(text)
            text += self._said(TOLD[code], code, place=event.place.text, day=event.day.isoformat(), n=str(toll))
            claims.append(_claim(f"{name}#{len(claims)}", name, (start, len(text), text[start:]), event, toll))
            text += "\n"
        text += " ".join(self._said(MORE[code], code) for _ in range(SENTENCES))
        day = told[-1].day + timedelta(days=self.rng.randint(0, 3))
        page = f"Page {min(PUBLISHERS, int(self.rng.paretovariate(0.5)))}"
        return Document(name, text, language=code, published=day, publisher=page, origin="made.jsonl"), claims

    def _said(self, form: str, code: str, **given: str) -> str:
        return form.format(**given, **{key: self.rng.choice(self.words[code]) for key in "abc"})


def _parts() -> dict[str, list[str]]:
    return {"en": LATIN, "ar": ARABIC}


def _claim(key: str, document: str, said: tuple[int, int, str], event: Event, toll: int) -> Claim:
    count, when = Count(toll, toll, "exact", str(toll)), Period("", event.day, event.day)
    return Claim(key, document, *said, "killed", count, "civilian", {}, (event.place,), when, rule="count.before_noun")
