"""A group of mentions as an incident: its id, places, days, the reason for each claim, and what is still open."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import blake2s

from tollbook.gather.evidence import Waterfall
from tollbook.gather.features import Window, spot
from tollbook.gather.mentions import Mention
from tollbook.gather.words import explained
from tollbook.model import Claim, DatePrecision, Document, Incident, Period, Place

ID_BYTES = 6
NAMED_WIDER = 2.0
"""Points up to this many times as uncertain as the finest take part in the incident's own point."""


def anchor(claims: Sequence[Claim], documents: Mapping[str, Document]) -> Claim:
    """The earliest claim: by publication, then by id; undated reports come last."""
    return min(claims, key=lambda c: (documents[c.document].published or date.max, c.document, c.start, c.id))


def incident_id(claim: Claim) -> str:
    """An id made from the anchor claim alone, so that reports about other events never change it."""
    return "inc-" + blake2s(f"{claim.document}\n{claim.id}".encode(), digest_size=ID_BYTES).hexdigest()


def _distinct(places: Sequence[Place]) -> list[Place]:
    """Places without repetition under another spelling; the one that is located stands for the rest."""
    kept: list[Place] = []
    order = sorted(places, key=lambda p: (p.lat is None, p.name is None, p.radius_km, p.text))
    for place in order:
        keys = spot(place).keys | spot(place).bones
        if not any(keys & (spot(other).keys | spot(other).bones) for other in kept):
            kept.append(place)
    return kept


def places_of(claims: Sequence[Claim]) -> tuple[Place, ...]:
    """The incident's places: those most claims name first, then the finer ones."""
    said = [place for claim in claims for place in claim.places]
    votes = Counter(key for place in said for key in spot(place).keys | spot(place).bones)
    weight = {p: max((votes[k] for k in spot(p).keys | spot(p).bones), default=0) for p in said}
    return tuple(sorted(_distinct(list(dict.fromkeys(said))), key=lambda p: (-weight[p], p.radius_km, p.text)))


def point_of(places: Sequence[Place]) -> tuple[float | None, float | None]:
    """The middle of the most exactly known places; ``None`` where none has a point."""
    located = [(p.lat, p.lon, p.radius_km) for p in places if p.lat is not None and p.lon is not None]
    if not located:
        return None, None
    finest = min(radius for _, _, radius in located)
    near = [(lat, lon) for lat, lon, radius in located if radius <= NAMED_WIDER * finest]
    return (
        round(sum(lat for lat, _ in near) / len(near), 6),
        round(sum(lon for _, lon in near) / len(near), 6),
    )


def _precision(window: Window) -> DatePrecision:
    length = window.end - window.start
    return "day" if length == 0 else "days" if length < 7 else "week" if length < 14 else "month"


def window_of(mentions: Sequence[Mention]) -> tuple[Window | None, str | None]:
    """The days all reports allow, and the open question they leave, if any."""
    stated = [m.window for m in mentions if m.window and m.window.stated]
    windows = stated or [m.window for m in mentions if m.window]
    if not windows:
        return None, "date_unknown"
    start, end = max(w.start for w in windows), min(w.end for w in windows)
    if start <= end:
        return Window(start, end, bool(stated)), None if stated else "date_from_publication"
    hull = Window(min(w.start for w in windows), max(w.end for w in windows), bool(stated))
    return hull, "date_disputed" if stated else "date_from_publication"


def period_of(window: Window | None) -> Period | None:
    """A window as a period; its text is empty, for it is drawn from several reports."""
    if window is None:
        return None
    return Period("", date.fromordinal(window.start), date.fromordinal(window.end), _precision(window))


def _questions(claims: Sequence[Claim], places: Sequence[Place], date_question: str | None) -> tuple[str, ...]:
    """Keys of what is still open; docs/method/gather.md says what each means."""
    harms = {claim.harm for claim in claims}
    found = [
        date_question,
        "place_unknown" if not places else None,
        "place_not_located" if places and all(p.lat is None for p in places) else None,
        "wounded_included" if "killed_or_injured" in harms and "killed" in harms else None,
        "single_report" if len({claim.document for claim in claims}) == 1 else None,
    ]
    return tuple(key for key in found if key)


def build(mentions: Sequence[Mention], why: Mapping[str, Waterfall], documents: Mapping[str, Document]) -> Incident:
    """One incident from its mentions; ``why`` holds for each mention but the anchor's the pair that drew it in."""
    claims = [claim for mention in mentions for claim in mention.claims]
    first = anchor(claims, documents)
    ordered = tuple(sorted(claims, key=lambda c: (c.document, c.start, c.end, c.id)))
    places = places_of(ordered)
    window, question = window_of(mentions)
    lat, lon = point_of(places)
    return Incident(
        id=incident_id(first),
        claims=tuple(claim.id for claim in ordered),
        documents=tuple(sorted({claim.document for claim in ordered})),
        places=places,
        lat=lat,
        lon=lon,
        when=period_of(window),
        evidence=explained(mentions, why, first),
        open_questions=_questions(ordered, places, question),
    )
