"""What whoever imports a log must say about it, and what is asked of a search."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tollbook.strikes.days import Unread, zone_of
from tollbook.strikes.mapping import headers
from tollbook.web.days import DayInput
from tollbook.web.places.forms import point_of
from tollbook.web.told import fault

DATES = [
    ("clear", _("can be read one way only")), ("day-first", _("day first")), ("month-first", _("month first")),
    ("excel-1900", _("Excel's numbers, from 1900")), ("excel-1904", _("Excel's numbers, from 1904")),
    ("unix", _("seconds since 1970")),
]  # fmt: skip
COMPLETE = [
    ("", _("choose")), ("complete", _("complete")), ("partial", _("partial")), ("unknown", _("nobody can say")),
]  # fmt: skip


class Upload(forms.Form):
    """The file and the name of the log."""

    file = forms.FileField(label=_("File: .csv, .tsv, .geojson, or .txt for a release in words"))
    name = forms.CharField(label=_("Name of the log"), max_length=120)


class Read(forms.Form):
    """How the file is to be read. Nothing here is guessed."""

    zone = forms.CharField(
        label=_("Time zone of rows that name none, such as Asia/Damascus or UTC"), max_length=60, required=False
    )
    dates = forms.ChoiceField(label=_("Dates that can be read in two ways"), choices=DATES, required=False)
    unit = forms.ChoiceField(
        label=_("Unit of a radius without one"), choices=[("", "–"), ("m", "m"), ("km", "km")], required=False
    )
    year = forms.IntegerField(label=_("Year of headings without one"), min_value=1900, max_value=2100, required=False)
    force = forms.CharField(
        label=_("Whose strikes it holds; several forces one a line, “all” for every force"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, columns: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in headers():
            choices = [("", "–"), *((one, one) for one in columns)]
            self.fields[f"column_{field}"] = forms.ChoiceField(label=field, choices=choices, required=False)

    def columns(self) -> list[Any]:
        """The fields that name a column."""
        return [self[name] for name in self.fields if name.startswith("column_")]

    def plain(self) -> list[Any]:
        """The other fields."""
        return [self[name] for name in self.fields if not name.startswith("column_")]

    def clean_zone(self) -> str:
        """A zone that is known."""
        zone: str = self.cleaned_data["zone"]
        try:
            if zone:
                zone_of(zone)
        except Unread as error:
            raise forms.ValidationError(fault(error)) from error
        return zone

    def clean(self) -> dict[str, Any]:
        """The columns together, the forces as a list."""
        given: dict[str, Any] = super().clean() or {}
        given["columns"] = {name.removeprefix("column_"): given.get(name) for name in self.fields if "column_" in name}
        given["forces"] = [one.strip() for one in (given.get("force") or "").splitlines() if one.strip()]
        return given


class Coverage(forms.Form):
    """What the log can show; without it an empty answer means nothing."""

    start = forms.DateField(label=_("The first day it covers"), widget=DayInput())
    end = forms.DateField(label=_("The last day it covers"), widget=DayInput())
    area = forms.CharField(label=_("Its area: west, south, east, north in degrees; or: everywhere"), max_length=120)
    complete = forms.ChoiceField(label=_("How complete whoever gave it says it is"), choices=COMPLETE)
    lacks = forms.CharField(label=_("What it leaves out, such as French strikes"), max_length=500, required=False)
    replace = forms.BooleanField(label=_("Take it in the place of the log of this name"), required=False)

    def clean_end(self) -> date:
        """No day to come."""
        end: date = self.cleaned_data["end"]
        if end > datetime.now(UTC).date():
            raise forms.ValidationError(_("This day lies in the future: no log covers it yet."))
        return end

    def clean_area(self) -> tuple[float, float, float, float] | None:
        """A rectangle, or None for everywhere."""
        said: str = self.cleaned_data["area"].strip()
        if said.casefold() in ("everywhere", str(_("everywhere")).casefold()):
            return None
        try:
            west, south, east, north = (float(part) for part in said.replace("،", ",").split(","))
        except ValueError as error:
            raise forms.ValidationError(_("Write west, south, east, north, as 35,32,49,38.")) from error
        if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
            raise forms.ValidationError(_("West before east, south before north, in degrees."))
        return west, south, east, north

    def clean(self) -> dict[str, Any]:
        """The first day before the last."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("start") and given.get("end") and given["start"] > given["end"]:
            self.add_error("end", _("The end comes first: swap the days."))
        return given


class Certify(forms.Form):
    """What is searched besides what the reports say."""

    kind = forms.ChoiceField(
        label=_("What was not found"),
        choices=[("no_strike", _("no strike in the logs")), ("place_unknown", _("no such place"))],
    )
    names = forms.CharField(
        label=_("Further spellings of the place, one a line"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )  # fmt: skip
    province = forms.CharField(label=_("Province it is said to be in"), required=False, max_length=200)
    near = forms.CharField(
        label=_("Near (latitude, longitude)"), required=False, max_length=60,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )  # fmt: skip
    area_km = forms.FloatField(
        label=_("How near to that point, in km"), min_value=0.1, max_value=20_000, required=False
    )
    radius_km = forms.FloatField(label=_("Km around each place in the log"), min_value=0, required=False)
    hours = forms.FloatField(label=_("Hours added on both sides"), min_value=0, required=False)
    utc_offset = forms.FloatField(
        label=_("Hours that clocks there are ahead of UTC"), min_value=-14, max_value=14, required=False
    )
    dismissed = forms.CharField(
        label=_("What is no bar, and why: ID=reason, one a line"), required=False, max_length=8000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )  # fmt: skip

    def clean_near(self) -> tuple[float, float] | None:
        """A point, or none."""
        return point_of(self.cleaned_data["near"])

    def clean_dismissed(self) -> dict[str, str]:
        """Id -> reason; each needs its reason."""
        found = {}
        for line in filter(str.strip, self.cleaned_data["dismissed"].splitlines()):
            key, _equals, reason = line.partition("=")
            if not key.strip() or not reason.strip():
                raise forms.ValidationError(_("Write each as ID=reason."))
            found[key.strip()] = reason.strip()
        return found
