"""The sources as lists show them: from the tables, with the track record that was last computed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from pydantic import TypeAdapter

from tollbook.casebook import models
from tollbook.model.track_record import TrackRecord
from tollbook.publish.texts import Texts
from tollbook.publish.track import TrackWords, track_words

KINDS: dict[str, Any] = {
    "state_media": _("state media"),
    "agency": _("news agency"),
    "monitor": _("monitor"),
    "military": _("military"),
    "un": _("United Nations"),
    "ngo": _("non-governmental organisation"),
    "local_media": _("local media"),
    "press": _("press"),
    "witness": _("witness"),
    "other": _("other"),
}
GROUPS: dict[str, Any] = {
    "united-nations": _("United Nations"),
    "iraqi-state-media": _("Iraqi state media"),
    "palestinian-state-media": _("Palestinian state media"),
    "russian-state-media": _("Russian state media"),
}
"""Groups that no source of the shipped registry (trace/sources.toml) is named like."""
_TRACK: TypeAdapter[TrackRecord] = TypeAdapter(TrackRecord)


@dataclass(frozen=True, slots=True)
class Row:
    """One source of the list. ``group`` is the name of the source it counts together with, empty where it is alone."""

    key: str
    name: str
    kind: Any
    group: str
    claims: int
    record: TrackRecord | None


def rows(asked: Mapping[str, Any], tracks: Mapping[str, Any] | None) -> list[Row]:
    """The sources that pass the filters, those with most claims first."""
    kept = models.Source.objects.all()
    if asked.get("kind"):
        kept = kept.filter(kind=asked["kind"])
    if asked.get("q"):
        kept = kept.filter(name__icontains=asked["q"].strip())
    said = claims_by_source()
    values = list(kept.values_list("id", "name", "kind", "group"))
    grouped = group_names([group for *_rest, group in values if group])
    found = [
        Row(key, name, KINDS.get(kind, kind), grouped.get(group or "", group or ""), said.get(key, 0),
            track_of(tracks, key))
        for key, name, kind, group in values
    ]  # fmt: skip
    return sorted(found, key=lambda row: (-row.claims, row.name, row.key))


def claims_by_source() -> dict[str, int]:
    """Source -> how many claims were first said by it; those that sum up other people's figures are left out."""
    counted = models.Origin.objects.filter(summary=False, source_id__isnull=False).order_by()
    return dict(counted.values_list("source_id").annotate(many=Count("*")))


def group_names(groups: Sequence[str]) -> dict[str, str]:
    """The names of groups: of the sources that they are named by, or their own."""
    own = {key: str(name) for key, name in GROUPS.items()}
    return own | dict(models.Source.objects.filter(id__in=set(groups)).values_list("id", "name"))


def track_of(tracks: Mapping[str, Any] | None, source: str) -> TrackRecord | None:
    """The record of one source among those computed."""
    held = (tracks or {}).get(source)
    return _TRACK.validate_python(held) if held else None


def worded(rows: Sequence[Row], t: Texts) -> list[tuple[Row, TrackWords]]:
    """Each with its record in words."""
    return [(row, track_words(row.record, t)) for row in rows]
