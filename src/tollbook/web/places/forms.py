"""A place as people write it down, looking for one, and why one is removed."""

from typing import Any, get_args

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tollbook.locate.keys import exact_key
from tollbook.locate.regions import country_code
from tollbook.model.place import RADIUS_KM, Precision
from tollbook.web import called
from tollbook.web.models.places import OwnPlace

PRECISIONS = [
    (one, format_lazy(gettext_lazy("{name} ({km:g} km)"), name=called.PRECISIONS[one], km=RADIUS_KM[one]))
    for one in get_args(Precision)
    if one != "unknown"
]
MOST_NAMES = 60
MOST_BYTES = 5_000_000


def text(label: Any, required: bool = False, most: int = 200) -> forms.CharField:
    """A line in any script."""
    widget = forms.TextInput({"dir": "auto"})
    return forms.CharField(label=label, required=required, max_length=most, widget=widget)


class Edited(forms.Form):
    """One place; names one a line."""

    name = text(gettext_lazy("Name"), required=True)
    names = forms.CharField(
        label=gettext_lazy("Further spellings, in any script, one a line"),
        required=False,
        max_length=8000,
        widget=forms.Textarea({"dir": "auto", "rows": 4}),
    )
    lat = forms.FloatField(label=gettext_lazy("Latitude, degrees"), min_value=-90, max_value=90)
    lon = forms.FloatField(label=gettext_lazy("Longitude, degrees"), min_value=-180, max_value=180)
    precision = forms.ChoiceField(label=gettext_lazy("How exactly"), choices=PRECISIONS, initial="village")
    admin = text(gettext_lazy("Province or district"))
    country = text(gettext_lazy("Country, by name or two letters"), most=60)
    reason = text(gettext_lazy("How you know, or why it changes"), required=True, most=500)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)

    def clean_name(self) -> str:
        """A name has letters."""
        name: str = self.cleaned_data["name"].strip()
        if not exact_key(name):
            raise forms.ValidationError(_("Write the name in letters."))
        return name

    def clean_names(self) -> list[str]:
        """Each spelling once."""
        names = [one.strip() for one in self.cleaned_data["names"].replace(";", "\n").splitlines()]
        kept = list(dict.fromkeys(one for one in names if exact_key(one)))
        if len(kept) > MOST_NAMES:
            raise forms.ValidationError(_("At most %(n)s spellings.") % {"n": MOST_NAMES})
        return kept

    def clean_country(self) -> str:
        """The country's two letters."""
        given = self.cleaned_data["country"].strip()
        code = country_code(given) if given else ""
        if code is None:
            raise forms.ValidationError(_("No country of this name is known; write its two letters."))
        return code

    def changes(self) -> dict[str, Any]:
        """What is stored."""
        names = ("name", "names", "lat", "lon", "precision", "admin", "country")
        return {name: self.cleaned_data[name] for name in names}


def form_of(row: OwnPlace) -> Edited:
    """The form with a place as it stands."""
    held = {name: getattr(row, name) for name in ("name", "lat", "lon", "precision", "admin", "country")}
    return Edited(initial={**held, "names": "\n".join(row.names), "seen": row.version})


class Removal(forms.Form):
    """Why a place is removed."""

    reason = text(gettext_lazy("Why it is removed"), required=True, most=500)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class Upload(forms.Form):
    """A table of places."""

    file = forms.FileField(
        label=gettext_lazy("A CSV file"),
        help_text=gettext_lazy("Columns name, lat, lon; names (by semicolon), precision, admin, country where known."),
    )
    reason = text(gettext_lazy("Where it comes from"), required=True, most=500)

    def clean_file(self) -> Any:
        """Not more than a table of some thousand places has."""
        if self.cleaned_data["file"].size > MOST_BYTES:
            raise forms.ValidationError(_("The file is too large; at most 5 MB."))
        return self.cleaned_data["file"]


def point_of(given: str) -> tuple[float, float] | None:
    """Latitude and longitude as somebody wrote them, None where she wrote nothing; raises ValidationError."""
    if not given.strip():
        return None
    try:
        lat, lon = (float(part) for part in given.replace("،", ",").split(","))
    except ValueError:
        lat, lon = 999.0, 999.0
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise forms.ValidationError(_("Write latitude and longitude in degrees: 36.34, 43.11"))
    return lat, lon


class Looked(forms.Form):
    """Looking for a place in every spelling."""

    name = text(gettext_lazy("Name as written"), required=True)
    province = text(gettext_lazy("Province or country"))
    near = text(gettext_lazy("Near (latitude, longitude)"), most=60)

    def clean_name(self) -> str:
        """A name has letters."""
        if not any(letter.isalnum() for letter in self.cleaned_data["name"]):
            raise forms.ValidationError(_("Write the name in letters."))
        return str(self.cleaned_data["name"])

    def clean_near(self) -> tuple[float, float] | None:
        """A point, or none."""
        return point_of(self.cleaned_data["near"])
