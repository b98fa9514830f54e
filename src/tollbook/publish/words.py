"""Numbers in words: what a claim says and what a figure comes to, as phrases of the page's language."""

from collections.abc import Iterable
from datetime import date, timedelta

from tollbook.model import Bounds, Claim, Count, Document, Figure, FigureKey, Incident, Period
from tollbook.publish.clean import isolated
from tollbook.publish.texts import Texts

NOUN: dict[str, str] = {
    "killed": "civilian",
    "injured": "civilian",
    "killed_combatants": "combatant",
    "killed_all": "people",
    "killed_or_injured": "people",
    "missing": "people",
}
HARM: dict[str, str] = {"killed_combatants": "killed", "killed_all": "killed"}
WHO = {"civilian": "civilian", "combatant": "combatant", "unspecified": "people"}
FIGURES: tuple[FigureKey, ...] = (
    "killed", "injured", "killed_or_injured", "missing", "killed_combatants", "killed_all",
)  # fmt: skip


def counted(t: Texts, noun: str, n: int) -> str:
    """A number with its noun: "35 civilians"."""
    return t(f"counted.{noun}", n)


def spread(t: Texts, noun: str, low: int | None, high: int | None, open_ended: bool = False) -> str:
    """Bounds with their noun: "35 to 61 or more civilians", "up to 12 civilians", "number not known"."""
    if low is None and high is None:
        return t("count.unknown")
    if high is None:
        return t("count.or_more", people=counted(t, noun, low or 0))
    if low == high:
        exact = counted(t, noun, high)
        return t("count.or_more", people=exact) if open_ended else exact
    if not low:
        return t("count.up_to", people=counted(t, noun, high))
    key = "count.range_open" if open_ended else "count.range"
    return t(key, low=t.number(low), people=counted(t, noun, high))


def short(t: Texts, low: int | None, high: int | None, open_ended: bool = False) -> str:
    """Bounds as digits for tables: 35, 35+, 35-61+ (with an en dash), at most 12, or a dash where nothing is known."""
    if low is None and high is None:
        return "–"
    if high is None:
        return f"{t.number(low or 0)}+"
    more = "+" if open_ended else ""
    if low == high:
        return f"{t.number(high)}{more}"
    if low is None:
        return f"≤ {t.number(high)}"
    return f"{t.number(low)}–{t.number(high)}{more}"


def short_figure(t: Texts, figure: Figure | None) -> str:
    """A figure's range as digits."""
    return short(t, figure.min, figure.max, figure.open_ended) if figure else "–"


def figure_words(t: Texts, key: str, figure: Figure) -> str:
    """A figure's whole range with its noun."""
    return spread(t, NOUN[key], figure.min, figure.max, figure.open_ended)


def said(t: Texts, noun: str, count: Bounds) -> str:
    """What a claim's count says: "about 15 civilians", "more than 60 civilians", "“dozens”, counted as 24 or more"."""
    qualifier = count.qualifier if isinstance(count, Count) else "exact"
    low, high = count.min, count.max
    if qualifier == "vague" and low is not None and isinstance(count, Count):
        return t("count.vague", words=isolated(count.text), people=spread(t, noun, low, high))
    if qualifier == "about" and low is not None and low == high:
        return t("count.about", people=counted(t, noun, low))
    if qualifier == "more_than" and low:
        return t("count.more_than", people=counted(t, noun, low - 1))
    if qualifier == "at_least" and low is not None:
        return t("count.at_least", people=counted(t, noun, low))
    return spread(t, noun, low, high)


def claim_words(t: Texts, claim: Claim) -> str:
    """What one claim says happened to how many: "more than 60 civilians killed or injured"."""
    noun = WHO[claim.who]
    return _agreed(t, f"harmed.{claim.harm}", noun, most(claim.count.min, claim.count.max), said(t, noun, claim.count))


def most(low: int | None, high: int | None) -> int | None:
    """The number a noun and its participle agree with; ``None`` where no number is known."""
    return low if high is None else high


def _agreed(t: Texts, key: str, noun: str, n: int | None, people: str) -> str:
    """People with what happened to them, in the form of a language that has one for the noun or for no number."""
    special = f"{key}_unknown" if n is None else f"{key}_{noun}"
    return t(special if t.has(special) else key, n, people=people)


def breakdown_words(t: Texts, claim: Claim) -> str:
    """ "including 14 children and 9 women", or nothing."""
    parts = [said(t, part, bounds) for part, bounds in sorted(claim.of_whom.items())]
    return t("count.including", people=t.listing(parts)) if parts else ""


def harm_words(t: Texts, key: str, people: str, n: int | None) -> str:
    """People with the harm of a figure: "35 or more civilians reported killed"; ``n`` is the number to agree with."""
    return _agreed(t, f"reported.{HARM.get(key, key)}", NOUN[key], n, people)


def period_words(t: Texts, period: Period | None) -> str:
    """A period in words; unknown is written as unknown."""
    if period is None or (period.start is None and period.end is None):
        return t("date.unknown")
    if period.start is None:
        return t("date.until", day=t.day(period.end))
    if period.end is None:
        return t("date.since", day=t.day(period.start))
    if period.start == period.end:
        return t.day(period.start)
    if (period.start.year, period.start.month) == (period.end.year, period.end.month):
        return _within_month(t, period.start, period.end)
    return t("date.range", start=t.day(period.start), end=t.day(period.end))


def _within_month(t: Texts, start: date, end: date) -> str:
    if start.day == 1 and (end + timedelta(days=1)).day == 1:
        return t.month(start.year, start.month)
    return t("date.days", start=start.day, end=end.day, month=t(f"month.{start.month}"), year=start.year)


def table_period(t: Texts, period: Period | None) -> str:
    """A period in few letters, for tables."""
    if period is None or period.start is None or period.end is None:
        return period_words(t, period)
    start, end = period.start, period.end
    if start == end:
        return t.table_day(start)
    if (start.year, start.month) == (end.year, end.month) and not (
        start.day == 1 and (end + timedelta(days=1)).day == 1
    ):
        month = t(f"month_short.{start.month}")
        return t("date.days_short", start=start.day, end=end.day, month=month, year=start.year)
    return period_words(t, period)


def publisher_words(t: Texts, document: Document) -> str:
    """Who published a report, else its title, else its id."""
    return document.publisher or document.title or document.id


def place_precision(t: Texts, incident: Incident) -> str:
    """The levels to which the incident's places are known."""
    levels = dict.fromkeys(place.precision for place in incident.places)
    return t.listing([t.named("precision", level) for level in levels])


def supported(figure: Figure | None, sources: int) -> int | None:
    """The greatest number that so many independent sources each support; ``None`` where none does."""
    return figure.corroborated.get(str(sources)) if figure else None


def top(values: Iterable[int | None]) -> int:
    """The greatest number named, 0 where none is."""
    return max((v for v in values if v is not None), default=0)
