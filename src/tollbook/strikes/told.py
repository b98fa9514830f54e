"""The reason for each field of a candidate, in English and Arabic."""

from datetime import UTC, datetime

from tollbook.model.strike import Strike
from tollbook.strikes.found import Field, FieldMatch
from tollbook.strikes.index import StrikeIndex
from tollbook.strikes.levels import FIELDS, Levels, is_named, level_name, radius_of
from tollbook.strikes.subject import Subject, window_utc
from tollbook.strikes.tables import kind_names, points, say
from tollbook.text.plain import plain

LANGUAGES = ("en", "ar")
Values = dict[str, object]


def reasons(
    subject: Subject, index: StrikeIndex, found: Levels, at: int, radius_km: float | None
) -> tuple[FieldMatch, ...]:
    """One reason a field for the entry at this place of ``found``."""
    told = {
        "distance": _distance(subject, index, found, at, radius_km),
        "time": _time(subject, index, found, at),
        "force": _force(index, found, at),
        "means": _means(subject, index, found, at),
        "target": _target(subject, index, found, at),
        "number": _number(subject, index, found, at),
    }
    return tuple(_match(field, int(found.codes[field][at]), told[field]) for field in FIELDS)


def _match(field: Field, code: int, told: tuple[str, str]) -> FieldMatch:
    return FieldMatch(field, level_name(code), points(field)[code], *told)


def _said(section: str, key: str, **values: object) -> tuple[str, str]:
    return say("en", section, key, **values), say("ar", section, key, **values)


def km_words(km: float) -> str:
    """Kilometres with the digits that matter."""
    return f"{km:.2f}" if km < 1 else f"{km:.1f}" if km < 20 else f"{km:.0f}"


def times(strike: Strike) -> str:
    """When the entry says it was, in UTC."""
    start, end = strike.start.astimezone(UTC), strike.end.astimezone(UTC)
    if start == end:
        return f"{start:%Y-%m-%d %H:%M} UTC"
    same = start.date() == end.date()
    return f"{start:%Y-%m-%d %H:%M}–{f'{end:%H:%M}' if same else f'{end:%Y-%m-%d %H:%M}'} UTC"


def _distance(subject: Subject, index: StrikeIndex, found: Levels, at: int, radius_km: float | None) -> tuple[str, str]:
    entry = int(found.entries[at])
    strike = index.strikes[entry]
    if subject.spots and strike.place.lat is not None:
        own = radius_of(subject.spots[int(found.spot[at])], radius_km)
        level = level_name(int(found.codes["distance"][at]))
        circles = {"own": km_words(own), "theirs": km_words(strike.place.radius_km)}
        return _said("distance", level, km=km_words(float(found.km[at])), **circles)
    if is_named({plain(spot.name) for spot in subject.spots if spot.name}, index, entry):
        return _said("distance", "named", name=strike.place.text)
    side = "silent_theirs" if subject.spots else "silent_own"
    en, ar = _said("distance", side)
    return say("en", "distance", "silent", which=en), say("ar", "distance", "silent", which=ar)


def _time(subject: Subject, index: StrikeIndex, found: Levels, at: int) -> tuple[str, str]:
    level = level_name(int(found.codes["time"][at]))
    entry = times(index.strikes[int(found.entries[at])])
    en, ar = window_words(subject)
    gap = f"{found.gap[at]:.0f}"
    return (
        say("en", "time", level, entry=entry, window=en, gap=gap),
        say("ar", "time", level, entry=entry, window=ar, gap=gap),
    )


def window_words(subject: Subject) -> tuple[str, str]:
    """The subject's window in UTC and how its clock is known."""

    window = window_utc(subject)
    if window is None:
        return "", ""
    key = "zone_sun" if subject.utc_offset is None else "zone_given"
    return _said("time", key, begin=_minute(window[0]), end=_minute(window[1]))


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def _force(index: StrikeIndex, found: Levels, at: int) -> tuple[str, str]:
    force = index.strikes[int(found.entries[at])].force or ""
    return _said("force", level_name(int(found.codes["force"][at])), force=force)


def _means(subject: Subject, index: StrikeIndex, found: Levels, at: int) -> tuple[str, str]:
    level = level_name(int(found.codes["means"][at]))
    theirs = index.profiles[int(index.profile[found.entries[at]])].means
    shown = subject.means & theirs if level == "agrees" else theirs
    en, ar = (
        say(lang, "means", level, means=kind_names(lang, shown), own=kind_names(lang, subject.means))
        for lang in LANGUAGES
    )
    return en, ar


def _target(subject: Subject, index: StrikeIndex, found: Levels, at: int) -> tuple[str, str]:
    level = level_name(int(found.codes["target"][at]))
    theirs = index.profiles[int(index.profile[found.entries[at]])].objects
    en, ar = (
        say(
            lang, "target", level,
            kinds=kind_names(lang, subject.objects & theirs), target=kind_names(lang, theirs),
        )
        for lang in LANGUAGES
    )  # fmt: skip
    return en, ar


def _number(subject: Subject, index: StrikeIndex, found: Levels, at: int) -> tuple[str, str]:
    strike = index.strikes[int(found.entries[at])]
    level = level_name(int(found.codes["number"][at]))
    en, ar = _said("number", level, strikes=strike.strikes, own=subject.strikes[0])
    if strike.engagements is None:
        return en, ar
    more = _said("number", "engagements", engagements=strike.engagements)
    return en + more[0], ar + more[1]
