"""A source's track record in words: how its first figures compare with what incidents settled at."""

from dataclasses import dataclass

from tollbook.model.track_record import Interval, TrackRecord
from tollbook.publish.texts import Texts


@dataclass(frozen=True, slots=True)
class TrackWords:
    """The cells of the page of sources; ``few`` says that too few cases stand behind it, and then the rest is empty."""

    cases: int
    few: str
    ratio: str = ""
    within: str = ""
    balance: str = ""


def track_words(record: TrackRecord | None, t: Texts) -> TrackWords:
    """One record in the page's language."""
    cases = record.cases if record else 0
    if record is None or record.ratio is None or record.within is None:
        return TrackWords(cases, t("track.few", cases))
    balance = t(
        "track.balance", over=t.number(record.over), under=t.number(record.under), p=f"{record.balance or 0:.2f}"
    )
    return TrackWords(cases, "", _interval(record.ratio, "{:.2f}"), _interval(record.within, "{:.0%}"), balance)


def _interval(found: Interval, form: str) -> str:
    return f"{form.format(found.value)} ({form.format(found.low)}–{form.format(found.high)})"
