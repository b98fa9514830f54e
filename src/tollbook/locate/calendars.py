"""The Islamic calendars of reports, turned into Gregorian days."""

from datetime import date, timedelta

ISLAMIC_EPOCH = date(622, 7, 19)
"""1 Muharram 1 AH of the civil tabular calendar, in the proleptic Gregorian calendar (16 July 622 Julian)."""

LEAP_BREAKS = (
    -61,
    9,
    38,
    199,
    426,
    686,
    756,
    818,
    1111,
    1181,
    1210,
    1635,
    2060,
    2097,
    2192,
    2262,
    2324,
    2394,
    2456,
    3178,
)
"""Years at which the 33-year rule of the Persian calendar shifts (Borkowski 1996, as in jalaali)."""


def islamic_day(year: int, month: int, day: int) -> date:
    """The Gregorian day of a lunar Hijri date by the tabular civil calendar (30-year cycle, leap years 2, 5, 7, 10, 13,
    16, 18, 21, 24, 26, 29). Sightings of the moon differ from it by a day either way. Raises ValueError."""
    if not (1 <= month <= 12 and 1 <= day <= 30 and 1 <= year <= 9000):
        raise ValueError(f"no such Islamic date: {year}-{month}-{day}")
    days = day - 1 + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return ISLAMIC_EPOCH + timedelta(days=days)


def islamic_year(day: date) -> int:
    """The Hijri year a Gregorian day falls in, by the tabular calendar."""
    year = (30 * (day - ISLAMIC_EPOCH).days + 10646) // 10631
    return year - 1 if islamic_day(year, 1, 1) > day else year


def _leaps_and_march(year: int) -> int:
    """The day of March on which Persian year ``year`` begins (Borkowski 1996)."""
    gregorian, leap_years, jump = year + 621, -14, 0
    previous = LEAP_BREAKS[0]
    for start in LEAP_BREAKS[1:]:
        jump = start - previous
        if year < start:
            break
        leap_years += jump // 33 * 8 + jump % 33 // 4
        previous = start
    passed = year - previous
    leap_years += passed // 33 * 8 + (passed % 33 + 3) // 4
    if jump % 33 == 4 and jump - passed == 4:
        leap_years += 1
    return 20 + leap_years - (gregorian // 4 - (gregorian // 100 + 1) * 3 // 4 - 150)


def persian_day(year: int, month: int, day: int) -> date:
    """The Gregorian day of a solar Hijri date (Borkowski's arithmetic, exact for 1178 to 1633). Raises ValueError."""
    if not (1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30) and 1 <= year < LEAP_BREAKS[-1]):
        raise ValueError(f"no such Persian date: {year}-{month}-{day}")
    new_year = date(year + 621, 3, _leaps_and_march(year))
    return new_year + timedelta(days=(month - 1) * 31 - max(0, month - 7) + day - 1)


def persian_year(day: date) -> int:
    """The solar Hijri year a Gregorian day falls in; less than 1 before the calendar begins."""
    year = day.year - 621
    if year < 1:
        return year
    return year - 1 if persian_day(year, 1, 1) > day else year
