"""Ids of incidents that are no more, and where each leads: to the incident that its first claim is in now.

An id is made from an incident's earliest claim, so it goes where a merge, a split, an earlier report or a withdrawn one
changes which claim that is. What is kept is one step a time an id went, so that an id that comes back alive needs no
repair; ``leading`` takes all steps at once.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from tollbook.casebook import models
from tollbook.casebook.rows import CHUNK
from tollbook.gather.words import ANCHOR
from tollbook.model import Incident

GONE = ""
"""Where an id leads none of whose claims is in any incident."""


def note(alias: str, incidents: Iterable[Incident], maker: str, among: Collection[str] | None = None) -> None:
    """Keep where ids lead that go when these, all incidents there are, replace the stored ones; call it before that.

    ``among``: they replace only these.
    """
    home = {claim: incident.id for incident in incidents for claim in incident.claims}
    alive = set(home.values())
    have = set(models.Incident.objects.using(alias).values_list("id", flat=True)) if among is None else set(among)
    rows = models.Redirect.objects.using(alias)
    going = sorted(have - alive)
    for chunk in _chunks([*going, *(old for old in rows.values_list("old", flat=True) if old in alive)]):
        rows.filter(old__in=chunk).delete()
    steps = ((old, heir(claims, home)) for old, claims in _claims_of(alias, going))
    rows.bulk_create((models.Redirect(old=old, new=new, maker=maker) for old, new in steps), batch_size=CHUNK)


def heir(claims: Iterable[tuple[str, bool]], home: Mapping[str, str]) -> str:
    """The incident that now holds the first claim of an old one, else most of its claims; ``GONE`` where none does.

    ``claims``: each with whether the old incident was built on it.
    """
    kept = [(home[claim], first) for claim, first in claims if claim in home]
    built_on = next((incident for incident, first in kept if first), None)
    many = Counter(incident for incident, _ in kept)
    return built_on or min(many, key=lambda incident: (-many[incident], incident), default=GONE)


def _claims_of(alias: str, incidents: list[str]) -> Iterator[tuple[str, list[tuple[str, bool]]]]:
    rows = models.IncidentClaim.objects.using(alias).order_by("claim_id")
    for chunk in _chunks(incidents):
        held: defaultdict[str, list[tuple[str, bool]]] = defaultdict(list)
        for incident, claim, why in rows.filter(incident_id__in=chunk).values_list(
            "incident_id", "claim_id", "evidence"
        ):
            held[incident].append((claim, why == ANCHOR))
        yield from ((incident, held[incident]) for incident in chunk)


def _chunks(keys: list[str]) -> Iterator[list[str]]:
    yield from (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))


def leading(alias: str) -> dict[str, str]:
    """Every id that is no more -> the incident it leads to, however often that changed; ``GONE`` where to none."""
    steps = dict(models.Redirect.objects.using(alias).order_by("old").values_list("old", "new"))
    return flat(steps)


def leading_to(alias: str, incident: str) -> list[str]:
    """The incident's id and every id that leads to it, in as many queries as its longest chain has steps."""
    found, waiting = [incident], [incident]
    while waiting:
        rows = models.Redirect.objects.using(alias).filter(new__in=waiting).values_list("old", flat=True)
        waiting = [old for old in rows if old not in found]
        found += waiting
    return found


def flat(steps: Mapping[str, str]) -> dict[str, str]:
    """The end of each chain of steps."""
    return {old: _end(old, steps) for old in steps}


def _end(old: str, steps: Mapping[str, str]) -> str:
    seen = {old}
    while (new := steps[old]) in steps and new not in seen:
        seen.add(new)
        old = new
    return new


def found(wanted: str, alive: Collection[str], former: Mapping[str, str]) -> tuple[list[str], str]:
    """Ids of incidents that ``wanted`` may mean (an id, the beginning of one, a former id), and the former id met.

    The second is empty where an incident of today answers to the name; the first is empty where none does, or where
    the former id leads nowhere.
    """
    exact = [wanted] if wanted in alive else []
    known = exact or ([] if wanted in former else sorted(one for one in alive if one.startswith(wanted)))
    if known:
        return known, ""
    old = [wanted] if wanted in former else sorted(one for one in former if one.startswith(wanted))
    ends = sorted({former[one] for one in old} - {GONE})
    return ends, old[0] if len(ends) <= 1 and old else ""
