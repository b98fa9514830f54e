"""Short words for tables and one incident in a terminal."""

from collections.abc import Sequence

from tollbook.model import Claim, Figure, Incident, Period, Place, SourceFigure

UNKNOWN = "unknown"
NONE = "–"


def span(least: int | None, most: int | None, open_ended: bool = False) -> str:
    """ "35–61+": from least to most, "+" where the greatest number is only a floor; a dash where nothing is stated."""
    if least is None and most is None:
        return NONE
    plus = "+" if open_ended or most is None else ""
    if most is None or least == most:
        return f"{least}{plus}"
    return f"{least or 0}–{most}{plus}"


def range_of(figure: Figure | None) -> str:
    """The range of a figure; a dash where no claim speaks of it."""
    return span(figure.min, figure.max, figure.open_ended) if figure else NONE


def corroborated(figure: Figure | None, by: int) -> str:
    """What ``by`` independent sources support; a dash where so many do not speak."""
    number = figure.corroborated.get(str(by)) if figure else None
    return NONE if number is None else str(number)


def by_one(row: SourceFigure) -> str:
    """What one source's claims imply."""
    return span(row.min, row.max)


def day(period: Period | None) -> str:
    """The day or the days; "unknown" where the reports give none."""
    if period is None or period.start is None:
        return UNKNOWN
    if period.end is None or period.end == period.start:
        return period.start.isoformat()
    return f"{period.start.isoformat()} – {period.end.isoformat()}"


def places(found: Sequence[Place]) -> str:
    """Names as resolved, else as written."""
    named = dict.fromkeys(place.name or place.text for place in found)
    return ", ".join(named) or UNKNOWN


def grade(incident: Incident) -> str:
    """The proposed grade."""
    return incident.grade.value if incident.grade else NONE


def speaks_of(claim: Claim) -> str:
    """ "killed 20+ civilian": what a claim says in short."""
    return f"{claim.harm.replace('_', ' ')} {span(claim.count.min, claim.count.max)} {claim.who}"
